// SPDX-License-Identifier: MIT
#include "logitlab/solver/curvature_memory.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/solver/vectors.hpp"

namespace logitlab {
namespace {

constexpr std::size_t d = 4;
using Vector = std::vector<double>;

struct Pair {
  Vector s, y;
};

// Steps on a quadratic with curvatures 1, 2, 3, 4: y = A s, hence s . y > 0.
std::vector<Pair> pairs_of_a_quadratic(std::size_t count) {
  Rng rng(5);
  std::vector<Pair> pairs;
  for (std::size_t k = 0; k < count; ++k) {
    Pair pair{Vector(d), Vector(d)};
    for (std::size_t j = 0; j < d; ++j) {
      pair.s[j] = rng.normal();
      pair.y[j] = static_cast<double>(j + 1) * pair.s[j];
    }
    pairs.push_back(pair);
  }
  return pairs;
}

// The dense inverse update, J. Nocedal, S. J. Wright, Numerical Optimization, equation 7.16:
// H <- (I - rho s y') H (I - rho y s') + rho s s', from the scaled identity of 7.20.
std::vector<Vector> dense_inverse(const std::vector<Pair>& pairs) {
  const Pair& newest = pairs.back();
  const double scale = dot(newest.s, newest.y) / dot(newest.y, newest.y);
  std::vector<Vector> H(d, Vector(d, 0.0));
  for (std::size_t j = 0; j < d; ++j) H[j][j] = scale;
  for (const Pair& pair : pairs) {
    const double rho = 1 / dot(pair.s, pair.y);
    std::vector<Vector> V(d, Vector(d)), VH(d, Vector(d, 0.0)), next(d, Vector(d, 0.0));
    for (std::size_t i = 0; i < d; ++i) {
      for (std::size_t j = 0; j < d; ++j) V[i][j] = (i == j) - rho * pair.s[i] * pair.y[j];
    }
    for (std::size_t i = 0; i < d; ++i) {
      for (std::size_t j = 0; j < d; ++j) {
        for (std::size_t k = 0; k < d; ++k) VH[i][j] += V[i][k] * H[k][j];
      }
    }
    for (std::size_t i = 0; i < d; ++i) {
      for (std::size_t j = 0; j < d; ++j) {
        for (std::size_t k = 0; k < d; ++k) next[i][j] += VH[i][k] * V[j][k];
        next[i][j] += rho * pair.s[i] * pair.s[j];
      }
    }
    H = next;
  }
  return H;
}

void expect_direction_of(CurvatureMemory& memory, const std::vector<Pair>& pairs) {
  const std::vector<Vector> H = dense_inverse(pairs);
  const Vector g = {1, -2, 0.5, 3};
  Vector direction(d);
  memory.descent_direction(g, direction);
  for (std::size_t i = 0; i < d; ++i) {
    EXPECT_NEAR(direction[i], -dot(H[i], g), 1e-12);  // some 100 operations on numbers below 20
  }
}

TEST(CurvatureMemory, GivesTheDirectionOfTheDenseUpdate) {
  const std::vector<Pair> pairs = pairs_of_a_quadratic(3);
  CurvatureMemory memory(5, d);
  for (const Pair& pair : pairs) EXPECT_TRUE(memory.add(pair.s, pair.y));
  expect_direction_of(memory, pairs);
}

TEST(CurvatureMemory, ForgetsTheOldestPairs) {
  const std::vector<Pair> pairs = pairs_of_a_quadratic(8);
  CurvatureMemory memory(3, d);
  for (const Pair& pair : pairs) memory.add(pair.s, pair.y);
  expect_direction_of(memory, {pairs.end() - 3, pairs.end()});
}

TEST(CurvatureMemory, MapsTheNewestChangeOfTheGradientToItsStep) {
  const std::vector<Pair> pairs = pairs_of_a_quadratic(4);
  CurvatureMemory memory(4, d);
  for (const Pair& pair : pairs) memory.add(pair.s, pair.y);
  Vector direction(d);
  memory.descent_direction(pairs.back().y, direction);
  for (std::size_t j = 0; j < d; ++j) EXPECT_NEAR(direction[j], -pairs.back().s[j], 1e-13);
}

TEST(CurvatureMemory, LeavesOutPairsWithoutCurvature) {
  CurvatureMemory memory(3, 2);
  const double tiny = std::numeric_limits<double>::epsilon() / 2;
  EXPECT_FALSE(memory.add(Vector{1, 0}, Vector{-1, 0}));      // negative
  EXPECT_FALSE(memory.add(Vector{1, 0}, Vector{0, 1}));       // none
  EXPECT_FALSE(memory.add(Vector{tiny, 1}, Vector{1, 0}));    // below the floor
  EXPECT_FALSE(memory.add(Vector{1, 0}, Vector{1e-170, 0}));  // y . y vanishes
  EXPECT_FALSE(memory.add(Vector{1, 0}, Vector{unknown, 0}));
  EXPECT_TRUE(memory.empty());
  EXPECT_TRUE(memory.add(Vector{4 * tiny, 1}, Vector{1, 0}));  // above it
  EXPECT_FALSE(memory.empty());
  memory.clear();
  EXPECT_TRUE(memory.empty());
}

}  // namespace
}  // namespace logitlab
