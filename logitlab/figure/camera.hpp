// SPDX-License-Identifier: MIT
// An orthographic camera above a box, and where the points of the box land on the page.
//
// The box has x to the right of whoever stands at its front, y to the back and z upwards, all of
// the size of 1. The eye is infinitely far away, at an azimuth (from the x axis, counter-clockwise
// seen from above) and an elevation above the floor; vertical lines stay vertical on the page.
// All functions are pure and safe for threads.
#pragma once

#include <span>

#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

struct Point3 {
  double x = 0, y = 0, z = 0;
};

// Where a point lands: pixels to the right and down, and how near the eye it is (in units of the
// box; only differences mean something).
struct Projected {
  double x = 0, y = 0, nearness = 0;
};

class Camera {
 public:
  // From the valley's open end of the two-parameter lab: high ground behind, the path in front.
  static constexpr double default_azimuth = -50, default_elevation = 27;

  // Degrees; an elevation of 0 looks along the floor, 90 straight down.
  explicit Camera(double azimuth = default_azimuth, double elevation = default_elevation);

  double azimuth() const { return azimuth_; }
  double elevation() const { return elevation_; }
  // The unit vector from the box towards the eye.
  Point3 eye() const { return eye_; }

  // Until fit() is called, 1 unit is 1 pixel and the box's origin is at (0, 0).
  Projected project(const Point3& point) const;
  double pixels_per_unit() const { return scale_; }
  // Scales and shifts so that all points land inside the rectangle, centred, as large as they go
  // with equal scales in both directions. At least one point; all in one place are just centred.
  void fit(std::span<const Point3> points, const Box& rect);

 private:
  double azimuth_, elevation_;
  Point3 right_, up_, eye_;
  double scale_ = 1, origin_x_ = 0, origin_y_ = 0;
};

}  // namespace logitlab::figure
