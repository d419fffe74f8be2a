// SPDX-License-Identifier: MIT
#include "logitlab/data/design.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "logitlab/base/rng.hpp"

namespace logitlab {
namespace {

std::vector<double> random_numbers(std::size_t count, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<double> numbers(count);
  for (double& number : numbers) number = rng.uniform(-2, 2);
  return numbers;
}

// A rows x columns block with `gap` unused numbers after each row, which must stay what they are.
struct Matrix {
  Matrix(std::size_t rows, std::size_t columns, std::size_t gap, std::uint64_t seed)
      : stride(columns + gap), values(random_numbers(rows * stride, seed)), n(rows), d(columns) {}
  Mat view() { return {values.data(), n, d, stride}; }

  std::size_t stride;
  std::vector<double> values;
  std::size_t n, d;
};

// Any order of adding `terms` products of numbers below 2 is within terms^2 * 4 * eps of the exact
// sum (N. J. Higham, Accuracy and Stability of Numerical Algorithms, section 4.2, doubled because
// both sides round).
double tolerance(std::size_t terms) {
  const auto n = static_cast<double>(terms + 2);
  return 16 * n * n * std::numeric_limits<double>::epsilon();
}

constexpr std::array<std::size_t, 8> widths = {1, 2, 3, 7, 8, 9, 16, 21};

TEST(DenseDesign, MultipliesLikeTheDefinition) {
  for (const std::size_t d : widths) {
    for (const std::size_t k : {1U, 2U, 5U}) {
      Matrix x(13, d, 2, 1), v(d, k, 1, 2), out(6, k, 3, 3);
      const std::vector<double> before = out.values;
      DenseDesign(x.view()).multiply(4, v.view(), out.view());
      for (std::size_t i = 0; i < 6; ++i) {
        for (std::size_t c = 0; c < k; ++c) {
          double sum = 0;
          for (std::size_t j = 0; j < d; ++j) sum += x.view()(4 + i, j) * v.view()(j, c);
          EXPECT_NEAR(out.view()(i, c), sum, tolerance(d)) << d << " " << k;
        }
        for (std::size_t c = k; c < out.stride; ++c) {
          EXPECT_EQ(out.values[i * out.stride + c], before[i * out.stride + c]);
        }
      }
    }
  }
}

TEST(DenseDesign, AddsTheTransposeLikeTheDefinition) {
  for (const std::size_t d : widths) {
    for (const std::size_t m : {0U, 1U, 3U, 4U, 7U, 8U}) {
      for (const std::size_t k : {1U, 2U}) {
        Matrix x(13, d, 1, 4), r(m, k, 2, 5), out(d, k, 0, 6);
        const std::vector<double> before = out.values;
        DenseDesign(x.view()).add_transpose(5, r.view(), out.view());
        for (std::size_t j = 0; j < d; ++j) {
          for (std::size_t c = 0; c < k; ++c) {
            double sum = before[j * k + c];
            for (std::size_t i = 0; i < m; ++i) sum += x.view()(5 + i, j) * r.view()(i, c);
            EXPECT_NEAR(out.view()(j, c), sum, tolerance(m)) << d << " " << m << " " << k;
          }
        }
      }
    }
  }
}

TEST(DenseDesign, AddsTheGramMatrixToBothTriangles) {
  for (const std::size_t d : widths) {
    for (const std::size_t m : {0U, 1U, 4U, 11U}) {
      Matrix x(13, d, 3, 7), h(d, d, 2, 8);
      for (std::size_t j = 0; j < d; ++j) {
        for (std::size_t l = 0; l < j; ++l) h.view()(l, j) = h.view()(j, l);
      }
      Matrix before = h;
      const std::vector<double> weight = random_numbers(m, 9);
      DenseDesign(x.view()).add_gram(2, weight, h.view());
      for (std::size_t j = 0; j < d; ++j) {
        for (std::size_t l = 0; l < d; ++l) {
          double sum = before.view()(j, l);
          for (std::size_t i = 0; i < m; ++i) {
            sum += weight[i] * x.view()(2 + i, j) * x.view()(2 + i, l);
          }
          EXPECT_NEAR(h.view()(j, l), sum, 2 * tolerance(m));
          EXPECT_EQ(h.view()(j, l), h.view()(l, j));
        }
      }
    }
  }
}

TEST(DenseDesign, GivesEachColumnTheBitsItHasAlone) {
  for (const std::size_t d : widths) {
    Matrix x(9, d, 0, 10), v(d, 3, 0, 11), together(9, 3, 0, 12), r(9, 3, 0, 13);
    const DenseDesign design(x.view());
    design.multiply(0, v.view(), together.view());
    std::vector<double> sums(d * 3, 0.0);
    design.add_transpose(0, r.view(), {sums.data(), d, 3, 3});
    for (std::size_t c = 0; c < 3; ++c) {
      std::vector<double> alone(9), column(d), factor(9), sum(d, 0.0);
      for (std::size_t j = 0; j < d; ++j) column[j] = v.view()(j, c);
      for (std::size_t i = 0; i < 9; ++i) factor[i] = r.view()(i, c);
      design.multiply(0, {column.data(), d, 1, 1}, {alone.data(), 9, 1, 1});
      design.add_transpose(0, {factor.data(), 9, 1, 1}, {sum.data(), d, 1, 1});
      for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(alone[i], together.view()(i, c));
      for (std::size_t j = 0; j < d; ++j) EXPECT_EQ(sum[j], sums[j * 3 + c]);
    }
  }
}

// The order of every sum is part of the contract: with terms 1e16, 1 and -1e16 another order gives
// another number.
TEST(DenseDesign, AddsInTheOrderThatTheFileStates) {
  const std::vector<double> x = {1e16, 1, -1e16, 1};
  const std::vector<double> ones(4, 1.0);
  double out = 0;
  DenseDesign({x.data(), 1, 4, 4}).multiply(0, {ones.data(), 4, 1, 1}, {&out, 1, 1, 1});
  EXPECT_EQ(out, 1.0);  // left to right: (1e16 + 1) + -1e16 = 0, then + 1
  double sum = 0;
  DenseDesign({x.data(), 4, 1, 1}).add_transpose(0, {ones.data(), 4, 1, 1}, {&sum, 1, 1, 1});
  EXPECT_EQ(sum, 0.0);  // in pairs: (1e16 + 1) + (-1e16 + 1) = 1e16 - 1e16
}

TEST(DenseDesign, CopiesARow) {
  Matrix x(3, 4, 2, 14);
  std::vector<double> row(4);
  const DenseDesign design(x.view());
  design.copy_row(2, row);
  for (std::size_t j = 0; j < 4; ++j) EXPECT_EQ(row[j], x.view()(2, j));
  EXPECT_EQ(design.rows(), 3U);
  EXPECT_EQ(design.columns(), 4U);
  EXPECT_EQ(design.by_columns(), nullptr);
}

}  // namespace
}  // namespace logitlab
