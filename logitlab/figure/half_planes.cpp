// SPDX-License-Identifier: MIT
//
// The problem: the part of a rectangle on one side of a line. Given: the rectangle and the margin
// as a plane over it. One pass around the four corners: I. E. Sutherland, G. W. Hodgman, "Reentrant
// polygon clipping", Communications of the ACM 17:1 (1974). Constant time and memory.
#include "logitlab/figure/half_planes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace logitlab::figure {
namespace {

double length(double x, double y) { return std::sqrt(x * x + y * y); }

}  // namespace

HalfPlanes::HalfPlanes(const Panel& panel, double w1, double w2, double b) : frame_(panel.frame) {
  const double largest = std::max({std::fabs(w1), std::fabs(w2), std::fabs(b)});
  if (largest > 0) unit_ = largest;
  const auto per_pixel = [](const Scale& s) { return (s.high - s.low) / (s.to - s.from); };
  x_ = w1 / unit_ * per_pixel(panel.x);
  y_ = w2 / unit_ * per_pixel(panel.y);
  at_zero_ = w1 / unit_ * panel.x.from_pixel(0) + w2 / unit_ * panel.y.from_pixel(0) + b / unit_;
}

bool HalfPlanes::defined() const {
  return std::isfinite(x_) && std::isfinite(y_) && std::isfinite(at_zero_);
}

std::vector<Point> HalfPlanes::above(double eta) const {
  std::vector<Point> polygon;
  if (!defined()) return polygon;
  const std::array<Point, 4> corner = {Point{frame_.left, frame_.top},
                                       {frame_.right, frame_.top},
                                       {frame_.right, frame_.bottom},
                                       {frame_.left, frame_.bottom}};
  for (std::size_t k = 0; k < corner.size(); ++k) {
    const Point a = corner[k], b = corner[(k + 1) % corner.size()];
    const double from = height(a, eta), to = height(b, eta);
    if (from >= 0) polygon.push_back(a);
    if ((from >= 0) == (to >= 0)) continue;
    const double t = from / (from - to);
    polygon.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
  }
  return polygon;
}

std::optional<Segment> HalfPlanes::line(double eta) const {
  // The one edge of the polygon that is none of the frame's.
  const std::vector<Point> polygon = above(eta);
  const auto on_border = [&](Point p, Point q) {
    return (p.x == q.x && (p.x == frame_.left || p.x == frame_.right)) ||
           (p.y == q.y && (p.y == frame_.top || p.y == frame_.bottom));
  };
  for (std::size_t k = 0; k < polygon.size(); ++k) {
    const Point a = polygon[k], b = polygon[(k + 1) % polygon.size()];
    if ((a.x != b.x || a.y != b.y) && !on_border(a, b)) return Segment{a, b};
  }
  return std::nullopt;
}

double HalfPlanes::spacing() const {
  const double steepness = length(x_, y_) * unit_;
  return steepness > 0 ? 1 / steepness : std::numeric_limits<double>::infinity();
}

Point HalfPlanes::uphill() const {
  const double all = length(x_, y_);
  return all > 0 ? Point{x_ / all, y_ / all} : Point{};
}

double distance_to_line(Point p, const Segment& line) {
  const double x = line.b.x - line.a.x, y = line.b.y - line.a.y, all = length(x, y);
  if (!(all > 0)) return length(p.x - line.a.x, p.y - line.a.y);
  return std::fabs((p.x - line.a.x) * y - (p.y - line.a.y) * x) / all;
}

}  // namespace logitlab::figure
