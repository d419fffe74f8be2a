// SPDX-License-Identifier: MIT
#include "logitlab/base/dense.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "logitlab/base/rng.hpp"

namespace logitlab {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

// A square matrix that owns its numbers, with room after each row that must stay as it is.
struct Square {
  explicit Square(std::size_t n) : size(n), numbers(n * (n + 2), -99.0) {}
  Mat view() { return {numbers.data(), size, size, size + 2}; }
  double& operator()(std::size_t i, std::size_t j) { return numbers[i * (size + 2) + j]; }
  bool margin_untouched() {
    for (std::size_t i = 0; i < size; ++i) {
      if ((*this)(i, size) != -99.0 || (*this)(i, size + 1) != -99.0) return false;
    }
    return true;
  }

  std::size_t size;
  std::vector<double> numbers;
};

// A A' + I for random A: positive definite, condition number of some hundreds at most for the sizes
// here.
Square random_positive_definite(std::size_t n, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<double> root(n * n);
  for (double& entry : root) entry = rng.normal();
  Square a(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      a(i, j) = i == j ? 1.0 : 0.0;
      for (std::size_t k = 0; k < n; ++k) a(i, j) += root[i * n + k] * root[j * n + k];
    }
  }
  return a;
}

TEST(Cholesky, FactorsASmallExampleExactly) {
  Square a(3);
  const double entries[3][3] = {{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j)
      a(i, j) = j > i ? 1234.0 : entries[i][j];  // upper: not read
  }
  ASSERT_TRUE(cholesky_factor(a.view()));
  const double factor[3][3] = {{2, 1234, 1234}, {6, 1, 1234}, {-8, 5, 3}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) EXPECT_EQ(a(i, j), factor[i][j]) << i << ' ' << j;
  }
  EXPECT_TRUE(a.margin_untouched());

  std::array<double, 3> x = {0, 6, 39};  // a times (1, 1, 1)
  cholesky_solve(a.view(), x);
  for (const double value : x) EXPECT_EQ(value, 1.0);
}

TEST(Cholesky, SolvesTheHilbertSystemWithinItsConditionNumber) {
  // H(i, j) = 1 / (i + j + 1) for n = 5 has condition number 4.77e5; its inverse has first column
  // 25, -300, 1050, -1400, 630 (known in closed form).
  Square h(5);
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 0; j < 5; ++j) h(i, j) = 1.0 / static_cast<double>(i + j + 1);
  }
  ASSERT_TRUE(cholesky_factor(h.view()));
  std::array<double, 5> x = {1, 0, 0, 0, 0};
  cholesky_solve(h.view(), x);
  const std::array<double, 5> exact = {25, -300, 1050, -1400, 630};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(x[i], exact[i], 5 * 4.77e5 * epsilon * 1400);
}

TEST(Cholesky, LeavesASmallResidualInEachSize) {
  for (const std::size_t n : {1U, 2U, 7U, 31U, 33U, 64U, 100U, 150U}) {
    Square a = random_positive_definite(n, n), factor = a;
    ASSERT_TRUE(cholesky_factor(factor.view())) << n;
    std::vector<double> x(n);
    for (std::size_t i = 0; i < n; ++i) x[i] = std::sin(static_cast<double>(i));
    const std::vector<double> right = x;
    cholesky_solve(factor.view(), x);
    for (std::size_t i = 0; i < n; ++i) {
      double residual = -right[i], size = 0;
      for (std::size_t j = 0; j < n; ++j) {
        residual += a(i, j) * x[j];
        size += std::fabs(a(i, j) * x[j]);
      }
      // Backward error: |L| |L'| |x| is at most n times |A| |x| here (Higham, Accuracy and
      // Stability, section 10.1).
      const double entries = static_cast<double>(n);
      EXPECT_NEAR(residual, 0.0, 3 * entries * epsilon * (size + entries)) << n;
    }
    EXPECT_TRUE(factor.margin_untouched());
  }
}

TEST(Cholesky, RefusesWhatIsNotPositiveDefiniteOrNotFinite) {
  for (const double corner :
       {1.0, 0.5, -2.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    Square a(2);
    a(0, 0) = a(0, 1) = a(1, 0) = 1.0;
    a(1, 1) = corner;  // 1 makes it singular
    EXPECT_FALSE(cholesky_factor(a.view())) << corner;
  }
  Square off_diagonal = random_positive_definite(40, 1);
  off_diagonal(39, 0) = std::nan("");
  EXPECT_FALSE(cholesky_factor(off_diagonal.view()));
}

TEST(SymmetricEigen, KnowsTheSecondDifferenceMatrix) {
  // 2 on the diagonal, -1 beside it: eigenvalues 2 - 2 cos(k pi / (n + 1)), k = 1..n.
  constexpr std::size_t n = 12;
  Square a(n), vectors(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      a(i, j) = i == j ? 2.0 : (i == j + 1 ? -1.0 : (j > i ? 77.0 : 0.0));
  }
  std::array<double, n> values;
  ASSERT_TRUE(symmetric_eigen(a.view(), values, vectors.view()));
  const double pi = std::acos(-1.0);
  for (std::size_t k = 0; k < n; ++k) {
    const double exact = 2.0 - 2.0 * std::cos(static_cast<double>(k + 1) * pi / (n + 1));
    EXPECT_NEAR(values[k], exact, n * epsilon * 4.0);
  }
}

TEST(SymmetricEigen, GivesOrthonormalVectorsThatRebuildTheMatrix) {
  constexpr std::size_t n = 30;
  Square a = random_positive_definite(n, 5), vectors(n);
  std::vector<double> values(n);
  ASSERT_TRUE(symmetric_eigen(a.view(), values, vectors.view()));
  const double tolerance = n * epsilon;  // relative to the largest eigenvalue for the matrix
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      double product = 0, rebuilt = 0;
      for (std::size_t k = 0; k < n; ++k) {
        product += vectors(k, i) * vectors(k, j);
        rebuilt += vectors(i, k) * values[k] * vectors(j, k);
      }
      EXPECT_NEAR(product, i == j ? 1.0 : 0.0, tolerance);
      EXPECT_NEAR(rebuilt, a(i, j), tolerance * values[n - 1]);
    }
    EXPECT_LE(values[i > 0 ? i - 1 : 0], values[i]);
  }
  EXPECT_TRUE(vectors.margin_untouched());
}

TEST(SymmetricEigen, FixesTheSignOfEachVector) {
  Square a(2), vectors(2);
  a(0, 0) = a(1, 1) = 2.0;
  a(1, 0) = a(0, 1) = -0.5;
  a(1, 1) = 5.0;
  std::array<double, 2> values;
  ASSERT_TRUE(symmetric_eigen(a.view(), values, vectors.view()));
  EXPECT_GT(vectors(0, 0), std::fabs(vectors(1, 0)));
  EXPECT_GT(vectors(1, 1), std::fabs(vectors(0, 1)));
}

TEST(SymmetricEigen, RefusesWhatIsNotFinite) {
  Square a(2), vectors(2);
  a(0, 0) = a(1, 1) = 1.0;
  a(1, 0) = std::nan("");
  std::array<double, 2> values;
  EXPECT_FALSE(symmetric_eigen(a.view(), values, vectors.view()));
}

}  // namespace
}  // namespace logitlab
