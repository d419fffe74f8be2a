// SPDX-License-Identifier: MIT
// The panel "surface": what stands around the landscape that is painted as pixels: behind it the
// box (layer 0), over it the axes, the path and the marks (layer 1).
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/panel_parts.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/relief_scene.hpp"
#include "logitlab/figure/relief_track.hpp"
#include "logitlab/figure/words.hpp"

namespace logitlab::figure {
namespace {

// In a panel the axes need no more than their letters, and of a direction no more than which it is.
std::string box_name(const std::string& coordinate) {
  return coordinate.size() <= 2 ? italic(coordinate)
                                : coordinate.substr(0, coordinate.find(" of "));
}

void add_probe_mark(Scene& scene, const ReliefView& view, const Look& look) {
  if (!look.probe) return;
  const Point3 place = view.on_ground((*look.probe)[0], (*look.probe)[1]);
  if (!std::isfinite(place.z)) return;
  const Point at = view.page(place);
  Path stem;
  stem.points = {view.page({place.x, place.y, 0}), at};
  stem.stroke = {{Role::now}, 1};
  scene.add(std::move(stem));
  scene.add(Circle{at, 3.5, {Role::casing}, {{Role::now}, 1.6}});
}

// Start, end and present step with their names, above the surface as the path is.
void add_surface_marks(Scene& scene, const ReliefView& view, const ReliefTrack& track,
                       const lab::Training& training, std::size_t row, Occupied& occupied) {
  const Box frame{0, 0, scene.width, scene.height};
  const std::size_t last = training.trajectory.length() - 1;
  const auto place = [&](std::size_t k) -> std::optional<Point> {
    if (!track.place[k]) return std::nullopt;
    const Point at = view.page(*track.place[k]);
    return Point{at.x, at.y - lift};
  };
  const std::optional<Point> start = place(0), now = place(row), end = place(last);
  if (start) add_start(scene, *start);
  if (end && last > 0) add_end(scene, *end);
  if (end) add_not_finite_ring(scene, training, last, *end);
  for (const auto& at : {start, end}) {
    if (at) occupied.add_mark(*at, start_radius + 1);
  }
  if (now) {
    add_now(scene, occupied, *now);
    const bool in_one_place =
        start && std::fabs(start->x - now->x) + std::fabs(start->y - now->y) < 8;
    write_tag(scene, occupied, frame,
              tag(row > 0 && in_one_place ? concat({"start = ", step_name(training, row)})
                  : row == 0              ? "start"
                                          : step_name(training, row),
                  {Role::ink}, true),
              *now, now_radius + 1);
    if (in_one_place) return;
  }
  if (start) {
    write_tag(scene, occupied, frame, tag("start", {Role::ink}, true), *start, start_radius + 2);
  }
}

}  // namespace

Box relief_frame(PanelSize size) {
  const PanelSize drawn = drawn_size(size);
  return {44, 14, drawn.width - 30, drawn.height - 34};
}

Camera relief_camera(const Look& look, PanelSize size) {
  return fitted_to_box(Camera(look.azimuth, look.elevation), relief_frame(size));
}

Scene draw_surface_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer) {
  const lab::Run& run = inputs.run();
  Scene scene = panel_scene("surface", "The loss as a landscape", size, layer);
  const Box frame = relief_frame(size);
  scene.add_panel(
      {"surface",
       frame,
       {ScaleKind::linear, run.window.u_low, run.window.u_high, frame.left, frame.right},
       {ScaleKind::linear, run.window.v_low, run.window.v_high, frame.bottom, frame.top}});
  // The colours beneath names need no more than coarse patches.
  constexpr std::size_t patches = 16;
  const ReliefView view(inputs.relief(), relief_camera(look, size), frame, patches);
  if (layer == 0) {
    add_box_behind(scene, view);
    scene.description = extremes_sentence(inputs.side(0));
    return scene;
  }
  Occupied occupied;
  add_box_axes(scene, view,
               {box_name(run.plane.name[0]), box_name(run.plane.name[1]), "loss (log)"}, occupied);
  if (const lab::Training* training = inputs.training(0)) {
    const ReliefTrack& track = inputs.relief_track();
    const std::size_t row = finite_row_of(training->trajectory, look);
    add_relief_track(scene, view, track, occupied, row);
    add_surface_marks(scene, view, track, *training, row, occupied);
  }
  add_probe_mark(scene, view, look);
  return scene;
}

}  // namespace logitlab::figure
