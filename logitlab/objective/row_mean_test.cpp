// SPDX-License-Identifier: MIT
// RowMean beside the empirical risk of the same rows; the lab's 700 steps are in
// lab_reference_test.cpp.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/objective/empirical_risk.hpp"

namespace logitlab {
namespace {

template <class Real>
class RowMeanOf : public testing::Test {};
using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(RowMeanOf, Precisions);

// Numbers that are the same in float and double: multiples of 1/64 below 4.
struct Example {
  std::size_t n, d;
  std::vector<double> x, y, weight, offset;

  Example(std::size_t rows, std::size_t columns)
      : n(rows), d(columns), x(n * d), y(n), weight(n), offset(n) {
    Rng rng(3);
    const auto number = [&] { return static_cast<double>(rng.below(256)) / 64 - 2; };
    for (double& value : x) value = number();
    for (std::size_t i = 0; i < n; ++i) {
      y[i] = static_cast<double>(rng.below(2));
      weight[i] = 0.5 + number() / 8;
      offset[i] = number();
    }
  }
  DenseDesign design() const { return DenseDesign({x.data(), n, d, d}); }
};

// The rows of the batch as a data set of their own.
struct Chosen {
  std::vector<double> x, y, weight, offset;
  Chosen(const Example& e, std::span<const Row> rows) {
    for (const Row i : rows) {
      for (std::size_t j = 0; j < e.d; ++j) x.push_back(e.x[i * e.d + j]);
      y.push_back(e.y[i]);
      weight.push_back(e.weight[i]);
      offset.push_back(e.offset[i]);
    }
  }
};

TYPED_TEST(RowMeanOf, ABatchIsTheRiskOfItsRows) {
  using Real = TypeParam;
  const std::vector<Row> rows = {4, 0, 17, 17, 9, 2, 11};  // any order; a row may come twice
  for (const std::size_t d : {1U, 3U, 12U}) {
    const Example e(20, d);
    const Chosen chosen(e, rows);
    const DenseDesign all = e.design(), some({chosen.x.data(), rows.size(), d, d});
    std::vector<Real> w(d + 1);
    for (std::size_t j = 0; j <= d; ++j)
      w[j] = (static_cast<Real>(j % 3) - Real{0.75}) / static_cast<Real>(d);
    const std::vector<double> wide(w.begin(), w.end());

    for (const LossRow& row : loss_table()) {
      for (unsigned bits = 0; bits < 16; ++bits) {
        SCOPED_TRACE(std::string(row.name) + " " + std::to_string(d) + " " + std::to_string(bits));
        LinearModel model{.x = all, .y = e.y, .intercept = (bits & 1U) != 0};
        LinearModel batch{.x = some, .y = chosen.y, .intercept = (bits & 1U) != 0};
        if ((bits & 2U) != 0) model.penalty.l2 = batch.penalty.l2 = 0.125;
        if ((bits & 4U) != 0) model.weight = e.weight, batch.weight = chosen.weight;
        if ((bits & 8U) != 0) model.offset = e.offset, batch.offset = chosen.offset;
        const auto mean = make_row_mean<Real>(model, row.make(0));
        const auto risk = make_empirical_risk(batch, row.make(0));
        const std::size_t n = mean->dimension();
        ASSERT_EQ(n, risk->dimension());
        ASSERT_EQ(mean->rows(), e.n);

        std::vector<Real> g(n);
        std::vector<double> g_risk(n), H(n * n), H_risk(n * n);
        const Real value = mean->value_and_gradient(rows, std::span(w).first(n), g);
        const double expected = risk->value_and_gradient(CVec(wide).first(n), g_risk);
        ASSERT_TRUE(mean->hessian(rows, std::span(w).first(n), {H.data(), n, n, n}));
        ASSERT_TRUE(risk->hessian(CVec(wide).first(n), {H_risk.data(), n, n, n}));

        // Margins below 6 round d + 30 times; slopes are at most 1, inputs at most 2. As written,
        // p near 1 magnifies by 1 / (1 - p).
        const double allowed = 6 * (static_cast<double>(d) + 30) *
                               static_cast<double>(std::numeric_limits<Real>::epsilon()) *
                               (row.finite_everywhere ? 1 : std::exp(6));
        EXPECT_NEAR(value, expected, allowed);
        for (std::size_t j = 0; j < n; ++j) EXPECT_NEAR(g[j], g_risk[j], 2 * allowed);
        for (std::size_t j = 0; j < n * n; ++j) EXPECT_NEAR(H[j], H_risk[j], 4 * allowed);
      }
    }
  }
}

TYPED_TEST(RowMeanOf, TheLineOfOneInputHasTheBitsOfTwoColumns) {
  // x and a column of ones without intercept take the general path through the same operations.
  using Real = TypeParam;
  const Example e(20, 1);
  std::vector<double> with_ones;
  for (const double x : e.x) with_ones.insert(with_ones.end(), {x, 1.0});
  const DenseDesign line = e.design(), columns({with_ones.data(), e.n, 2, 2});
  const std::vector<Row> rows = {3, 1, 4, 1, 5, 9, 2, 6, 5};
  for (const LossRow& row : loss_table()) {
    const auto a = make_row_mean<Real>(
        {.x = line, .y = e.y, .weight = e.weight, .offset = e.offset}, row.make(0));
    const auto b = make_row_mean<Real>(
        {.x = columns, .y = e.y, .weight = e.weight, .offset = e.offset, .intercept = false},
        row.make(0));
    for (const Real slope : {Real{-5}, Real{0.1F}, Real{3}}) {
      const std::array<Real, 2> w = {slope, Real{-0.7F}};
      std::array<Real, 2> g{}, h{};
      EXPECT_EQ(a->value_and_gradient(rows, w, g), b->value_and_gradient(rows, w, h)) << row.name;
      EXPECT_EQ(g, h) << row.name;
    }
  }
}

TYPED_TEST(RowMeanOf, RowsAreSummedInTheOrderGiven) {
  // Two orders of the same rows, each against a sum written out from the left.
  using Real = TypeParam;
  const Example e(20, 1);
  const DenseDesign x = e.design();
  const auto mean = make_row_mean<Real>({.x = x, .y = e.y}, CrossEntropy{});
  const std::array<Real, 2> w = {Real{1.3F}, Real{-0.4F}};
  // More rows than are handled at a time, and not a multiple of anything.
  std::vector<Row> rows(149);
  for (std::size_t k = 0; k < rows.size(); ++k) rows[k] = static_cast<Row>(k * 7 % e.n);
  for (int turn = 0; turn < 2; ++turn) {
    Real value = 0;
    std::array<Real, 2> g{}, sum{};
    const Real result = mean->value_and_gradient(rows, w, g);
    for (const Row i : rows) {
      const Real input = static_cast<Real>(e.x[i]), y = static_cast<Real>(e.y[i]);
      const Terms<Real> terms =
          CrossEntropy{}.terms(input * w[0] + w[1], y, Real{1} / static_cast<Real>(rows.size()));
      value += terms.value;
      sum[0] += terms.slope * input;
      sum[1] += terms.slope;
    }
    EXPECT_EQ(result, value);
    EXPECT_EQ(g, sum);
    std::reverse(rows.begin(), rows.end());
  }
}

}  // namespace
}  // namespace logitlab
