// SPDX-License-Identifier: MIT
// Douglas & Peucker (1973, Cartographica 10:112): keep the point farthest from the chord if it is
// farther than the tolerance, and look at both halves. About n log n for smooth lines, n^2 at
// worst; no recursion.
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "logitlab/landscape/contour.hpp"

namespace logitlab {
namespace {

// Squared distance from p to the segment a b, in scaled units.
struct Distance {
  double scale_u, scale_v;
  double operator()(PlanePoint p, PlanePoint a, PlanePoint b) const {
    const double x = (b.u - a.u) * scale_u, y = (b.v - a.v) * scale_v;
    const double px = (p.u - a.u) * scale_u, py = (p.v - a.v) * scale_v;
    const double length = x * x + y * y;
    double t = length > 0 ? (px * x + py * y) / length : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    const double dx = px - t * x, dy = py - t * y;
    return dx * dx + dy * dy;
  }
};

}  // namespace

std::vector<PlanePoint> simplify(std::span<const PlanePoint> line, double scale_u, double scale_v,
                                 double tolerance) {
  if (line.size() < 3) return {line.begin(), line.end()};
  const Distance distance{scale_u, scale_v};
  std::vector<bool> kept(line.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open = {{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double farthest = tolerance * tolerance;
    std::size_t at = first;
    for (std::size_t k = first + 1; k < last; ++k) {
      const double d = distance(line[k], line[first], line[last]);
      if (d > farthest) {
        farthest = d;
        at = k;
      }
    }
    if (at == first) continue;
    kept[at] = true;
    open.emplace_back(first, at);
    open.emplace_back(at, last);
  }
  std::vector<PlanePoint> points;
  for (std::size_t k = 0; k < line.size(); ++k) {
    if (kept[k]) points.push_back(line[k]);
  }
  return points;
}

}  // namespace logitlab
