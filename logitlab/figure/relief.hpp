// SPDX-License-Identifier: MIT
// A loss surface as a landscape in the box that the camera looks at: the plane's first coordinate
// along x in -1 ... 1, its second along y in -0.92 ... 0.92, the loss upwards on a log scale.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "logitlab/figure/camera.hpp"
#include "logitlab/landscape/surface.hpp"

namespace logitlab::figure {

inline constexpr double box_half_width = 1, box_half_depth = 0.92;
// Heights of the scale's two ends; what lies between is logarithmic in the loss.
inline constexpr double box_low = 0.03, box_high = 0.80;

// From a loss to its share of one log scale: 0 at `low`, 1 at `high`. Height and colour both
// follow it.
struct LossScale {
  double low = 1, high = 1;  // both > 0 and finite; equal for a surface without relief
  bool clipped = false;      // losses below `low` exist and are drawn as `low`

  // In 0 ... 1; 1/2 everywhere for a scale without extent; NaN for a loss that is not finite.
  double share(double loss) const;
  double height(double loss) const;  // in the box
};

// The scale of the finite values of a surface. A loss of zero has no logarithm, and a range of many
// decades leaves no height for the part people look at: beyond four decades below its top the
// scale goes on only while a fiftieth of the surface lies lower, beyond eight not at all. Where it
// ends above the lowest loss it is `clipped`.
LossScale scale_of(const Surface& surface);

// The camera with the whole box, from its floor to box_high, as large as `frame` allows.
Camera fitted_to_box(Camera camera, const Box& frame);

class Relief {
 public:
  // Copies what it needs. The surface has at least two values in each direction.
  Relief(const Surface& surface, const LossScale& scale);

  const GridAxis& u() const { return u_; }
  const GridAxis& v() const { return v_; }
  std::size_t columns() const { return columns_; }
  std::size_t rows() const { return rows_; }
  // The height of vertex (i, j); NaN where the loss is not finite.
  double height(std::size_t i, std::size_t j) const { return height_[j * columns_ + i]; }
  Point3 vertex(std::size_t i, std::size_t j) const;
  // The largest height there is; box_low when no value is finite.
  double top() const { return top_; }

  // The place of a point (u, v) of the plane at this loss.
  Point3 place(double u, double v, double loss) const;
  // Bilinear; NaN outside and in a cell with a missing corner.
  double height_at(double x, double y) const;
  // Whether ground rises more than `clearance` above the ray from `point` to the eye. The test
  // walks along the ray in steps of half a cell, and over ground that is nowhere high enough in
  // one: O(columns + rows) at most.
  bool hides(const Camera& camera, const Point3& point, double clearance) const;
  const LossScale& scale() const { return scale_; }

 private:
  std::size_t columns_, rows_;
  GridAxis u_, v_;
  LossScale scale_;
  // The largest height in each square of `block` cells: ground that a ray passes over.
  static constexpr std::size_t block = 16;
  void find_block_tops();
  static double steps_inside(double at, std::size_t k, double cells);

  std::vector<double> height_;  // rows_ x columns_, row-major
  std::size_t blocks_across_ = 0;
  std::vector<double> block_top_;
  double top_ = box_low;
};

// A patch of the surface as it is painted.
struct Quad {
  std::array<Point3, 4> corner;
  double share;  // of the loss scale, mean of the corners: its colour
  double shade;  // as Paint has it: 0 in full light, shade_depth turned away
};

inline constexpr double shade_depth = 0.36;

// Towards the light: over the viewer's left shoulder, in the box's own directions.
inline constexpr Point3 towards_light{-0.5, -0.35, 0.8};

// At most `across` x `across` patches, farthest first, so that painting them in order hides what is
// hidden. Patches with a corner that is not finite are left out.
std::vector<Quad> quads_back_to_front(const Relief& relief, const Camera& camera,
                                      std::size_t across = 48);

// How far ground may rise above a ray before it counts as in the way: about one pixel, and more
// than a line on the surface and the surface's own interpolation ever differ.
inline constexpr double default_clearance = 0.006;

// A polyline cut where the surface hides it.
struct LineParts {
  std::vector<std::vector<Point3>> visible, hidden;
  double hidden_share = 0;  // of its length on the page; all or nothing for a single place
};

LineParts cut_by_visibility(const Relief& relief, const Camera& camera,
                            std::span<const Point3> line, double clearance = default_clearance);

// The share of the ground that the camera does not see, counted on a grid of 24 x 24 places.
double hidden_ground(const Relief& relief, const Camera& camera);

// The default camera or, where it hides more than a tenth of the path or a quarter of the ground,
// the nearest one that does not, turned in steps of 15 degrees; where all hide more, the one that
// hides least. A path of one point is hidden or seen.
Camera clear_view(const Relief& relief, std::span<const Point3> path);

}  // namespace logitlab::figure
