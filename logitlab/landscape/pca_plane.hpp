// SPDX-License-Identifier: MIT
// The plane in which a path through many parameters is best seen.
#pragma once

#include <cstddef>
#include <vector>

#include "logitlab/landscape/surface.hpp"

namespace logitlab {

// Through the mean of the path's points, along the two directions in which they spread most, both
// of length 1 and orthogonal. `w_rows`: row-major, one point a row, `dimension` (>= 2) numbers
// each, all finite, at least one row. A path that spreads in fewer than two directions gets
// coordinate directions for the missing ones. Each direction's largest component (the first of
// equals) is positive, so that the same path always gives the same plane.
Plane pca_plane(const std::vector<double>& w_rows, std::size_t dimension);

}  // namespace logitlab
