// SPDX-License-Identifier: MIT
#include "logitlab/figure/data_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/sort.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/samples.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/landscape/contour.hpp"

namespace logitlab::figure {
namespace {

constexpr double y_low = -0.18, y_high = 1.28;

// The part of the line w x + b inside the panel; empty if there is none.
std::vector<Point> line_pixels(const Panel& panel, const DataFacts& facts) {
  const auto value = [&](double x) { return facts.w * x + facts.b; };
  double a = facts.low, b = facts.high;
  if (facts.w != 0) {
    const double first = (y_low - facts.b) / facts.w, second = (y_high - facts.b) / facts.w;
    a = std::max(a, std::min(first, second));
    b = std::min(b, std::max(first, second));
  }
  if (!(a < b) || value(a) < y_low - 1e-6 || value(a) > y_high + 1e-6) return {};
  return {panel.to_pixel(a, value(a)), panel.to_pixel(b, value(b))};
}

std::vector<SampleMark> marks_of(const Dataset& data, const DataFacts& facts, const Panel& panel) {
  std::vector<SampleMark> marks;
  for (std::size_t i = 0; i < data.length(); ++i) {
    const Sample sample = data[i];
    const bool one = sample.y == 1, called_one = facts.w * sample.x[0] + facts.b > 0;
    marks.push_back({panel.to_pixel(sample.x[0], sample.y), one, called_one != one});
  }
  return marks;
}

Path line_of(std::vector<Point> points, Role role, double width, double dash, double gap) {
  Path path;
  path.points = std::move(points);
  path.stroke = {{role}, width, dash, gap};
  return path;
}

class Names {
 public:
  Names(Scene& scene, Occupied& occupied, const Box& frame)
      : scene_(scene), occupied_(occupied), inside_(frame.grown(-2)) {}

  // True if there was room.
  bool write(Text text, Point at, double radius, std::span<const Side> sides) {
    text.halo = {Role::paper};
    text.halo_width = 4;
    return add_placed(scene_, occupied_,
                      place_label(occupied_, std::move(text), at, {inside_, radius, 2, sides}));
  }

  // At the first of several points where there is room.
  void write_along(const Text& text, const std::vector<Point>& points, double radius,
                   std::span<const Side> sides) {
    for (const Point at : points) {
      if (write(text, at, radius, sides)) return;
    }
  }

