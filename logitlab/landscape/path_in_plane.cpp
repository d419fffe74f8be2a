// SPDX-License-Identifier: MIT
//
// The problem: a plane shows two directions of many; how much of the path is that? Given: the
// points of the path. What is off the plane is measured itself and not as a difference of what is
// in it from the whole: so that it is as exact where it is small, which is where it matters.
#include "logitlab/landscape/path_in_plane.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "logitlab/landscape/directions.hpp"

namespace logitlab {
namespace {

// The plane's directions as an orthonormal pair.
Directions orthonormal(const Plane& plane) {
  Directions found;
  for (std::vector<double> v : plane.direction) {
    [[maybe_unused]] const bool independent = scale_to_one(v) && orthonormalise(v, found);
    assert(independent);
    found.push_back(std::move(v));
  }
  return found;
}

// offset = (w - from) / unit
void subtract(CVec w, CVec from, double unit, Vec offset) {
  for (std::size_t k = 0; k < w.size(); ++k) offset[k] = (w[k] - from[k]) / unit;
}

// The squared length of what is left of the offset off the directions.
double square_off(Vec offset, const Directions& directions) {
  for (const std::vector<double>& unit : directions) {
    const double along = dot(offset, unit);
    for (std::size_t k = 0; k < offset.size(); ++k) offset[k] -= along * unit[k];
  }
  return dot(offset, offset);
}

}  // namespace

PathInPlane path_in_plane(const Plane& plane, const std::vector<double>& w_rows) {
  const std::size_t d = plane.origin.size(), points = w_rows.size() / d;
  assert(points > 0 && w_rows.size() % d == 0);
  const auto row = [&](std::size_t r) { return CVec(w_rows).subspan(r * d, d); };
  // 1. The centre, and a unit in which squares neither overflow nor vanish.
  std::vector<double> centre(d, 0.0), offset(d);
  for (std::size_t r = 0; r < points; ++r) {
    for (std::size_t k = 0; k < d; ++k) centre[k] += row(r)[k] / static_cast<double>(points);
  }
  double unit = 0;
  for (std::size_t r = 0; r < points; ++r) {
    for (std::size_t k = 0; k < d; ++k) {
      unit = std::max(
          {unit, std::fabs(row(r)[k] - centre[k]), std::fabs(row(r)[k] - plane.origin[k])});
    }
  }
  if (!(unit > 0)) unit = 1;
  // 2. What is off the plane: about the centre for the share, from the plane for the distance.
  const Directions directions = orthonormal(plane);
  PathInPlane found;
  double all = 0, off = 0, largest = -1;
  for (std::size_t r = 0; r < points; ++r) {
    subtract(row(r), centre, unit, offset);
    all += dot(offset, offset);
    off += square_off(offset, directions);
    subtract(row(r), plane.origin, unit, offset);
    const double square = square_off(offset, directions);
    if (square > largest) {
      largest = square;
      found.furthest = r;
    }
  }
  found.largest_distance = std::sqrt(largest) * unit;
  if (all > 0) found.share = std::clamp(1 - off / all, 0.0, 1.0);
  return found;
}

}  // namespace logitlab
