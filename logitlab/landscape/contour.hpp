// SPDX-License-Identifier: MIT
// Lines of equal loss on a surface, joined into polylines, and levels worth drawing.
#pragma once

#include <span>
#include <vector>

#include "logitlab/landscape/surface.hpp"

namespace logitlab {

struct PlanePoint {
  double u, v;
};

struct ContourLine {
  std::vector<PlanePoint> points;
  bool closed = false;  // the last point joins the first
};

// All lines at `level`, by marching squares with linear interpolation; a cell with a value that is
// not finite has no line. Lines are joined as far as they go: each ends at the border (or at such a
// cell) or is closed. Higher ground (values >= level) lies on a line's left, u to the right and v
// upwards. Where a cell has two ways to join its crossings, the value of the bilinear surface at
// its saddle point decides. Time and memory proportional to the grid.
std::vector<ContourLine> contour_lines(const Surface& surface, double level);

// The same for ascending levels, each in its place: the grid is read once for all of them, and a
// level costs what its lines are long.
std::vector<std::vector<ContourLine>> contour_lines(const Surface& surface,
                                                    std::span<const double> levels);

// `line` with points removed that lie within `tolerance` (in units of the plane, scaled by scale_u
// and scale_v) of the line that remains: Douglas & Peucker (1973).
std::vector<PlanePoint> simplify(std::span<const PlanePoint> line, double scale_u, double scale_v,
                                 double tolerance);

struct Level {
  double value;
  bool heavy;  // 1, 2 and 5 of each decade: drawn stronger and labelled
};

// 1, 1.5, 2, 3, 5, 7 of each decade strictly between low and high, thinned to at most `most`: first
// the light ones go, then 2 and 5, then whole decades. Empty unless 0 < low < high < infinity.
std::vector<Level> log_levels(double low, double high, std::size_t most = 16);

}  // namespace logitlab
