// SPDX-License-Identifier: MIT
// The part of a segment inside a box: Y.-D. Liang, B. A. Barsky, "A new concept and method for line
// clipping", ACM Transactions on Graphics 3:1 (1984). In the header because the search for free
// places asks it millions of times.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// Shares of the way from a to b, 0 <= from <= to <= 1.
struct SegmentPart {
  double from = 0, to = 1;
};

// Nothing where the segment misses the box; one point, from == to, where it only touches it.
inline std::optional<SegmentPart> part_inside(Point a, Point b, const Box& box) {
  SegmentPart part;
  const double dx = b.x - a.x, dy = b.y - a.y;
  const std::array step = {-dx, dx, -dy, dy};
  const std::array room = {a.x - box.left, box.right - a.x, a.y - box.top, box.bottom - a.y};
  for (std::size_t k = 0; k < step.size(); ++k) {
    if (step[k] == 0) {
      if (!(room[k] >= 0)) return std::nullopt;
      continue;
    }
    const double t = room[k] / step[k];
    if (step[k] < 0) part.from = std::max(part.from, t);
    if (step[k] > 0) part.to = std::min(part.to, t);
    if (part.from > part.to) return std::nullopt;
  }
  return part;
}

}  // namespace logitlab::figure
