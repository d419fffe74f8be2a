// SPDX-License-Identifier: MIT
#include "logitlab/figure/path.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/plane_words.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab::figure {
namespace {

constexpr Box frame{64, plot_top, 654, 504};
constexpr double path_caption = 576;

// What is being drawn, in one place.
struct Drawing {
  Scene scene;
  FigureInputs& inputs;
  const lab::Run& run;
  const lab::Training& training;
  Panel panel;
  std::vector<Point> pixels;  // of every step kept
  Occupied occupied;
  bool seen = true;       // some part of the path lies in the window
  std::size_t named = 0;  // epochs with a dot

  void write(const std::optional<std::vector<Text>>& lines) {
    if (!lines) return;
    for (Text line : *lines) {
      line.halo = panel.frame.contains(line.at) ? Paint{Role::casing} : Paint{};
      line.halo_width = 4;
      occupied.add(line);
      scene.add(std::move(line));
    }
  }
  Box inside() const { return panel.frame.grown(-4); }
};

std::string place_text(const Drawing& d, std::size_t row) {
  const auto uv = d.run.plane.project(d.training.trajectory.w_at(row));
  return concat({"(", parameter_text(uv[0]), ", ", parameter_text(uv[1]), ")"});
}

// Where the path comes into the window, and where it leaves it for the last time: a point on the
// frame and the direction of travel there.
struct Crossing {
  Point at;
  Point along;
};

// The direction of travel around step k, on the page. Of a zigzag, whose steps lead to and fro,
// that of the epoch.
Point direction_about(const Drawing& d, std::size_t k) {
  constexpr double long_step = 8;  // pixels: seen one by one
  const std::size_t last = d.pixels.size() - 1;
  const auto between = [&](std::size_t from, std::size_t to) {
    const Point a = d.pixels[from], b = d.pixels[to];
    return Point{b.x - a.x, b.y - a.y};
  };
  const auto length = [](Point v) { return std::sqrt(v.x * v.x + v.y * v.y); };
  Point along = between(k - 1, k);
  if (length(along) < long_step) {
    // A whole number of epochs apart.
    const std::size_t epoch =
        std::max<std::size_t>(1, std::ranges::max(d.training.trajectory.batch));
    const std::size_t to = std::min(std::max(k, epoch) + epoch, last);
    const Point over_epochs = between(to > 2 * epoch ? to - 2 * epoch : 0, to);
    if (length(over_epochs) > 1e-3) along = over_epochs;
  }
  const double size = length(along);
  return size > 0 ? Point{along.x / size, along.y / size} : Point{1, 0};
}

std::optional<Crossing> crossing(const Drawing& d, bool last) {
  const Box& box = d.panel.frame;
  const std::size_t n = d.pixels.size();
  for (std::size_t i = 1; i < n; ++i) {
    const std::size_t k = last ? n - i : i;
    const Point a = d.pixels[k - 1], b = d.pixels[k];
    if (box.contains(a) == box.contains(b)) continue;
    // Halving: sixty steps find the crossing in any window.
    Point in = box.contains(a) ? a : b, out = box.contains(a) ? b : a;
    for (int step = 0; step < 60; ++step) {
      const Point middle{in.x + (out.x - in.x) / 2, in.y + (out.y - in.y) / 2};
      (box.contains(middle) ? in : out) = middle;
    }
    return Crossing{in, direction_about(d, k)};
  }
  return std::nullopt;
}

void add_start_label(Drawing& d) {
  const Point start = d.pixels.front();
  constexpr std::array beside = {Side::left,       Side::right,      Side::below,
                                 Side::above,      Side::below_left, Side::below_right,
                                 Side::above_left, Side::above_right};
  if (d.panel.frame.contains(start)) {
    add_start(d.scene, start);
    d.write(place_somehow(d.occupied, {bold_line("start")}, start,
                          {d.inside(), start_radius + 2, 1.5, beside}));
  } else if (const auto entry = crossing(d, false)) {
    d.write(place_lines(
        d.occupied, {bold_line("from the start"), plain_line(concat({"at ", place_text(d, 0)}))},
        entry->at, {d.inside(), 6, 1.5, beside}));
  }
}

std::vector<Text> end_lines(const Drawing& d, bool outside) {
  const lab::TrainingResult& result = d.training.result;
  const std::string word = counting_word(d.training);
  const std::vector<Moment> ends = epoch_ends(d.training);
  const std::size_t last = d.pixels.size() - 1;
  // The last epoch if the run ended with one, else the step.
  const bool whole = !ends.empty() && ends.back().row == last;
  const std::string name = whole ? concat({word, " ", grouped(ends.back().number)})
                                 : concat({"step ", grouped(d.training.trajectory.step[last])});
  std::vector<Text> lines = {bold_line(name),
                             plain_line(concat({"loss ", loss_text(result.loss)}))};
  if (outside) lines.push_back(plain_line(concat({"at ", place_text(d, last)})));
  return lines;
}

// The end's label right of the frame, where the end lies near its right edge. True if it stood
// there.
bool wrote_outside(Drawing& d, std::vector<Text> lines, Point mark) {
  if (mark.x < d.panel.frame.right - 30) return false;
  for (Text& line : lines) {
    if (!line.bold) line.fill = {Role::ink2};
  }
  const Box beside{d.panel.frame.right + 7, d.panel.frame.top, d.scene.width - 8,
                   d.panel.frame.bottom};
  constexpr std::array sides = {Side::above_right, Side::below_right, Side::right};
  // Wide enough to pass the frame, whatever the side.
  const double radius = (d.panel.frame.right + 8 - mark.x) / 0.6 - 3;
  const auto placed = place_lines(d.occupied, std::move(lines), mark,
                                  {beside, std::max(radius, end_radius), 1.5, sides});
  d.write(placed);
  return placed.has_value();
}

// The way on from the end of a run that has no end to come to, or out of the window. Where the
// ticks stand outside, the arrow ends at the frame instead of beginning there.
void add_arrow_onwards(Drawing& d, Point from, Point along, double gap) {
  const Box beside{d.panel.frame.left, plot_top, d.scene.width - 8, d.panel.frame.bottom};
  Arrow arrow{{from.x + gap * along.x, from.y + gap * along.y},
              {from.x + (gap + 28) * along.x, from.y + (gap + 28) * along.y}};
  const bool outwards = beside.contains(arrow.to) && from.x > d.panel.frame.right - 30;
  if (!outwards) {
    arrow.from = {from.x - 16 * along.x, from.y - 16 * along.y};
    arrow.to = {from.x - along.x, from.y - along.y};
    arrow.paint = {Role::path};
    arrow.cased = true;
  }
  const std::array ends = {arrow.from, arrow.to};
  add_arrow(d.scene, arrow);
  d.occupied.add_line(ends);
}

// The direction of the last epoch on the page; nothing if it went nowhere.
std::optional<Point> last_direction(const Drawing& d) {
  const std::vector<Moment> ends = epoch_ends(d.training);
  const std::size_t last = d.pixels.size() - 1;
  std::size_t before = last > 0 ? last - 1 : 0;
  for (const Moment& m : ends) {
    if (m.row < last) before = m.row;
  }
  // Of a path without epochs the last step may be one of a zigzag.
  constexpr std::size_t share = 20;
  if (d.run.other && counting_word(d.training) == "step")
    before = last - (last + share - 1) / share;
  const double dx = d.pixels[last].x - d.pixels[before].x,
               dy = d.pixels[last].y - d.pixels[before].y, length = std::sqrt(dx * dx + dy * dy);
  if (!(length > 1e-3)) return std::nullopt;
  return Point{dx / length, dy / length};
}

void add_end_label(Drawing& d) {
  const Point end = d.pixels.back();
  if (d.pixels.size() < 2) return;
  if (d.panel.frame.contains(end)) {
    add_end(d.scene, end);
    const auto along = last_direction(d);
    if (along && d.run.separable.kind == lab::SeparableKind::complete &&
        is_convex(d.run.settings.loss) && end.x > d.panel.frame.right - 30) {
      add_arrow_onwards(d, end, *along, 9);
    }
    if (wrote_outside(d, end_lines(d, false), end)) return;
    d.write(place_somehow(d.occupied, end_lines(d, false), end,
                          {d.inside(), end_radius + 2, 1.5, any_side}));
    return;
  }
  const auto exit = crossing(d, true);
  if (!exit) return;
  add_arrow_onwards(d, exit->at, exit->along, 6);
  if (wrote_outside(d, end_lines(d, true), exit->at)) return;
  d.write(place_somehow(d.occupied, end_lines(d, true), exit->at, {d.inside(), 6, 1.5, any_side}));
}

void add_named_epochs(Drawing& d) {
  const std::string word = counting_word(d.training);
  constexpr double nearest = 14;  // dots closer than that would run together
  std::vector<Point> taken = {d.pixels.front(), d.pixels.back()};
  for (const Moment& moment : named_moments(d.training)) {
    const Point at = d.pixels[moment.row];
    if (!d.panel.frame.grown(-3).contains(at)) continue;
    const bool close = std::ranges::any_of(taken, [at](Point p) {
      return std::fabs(p.x - at.x) < nearest && std::fabs(p.y - at.y) < nearest;
    });
    if (close) continue;
    const std::string number = grouped(moment.number);
    Text name = bold_line(d.named == 0 ? concat({word, " ", number}) : number);
    name.size = tick_size;
    constexpr std::array sides = {Side::above, Side::below_right, Side::above_right,
                                  Side::right, Side::above_left,  Side::left,
                                  Side::below, Side::below_left};
    const auto placed =
        place_lines(d.occupied, {name}, at, {d.inside(), epoch_radius + 2, 1, sides});
    if (!placed) continue;
    add_epoch(d.scene, at);
    d.occupied.add_mark(at, epoch_radius);
    d.write(placed);
    taken.push_back(at);
    ++d.named;
  }
}

// In the place of a path that is not there.
void add_notice(Drawing& d) {
  const Point centre = d.panel.frame.centre();
  d.write(place_somehow(d.occupied, {bold_line("the path lies outside this window")}, centre,
                        {d.inside(), 0, 1.5, any_side}));
}

std::string subtitle_for(const Drawing& d) {
  const lab::Settings& s = d.run.settings;
  if (d.run.other) {
    const std::string text = other_path_text(*d.run.other);
    return d.named == 0 ? text : concat({text, "; dots name ", counting_word(d.training), "s"});
  }
  std::string text = solver_title(s.solver);
  text += rate_text(s);
  const SolverRow* row = find_solver(s.solver);
  if (row != nullptr && row->unit == StepUnit::mini_batch && s.batch_size) {
    const std::size_t rows = d.run.data->length();
    if (*s.batch_size == 0 || *s.batch_size >= rows) {
      text += concat({", all ", counted(rows, "sample"), " in each step"});
    } else {
      text += concat({", batches of ", grouped(*s.batch_size),
                      s.shuffle ? ", shuffled each epoch" : " in file order"});
    }
  }
  if (s.precision == Precision::float32) text += ", float32";
  if (d.named == 0) return text;
  const std::string named = concat({text, "; dots name ", counting_word(d.training), "s"});
  // Where both do not fit, the dots explain themselves.
  return text_width(named, caption_size) <= d.scene.width - 2 * margin ? named : text;
}

// The named epoch by which nearly all of the fall is done, if the run fell at all.
std::optional<Moment> nearly_done(const Drawing& d) {
  constexpr double nearly = 0.98;
  const std::vector<double>& loss = d.training.columns.loss;
  const double fall = loss.front() - d.training.result.loss;
  for (const Moment& m : named_moments(d.training)) {
    if (loss.front() - loss[m.row] >= nearly * fall) return m;
  }
  return std::nullopt;
}

// How far the parameters moved in all, over the diagonal of the window.
double moved_share(const Drawing& d) {
  double low_x = d.pixels[0].x, high_x = low_x, low_y = d.pixels[0].y, high_y = low_y;
  for (const Point p : d.pixels) {
    low_x = std::min(low_x, p.x);
    high_x = std::max(high_x, p.x);
    low_y = std::min(low_y, p.y);
    high_y = std::max(high_y, p.y);
  }
  const double dx = high_x - low_x, dy = high_y - low_y, w = frame.width(), h = frame.height();
  return std::sqrt((dx * dx + dy * dy) / (w * w + h * h));
}

std::string fall_sentence(const Drawing& d) {
  const lab::TrainingResult& result = d.training.result;
  const double before = d.training.columns.loss.front(), after = result.loss;
  if (result.steps == 0) {
    return concat(
        {"No step was made: the path is its start, where the loss is ", loss_text(before), "."});
  }
  const std::string from_to = concat({loss_text(before), " to ", loss_text(after)});
  const std::string steps =
      concat({count_word(result.steps), result.steps == 1 ? " step" : " steps"});
  if (!std::isfinite(before) || !std::isfinite(after)) {
    return concat({"The path has ", steps, "; its loss is not finite at an end."});
  }
  if (moved_share(d) < 0.005) {
    return concat({"At this scale the path is a point: ", steps, " moved the parameters by ",
                   slope_text(moved_in_all(d.training)), " in all, and the loss went from ",
                   from_to, "."});
  }
  if (!(after < before)) {
    return concat({capitalised(steps), " took the loss from ", from_to, ": it did not fall."});
  }
  const auto done = nearly_done(d);
  const std::uint64_t last = done ? epoch_ends(d.training).back().number : 0;
  if (!done || done->number * 2 > last) {
    return concat({capitalised(steps), " took the loss from ", from_to, "."});
  }
  // What the first few epochs did, and what the others added to it.
  const std::string word = counting_word(d.training);
  const std::string first =
      concat({capitalised(count_word(done->number)), " ", word, done->number == 1 ? "" : "s"});
  const std::string others = concat({"the other ", count_word(last - done->number)});
  const double then = d.training.columns.loss[done->row];
  const double share = (before - then) / (before - after);
  const std::string before_to_then = concat({loss_text(before), " to ", loss_text(then)});
  if (loss_text(then) == loss_text(after)) {
    return concat({first, " took the loss from ", before_to_then, "; ", others,
                   " left it there, to the digits shown."});
  }
  if (share > 0.999) {
    return concat({first, " took the loss from ", before_to_then, "; ", others, " took it to ",
                   loss_text(after), "."});
  }
  return concat({first, done->number == 1 ? " brings " : " bring ", percent(share),
                 " of the fall, ", before_to_then, "; ", others, " lower it to ", loss_text(after),
                 "."});
}

std::string caption_for(const Drawing& d) {
  const lab::TrainingResult& result = d.training.result;
  std::string caption = fall_sentence(d);
  if (result.non_finite_step) {
    caption += concat({" Step ", grouped(*result.non_finite_step),
                       " has no finite value: the parameters before it are kept."});
  }
  if (!d.seen) {
    caption += d.pixels.size() == 1
                   ? concat({" It lies outside this window, at ", place_text(d, 0), "."})
                   : concat({" All of it lies outside this window, from ", place_text(d, 0), " to ",
                             place_text(d, d.pixels.size() - 1), "."});
  } else if (!d.panel.frame.contains(d.pixels.back())) {
    caption += " It ends outside this window.";
  }
  if (d.run.plane.origin.size() > 2) {
    const std::string share = lab::variance_text(d.run);
    caption +=
        concat({" The plane shows two of ", count_word(d.run.plane.origin.size()), " directions",
                share.empty() ? "" : " and ", share, "; the path is drawn where it falls on it."});
  }
  return caption;
}

}  // namespace

