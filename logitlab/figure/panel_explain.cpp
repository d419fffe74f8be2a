// SPDX-License-Identifier: MIT
// The panel "explain": one step close to. Where it led, where downhill was for all samples, and the
// angle between the two, on axes of equal units.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/panel_parts.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/step_facts.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

using PlaneVector = std::array<double, 2>;

double long_of(const PlaneVector& v) { return std::sqrt(v[0] * v[0] + v[1] * v[1]); }

// A step in the plane through the parameters before it.
struct CloseStep {
  lab::StepFacts facts;
  lab::Run run;  // the data, that plane and a window around the step; nothing trained
  PlaneVector before{}, step{}, downhill{};  // the last of length 1 or 0
};

// A vector of parameter space in the coordinates of the plane, its length lost.
PlaneVector direction_in(const Plane& plane, const std::vector<double>& vector) {
  std::vector<double> moved = plane.origin;
  double size = 0;
  for (const double v : vector) size = std::fmax(size, std::fabs(v));
  if (!(size > 0) || !std::isfinite(size)) return {};
  for (std::size_t k = 0; k < moved.size(); ++k) moved[k] += vector[k] / size;
  const PlaneVector uv = plane.project(moved);
  const double length = long_of(uv);
  return length > 0 ? PlaneVector{uv[0] / length, uv[1] / length} : PlaneVector{};
}

// Nothing where the step before the one asked for was not kept.
std::optional<CloseStep> close_step(const lab::Run& run, const lab::Training& training,
                                    const Look& look, const Box& frame) {
  const Trajectory& path = training.trajectory;
  const std::size_t asked = std::max<std::size_t>(1, row_of(path, look));
  const lab::Experiment experiment(*run.data);
  CloseStep close{lab::facts_of_step(run, experiment, training, path.step[asked]), {}};
  if (!close.facts.has_before) return std::nullopt;
  const std::size_t row = close.facts.row;
  const CVec w = path.w_at(row - 1);
  // 1. The plane, moved so that it holds the parameters before the step.
  lab::Run& near = close.run;
  near.data = run.data;
  near.settings = run.settings;
  near.separable = run.separable;
  near.plane = run.plane;
  close.before = run.plane.project(w);
  for (std::size_t k = 0; k < w.size(); ++k) {
    near.plane.origin[k] = w[k] - close.before[0] * run.plane.direction[0][k] -
                           close.before[1] * run.plane.direction[1][k];
  }
  const PlaneVector after = near.plane.project(path.w_at(row));
  close.step = {after[0] - close.before[0], after[1] - close.before[1]};
  std::vector<double> down = close.facts.gradient;
  for (double& g : down) g = -g;
  if (down.size() == w.size()) close.downhill = direction_in(near.plane, down);
  // 2. A window in which the step is a third of the frame.
  double unit = long_of(close.step) / (0.34 * std::min(frame.width(), frame.height()));
  const double least = 1e-9 * (1 + std::fabs(close.before[0]) + std::fabs(close.before[1]));
  if (!(unit > least)) unit = least;
  const double half_u = unit * frame.width() / 2, half_v = unit * frame.height() / 2;
  near.window = {close.before[0] - half_u, close.before[0] + half_u, close.before[1] - half_v,
                 close.before[1] + half_v};
  if (!std::isfinite(half_u) || !(near.window.u_high > near.window.u_low) ||
      !(near.window.v_high > near.window.v_low)) {
    return std::nullopt;
  }
  return close;
}

Box explain_frame(const Scene& scene) { return {58, 26, scene.width - 14, scene.height - 42}; }

// The steps before, as far as they are seen.
InkedLine way_before(const lab::Training& training, const CloseStep& close, const Panel& panel) {
  constexpr std::size_t most = 200;
  const std::size_t row = close.facts.row;
  std::vector<Point> way;
  for (std::size_t k = row > most ? row - most : 0; k < row; ++k) {
    const auto uv = close.run.plane.project(training.trajectory.w_at(k));
    way.push_back(panel.to_pixel(uv[0], uv[1]));
  }
  return inked(way, panel.frame.grown(8), most, most);
}

// From one direction to another, on the page.
void add_angle(Scene& scene, Occupied& occupied, const Box& frame, Point at, PlaneVector from,
               PlaneVector to, unsigned degrees) {
  constexpr double radius = 38, degree = 0.017453292519943295;
  // On the page y points down.
  const double side = from[0] * to[1] - from[1] * to[0] < 0 ? -1 : 1;
  const auto turned_by = [&](double angle) {
    const double c = math::cos(angle), s = side * math::sin(angle);
    return Point{at.x + radius * (c * from[0] - s * from[1]),
                 at.y - radius * (s * from[0] + c * from[1])};
  };
  Path arc;
  constexpr int pieces = 24;
  for (int k = 0; k <= pieces; ++k) arc.points.push_back(turned_by(degrees * degree * k / pieces));
  arc.stroke = {{Role::ink}, 1.4};
  occupied.add_line(arc.points);
  scene.add(std::move(arc));
  write_tag(scene, occupied, frame, tag(concat({grouped(degrees), "°"}), {Role::ink}, true),
            turned_by(degrees * degree / 2), 5);
}

