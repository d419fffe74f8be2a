// SPDX-License-Identifier: MIT
// How much of a path a picture of it in a plane shows.
#pragma once

#include <cstddef>
#include <vector>

#include "logitlab/landscape/surface.hpp"

namespace logitlab {

struct PathInPlane {
  // Of the path's variance about its centre, the mean of its points: the part along the plane's
  // directions, 0 to 1. Unknown where the path does not leave its centre.
  double share = unknown;
  double largest_distance = unknown;  // of a point of the path from the plane
  std::size_t furthest = 0;           // the first point that far off
};

// `w_rows`: row-major, one point a row, as many numbers each as the plane's origin has, all finite,
// at least one row. Two passes: O(points x dimension).
PathInPlane path_in_plane(const Plane& plane, const std::vector<double>& w_rows);

}  // namespace logitlab