Scene draw_path(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const lab::Training& training = *lab::shown_path(run);
  Drawing d{{}, inputs, run, training, plane_panel(run, frame), {}, {}};
  d.pixels = track_pixels(training, run.plane, d.panel, training.trajectory.length());
  d.scene.name = "path";
  // 1. The map.
  const std::size_t clip = add_plane_map(d.scene, inputs, frame);
  add_plane_axes(d.scene, d.panel, {axis_name(run.plane.name[0]), axis_name(run.plane.name[1])});
  // 2. The line, and room for its ends before anything is written.
  d.seen = add_track(d.scene, training, clip, d.pixels, d.occupied);
  d.occupied.add_mark(d.pixels.front(), start_radius + 1);
  if (d.pixels.size() > 1) d.occupied.add_mark(d.pixels.back(), end_radius + 1);
  d.seen = d.seen || frame.contains(d.pixels.front());  // a path without length has no line
  // 3. Names: the ends first, then epochs, then the lines of the map.
  add_end_label(d);
  add_start_label(d);
  add_named_epochs(d);
  if (!d.seen) add_notice(d);
  add_iso_labels(d.scene, inputs, d.panel, d.occupied);
  add_heading(d.scene, concat({"The path of ", counted(training.result.steps, "step")}),
              subtitle_for(d));
  add_caption(d.scene, path_caption, caption_for(d), extremes_sentence(inputs));
  return std::move(d.scene);
}

}  // namespace logitlab::figure
