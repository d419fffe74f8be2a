// SPDX-License-Identifier: MIT
#include "logitlab/landscape/pca_plane.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace logitlab {
namespace {

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

void expect_orthonormal(const Plane& plane) {
  EXPECT_NEAR(dot(plane.direction[0], plane.direction[0]), 1, 1e-12);
  EXPECT_NEAR(dot(plane.direction[1], plane.direction[1]), 1, 1e-12);
  EXPECT_NEAR(dot(plane.direction[0], plane.direction[1]), 0, 1e-12);
}

// An ellipse with half axes 3 and 1 along two given orthonormal directions in `dimension`
// dimensions.
std::vector<double> ellipse(const std::vector<double>& a, const std::vector<double>& b) {
  constexpr int points = 256;
  std::vector<double> rows;
  for (int i = 0; i < points; ++i) {
    const double t = i * 2 * 3.14159265358979323846 / points;
    for (std::size_t k = 0; k < a.size(); ++k) {
      rows.push_back(7 + 3 * std::cos(t) * a[k] + std::sin(t) * b[k]);
    }
  }
  return rows;
}

TEST(PcaPlane, FindsTheAxesOfAnEllipse) {
  const std::vector<double> a = {0.6, 0.8, 0, 0}, b = {0, 0, -0.6, 0.8};
  const Plane plane = pca_plane(ellipse(a, b), 4);
  expect_orthonormal(plane);
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_NEAR(plane.origin[k], 7, 1e-12);
    EXPECT_NEAR(plane.direction[0][k], a[k], 1e-12);
    EXPECT_NEAR(plane.direction[1][k], b[k], 1e-12);
  }
}

TEST(PcaPlane, ProjectsPointsOfThePlaneOntoThemselves) {
  const std::vector<double> a = {0.6, 0.8, 0, 0}, b = {0, 0, -0.6, 0.8};
  const Plane plane = pca_plane(ellipse(a, b), 4);
  const auto at = plane.project(plane.point(1.25, -0.5));
  EXPECT_NEAR(at[0], 1.25, 1e-12);
  EXPECT_NEAR(at[1], -0.5, 1e-12);
}

TEST(PcaPlane, WorksThroughPointsWhereThereAreMoreParameters) {
  std::vector<double> a(600, 0.0), b(600, 0.0);
  a[3] = 0.6;
  a[599] = 0.8;
  b[100] = 1;
  const Plane plane = pca_plane(ellipse(a, b), 600);
  expect_orthonormal(plane);
  for (std::size_t k = 0; k < 600; ++k) {
    EXPECT_NEAR(plane.direction[0][k], a[k], 1e-9);
    EXPECT_NEAR(plane.direction[1][k], b[k], 1e-9);
  }
}

TEST(PcaPlane, FillsUpWithCoordinatesWhereThePathIsALineOrAPoint) {
  const Plane line = pca_plane({0, 0, 0, 1, 0, 0, 5, 0, 0}, 3);
  expect_orthonormal(line);
  EXPECT_EQ(line.direction[0], (std::vector<double>{1, 0, 0}));
  EXPECT_EQ(line.direction[1], (std::vector<double>{0, 1, 0}));
  const Plane point = pca_plane({4, 5, 6, 4, 5, 6}, 3);
  expect_orthonormal(point);
  EXPECT_EQ(point.origin, (std::vector<double>{4, 5, 6}));
  EXPECT_EQ(point.direction[0], (std::vector<double>{1, 0, 0}));
  expect_orthonormal(pca_plane({1, 2}, 2));
}

TEST(PcaPlane, HasTheSameSignForAPathAndItsReverse) {
  const std::vector<double> there = {0, 0, 0, -2, 1, 0, -4, 1, 1, -9, 2, 3};
  const std::vector<double> back = {-9, 2, 3, -4, 1, 1, -2, 1, 0, 0, 0, 0};
  const Plane a = pca_plane(there, 3), b = pca_plane(back, 3);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(a.direction[0][k], b.direction[0][k], 1e-12);
  EXPECT_GT(a.direction[0][0], 0);
}

}  // namespace
}  // namespace logitlab
