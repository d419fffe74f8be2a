// SPDX-License-Identifier: MIT
#include "logitlab/objective/derivative_check.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace logitlab {
namespace {

// w_0^3 w_1 + exp(w_1), with one derivative falsified by a relative error.
struct Falsified : Objective {
  double in_gradient = 0, in_hessian = 0, in_product = 0;

  std::size_t dimension() const override { return 2; }
  double value(CVec w) const override { return w[0] * w[0] * w[0] * w[1] + std::exp(w[1]); }
  double value_and_gradient(CVec w, Vec g) const override {
    g[0] = 3 * w[0] * w[0] * w[1];
    g[1] = (w[0] * w[0] * w[0] + std::exp(w[1])) * (1 + in_gradient);
    return value(w);
  }
  bool hessian(CVec w, Mat h) const override {
    h(0, 0) = 6 * w[0] * w[1];
    h(0, 1) = h(1, 0) = 3 * w[0] * w[0] * (1 + in_hessian);
    h(1, 1) = std::exp(w[1]);
    return true;
  }
  bool hessian_vector(CVec w, CVec v, Vec out) const override {
    out[0] = 6 * w[0] * w[1] * v[0] + 3 * w[0] * w[0] * v[1];
    out[1] = (3 * w[0] * w[0] * v[0] + std::exp(w[1]) * v[1]) * (1 + in_product);
    return true;
  }
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    return restrict_by_composition(*this, origin, directions);
  }
};

constexpr std::array<double, 2> point = {1.7, -0.3};

TEST(DerivativeCheck, AcceptsTheRightOnes) {
  const DerivativeReport report = check_derivatives(Falsified{}, point);
  EXPECT_TRUE(report.right()) << report.worst;
  EXPECT_TRUE(report.has_hessian && report.has_hessian_vector);
}

TEST(DerivativeCheck, NoticesAGradientWrongInTheEighthDigit) {
  Falsified f;
  f.in_gradient = 3e-8;
  const DerivativeReport report = check_derivatives(f, point);
  EXPECT_GT(report.gradient, 1);
  EXPECT_EQ(report.worst.rfind("gradient[1]: ", 0), 0U) << report.worst;
}

TEST(DerivativeCheck, NoticesAHessianWrongInTheEighthDigit) {
  Falsified f;
  f.in_hessian = 3e-8;
  const DerivativeReport report = check_derivatives(f, point);
  EXPECT_LE(report.gradient, 1);
  EXPECT_GT(report.hessian, 1);
  EXPECT_LE(report.hessian_vector, 1);
}

TEST(DerivativeCheck, NoticesAProductWrongInTheEighthDigit) {
  Falsified f;
  f.in_product = 3e-8;
  const DerivativeReport report = check_derivatives(f, point);
  EXPECT_LE(report.hessian, 1);
  EXPECT_GT(report.hessian_vector, 1);
}

TEST(DerivativeCheck, ANumberThatIsNotFiniteIsNeverRight) {
  Falsified f;
  f.in_gradient = std::numeric_limits<double>::quiet_NaN();
  const DerivativeReport report = check_derivatives(f, point);
  EXPECT_TRUE(std::isinf(report.gradient));
  EXPECT_FALSE(report.right());
}

TEST(DerivativeCheck, ARestrictionHasTheDerivativesOfTheChainRule) {
  const Falsified f;
  const std::array<double, 2> d1 = {0.5, -1}, d2 = {2, 0.25};
  const auto plane = f.along(point, std::array<CVec, 2>{d1, d2});
  EXPECT_EQ(plane->dimension(), 2U);
  const std::array<double, 2> t = {0.4, -0.7}, at = {1.7 + 0.2 - 1.4, -0.3 - 0.4 - 0.175};
  EXPECT_NEAR(plane->value(t), f.value(at), 1e-15);
  const DerivativeReport report = check_derivatives(*plane, t);
  EXPECT_TRUE(report.right()) << report.worst;
  EXPECT_TRUE(report.has_hessian_vector);

  // A plane in the plane is one of the space.
  const std::array<double, 2> s1 = {1, 1}, s2 = {0, 2};
  const auto again = plane->along(t, std::array<CVec, 2>{s1, s2});
  const std::array<double, 2> u = {0.3, -0.1};  // 0.3 (d1 + d2) - 0.2 d2
  const std::array<double, 2> moved = {at[0] + 0.3 * 2.5 - 0.2 * 2,
                                       at[1] - 0.3 * 0.75 - 0.2 * 0.25};
  EXPECT_NEAR(again->value(u), f.value(moved), 1e-15);
  EXPECT_TRUE(check_derivatives(*again, u).right());
}

}  // namespace
}  // namespace logitlab
