// SPDX-License-Identifier: MIT
#include "logitlab/landscape/random_plane.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "logitlab/landscape/directions.hpp"

namespace logitlab {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

TEST(RandomPlane, HasTwoDirectionsOfLengthOneAtRightAngles) {
  for (const std::size_t d : {2U, 3U, 50U, 1000U}) {
    const Plane plane = random_plane(std::vector<double>(d, 0.25), 9);
    // A product of d entries, each rounded, of vectors of length 1.
    const double tolerance = 2 * static_cast<double>(d) * epsilon;
    EXPECT_NEAR(dot(plane.direction[0], plane.direction[0]), 1, tolerance);
    EXPECT_NEAR(dot(plane.direction[1], plane.direction[1]), 1, tolerance);
    EXPECT_NEAR(dot(plane.direction[0], plane.direction[1]), 0, tolerance);
    EXPECT_EQ(plane.origin, std::vector<double>(d, 0.25));
  }
}

TEST(RandomPlane, DependsOnItsSeedAloneAndSaysIt) {
  const std::vector<double> here = {0, 0, 0}, there = {1, 2, 3};
  const Plane a = random_plane(here, 7), b = random_plane(there, 7), c = random_plane(here, 8);
  EXPECT_EQ(a.direction, b.direction);
  EXPECT_NE(a.direction, c.direction);
  EXPECT_EQ(a.name[0], "first random direction of seed 7");
  EXPECT_EQ(a.name[1], "second random direction of seed 7");
}

// Of a unit vector with every direction equally likely each entry has mean 0 and square 1 / d. Over
// m seeds the means are within five standard errors: sqrt(1 / (d m)), and for the squares sqrt(2 /
// (m d^2)) at most (the fourth moment is 3 / (d (d + 2))).
TEST(RandomPlane, PrefersNoDirection) {
  constexpr std::size_t d = 3;
  constexpr double seeds = 4000;
  for (std::size_t which = 0; which < 2; ++which) {
    std::vector<double> mean(d, 0.0), square(d, 0.0);
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
      const Plane plane = random_plane(std::vector<double>(d, 0.0), seed);
      for (std::size_t k = 0; k < d; ++k) {
        mean[k] += plane.direction[which][k] / seeds;
        square[k] += plane.direction[which][k] * plane.direction[which][k] / seeds;
      }
    }
    for (std::size_t k = 0; k < d; ++k) {
      EXPECT_NEAR(mean[k], 0, 5 * std::sqrt(1 / (d * seeds)));
      EXPECT_NEAR(square[k], 1.0 / d, 5 * std::sqrt(2 / (seeds * d * d)));
    }
  }
}

}  // namespace
}  // namespace logitlab
