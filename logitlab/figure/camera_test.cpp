// SPDX-License-Identifier: MIT
#include "logitlab/figure/camera.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace logitlab::figure {
namespace {

// Sines, cosines and their products of one rotation: a few units in the last place of 1.
constexpr double tolerance = 8 * std::numeric_limits<double>::epsilon();

TEST(Camera, ProjectsTheAxesAsDrawnByHand) {
  // Standing at the front (azimuth -90 degrees) and looking along the floor: x to the right, z up,
  // y away.
  const Camera front(-90, 0);
  const Projected x = front.project({1, 0, 0}), y = front.project({0, 1, 0}),
                  z = front.project({0, 0, 1});
  EXPECT_NEAR(x.x, 1, tolerance);
  EXPECT_NEAR(x.y, 0, tolerance);
  EXPECT_NEAR(y.x, 0, tolerance);
  EXPECT_NEAR(y.nearness, -1, tolerance);
  EXPECT_NEAR(z.y, -1, tolerance);  // pixels count downwards
  EXPECT_NEAR(z.nearness, 0, tolerance);
}

TEST(Camera, ProjectsTheAxesOfTheDefaultViewByTheTextbook) {
  const Camera camera;
  const double a = -50 * 3.14159265358979323846 / 180, e = 27 * 3.14159265358979323846 / 180;
  const Projected x = camera.project({1, 0, 0}), y = camera.project({0, 1, 0}),
                  z = camera.project({0, 0, 1});
  EXPECT_NEAR(x.x, -std::sin(a), tolerance);
  EXPECT_NEAR(x.y, std::sin(e) * std::cos(a), tolerance);
  EXPECT_NEAR(x.nearness, std::cos(e) * std::cos(a), tolerance);
  EXPECT_NEAR(y.x, std::cos(a), tolerance);
  EXPECT_NEAR(y.y, std::sin(e) * std::sin(a), tolerance);
  EXPECT_NEAR(y.nearness, std::cos(e) * std::sin(a), tolerance);
  EXPECT_NEAR(z.x, 0, tolerance);
  EXPECT_NEAR(z.y, -std::cos(e), tolerance);
  EXPECT_NEAR(z.nearness, std::sin(e), tolerance);
}

TEST(Camera, TheEyeIsWhereNothingMovesOnThePage) {
  for (const double azimuth : {-170.0, -50.0, 0.0, 35.0, 120.0}) {
    const Camera camera(azimuth, 27);
    const Point3 eye = camera.eye();
    const Projected p = camera.project(eye);
    EXPECT_NEAR(p.x, 0, tolerance);
    EXPECT_NEAR(p.y, 0, tolerance);
    EXPECT_NEAR(p.nearness, 1, tolerance);
  }
}

TEST(Camera, FitFillsTheRectangleAndKeepsTheProportions) {
  std::vector<Point3> corners;
  for (const double x : {-1.0, 1.0}) {
    for (const double y : {-0.92, 0.92}) {
      for (const double z : {0.0, 0.8}) corners.push_back({x, y, z});
    }
  }
  Camera camera;
  const Box rect{60, 70, 700, 480};
  camera.fit(corners, rect);
  Box found{1e9, 1e9, -1e9, -1e9};
  for (const Point3& corner : corners) {
    const Projected p = camera.project(corner);
    found = {std::min(found.left, p.x), std::min(found.top, p.y), std::max(found.right, p.x),
             std::max(found.bottom, p.y)};
  }
  const double pixel = 1e-9;
  EXPECT_GE(found.left, rect.left - pixel);
  EXPECT_LE(found.right, rect.right + pixel);
  EXPECT_GE(found.top, rect.top - pixel);
  EXPECT_LE(found.bottom, rect.bottom + pixel);
  EXPECT_TRUE(std::fabs(found.width() - rect.width()) < pixel ||
              std::fabs(found.height() - rect.height()) < pixel);
  EXPECT_NEAR(found.centre().x, rect.centre().x, pixel);
  EXPECT_NEAR(found.centre().y, rect.centre().y, pixel);

  const Projected a = camera.project({0, 0, 0}), b = camera.project({0, 0, 1});
  EXPECT_NEAR(a.y - b.y, camera.pixels_per_unit() * std::cos(27 * 3.14159265358979323846 / 180),
              pixel);
}

TEST(Camera, FitCentresPointsWithoutExtent) {
  Camera camera;
  const std::array<Point3, 2> same{Point3{0.3, 0.1, 0.2}, Point3{0.3, 0.1, 0.2}};
  camera.fit(same, {0, 0, 200, 100});
  const Projected p = camera.project(same[0]);
  EXPECT_NEAR(p.x, 100, 1e-9);
  EXPECT_NEAR(p.y, 50, 1e-9);
}

}  // namespace
}  // namespace logitlab::figure
