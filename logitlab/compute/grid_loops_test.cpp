// SPDX-License-Identifier: MIT
#include "logitlab/compute/grid_loops.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "logitlab/base/rng.hpp"

namespace logitlab {
namespace {

// Rows whose margins have a size of about `size` near the middle of the window and change by about
// as much across it.
struct Rows {
  std::vector<double> eta, du, dv, y, scale;
  Rows(std::size_t n, double size) : eta(n), du(n), dv(n), y(n), scale(n) {
    Rng rng(n);
    for (std::size_t k = 0; k < n; ++k) {
      eta[k] = rng.uniform(-size, size);
      du[k] = rng.uniform(-size, size);
      dv[k] = rng.uniform(-size, size);
      y[k] = static_cast<double>(rng.below(2));
      scale[k] = rng.uniform(0.5, 2) / static_cast<double>(n);
    }
  }
  MarginRows<double> equal() const {
    return {.eta = eta, .y = y, .scale = {}, .equal_scale = 1 / static_cast<double>(y.size())};
  }
};

std::vector<double> axis(double low, double high, std::size_t count) {
  std::vector<double> points(count);
  for (std::size_t i = 0; i < count; ++i) {
    points[i] = low + (high - low) * static_cast<double>(i) / static_cast<double>(count - 1);
  }
  return points;
}

// Safe forms in long double.
long double exact(const Loss& loss, long double eta, long double y) {
  const long double m = (2 * y - 1) * eta;
  if (std::holds_alternative<SquaredError>(loss)) {
    const long double other = m > 0 ? std::exp(-m) / (1 + std::exp(-m)) : 1 / (1 + std::exp(m));
    return other * other;
  }
  return std::max(-m, 0.0L) + std::log1p(std::exp(-std::fabs(m)));
}

// The largest error over the grid in units of what is allowed: relative to the value, the error of
// the margin, which enters the exponent, and what grid_loops.cpp counts.
double worst(const Loss& loss, const Rows& r, const std::vector<double>& u,
             const std::vector<double>& v) {
  std::vector<double> out(u.size() * v.size());
  add_values_on_grid(loss, r.equal(), r.du, r.dv, u, v, {out.data(), v.size(), u.size(), u.size()});
  const long double power = std::holds_alternative<SquaredError>(loss) ? 2 : 1;
  long double found = 0;
  for (std::size_t j = 0; j < v.size(); ++j) {
    for (std::size_t i = 0; i < u.size(); ++i) {
      long double sum = 0, size = 0;
      for (std::size_t k = 0; k < r.y.size(); ++k) {
        const long double from_u = static_cast<long double>(u[i]) * r.du[k],
                          from_v = static_cast<long double>(v[j]) * r.dv[k];
        sum += exact(loss, from_u + from_v + r.eta[k], r.y[k]);
        // Of the parts of the margin and of what the middle line has in their place.
        size = std::max(
            size,
            std::fabs(from_u) +
                3 * std::fabs(static_cast<long double>(std::max(-v.front(), v.back()) * r.dv[k])) +
                std::fabs(static_cast<long double>(r.eta[k])));
      }
      sum /= static_cast<long double>(r.y.size());
      if (sum < static_cast<long double>(std::numeric_limits<double>::min())) continue;
      long double allowed = sum * (power * size * 3 * 0x1p-53L + 2e-14L);
      // Row by row, p - y has an absolute error of two roundings.
      if (power == 2 && size > 300) allowed += 4 * 0x1p-53L * (2 * std::sqrt(sum) + 0x1p-51L);
      const long double error = std::fabs(static_cast<long double>(out[j * u.size() + i]) - sum);
      found = std::max(found, error / allowed);
    }
  }
  return static_cast<double>(found);
}

TEST(GridLoops, AreAsAccurateAsTheMarginsHoweverLargeTheyAre) {
  const std::vector<double> u = axis(-1, 1, 37), v = axis(-1.5, 1, 9);
  for (const Loss& loss : {Loss(CrossEntropy{}), Loss(SquaredError{})}) {
    for (const double size : {1e-9, 1e-3, 1.0, 10.0, 80.0, 120.0, 400.0, 1e4}) {
      for (const std::size_t n : {1U, 3U, 32U, 67U}) {
        EXPECT_LE(worst(loss, Rows(n, size), u, v), 1) << loss.index() << " " << size << " " << n;
      }
    }
  }
}

// Where every row is right the loss is as small as e^-m, and keeps its digits.
TEST(GridLoops, KeepTheDigitsOfASmallLoss) {
  Rows r(40, 1);
  for (std::size_t k = 0; k < r.y.size(); ++k) {
    r.y[k] = static_cast<double>(k % 2);
    r.eta[k] = (r.y[k] == 1 ? 1 : -1) * (60 + static_cast<double>(k));
  }
  const std::vector<double> u = axis(-3, 3, 33), v = axis(-3, 3, 5);
  for (const Loss& loss : {Loss(CrossEntropy{}), Loss(SquaredError{})}) {
    EXPECT_LE(worst(loss, r, u, v), 1) << loss.index();
  }
}

// A weighted sum, and the formula as written, go row by row: their values are the terms' own.
TEST(GridLoops, AddTheTermsOfRowsThatCannotBeFolded) {
  const Rows r(5, 4);
  const std::vector<double> u = axis(-2, 1, 3), v = axis(0, 1, 2);
  for (const LossRow& row : loss_table()) {
    const Loss loss = row.make(0);
    MarginRows<double> rows = r.equal();
    rows.scale = r.scale;
    std::vector<double> out(6, 1.0);
    add_values_on_grid(loss, rows, r.du, r.dv, u, v, {out.data(), 2, 3, 3});
    for (std::size_t j = 0; j < 2; ++j) {
      for (std::size_t i = 0; i < 3; ++i) {
        double sum = 1;
        for (std::size_t k = 0; k < 5; ++k) {
          const double eta = (u[i] * r.du[k] + v[j] * r.dv[k]) + r.eta[k];
          sum += std::visit([&](const auto& l) { return l.terms(eta, r.y[k], r.scale[k]).value; },
                            loss);
        }
        EXPECT_EQ(out[j * 3 + i], sum) << row.name;
      }
    }
  }
}

TEST(GridLoops, BreakWhereTheFormulaAsWrittenBreaks) {
  const std::vector<double> eta = {0}, du = {1}, dv = {0}, y = {1}, v = {0};
  const std::vector<double> u = {-800, 0, 37};
  std::vector<double> out(3);
  add_values_on_grid(CrossEntropyAsWritten{}, {.eta = eta, .y = y, .scale = {}, .equal_scale = 1},
                     du, dv, u, v, {out.data(), 1, 3, 3});
  EXPECT_EQ(out[0], std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isfinite(out[1]));
  EXPECT_TRUE(std::isnan(out[2]));
}

TEST(GridLoops, ANotANumberStaysInItsPlace) {
  Rows r(6, 1);
  r.du[2] = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> out(4);
  const std::vector<double> u = {0, 1}, v = {0, 1};
  add_values_on_grid(CrossEntropy{}, r.equal(), r.du, r.dv, u, v, {out.data(), 2, 2, 2});
  for (const double value : out) EXPECT_TRUE(std::isnan(value));
}

}  // namespace
}  // namespace logitlab
