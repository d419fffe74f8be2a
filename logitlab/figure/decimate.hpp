// SPDX-License-Identifier: MIT
// Long curves with few points: which of them a picture of a given width needs.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace logitlab::figure {

// Row numbers of a curve's points, cut into stretches without gaps; each is drawn as one line.
using Stretches = std::vector<std::vector<std::size_t>>;

// The points of the curve (x[k], y[k]) that draw the same picture where columns of `column` pixels
// are as fine as it gets: of each column the first, the lowest, the highest and the last point, so
// that no extreme is lost. x in pixels, ascending; y in any unit that grows with the pixels. A
// point that is not finite is left out and ends a stretch. O(n).
Stretches decimated(std::span<const double> x, std::span<const double> y, double column = 1);

}  // namespace logitlab::figure
