// SPDX-License-Identifier: MIT
#include "logitlab/landscape/path_in_plane.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/landscape/pca_plane.hpp"
#include "logitlab/landscape/random_plane.hpp"

namespace logitlab {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

std::vector<double> random_path(std::size_t points, std::size_t d, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<double> w(points * d);
  for (std::size_t i = 0; i < w.size(); ++i) {
    w[i] = (i < d ? 0 : w[i - d]) + rng.normal() / static_cast<double>(1 + i % d);
  }
  return w;
}

// Off a plane of two parameters are the others, as they stand.
TEST(PathInPlane, OfTwoParametersLeavesOutTheOthers) {
  const std::size_t d = 5, points = 40;
  const std::vector<double> w = random_path(points, d, 3);
  const std::vector<double> rest(w.end() - d, w.end());
  const PathInPlane found = path_in_plane(coordinate_plane(rest, 1, 4, "", ""), w);
  double all = 0, inside = 0;
  for (std::size_t k = 0; k < d; ++k) {
    double mean = 0, variance = 0;
    for (std::size_t r = 0; r < points; ++r) mean += w[r * d + k] / points;
    for (std::size_t r = 0; r < points; ++r) {
      variance += (w[r * d + k] - mean) * (w[r * d + k] - mean);
    }
    all += variance;
    if (k == 1 || k == 4) inside += variance;
  }
  double furthest = 0;
  std::size_t at = 0;
  for (std::size_t r = 0; r < points; ++r) {
    double square = 0;
    for (const std::size_t k : {0U, 2U, 3U}) {
      square += (w[r * d + k] - rest[k]) * (w[r * d + k] - rest[k]);
    }
    if (std::sqrt(square) > furthest) {
      furthest = std::sqrt(square);
      at = r;
    }
  }
  // Sums of some `points` x d rounded terms.
  const double tolerance = points * d * epsilon;
  EXPECT_NEAR(found.share, inside / all, tolerance);
  EXPECT_NEAR(found.largest_distance, furthest, tolerance * furthest);
  EXPECT_EQ(found.furthest, at);
}

// The distance from a point to its projection, which the plane itself computes.
TEST(PathInPlane, IsAsFarOffAsTheProjectionsOfItsPoints) {
  const std::size_t d = 6, points = 30;
  const std::vector<double> w = random_path(points, d, 4);
  const Plane plane = random_plane(std::vector<double>(d, 0.5), 1);
  double furthest = 0;
  for (std::size_t r = 0; r < points; ++r) {
    const CVec row = CVec(w).subspan(r * d, d);
    const auto [u, v] = plane.project(row);
    const std::vector<double> on_plane = plane.point(u, v);
    double square = 0;
    for (std::size_t k = 0; k < d; ++k) square += (row[k] - on_plane[k]) * (row[k] - on_plane[k]);
    furthest = std::fmax(furthest, std::sqrt(square));
  }
  EXPECT_NEAR(path_in_plane(plane, w).largest_distance, furthest, 8 * d * epsilon * furthest);
}

// Points made inside a plane are off it by the rounding of their d coordinates, at most 3 epsilon
// of their size each, and of the two projections.
TEST(PathInPlane, HasAllOfAPathThatLiesInIt) {
  const std::size_t d = 7;
  std::vector<double> centre(d, 2.0), w;
  const Plane plane = random_plane(centre, 5);
  double size = 0;
  Rng rng(6);
  for (int r = 0; r < 50; ++r) {
    for (const double x : plane.point(10 * rng.normal(), rng.normal())) {
      w.push_back(x);
      size = std::fmax(size, std::fabs(x));
    }
  }
  const PathInPlane found = path_in_plane(plane, w);
  EXPECT_EQ(found.share, 1);  // off by the square of rounding
  EXPECT_LE(found.largest_distance, 8 * static_cast<double>(d) * epsilon * size);
}

TEST(PathInPlane, HasNothingOfAPathAcrossIt) {
  const std::vector<double> w = {0, 0, 1, 0, 0, 2, 0, 0, -4};
  const PathInPlane found = path_in_plane(coordinate_plane(CVec(w).first(3), 0, 1, "", ""), w);
  EXPECT_EQ(found.share, 0);
  EXPECT_EQ(found.largest_distance, 5);
  EXPECT_EQ(found.furthest, 2U);
}

// The main plane has the largest share that a plane can have.
TEST(PathInPlane, IsLargestInTheMainPlaneOfThePath) {
  const std::size_t d = 4;
  const std::vector<double> w = random_path(60, d, 8);
  const double best = path_in_plane(pca_plane(w, d), w).share;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    EXPECT_LE(path_in_plane(random_plane(CVec(w).first(d), seed), w).share, best);
  }
}

TEST(PathInPlane, HasNoShareOfAPathThatStands) {
  const std::vector<double> w = {1, 2, 3, 1, 2, 3};
  const PathInPlane found = path_in_plane(coordinate_plane(CVec(w).first(3), 0, 1, "", ""), w);
  EXPECT_TRUE(std::isnan(found.share));
  EXPECT_EQ(found.largest_distance, 0);
}

TEST(PathInPlane, BearsNumbersWhoseSquaresDoNotFit) {
  for (const double size : {1e200, 1e-200}) {
    const std::vector<double> w = {0, 0, 0, 3 * size, 0, 4 * size};
    const PathInPlane found = path_in_plane(coordinate_plane(CVec(w).first(3), 0, 1, "", ""), w);
    EXPECT_NEAR(found.share, 9.0 / 25, 4 * epsilon);
    EXPECT_NEAR(found.largest_distance, 4 * size, 4 * epsilon * size);
  }
}

}  // namespace
}  // namespace logitlab
