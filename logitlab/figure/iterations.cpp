// SPDX-License-Identifier: MIT
#include "logitlab/figure/iterations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/data_panel.hpp"
#include "logitlab/figure/iteration.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/places_taken.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/numbers.hpp"

namespace logitlab::figure {
namespace {

constexpr double first_left = 64, gap = 24, widest_column = 300, widest_canvas = 1200;
constexpr double head_baseline = 92, data_top = 120, data_bottom = 276, plane_top = 340,
                 plane_bottom = 516, result_baseline = 572, iterations_caption = 628;
constexpr double y_low = -0.18, y_high = 1.28;

struct Column {
  Moment moment;
  std::uint64_t step = 0;
  DataFacts facts;
  double loss = 0;
  double left = 0, right = 0;  // of both frames
};

// What all columns share.
struct Strip {
  Scene scene;
  FigureInputs& inputs;
  const lab::Run& run;
  std::vector<Column> columns;
  // Of a path too long to be drawn five times: the rows through which it is drawn.
  std::vector<std::size_t> by_epoch;
  bool curve_named = false, line_named = false, wrong_named = false;
};

std::vector<Column> columns_of(const lab::Run& run) {
  const lab::Training& training = *run.training;
  std::vector<Column> columns;
  for (const Moment& moment : strip_moments(run)) {
    const CVec w = training.trajectory.w_at(moment.row);
    columns.push_back({moment, training.trajectory.step[moment.row],
                       data_facts(*run.data, w[0], w[1]), training.columns.loss[moment.row]});
  }
  const auto count = static_cast<double>(columns.size());
  const double width =
      std::min(widest_column, (widest_canvas - first_left - margin - (count - 1) * gap) / count);
  double left = first_left;
  for (Column& column : columns) {
    column.left = left;
    column.right = left + width;
    left += width + gap;
  }
  return columns;
}

// More steps than this would be a blot, and heavy: then the ends of epochs, evenly thinned.
constexpr std::size_t most_points = 700;

std::vector<std::size_t> rows_by_epoch(const lab::Run& run, std::size_t last) {
  std::vector<std::size_t> rows;
  if (last <= most_points) return rows;
  for (const Moment& moment : epoch_ends(*run.training)) {
    if (moment.row <= last) rows.push_back(moment.row);
  }
  const std::size_t stride = rows.size() / most_points + 1;
  std::vector<std::size_t> thinned;
  for (std::size_t k = 0; k < rows.size(); k += stride) thinned.push_back(rows[k]);
  return thinned;
}

void add_head(Strip& strip, const Column& column) {
  Text name = bold_line(concat({"iteration ", grouped(column.step)}));
  name.at = {column.left, head_baseline};
  const double taken = text_width(name.text, name.size, true);
  strip.scene.add(name);
  const lab::Training& training = *strip.run.training;
  if (counting_word(training) != "epoch" || column.moment.number == 0) return;
  const std::uint64_t per_epoch = lab::steps_per_epoch(training.settings, strip.run.data->length());
  const bool at_its_end = column.step == column.moment.number * per_epoch;
  Text epoch =
      plain_line(concat({at_its_end ? "epoch " : "in epoch ", grouped(column.moment.number)}));
  epoch.at = {column.right, head_baseline};
  epoch.anchor = Anchor::end;
  epoch.fill = {Role::ink2};
  if (taken + text_width(epoch.text, epoch.size) + 8 > column.right - column.left) return;
  strip.scene.add(std::move(epoch));
}

// The part of w x + b inside the panel.
std::vector<Point> line_pixels(const Panel& panel, const DataFacts& facts) {
  double a = facts.low, b = facts.high;
  if (facts.w != 0) {
    const double first = (y_low - facts.b) / facts.w, second = (y_high - facts.b) / facts.w;
    a = std::max(a, std::min(first, second));
    b = std::min(b, std::max(first, second));
  } else if (facts.b < y_low || facts.b > y_high) {
    return {};
  }
  if (!(a < b)) return {};
  return {panel.to_pixel(a, facts.w * a + facts.b), panel.to_pixel(b, facts.w * b + facts.b)};
}

// Samples at y = 0 and 1, those that would cover each other once; wrong ones ringed. The places of
// the wrong ones are returned.
std::vector<Point> add_samples(Strip& strip, const Panel& panel, const DataFacts& facts,
                               Occupied& occupied) {
  const Dataset& data = *strip.run.data;
  const bool many = data.length() > 40;
  constexpr double ring_cell = 5;  // pixels: rings nearer than that say no more
  const double radius = many ? 2.4 : 3.4, cell = many ? 2 : 1;  // pixels
  PlacesTaken drawn;                                            // class, whether right
  std::vector<Point> wrong_places;
  for (std::size_t i = 0; i < data.length(); ++i) {
    const Sample sample = data[i];
    const bool one = sample.y == 1, wrong = (facts.w * sample.x[0] + facts.b > 0) != one;
    const Point at = panel.to_pixel(sample.x[0], sample.y);
    if (!drawn.take(static_cast<int>(at.x / cell), one, wrong)) continue;
    const Paint fill{one ? Role::class1 : Role::class0};
    const Stroke casing{{Role::casing}, 1};
    if (one) {
      strip.scene.add(Triangle{at, radius, false, fill, casing, Meaning::sample});
    } else {
      strip.scene.add(Circle{at, radius, fill, casing, Meaning::sample});
    }
    occupied.add_mark(at, radius + (wrong ? 4 : 1));
    if (wrong) wrong_places.push_back(at);
  }
  PlacesTaken ringed;
  for (const Point at : wrong_places) {
    if (many && !ringed.take(static_cast<int>(at.x / ring_cell), static_cast<int>(at.y))) continue;
    strip.scene.add(
        Circle{at, radius + 3, {}, {{Role::warning}, many ? 1.0 : 1.5}, Meaning::decoration});
  }
  return wrong_places;
}

// True if there was room.
bool write(Strip& strip, Occupied& occupied, const Box& frame, Text text, Point at,
           std::span<const Side> sides = any_side) {
  text.size = tick_size;
  text.halo = {Role::paper};
  text.halo_width = 4;
  return add_placed(strip.scene, occupied,
                    place_label(occupied, std::move(text), at, {frame.grown(-1), 5, 1.5, sides}));
}

void name_classes(Strip& strip, Occupied& occupied, const Panel& panel) {
  const Dataset& data = *strip.run.data;
  for (const bool one : {false, true}) {
    Text name = bold_line(one ? "class 1" : "class 0");
    name.fill = {one ? Role::class1 : Role::class0};
    for (std::size_t i = 0; i < data.length(); ++i) {
      if ((data[i].y == 1) != one) continue;
      constexpr std::array over = {Side::above, Side::above_right, Side::above_left, Side::below};
      constexpr std::array under = {Side::below, Side::below_right, Side::below_left, Side::above};
      const Point at = panel.to_pixel(data[i].x[0], data[i].y);
      if (write(strip, occupied, panel.frame, name, at, one ? under : over)) break;
    }
  }
}

// The names of things once in the strip, in the first column with room; numbers in each.
void add_names(Strip& strip, const Panel& panel, const DataFacts& facts,
               const std::vector<Point>& line, const std::vector<Point>& wrong,
               Occupied& occupied) {
  const Box& frame = panel.frame;
  constexpr std::array level = {Side::left, Side::right};
  if (facts.threshold_in_view) {
    Text text = plain_line(concat({"threshold ", threshold_text(facts)}));
    text.fill = {Role::ink2};
    write(strip, occupied, frame, std::move(text),
          {panel.x.to_pixel(*facts.threshold), frame.top + 8}, level);
  }
  if (!wrong.empty()) {
    const std::uint64_t count = facts.rows - facts.right;
    Text text =
        bold_line(concat({grouped(count), strip.wrong_named ? " wrong" : " wrong, ringed"}));
    text.fill = {Role::warning};
    for (const std::size_t share : {2u, 1u, 3u, 0u, 4u}) {
      const Point at = wrong[(wrong.size() - 1) * share / 4];
      if (!write(strip, occupied, frame, text, at)) continue;
      strip.wrong_named = true;
      break;
    }
  }
  if (!strip.curve_named) {
    Text text = bold_line("sigmoid");
    for (const double share : {0.2, 0.8, 0.35, 0.65, 0.5}) {
      const double p = facts.threshold_in_view ? share : facts.level;
      const double x = facts.threshold_in_view ? *facts.threshold + math::log(p / (1 - p)) / facts.w
                                               : facts.low + share * (facts.high - facts.low);
      if (!(x > facts.low && x < facts.high)) continue;
      const Point at = panel.to_pixel(x, math::sigmoid(facts.w * x + facts.b));
      if (!write(strip, occupied, frame, text, at)) continue;
      strip.curve_named = true;
      break;
    }
  }
  if (!strip.line_named && line.size() == 2) {
    const std::string name = facts.w == 0 ? italic("b") : italic("wx + b");
    const Point top = line[0].y < line[1].y ? line[0] : line[1];
    constexpr std::array aside = {Side::right, Side::left, Side::below_right, Side::below_left};
    Text text = plain_line(name);
    text.fill = {Role::ink2};
    strip.line_named = write(strip, occupied, frame, std::move(text), {top.x, top.y + 8}, aside);
  }
}

// Whether the numbers of two neighbouring columns keep apart; if not, only the first has them.
bool fit_side_by_side(const Panel& panel, const std::vector<Tick>& ticks) {
  constexpr double apart = 4;
  double left = 0, right = 0;  // how far they reach out of the frame
  for (const Tick& tick : ticks) {
    const double x = panel.x.to_pixel(tick.value), half = text_width(tick.text, tick_size) / 2;
    left = std::max(left, panel.frame.left - (x - half));
    right = std::max(right, x + half - panel.frame.right);
  }
  return left + right <= gap - apart;
}

void add_data_side(Strip& strip, const Column& column, bool first) {
  const DataFacts& facts = column.facts;
  const Box frame{column.left, data_top, column.right, data_bottom};
  const Panel panel{"data",
                    frame,
                    {ScaleKind::linear, facts.low, facts.high, frame.left, frame.right},
                    {ScaleKind::linear, y_low, y_high, frame.bottom, frame.top}};
  Scene& scene = strip.scene;
  const std::size_t clip = scene.add_panel(panel);
  const auto level = [first](double y, const char* text) { return Tick{y, first ? text : ""}; };
  const std::string input = strip.run.data->inputs()[0];
  std::vector<Tick> x_ticks = linear_ticks(facts.low, facts.high, 5);
  if (!first && !fit_side_by_side(panel, x_ticks)) {
    for (Tick& tick : x_ticks) tick.text.clear();
  }
  add_function_axes(
      scene, panel,
      {concat({"input ", input == "x" ? italic("x") : input}),
       first ? concat({"class ", italic("y"), " and output ", italic("p")}) : std::string(),
       x_ticks,
       {level(0, "0"), level(0.5, "0.5"), level(1, "1")}});
  Occupied occupied;
  if (facts.threshold_in_view) {
    Path upright;
    const double x = panel.x.to_pixel(*facts.threshold);
    upright.points = {{x, frame.top}, {x, frame.bottom}};
    upright.stroke = {{Role::axis}, 1, 2, 3};
    occupied.add_line(upright.points);
    scene.add(std::move(upright));
  }
  Path line;
  line.points = line_pixels(panel, facts);
  line.stroke = {{Role::axis}, 1.4, 7, 4};
  occupied.add_line(line.points);
  const std::vector<Point> ends = line.points;
  if (!ends.empty()) scene.add(std::move(line), clip);
  Path curve;
  curve.points = sigmoid_pixels(panel, facts);
  curve.stroke = {{Role::ink}, 2.2};
  occupied.add_line(curve.points);
  scene.add(std::move(curve), clip);
  const std::vector<Point> wrong = add_samples(strip, panel, facts, occupied);
  if (first) name_classes(strip, occupied, panel);
  add_names(strip, panel, facts, ends, wrong, occupied);
}

// The map of the first column, drawn once; the others are copies of it.
std::vector<Element> map_elements(Strip& strip) {
  Scene scratch;
  const Column& first = strip.columns.front();
  add_plane_map(scratch, strip.inputs, {first.left, plane_top, first.right, plane_bottom});
  return std::move(scratch.elements);
}

void shift(Shape& shape, double by) {
  if (Path* path = std::get_if<Path>(&shape)) {
    for (Point& p : path->points) p.x += by;
  } else if (Rectangle* rectangle = std::get_if<Rectangle>(&shape)) {
    rectangle->box.left += by;
    rectangle->box.right += by;
  }
}

void add_plane_side(Strip& strip, const Column& column, const std::vector<Element>& map,
                    bool first) {
  Scene& scene = strip.scene;
  const lab::Run& run = strip.run;
  const Box frame{column.left, plane_top, column.right, plane_bottom};
  const std::size_t clip = scene.add_panel(plane_panel(run, frame));
  const Panel panel = scene.panels[clip - 1];
  for (Element element : map) {
    shift(element.shape, column.left - strip.columns.front().left);
    element.clip = clip;
    scene.elements.push_back(std::move(element));
  }
  const bool numbers =
      first || fit_side_by_side(panel, ticks_within(panel.x, frame.width() / 6).ticks);
  add_plane_axes(
      scene, panel,
      {axis_name(run.plane.name[0]), first ? axis_name(run.plane.name[1]) : "", numbers, first});
  const std::vector<Point> pixels =
      track_pixels(*run.training, run.plane, panel, column.moment.row + 1);
  Occupied occupied;
  bool seen = true;
  if (strip.by_epoch.empty()) {
    seen = add_track(scene, *run.training, clip, pixels, occupied);
  } else {
    std::vector<Point> some = {pixels.front()};
    for (const std::size_t row : strip.by_epoch) {
      if (row < column.moment.row) some.push_back(pixels[row]);
    }
    some.push_back(pixels.back());
    seen = std::ranges::any_of(some, [&](Point p) { return frame.contains(p); });
    occupied.add_line(some);
    add_cased_line(scene, some, 1.6, clip);
  }
  if (frame.contains(pixels.front())) {
    add_start(scene, pixels.front());
    occupied.add_mark(pixels.front(), start_radius + 1);
  }
  const bool now_seen = frame.contains(pixels.back());
  if (now_seen) {
    add_end(scene, pixels.back());
    occupied.add_mark(pixels.back(), end_radius + 1);
  } else {
    Text text = plain_line(seen ? "now outside" : "path outside");
    add_placed(scene, occupied,
               place_somehow(occupied, {text}, frame.centre(), {frame.grown(-4), 0, 1.5}),
               Paint{Role::casing});
  }
  if (!first) return;
  if (frame.contains(pixels.front())) {
    Text start = bold_line("start");
    start.size = tick_size;
    start.halo = {Role::casing};
    start.halo_width = 4;
    add_placed(scene, occupied,
               place_label(occupied, std::move(start), pixels.front(),
                           {frame.grown(-4), start_radius + 2, 1.5}));
  }
  add_iso_labels(scene, strip.inputs, panel, occupied);
}

void add_result(Strip& strip, const Column& column) {
  Text line = bold_line(lab::right_text(column.facts.right, column.facts.rows));
  const double room = column.right - column.left;
  line.at = {column.left, result_baseline};
  line.text = fitted(line.text, room, line.size, true);
  strip.scene.add(line);
  if (!std::isfinite(column.loss)) return;
  line = plain_line(fitted(concat({"loss ", loss_text(column.loss)}), room, label_size));
  line.at = {column.left, result_baseline + 16};
  strip.scene.add(std::move(line));
}

std::string caption_for(const Strip& strip) {
  const std::vector<Column>& columns = strip.columns;
  const Column &first = columns.front(), &last = columns.back();
  const std::string rows = grouped(last.facts.rows);
  // From which column on every sample is right, and the curve only steepens.
  std::size_t settled = columns.size();
  while (settled > 0 && columns[settled - 1].facts.right == last.facts.rows) --settled;
  bool steeper = settled + 1 < columns.size();
  for (std::size_t k = settled + 1; k < columns.size(); ++k) {
    steeper = steeper && std::fabs(columns[k].facts.w) > std::fabs(columns[k - 1].facts.w);
  }
  if (steeper) {
    const Column& from = columns[settled];
    return concat({"By iteration ", grouped(from.step), " the threshold has all ", rows,
                   " samples on their own sides; after it the weight only grows, from ",
                   parameter_text(from.facts.w), " to ", parameter_text(last.facts.w),
                   ": the sigmoid steepens as the path walks outwards."});
  }
  const auto from_to = [](const std::string& a, const std::string& b) {
    return a == b ? concat({"stays at ", a}) : concat({"goes from ", a, " to ", b});
  };
  std::string text =
      concat({"From iteration ", grouped(first.step), " to iteration ", grouped(last.step),
              " the number of samples right ",
              from_to(grouped(first.facts.right), grouped(last.facts.right)), " of ", rows});
  if (std::isfinite(first.loss) && std::isfinite(last.loss)) {
    text += concat({", and the loss ", from_to(loss_text(first.loss), loss_text(last.loss))});
  }
  return text + ".";
}

}  // namespace

std::vector<Moment> strip_moments(const lab::Run& run) {
  const std::vector<Moment> all = iteration_moments(run);
  const std::size_t shown = std::min(all.size(), most_columns);
  std::vector<Moment> chosen;
  for (std::size_t k = 0; k < shown; ++k) {
    chosen.push_back(all[shown > 1 ? k * (all.size() - 1) / (shown - 1) : 0]);
  }
  return chosen;
}

bool has_iterations_strip(const lab::Run& run) {
  return run.training && run.data->columns() == 1 && strip_moments(run).size() > 1;
}

Scene draw_iterations_strip(FigureInputs& inputs) {
  Strip strip{{}, inputs, inputs.run(), columns_of(inputs.run()), {}};
  strip.by_epoch = rows_by_epoch(strip.run, strip.columns.back().moment.row);
  strip.scene.name = "iterations";
  strip.scene.width = std::max(760.0, strip.columns.back().right + margin);
  add_heading(strip.scene, "What the parameters mean for the data",
              concat({"Above: samples, output and the estimated line ", italic("wx + b"),
                      ". Below: the path so far over the loss",
                      strip.by_epoch.empty() ? "" : ", from epoch to epoch"}));
  const std::vector<Element> map = map_elements(strip);
  for (const Column& column : strip.columns) {
    const bool first = &column == &strip.columns.front();
    add_head(strip, column);
    add_data_side(strip, column, first);
    add_plane_side(strip, column, map, first);
    add_result(strip, column);
  }
  add_caption(strip.scene, iterations_caption, caption_for(strip), extremes_sentence(inputs));
  return std::move(strip.scene);
}

}  // namespace logitlab::figure
