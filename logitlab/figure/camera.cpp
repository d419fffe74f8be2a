// SPDX-License-Identifier: MIT
#include "logitlab/figure/camera.hpp"

#include <algorithm>
#include <cassert>

#include "logitlab/base/math.hpp"

namespace logitlab::figure {
namespace {

constexpr double radians_per_degree = 0.017453292519943295;

double dot(const Point3& a, const Point3& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

}  // namespace

Camera::Camera(double azimuth, double elevation) : azimuth_(azimuth), elevation_(elevation) {
  const double sin_a = math::sin(azimuth * radians_per_degree);
  const double cos_a = math::cos(azimuth * radians_per_degree);
  const double sin_e = math::sin(elevation * radians_per_degree);
  const double cos_e = math::cos(elevation * radians_per_degree);
  right_ = {-sin_a, cos_a, 0};
  up_ = {-sin_e * cos_a, -sin_e * sin_a, cos_e};
  eye_ = {cos_e * cos_a, cos_e * sin_a, sin_e};
}

Projected Camera::project(const Point3& point) const {
  return {origin_x_ + scale_ * dot(right_, point), origin_y_ - scale_ * dot(up_, point),
          dot(eye_, point)};
}

void Camera::fit(std::span<const Point3> points, const Box& rect) {
  assert(!points.empty());
  double left = dot(right_, points[0]), right = left;
  double low = dot(up_, points[0]), high = low;
  for (const Point3& point : points) {
    const double x = dot(right_, point), y = dot(up_, point);
    left = std::min(left, x);
    right = std::max(right, x);
    low = std::min(low, y);
    high = std::max(high, y);
  }
  const double width = right - left, height = high - low;
  const double room_x = rect.width(), room_y = rect.height();
  // As large as the tighter direction allows; a direction without extent allows anything.
  if (width > 0 || height > 0) {
    scale_ = width * room_y > height * room_x ? room_x / width : room_y / height;
  }
  origin_x_ = (rect.left + rect.right - scale_ * (left + right)) / 2;
  origin_y_ = (rect.top + rect.bottom + scale_ * (low + high)) / 2;
}

}  // namespace logitlab::figure