void draw_step(Scene& scene, PanelInputs& inputs, const CloseStep& close, const Box& frame) {
  const lab::Training& training = *inputs.training(0);
  const Panel panel = plane_panel(close.run, frame);
  const std::size_t clip = scene.add_panel(panel);
  const std::size_t row = close.facts.row;
  const std::size_t samples = inputs.run().data->length();
  Occupied occupied;
  // 1. How it came here.
  const InkedLine way = way_before(training, close, panel);
  if (way.points.size() > 1) add_cased_line(scene, way.points, 2, clip, way.breaks);
  occupied.add_line(way.points, way.breaks);
  // 2. Downhill, as long as the step, and the step.
  const Point at = panel.to_pixel(close.before[0], close.before[1]);
  const Point to = panel.to_pixel(close.before[0] + close.step[0], close.before[1] + close.step[1]);
  const bool rose = close.facts.loss_after > close.facts.loss_before;
  const Paint of_step{rose ? Role::warning : Role::ink};
  const double length = std::sqrt((to.x - at.x) * (to.x - at.x) + (to.y - at.y) * (to.y - at.y));
  const Point tip{at.x + length * close.downhill[0], at.y - length * close.downhill[1]};
  const bool has_downhill = long_of(close.downhill) > 0 && length > 1;
  const Paint of_downhill = loss_paint(inputs.side(0).loss());
  for (const Point end : {to, tip}) {
    const Point shaft[] = {at, end};
    if (end.x != at.x || end.y != at.y) occupied.add_line(shaft);
    occupied.add_mark(end, 5);
  }
  if (has_downhill) add_arrow(scene, {at, tip, of_downhill, 2.4, true}, clip);
  add_arrow(scene, {at, to, of_step, 2.8, true}, clip);
  add_end(scene, at);
  occupied.add_mark(at, end_radius + 1);
  // 3. The angle, drawn where the plane holds all there is; then the names.
  if (has_downhill) {
    write_tag(scene, occupied, frame,
              tag(samples == 1 ? "downhill" : concat({"downhill for all ", grouped(samples)}),
                  of_downhill, true),
              tip, 4);
  }
  write_tag(scene, occupied, frame,
            tag(length > 1 ? step_name(training, row)
                           : concat({step_name(training, row), ": hardly moved"}),
                of_step, true),
            to, 5);
  write_tag(scene, occupied, frame, tag(step_name(training, row - 1), {Role::ink}, true), at,
            end_radius + 2);
  if (!has_downhill || training.trajectory.dimension != 2) return;
  const double whole = long_of(close.step);
  const PlaneVector along{close.step[0] / whole, close.step[1] / whole};
  const auto degrees = lab::degrees_between(along, close.downhill);
  constexpr unsigned least_drawn = 4;
  if (degrees && *degrees >= least_drawn) {
    add_angle(scene, occupied, frame, at, along, close.downhill, *degrees);
  }
}

}  // namespace

Scene draw_explain_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer) {
  Scene scene = panel_scene("explain", "One step close to", size, layer);
  const Box frame = explain_frame(scene);
  const lab::Training& training = *inputs.training(0);
  const auto close = close_step(inputs.run(), training, look, frame);
  if (!close) {
    if (layer != 0) return scene;
    Text text = plain_line("The step before this one was not kept.");
    text.at = {frame.left, frame.top + 14};
    scene.add(std::move(text));
    return scene;
  }
  if (layer != 0) {
    draw_step(scene, inputs, *close, frame);
    return scene;
  }
  FigureInputs near(close->run, std::string(inputs.side(0).loss()));
  const std::size_t clip = add_plane_map(scene, near, frame);
  const Panel panel = scene.panels[clip - 1];
  add_plane_axes(scene, panel,
                 {axis_name(close->run.plane.name[0]), axis_name(close->run.plane.name[1])});
  Occupied occupied;
  const Point at = panel.to_pixel(close->before[0], close->before[1]);
  const Point ends[] = {
      at, panel.to_pixel(close->before[0] + close->step[0], close->before[1] + close->step[1])};
  occupied.add_line(ends);
  const InkedLine way = way_before(training, *close, panel);
  occupied.add_line(way.points, way.breaks);
  // Room for the names of the arrows, which the other layer has.
  const double length =
      std::sqrt((ends[1].x - at.x) * (ends[1].x - at.x) + (ends[1].y - at.y) * (ends[1].y - at.y));
  occupied.add_mark(at, 30);
  occupied.add_mark(ends[1], 30);
  occupied.add_mark({at.x + length * close->downhill[0], at.y - length * close->downhill[1]}, 40);
  add_iso_labels(scene, near, panel, occupied);
  scene.description = extremes_sentence(near);
  return scene;
}

}  // namespace logitlab::figure
