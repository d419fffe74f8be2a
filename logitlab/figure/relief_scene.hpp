// SPDX-License-Identifier: MIT
// A relief on the page: its box with axes, its painted surface, its lines of equal loss. What the
// figures in three dimensions share.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/relief.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// A relief seen by a camera that is fitted to the page. Borrows the relief.
class ReliefView {
 public:
  // The box, from its floor to box_high, fills `frame`.
  ReliefView(const Relief& relief, const Camera& camera, const Box& frame);

  const Relief& relief() const { return relief_; }
  const Camera& camera() const { return camera_; }
  Point page(const Point3& point) const;
  // (u, v) on the ground of the relief; not finite outside.
  Point3 on_ground(double u, double v) const;
  // The colour of the ground at a point of the relief, for what is written on it.
  Paint local_fill(const Point3& point) const;
  // Whether some patch is painted at this place of the page.
  bool covers(Point p) const;

  // Which floor directions point to the eye's side: -1 or 1.
  double near_x() const { return camera_.eye().x < 0 ? -1 : 1; }
  double near_y() const { return camera_.eye().y < 0 ? -1 : 1; }

 private:
  const Relief& relief_;
  Camera camera_;
  std::vector<std::array<Point, 4>> patches_;
};

// Floor grid and the two back walls as hairlines: everything that stands behind the surface.
void add_box_behind(Scene& scene, const ReliefView& view);

// The three outer edges with ticks and names: everything that stands before the surface.
struct BoxNames {
  std::string u, v, height;
};
void add_box_axes(Scene& scene, const ReliefView& view, const BoxNames& names);

// The surface, farthest patch first, shaded.
void add_shaded_surface(Scene& scene, const ReliefView& view);

// Lines of equal loss, cut where the surface hides them.
void add_iso_lines(Scene& scene, const ReliefView& view, const std::vector<IsoLevel>& levels);

}  // namespace logitlab::figure