 private:
  Scene& scene_;
  Occupied& occupied_;
  Box inside_;
};

Text coloured(std::string name, Role role, bool bold) {
  Text text = bold ? bold_line(std::move(name)) : plain_line(std::move(name));
  text.fill = {role};
  return text;
}

// Where the name of a class may stand: beside its outermost samples first, then towards the others.
std::vector<Point> places_of_class(const Dataset& data, const Panel& panel, double label) {
  std::vector<double> xs;
  for (std::size_t i = 0; i < data.length(); ++i) {
    if (data[i].y == label) xs.push_back(data[i].x[0]);
  }
  sort(xs);
  std::vector<Point> places;
  if (xs.empty()) return places;
  for (const std::size_t share : {2u, 1u, 3u, 0u, 4u}) {
    places.push_back(panel.to_pixel(xs[(xs.size() - 1) * share / 4], label));
  }
  return places;
}

std::vector<Point> places_on_curve(const Panel& panel, const DataFacts& facts) {
  std::vector<Point> places;
  for (const double p : {0.3, 0.7, 0.2, 0.8, 0.1, 0.9}) {
    if (!facts.threshold || facts.w == 0) break;
    const double margin = math::log(p / (1 - p)), x = (margin - facts.b) / facts.w;
    if (x > facts.low && x < facts.high) places.push_back(panel.to_pixel(x, p));
  }
  for (const double share : {0.5, 0.25, 0.75, 0.1, 0.9}) {
    const double x = facts.low + share * (facts.high - facts.low);
    places.push_back(panel.to_pixel(x, math::sigmoid(facts.w * x + facts.b)));
  }
  return places;
}

// What the panel shows, in one place.
struct Space {
  const Dataset& data;
  const DataFacts& facts;
  const Panel& panel;
  const ChosenSamples& samples;
  std::vector<Point> line;    // w x + b, where it crosses the panel
  std::optional<Point> half;  // where the output is one half
};

// The threshold, the estimated line, the output, then the samples over them.
void add_model(Scene& scene, const Space& space, std::size_t clip, Occupied& occupied) {
  const Box& frame = space.panel.frame;
  if (space.half) {
    const std::vector<Point> upright = {{space.half->x, frame.top}, {space.half->x, frame.bottom}};
    scene.add(line_of(upright, Role::axis, 1, 2, 3));
    occupied.add_line(upright);
  }
  if (!space.line.empty()) {
    scene.add(line_of(space.line, Role::axis, 1.4, 7, 4), clip);
    occupied.add_line(space.line);
  }
  const std::vector<Point> curve = sigmoid_pixels(space.panel, space.facts);
  scene.add(line_of(curve, Role::ink, 2.2, 0, 0), clip);
  occupied.add_line(curve);
  add_samples(scene, space.samples, 0, occupied);
  if (space.half) {
    scene.add(Circle{*space.half, 4, {Role::path}, {{Role::casing}, 1}, Meaning::now});
    occupied.add_mark(*space.half, 5);
  }
}

void name_line(Names& names, const std::vector<Point>& line) {
  if (line.size() != 2) return;
  constexpr std::array beside_first = {Side::right,      Side::left,       Side::below_right,
                                       Side::below_left, Side::above_left, Side::above_right,
                                       Side::below,      Side::above};
  // At its upper end, where it is alone; else at the other or in the middle.
  const bool rises = line[1].y < line[0].y;
  const Point upper = line[rises ? 1 : 0], lower = line[rises ? 0 : 1];
  names.write_along(coloured(concat({italic("wx"), " + ", italic("b")}), Role::ink2, false),
                    {upper, lower, {(upper.x + lower.x) / 2, (upper.y + lower.y) / 2}}, 4,
                    beside_first);
}

void name_wrong(Names& names, const Space& space) {
  const DataFacts& facts = space.facts;
  const std::uint64_t wrong = facts.rows - facts.right;
  constexpr std::size_t enough_places = 60;
  std::vector<Point> places;
  for (std::size_t i = 0; i < space.data.length() && places.size() < enough_places; ++i) {
    const Sample sample = space.data[i];
    if ((facts.w * sample.x[0] + facts.b > 0) == (sample.y == 1)) continue;
    places.push_back(space.panel.to_pixel(sample.x[0], sample.y));
  }
  names.write_along(coloured(concat({grouped(wrong), " wrong"}), Role::warning, true), places, 10,
                    any_side);
}

// Each thing named beside itself, the most asked for first.
void add_names(Scene& scene, const Space& space, Occupied& occupied) {
  Names names(scene, occupied, space.panel.frame);
  constexpr std::array over = {Side::above, Side::below, Side::above_left, Side::above_right};
  constexpr std::array under = {Side::below, Side::above, Side::below_left, Side::below_right};
  constexpr std::array aside = {Side::above_left, Side::below_right, Side::above,
                                Side::left,       Side::right,       Side::below};
  constexpr std::array level = {Side::right, Side::left};
  names.write_along(coloured("class 0", Role::class0, true),
                    places_of_class(space.data, space.panel, 0), 7, over);
  names.write_along(coloured("class 1", Role::class1, true),
                    places_of_class(space.data, space.panel, 1), 7, under);
  if (space.half) {
    names.write(coloured(concat({"threshold ", italic("x"), " = ", threshold_text(space.facts)}),
                         Role::ink2, false),
                {space.half->x, space.panel.frame.top + 12}, 4, level);
    names.write(coloured(concat({italic("p"), " = ½"}), Role::ink, false), *space.half, 8, level);
  }
  names.write_along(coloured("sigmoid", Role::ink, true), places_on_curve(space.panel, space.facts),
                    6, aside);
  name_line(names, space.line);
  name_wrong(names, space);
}

}  // namespace

DataFacts data_facts(const Dataset& data, double w, double b) {
  DataFacts facts;
  facts.w = w;
  facts.b = b;
  facts.rows = data.length();
  double low = data[0].x[0], high = low;
  for (std::size_t i = 0; i < data.length(); ++i) {
    const Sample sample = data[i];
    const bool one = w * sample.x[0] + b > 0;
    facts.called_one += one ? 1 : 0;
    facts.right += one == (sample.y == 1) ? 1 : 0;
    low = std::min(low, sample.x[0]);
    high = std::max(high, sample.x[0]);
  }
  const double room = high > low ? 0.05 * (high - low) : std::fmax(1, std::fabs(low)) * 0.5;
  facts.low = low - room;
  facts.high = high + room;
  const double threshold = -b / w;
  if (std::isfinite(threshold)) facts.threshold = threshold + 0.0;  // no minus before a zero
  facts.threshold_in_view = facts.threshold && threshold > facts.low && threshold < facts.high;
  facts.level = math::sigmoid(w * (low + high) / 2 + b);
  return facts;
}

std::vector<Point> sigmoid_pixels(const Panel& panel, const DataFacts& facts) {
  std::vector<double> at;
  constexpr int even = 300, close = 80;
  for (int k = 0; k <= even; ++k) at.push_back(facts.low + (facts.high - facts.low) * k / even);
  if (facts.threshold_in_view) {
    for (int k = -close; k <= close; ++k) {
      at.push_back(*facts.threshold + 10.0 * k / close / facts.w);  // margins -10 ... 10
    }
  }
  std::erase_if(at, [&](double x) { return !(x >= facts.low && x <= facts.high); });
  sort(at);
  std::vector<PlanePoint> curve;
  for (const double x : at) {
    const Point p = panel.to_pixel(x, math::sigmoid(facts.w * x + facts.b));
    curve.push_back({p.x, p.y});
  }
  std::vector<Point> pixels;
  for (const PlanePoint p : simplify(curve, 1, 1, 0.1)) pixels.push_back({p.u, p.v});
  return pixels;
}

std::string threshold_text(const DataFacts& facts) {
  const double range = facts.high - facts.low, t = *facts.threshold;
  // A thousandth of the axis.
  int decimals = 3;
  double unit = 1;
  while (decimals < 12 && range < unit) {
    unit /= 10;
    ++decimals;
  }
  while (decimals > 0 && range >= 10 * unit) {
    unit *= 10;
    --decimals;
  }
  if (std::fabs(t) >= 1e6 * range) return parameter_text(t);
  return minus_sign(fixed(t, decimals));
}

std::string add_data_panel(Scene& scene, const lab::Run& run, const DataFacts& facts,
                           const Box& frame) {
  const Panel panel{"data",
                    frame,
                    {ScaleKind::linear, facts.low, facts.high, frame.left, frame.right},
                    {ScaleKind::linear, y_low, y_high, frame.bottom, frame.top}};
  const std::size_t clip = scene.add_panel(panel);
  const std::string input = run.data->inputs()[0];
  const std::string x_name =
      input == "x" ? concat({"input ", italic("x")}) : concat({"input ", input});
  add_function_axes(scene, panel,
                    {x_name,
                     concat({"class ", italic("y"), " and output ", italic("p")}),
                     linear_ticks(facts.low, facts.high),
                     {{0, "0"}, {0.5, "0.5"}, {1, "1"}}});
  const ChosenSamples samples = chosen_samples(marks_of(*run.data, facts, panel));
  const Space space{*run.data,
                    facts,
                    panel,
                    samples,
                    line_pixels(panel, facts),
                    facts.threshold_in_view ? std::optional(panel.to_pixel(*facts.threshold, 0.5))
                                            : std::nullopt};
  Occupied occupied;
  add_model(scene, space, clip, occupied);
  add_names(scene, space, occupied);
  return thinning_sentence(samples);
}

}  // namespace logitlab::figure
