// SPDX-License-Identifier: MIT
#include "logitlab/figure/margin.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/places_taken.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/landscape/contour.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

constexpr Box loss_frame{64, 104, 724, 306}, pull_frame{64, 356, 724, 506};
constexpr double margin_caption = 584;

// A sample at the start: its margin, counted towards its own class, negative where it is wrong.
struct Placed {
  double margin;
  bool one;
};

std::vector<Placed> placed_samples(const lab::Run& run) {
  std::vector<Placed> placed;
  const std::vector<double>& w = *run.settings.start;
  for (std::size_t i = 0; i < run.data->length(); ++i) {
    const Sample sample = (*run.data)[i];
    double eta = w.back();
    for (std::size_t j = 0; j + 1 < w.size(); ++j) eta += w[j] * sample.x[j];
    const bool one = sample.y == 1;
    placed.push_back({one ? eta : -eta, one});
  }
  return placed;
}

// One of the two losses for a sample of class 1, whose margin is the margin towards its class.
struct LossCurve {
  std::string_view name;
  Loss loss;
  Stroke stroke;
  Terms<double> at(double margin) const {
    return std::visit([&](const auto& l) { return l.terms(margin, 1.0, 1.0); }, loss);
  }
  double value(double margin, bool pull) const {
    return pull ? std::fabs(at(margin).slope) : at(margin).value;
  }
};

constexpr double width = 2.2;
const std::array<LossCurve, 2> loss_curves = {
    LossCurve{"cross-entropy", CrossEntropy{}, {{Role::cross_entropy}, width}},
    LossCurve{"squared-error", SquaredError{}, {{Role::squared_error}, width, 6, 3}}};

std::vector<Point> curve_pixels(const Panel& panel, const LossCurve& curve, bool pull) {
  constexpr int parts = 600;
  std::vector<PlanePoint> points;
  for (int k = 0; k <= parts; ++k) {
    const double margin = panel.x.low + (panel.x.high - panel.x.low) * k / parts;
    const Point p = panel.to_pixel(margin, curve.value(margin, pull));
    points.push_back({p.x, p.y});
  }
  std::vector<Point> pixels;
  for (const PlanePoint p : simplify(points, 1, 1, 0.1)) pixels.push_back({p.u, p.v});
  return pixels;
}

void add_marks(Scene& scene, const Panel& panel, const LossCurve& curve, bool pull,
               const std::vector<Placed>& samples, Occupied& occupied) {
  const double radius = samples.size() > 100 ? 2.6 : 3.8;
  PlacesTaken drawn;  // half pixels along the axis, class
  constexpr std::size_t most_marks = 250;
  for (const Placed& sample : samples) {
    const Point at = panel.to_pixel(sample.margin, curve.value(sample.margin, pull));
    if (drawn.size() >= most_marks) return;
    if (!drawn.take(static_cast<int>(at.x * 2), sample.one)) continue;
    occupied.add_mark(at, radius + 1);
    const Paint fill{sample.one ? Role::class1 : Role::class0};
    const Stroke casing{{Role::casing}, 1};
    if (sample.one) {
      scene.add(Triangle{at, radius, false, fill, casing, Meaning::sample});
    } else {
      scene.add(Circle{at, radius, fill, casing, Meaning::sample});
    }
  }
}

// The curve's name beside it, where it is farthest from the other.
void add_name(Scene& scene, const Panel& panel, const LossCurve& curve, bool pull,
              Occupied& occupied) {
  Text name = bold_line(std::string(loss_title(curve.name)));
  name.fill = curve.stroke.paint;
  name.halo = {Role::paper};
  constexpr std::array sides = {Side::above_right, Side::above,      Side::below_left,
                                Side::below,       Side::above_left, Side::below_right};
  for (const double share : {0.22, 0.15, 0.3, 0.08, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}) {
    const double margin = panel.x.low + (panel.x.high - panel.x.low) * share;
    const Point at = panel.to_pixel(margin, curve.value(margin, pull));
    const Box room{panel.frame.left + 2, panel.frame.top - 8, panel.frame.right - 2,
                   panel.frame.bottom - 2};
    if (add_placed(scene, occupied, place_label(occupied, name, at, {room, 5, 2, sides}))) return;
  }
}

