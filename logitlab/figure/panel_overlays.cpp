// SPDX-License-Identifier: MIT
#include "logitlab/figure/panel_overlays.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/base/dense.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/clipping.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/page_track.hpp"
#include "logitlab/figure/panel_parts.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/recession_cone.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/landscape/curvature.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab::figure {
namespace {

const Dataset& data_of(const MapPlace& place) { return *place.inputs.run().data; }

// A vector of parameter space as it lies in the plane, in pixels; of a length that loses no digits
// beside the plane's origin.
std::optional<Point> on_panel(const MapPlace& place, std::vector<double> vector) {
  const Plane& plane = place.inputs.run().plane;
  double size = 0;
  for (const double v : vector) size = std::fmax(size, std::fabs(v));
  if (!(size > 0) || !std::isfinite(size)) return std::nullopt;
  for (std::size_t k = 0; k < vector.size(); ++k) vector[k] = plane.origin[k] + vector[k] / size;
  const auto uv = plane.project(vector);
  const Scale &x = place.panel.x, &y = place.panel.y;
  return Point{size * uv[0] * ((x.to - x.from) / (x.high - x.low)),
               size * uv[1] * ((y.to - y.from) / (y.high - y.low))};
}

double pixels_long(Point p) { return std::sqrt(p.x * p.x + p.y * p.y); }

// The arrow, ended where the frame ends; its name beside its tip. Returns its tip.
void add_named_arrow(const MapPlace& place, Point from, Point step, Paint paint,
                     const std::string& name) {
  const Point to{from.x + step.x, from.y + step.y};
  const auto part = part_inside(from, to, place.panel.frame.grown(-2));
  if (!part || !(part->to > 0)) return;
  const Point tip{from.x + part->to * step.x, from.y + part->to * step.y};
  const Point shaft[] = {from, tip};
  place.occupied.add_line(shaft);
  place.occupied.add_mark(tip, 4);
  add_arrow(place.scene, {from, tip, paint, 2, true}, place.clip);
  write_tag(place.scene, place.occupied, place.panel.frame, tag(name, paint, true), tip, 4);
}

// How large a rate gradient descent bears where the curvature is one: B. T. Polyak, "Introduction
// to Optimization", 1987, sections 1.4 and 3.2; for Nesterov's momentum from the roots of z^2 - (1
// + m)(1 - r) z + m (1 - r). Nothing for methods without one rate.
std::optional<double> largest_rate(const lab::Settings& settings) {
  const double m = settings.momentum.value_or(0);
  if (settings.solver == "sgd") return 2;
  if (settings.solver == "momentum") return 2 * (1 + m);
  if (settings.solver == "nesterov") return 2 * (1 + m) / (1 + 2 * m);
  return std::nullopt;
}

// The largest curvature along the plane over the window.
std::optional<Surface> steepest_bends(const MapPlace& place) {
  const lab::Run& run = place.inputs.run();
  const Window& w = run.window;
  constexpr double most_terms = 1e7;  // some tens of milliseconds
  std::size_t side = 65;
  while (side > 9 && static_cast<double>(side * side * run.data->length()) > most_terms) {
    side = side / 2 + 1;
  }
  const lab::Experiment experiment(*run.data);
  const auto risk = experiment.safe_risk(place.inputs.loss());
  const auto map =
      sample_curvature(*risk, run.plane, {w.u_low, w.u_high, side}, {w.v_low, w.v_high, side});
  if (!map) return std::nullopt;
  Surface surface{map->u, map->v, {}};
  for (const Curvature& curvature : map->at) surface.value.push_back(curvature.largest);
  return surface;
}

// What one sample adds to the way downhill: minus the slope of its loss, in each parameter.
std::vector<double> pull_vector(const Dataset& data, std::size_t row, CVec w, const Loss& loss) {
  const Sample sample = data[row];
  const std::size_t d = data.columns();
  double eta = w[d];
  for (std::size_t j = 0; j < d; ++j) eta += w[j] * sample.x[j];
  const double slope =
      std::visit([&](const auto& l) { return l.terms(eta, sample.y, 1.0).slope; }, loss);
  std::vector<double> pull(d + 1, -slope);
  for (std::size_t j = 0; j < d; ++j) pull[j] *= sample.x[j];
  return pull;
}

}  // namespace

void add_stable_ground(const MapPlace& place) {
  const auto bears = largest_rate(place.training.settings);
  const double rate = place.training.settings.learning_rate.value_or(0);
  const Box& frame = place.panel.frame;
  const Paint warning{Role::warning};
  const auto say = [&](const std::string& words, Paint paint) {
    for (const Point corner : {Point{frame.left, frame.bottom}, Point{frame.left, frame.top},
                               Point{frame.right, frame.top}, Point{frame.right, frame.bottom}}) {
      if (write_tag(place.scene, place.occupied, frame, tag(words, paint, false), corner, 2)) {
        return;
      }
    }
  };
  if (!bears || !(rate > 0)) return say("no one rate, so no limit of its own", {Role::ink});
  const auto bends = steepest_bends(place);
  if (!bends) return say("its curvature is not finite here", {Role::ink});
  const double limit = *bears / rate;
  const std::string of_rate = concat({"rate ", parameter_text(rate)});
  const auto highest = std::ranges::max_element(bends->value);
  if (!(*highest > limit)) {
    return say(concat({of_rate, " is stable in all of this window"}), {Role::ink});
  }
  if (std::ranges::min(bends->value) > limit) {
    return say(concat({of_rate, " is too large in all of this window"}), warning);
  }
  Path ring;
  for (const ContourLine& line : contour_lines(*bends, limit)) {
    InkedLine pixels;
    for (const PlanePoint& p : line.points) pixels.points.push_back(place.panel.to_pixel(p.u, p.v));
    if (line.closed) pixels.points.push_back(pixels.points.front());
    append_simplified(ring, pixels, 0, pixels.points.size());
  }
  ring.stroke = {warning, 1.6, 5, 3};
  place.scene.add(std::move(ring), place.clip);
  const auto at = static_cast<std::size_t>(highest - bends->value.begin());
  write_tag(
      place.scene, place.occupied, frame,
      tag(concat({of_rate, " is too large here"}), warning, true),
      place.panel.to_pixel(bends->u.at(at % bends->u.count), bends->v.at(at / bends->u.count)), 2);
}

