// SPDX-License-Identifier: MIT
// A relief on the page: its box with axes, its painted surface, its lines of equal loss. What the
// figures in three dimensions share.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/relief.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// A relief seen by a camera that is fitted to the page. Borrows the relief.
class ReliefView {
 public:
  struct Patch {
    std::array<Point, 4> corner;
    Paint fill;
  };

  // The box, from its floor to box_high, fills `frame`; the surface is at most `across` patches
  // wide.
  ReliefView(const Relief& relief, const Camera& camera, const Box& frame, std::size_t across = 48);

  const Relief& relief() const { return relief_; }
  const Camera& camera() const { return camera_; }
  const std::vector<Patch>& patches() const { return patches_; }  // back to front
  Point page(const Point3& point) const;
  // (u, v) on the ground of the relief; not finite outside.
  Point3 on_ground(double u, double v) const;
  // What is painted at a place of the page: the colour of the nearest patch there, paper beside the
  // surface.
  Paint paint_under(Point p) const;
  bool covers(Point p) const { return paint_under(p).role != Role::paper; }

  // Which floor directions point to the eye's side: -1 or 1.
  double near_x() const { return camera_.eye().x < 0 ? -1 : 1; }
  double near_y() const { return camera_.eye().y < 0 ? -1 : 1; }

 private:
  // The frame is divided into so many cells a side, of which each knows the patches that touch it:
  // a place is asked of a dozen patches, not of all 2,304.
  static constexpr std::size_t page_cells = 32;
  static std::size_t page_cell(double at, double low, double high);
  void sort_patches();

  const Relief& relief_;
  Camera camera_;
  Box frame_;
  std::vector<Patch> patches_;
  std::vector<std::vector<std::uint32_t>> patches_in_;  // of each cell, row by row: back to front
};

// Floor grid and the two back walls as hairlines: everything that stands behind the surface.
void add_box_behind(Scene& scene, const ReliefView& view);

// The three outer edges with ticks and names: everything that stands before the surface.
struct BoxNames {
  std::string u, v, height;
};
void add_box_axes(Scene& scene, const ReliefView& view, const BoxNames& names, Occupied& occupied);

// The surface, farthest patch first, shaded.
void add_shaded_surface(Scene& scene, const ReliefView& view);

// The outlines of its patches in the colours of their loss, filled with paper, so that it hides its
// own back.
void add_wireframe(Scene& scene, const ReliefView& view);

// The parts of one level's lines that are seen.
struct DrawnLevel {
  Level level;
  std::vector<std::vector<Point>> lines;
};

// Lines of equal loss, cut where the surface hides them. Returns what was drawn.
std::vector<DrawnLevel> add_iso_lines(Scene& scene, const ReliefView& view,
                                      const std::vector<IsoLevel>& levels);

// A number on each heavy line, where a straight stretch has room.
void add_relief_labels(Scene& scene, const ReliefView& view, const std::vector<DrawnLevel>& drawn,
                       Occupied& occupied);

}  // namespace logitlab::figure