void add_margin_panel(Scene& scene, const Box& frame, const Scale& x, bool pull,
                      const std::vector<Placed>& samples) {
  const double highest = pull ? 1.0 : std::max(1.0, loss_curves[0].value(x.low, false));
  const Panel panel{pull ? "pull" : "loss",
                    frame,
                    x,
                    {ScaleKind::linear, 0, highest * 1.06, frame.bottom, frame.top}};
  const std::size_t clip = scene.add_panel(panel);
  add_function_axes(scene, panel,
                    {pull ? "margin towards the own class (negative: wrong)" : "",
                     pull ? "slope: how hard the sample pulls" : "loss of the sample",
                     linear_ticks(x.low, x.high), linear_ticks(0, highest * 1.06, 5)});
  const Point zero = panel.to_pixel(0, 0);
  Occupied occupied;
  Path upright;
  upright.points = {{zero.x, frame.top}, {zero.x, frame.bottom}};
  upright.stroke = {{Role::axis}, 1, 2, 3};
  occupied.add_line(upright.points);
  scene.add(std::move(upright));
  for (const LossCurve& curve : loss_curves) {
    Path path;
    path.points = curve_pixels(panel, curve, pull);
    path.stroke = curve.stroke;
    occupied.add_line(path.points);
    scene.add(std::move(path), clip);
  }
  for (const LossCurve& curve : loss_curves) {
    add_marks(scene, panel, curve, pull, samples, occupied);
  }
  for (const LossCurve& curve : loss_curves) add_name(scene, panel, curve, pull, occupied);
}

std::string caption_for(const std::vector<Placed>& samples) {
  const Placed& worst = *std::ranges::min_element(samples, {}, &Placed::margin);
  const double entropy = loss_curves[0].value(worst.margin, true),
               squared = loss_curves[1].value(worst.margin, true);
  const std::string pulls = concat({"cross-entropy pulls at it with ", slope_text(entropy),
                                    ", squared error with ", slope_text(squared)});
  if (worst.margin > 0) {
    return concat({"No sample is on the wrong side at the start; of the least sure one, at margin ",
                   parameter_text(worst.margin), ", ", pulls, "."});
  }
  return concat(
      {"The worst sample has margin ", parameter_text(worst.margin), " at the start: ", pulls,
       squared < 0.1 * entropy
           ? ". Below a margin of −0.7 squared error pulls the less, the farther a sample is wrong."
           : "."});
}

std::string extremes_of(const std::vector<Placed>& samples) {
  const auto [low, high] = std::ranges::minmax(samples, {}, &Placed::margin);
  return concat({"At the start the margins lie between ", parameter_text(low.margin), " and ",
                 parameter_text(high.margin), "; ",
                 counted(static_cast<std::uint64_t>(std::ranges::count_if(
                             samples, [](const Placed& s) { return s.margin <= 0; })),
                         "sample"),
                 " of ", std::to_string(samples.size()), " at or below 0."});
}

}  // namespace

bool has_margins(const lab::Run& run) {
  constexpr double most = 1e6;  // beyond, nothing but two straight lines could be seen
  return run.settings.start && std::ranges::all_of(placed_samples(run), [](const Placed& s) {
           return std::fabs(s.margin) < most;
         });
}

Scene draw_margin(FigureInputs& inputs) {
  const std::vector<Placed> samples = placed_samples(inputs.run());
  const auto [low, high] = std::ranges::minmax(samples, {}, &Placed::margin);
  // The bend around zero, the samples, and a little more.
  const double left = std::min(-5.0, low.margin), right = std::max(5.0, high.margin);
  const double room = 0.03 * (right - left);
  const Scale x{ScaleKind::linear, left - room, right + room, loss_frame.left, loss_frame.right};
  Scene scene;
  scene.name = "margin";
  add_heading(scene, "What each loss asks of a mistake",
              "Loss and slope of every sample at the start, against its margin");
  add_margin_panel(scene, loss_frame, x, false, samples);
  add_margin_panel(scene, pull_frame, x, true, samples);
  add_caption(scene, margin_caption, caption_for(samples), extremes_of(samples));
  return scene;
}

}  // namespace logitlab::figure