void add_recession_ray(const MapPlace& place) {
  const lab::Run& run = place.inputs.run();
  std::vector<double> direction = run.separable.direction;
  if (data_of(place).columns() == 1) {
    if (const auto widest = widest_margin(data_of(place))) direction = {widest->w, widest->b};
  }
  if (direction.size() != run.plane.origin.size()) return;
  const auto along = on_panel(place, direction);
  if (!along || !(pixels_long(*along) > 0)) return;
  const Box& frame = place.panel.frame;
  const auto zero = run.plane.project(std::vector<double>(direction.size(), 0.0));
  Point from = place.panel.to_pixel(zero[0], zero[1]);
  const double reach = (frame.width() + frame.height()) / pixels_long(*along);
  // From the origin, where it is seen; else from the middle.
  if (!frame.contains(from)) from = frame.centre();
  const Point far{from.x + reach * along->x, from.y + reach * along->y};
  const auto part = part_inside(from, far, frame.grown(-3));
  if (!part) return;
  const Point tip{from.x + part->to * (far.x - from.x), from.y + part->to * (far.y - from.y)};
  Path ray;
  ray.points = {from, tip};
  ray.stroke = {{Role::ink}, 1.4, 6, 4};
  place.occupied.add_line(ray.points);
  place.scene.add(std::move(ray), place.clip);
  const Point neck{tip.x - 9 * along->x / pixels_long(*along),
                   tip.y - 9 * along->y / pixels_long(*along)};
  add_arrow(place.scene, {neck, tip}, place.clip);
  write_tag(place.scene, place.occupied, frame, tag("falls this way for ever", {Role::ink}, true),
            {(from.x + tip.x) / 2, (from.y + tip.y) / 2}, 4);
}

void add_downhill(const MapPlace& place, CVec w, Point at) {
  std::vector<double> gradient(w.size());
  const lab::Experiment experiment(data_of(place));
  experiment.safe_risk(place.inputs.loss())->value_and_gradient(w, gradient);
  double square = 0;
  for (double& g : gradient) {
    square += g * g;
    g = -g;
  }
  const auto down = on_panel(place, std::move(gradient));
  if (!down || !(pixels_long(*down) > 0)) return;
  constexpr double shown = 52;
  const double by = shown / pixels_long(*down);
  add_named_arrow(place, at, {by * down->x, by * down->y}, {Role::ink},
                  concat({"downhill, slope ", slope_text(std::sqrt(square))}));
}

void add_newton_step(const MapPlace& place, CVec w, Point at) {
  const std::size_t d = w.size();
  const lab::Experiment experiment(data_of(place));
  const auto risk = experiment.safe_risk(place.inputs.loss());
  std::vector<double> step(d), hessian(d * d);
  risk->value_and_gradient(w, step);
  const Mat h{hessian.data(), d, d, d};
  const Paint ink{Role::ink2};
  if (!risk->hessian(w, h) || !cholesky_factor(h)) {
    write_tag(place.scene, place.occupied, place.panel.frame,
              tag("no Newton step: not convex here", ink, false), at, 8);
    return;
  }
  cholesky_solve(h, step);
  for (double& s : step) s = -s;
  if (const auto pixels = on_panel(place, std::move(step))) {
    add_named_arrow(place, at, *pixels, ink, "Newton's step");
  }
}

void add_sample_pulls(const MapPlace& place, const Look& look, CVec w, Point at) {
  const Dataset& data = data_of(place);
  const auto loss = make_loss(place.inputs.loss());
  if (!loss) return;
  constexpr double shown = 64;             // pixels of the longest
  constexpr std::size_t most_drawn = 200;  // all of more would be a blot
  const std::size_t stride = (data.length() + most_drawn - 1) / most_drawn;
  double longest = 0;
  std::vector<std::pair<std::size_t, Point>> pulls;
  const auto look_at = [&](std::size_t row) {
    const auto pixels = on_panel(place, pull_vector(data, row, w, *loss));
    pulls.emplace_back(row, pixels.value_or(Point{}));
    longest = std::fmax(longest, pixels_long(pulls.back().second));
  };
  for (std::size_t row = 0; row < data.length(); row += stride) look_at(row);
  const bool pointed = look.sample && *look.sample < data.length();
  if (pointed) look_at(*look.sample);  // last, over the others
  if (!(longest > 0)) return;
  for (std::size_t k = 0; k < pulls.size(); ++k) {
    const auto& [row, step] = pulls[k];
    const bool chosen = pointed && k + 1 == pulls.size();
    if (!chosen && !look.pulls) continue;
    const Paint paint{data[row].y == 1 ? Role::class1 : Role::class0};
    const Point pixels{shown / longest * step.x, shown / longest * step.y};
    if (chosen) {
      add_named_arrow(place, at, pixels, paint, concat({"pull of sample ", grouped(row + 1)}));
    } else if (pixels_long(pixels) > 1) {
      add_arrow(place.scene, {at, {at.x + pixels.x, at.y + pixels.y}, paint, 1.2}, place.clip);
    }
  }
}

}  // namespace logitlab::figure
