// SPDX-License-Identifier: MIT
// Value, slope and curvature of every loss of the table, in float and double, against closed forms
// in long double and against differences, at margins where formulas break.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <limits>
#include <string>
#include <type_traits>
#include <variant>

#include "logitlab/loss/loss_table.hpp"

namespace logitlab {
namespace {

using Exact = Terms<long double>;

constexpr std::array<double, 7> margins = {0, 1, -1, 37, -37, 800, -800};
constexpr std::array<double, 2> labels = {0, 1};
constexpr std::array<double, 3> scales = {1, 0.25, 1.0 / 3.0};

template <std::floating_point Real>
long double wide(Real x) {
  return static_cast<long double>(x);
}

// ---- closed forms

// The probability of the other label at a margin m on the right side.
long double other(long double m) {
  return m > 0 ? std::exp(-m) / (1 + std::exp(-m)) : 1 / (1 + std::exp(m));
}

Exact exact_cross_entropy(long double eta, long double y) {
  const long double side = 2 * y - 1, m = side * eta;
  return {.value = std::max(-m, 0.0L) + std::log1p(std::exp(-std::fabs(m))),
          .slope = -side * other(m),
          .curvature = other(m) * other(-m)};
}

Exact exact(const CrossEntropy&, long double eta, long double y) {
  return exact_cross_entropy(eta, y);
}
Exact exact(const CrossEntropyAsWritten&, long double eta, long double y) {
  return exact_cross_entropy(eta, y);
}
Exact exact(const SquaredError&, long double eta, long double y) {
  const long double side = 2 * y - 1, o = other(side * eta), own = other(-side * eta);
  return {
      .value = o * o, .slope = -2 * side * o * o * own, .curvature = 2 * o * o * own * (2 - 3 * o)};
}

// In long double, where the comparison itself rounds nothing away.
template <class Real>
void expect_within(Real got, long double expected, long double allowed, const char* what) {
  EXPECT_LE(std::fabs(wide(got) - expected), allowed)
      << what << ": " << wide(got) << " and not " << expected;
}

// ---- how far from them rounding may lead, for scale 1. eps bounds two roundings to nearest and
// one exp or log (0.8 units in the last place at most).

template <class Real>
constexpr auto eps = static_cast<long double>(std::numeric_limits<Real>::epsilon());

template <class Real>
Exact tolerance(const CrossEntropy& loss, long double eta, long double y) {
  const Exact t = exact(loss, eta, y);
  const long double relative = 4 * eps<Real>;
  return {relative * t.value, relative * std::fabs(t.slope), relative * t.curvature};
}

// Through p: p has a relative error of 2 eps, and so 1 - p and p - y an absolute one of d.
template <class Real>
struct ThroughP {
  long double p, q, d;
  explicit ThroughP(long double eta) : p(other(-eta)), q(other(eta)), d(2 * eps<Real> * p) {}
};

template <class Real>
Exact tolerance(const CrossEntropyAsWritten& loss, long double eta, long double y) {
  const ThroughP<Real> at(eta);
  const Exact t = exact(loss, eta, y);
  const long double in_log = y == 1 ? 2 * eps<Real> : -std::log1p(-(at.d / at.q + eps<Real>));
  const long double squares = y == 1 ? at.q * at.q : at.p * at.p;  // cancel in the curvature
  return {in_log + 2 * eps<Real> * t.value, at.d + 6 * eps<Real> * std::fabs(t.slope),
          4 * at.d + 8 * eps<Real> * (squares + std::fabs(t.slope))};
}

template <class Real>
Exact tolerance(const SquaredError& loss, long double eta, long double y) {
  const auto [p, q, d] = ThroughP<Real>(eta);
  const Exact t = exact(loss, eta, y);
  const long double error = y == 1 ? q : p, pq = p * q, moved = (p + d) * (q + d);
  const long double bend = 2 * pq * pq, pull = 2 * error * pq * std::fabs(q - p);
  return {2 * error * d + d * d + 3 * eps<Real> * t.value,
          2 * ((error + d) * moved - error * pq) + 6 * eps<Real> * std::fabs(t.slope),
          2 * moved * moved - bend + 2 * (error + d) * moved * (std::fabs(q - p) + 2 * d) - pull +
              8 * eps<Real> * (bend + pull)};
}

// Largest third and fourth derivative in eta (found on a grid), rounded up.
std::array<long double, 2> higher(const CrossEntropy&) { return {0.0963L, 0.126L}; }
std::array<long double, 2> higher(const CrossEntropyAsWritten&) { return {0.0963L, 0.126L}; }
std::array<long double, 2> higher(const SquaredError&) { return {0.203L, 0.278L}; }

// ---- every row, margin, label and scale

// Whether the formula on p still has its value: p has not rounded to the label that it must not be.
template <class Real>
bool computable(const CrossEntropyAsWritten&, double eta) {
  return eta < static_cast<double>(std::log(2 / eps<Real>)) && eta > -700;
}
template <class Real, class L>
bool computable(const L&, double) {
  return true;
}

template <class Real, class Check>
void for_each_case(const Check& check) {
  for (const LossRow& row : loss_table()) {
    std::visit(
        [&](const auto& loss) {
          for (const double eta : margins) {
            if (!computable<Real>(loss, eta)) continue;
            for (const double y : labels) {
              SCOPED_TRACE(std::string(row.name) + " at " + std::to_string(eta) +
                           ", y = " + std::to_string(y));
              check(loss, static_cast<Real>(eta), static_cast<Real>(y));
            }
          }
        },
        row.make(0));
  }
}

template <class Real>
class LossTerms : public testing::Test {};
using Precisions = testing::Types<float, double>;
TYPED_TEST_SUITE(LossTerms, Precisions);

TYPED_TEST(LossTerms, AgreeWithTheClosedForm) {
  using Real = TypeParam;
  for_each_case<Real>([](const auto& loss, Real eta, Real y) {
    const Exact right = exact(loss, wide(eta), wide(y)),
                allowed = tolerance<Real>(loss, wide(eta), wide(y));
    // Where results underflow, they are rounded to multiples of the smallest number.
    const long double tiny = 4 * wide(std::numeric_limits<Real>::denorm_min());
    for (const double s : scales) {
      const Real scale = static_cast<Real>(s);
      const long double s_exact = wide(scale);
      const Terms<Real> got = loss.terms(eta, y, scale);
      expect_within(got.value, s_exact * right.value, s_exact * allowed.value + tiny, "value");
      expect_within(got.slope, s_exact * right.slope, s_exact * allowed.slope + tiny, "slope");
      expect_within(got.curvature, s_exact * right.curvature, s_exact * allowed.curvature + tiny,
                    "curvature");
    }
  });
}

TYPED_TEST(LossTerms, SlopeAndCurvatureAreTheDifferencesOfValueAndSlope) {
  using Real = TypeParam;
  for_each_case<Real>([](const auto& loss, Real eta, Real y) {
    // The step that balances truncation h^2 / 6 and rounding eps / h of a number near 1.
    const Real step = static_cast<Real>(std::cbrt(eps<Real>)) * std::max(Real{1}, std::fabs(eta));
    const Real low = eta - step, high = eta + step;
    const long double width = wide(high) - wide(low), h = width / 2;
    const Terms<Real> below = loss.terms(low, y, Real{1}), at = loss.terms(eta, y, Real{1}),
                      above = loss.terms(high, y, Real{1});
    const Exact err_below = tolerance<Real>(loss, wide(low), wide(y)),
                err = tolerance<Real>(loss, wide(eta), wide(y)),
                err_above = tolerance<Real>(loss, wide(high), wide(y));
    const auto [third, fourth] = higher(loss);

    const long double slope = (wide(above.value) - wide(below.value)) / width;
    expect_within(at.slope, slope,
                  h * h / 6 * third + (err_below.value + err_above.value) / width + err.slope,
                  "slope");
    const long double curvature = (wide(above.slope) - wide(below.slope)) / width;
    expect_within(at.curvature, curvature,
                  h * h / 6 * fourth + (err_below.slope + err_above.slope) / width + err.curvature,
                  "curvature");
  });
}

TYPED_TEST(LossTerms, WhatTheTableCallsFiniteIsFiniteAtEveryMargin) {
  using Real = TypeParam;
  constexpr Real largest = std::numeric_limits<Real>::max();
  for (const LossRow& row : loss_table()) {
    bool finite = true;
    std::visit(
        [&](const auto& loss) {
          for (const Real eta : {Real{0}, Real{1}, Real{17}, Real{37}, Real{88}, Real{104},
                                 Real{745}, Real{800}, largest}) {
            for (const Real signed_eta : {eta, -eta}) {
              for (const Real y : {Real{0}, Real{1}}) {
                const Terms<Real> t = loss.terms(signed_eta, y, Real{1});
                finite = finite && std::isfinite(t.value) && std::isfinite(t.slope) &&
                         std::isfinite(t.curvature);
              }
            }
          }
        },
        row.make(0));
    EXPECT_EQ(finite, row.finite_everywhere) << row.name;
  }
}

TYPED_TEST(LossTerms, WhatTheTableCallsConvexHasNoNegativeCurvature) {
  using Real = TypeParam;
  for (const LossRow& row : loss_table()) {
    Real lowest = 0;
    std::visit(
        [&](const auto& loss) {
          // -12 to 12: where every formula still has the digits to tell.
          for (int k = -120; k <= 120; ++k) {
            for (const Real y : {Real{0}, Real{1}}) {
              lowest =
                  std::min(lowest, loss.terms(static_cast<Real>(k) / 10, y, Real{1}).curvature);
            }
          }
        },
        row.make(0));
    EXPECT_EQ(lowest >= -4 * std::numeric_limits<Real>::epsilon(), row.convex)
        << row.name << " " << lowest;
  }
}

TYPED_TEST(LossTerms, CurvatureAndSlopeOfTheSafeFormKeepTheirDigitsWhereTheyAreTiny) {
  using Real = TypeParam;
  const Real eta = 80;  // e^-80 = 1.8e-35, a normal number in float too
  const Terms<Real> t = CrossEntropy{}.terms(eta, Real{1}, Real{1});
  const long double e = std::exp(-80.0L);
  expect_within(t.value, e, 4 * eps<Real> * e, "value");
  expect_within(t.slope, -e, 4 * eps<Real> * e, "slope");
  expect_within(t.curvature, e, 4 * eps<Real> * e, "curvature");
}

// ---- as written: what is not finite must be exactly what p = 0 or 1 makes of the formula

template <class Real>
void expect_all_nan(const Terms<Real>& t) {
  EXPECT_TRUE(std::isnan(t.value));
  EXPECT_TRUE(std::isnan(t.slope));
  EXPECT_TRUE(std::isnan(t.curvature));
}

template <class Real>
void expect_infinite_value_only(const Terms<Real>& t) {
  EXPECT_EQ(t.value, std::numeric_limits<Real>::infinity());
  EXPECT_TRUE(std::isnan(t.slope));
  EXPECT_TRUE(std::isnan(t.curvature));
}

TYPED_TEST(LossTerms, AsWrittenIsNotANumberWhereTheProbabilityIsRoundedToTheLabel) {
  using Real = TypeParam;
  const CrossEntropyAsWritten loss;
  // 0 * log(0) in the value, 0 / 0 in the slope: the right answer, and training ends here.
  expect_all_nan(loss.terms(Real{37}, Real{1}, Real{1}));
  expect_all_nan(loss.terms(Real{800}, Real{1}, Real{1}));
  expect_all_nan(loss.terms(Real{-800}, Real{0}, Real{1}));
}

TYPED_TEST(LossTerms, AsWrittenIsInfiniteWhereTheProbabilityIsRoundedToTheOtherLabel) {
  using Real = TypeParam;
  const CrossEntropyAsWritten loss;
  expect_infinite_value_only(loss.terms(Real{37}, Real{0}, Real{1}));
  expect_infinite_value_only(loss.terms(Real{800}, Real{0}, Real{1}));
  expect_infinite_value_only(loss.terms(Real{-800}, Real{1}, Real{1}));
}

TYPED_TEST(LossTerms, AsWrittenBreaksAtTheFirstMarginWhoseProbabilityRoundsToOne) {
  using Real = TypeParam;
  const CrossEntropyAsWritten loss;
  // 1 + e^-eta rounds to 1 where e^-eta <= eps / 2: beyond log(2 / eps), 16.64 in float, 36.74 in
  // double.
  const double edge = static_cast<double>(std::log(2 / eps<Real>));
  EXPECT_TRUE(std::isfinite(loss.terms(static_cast<Real>(edge - 0.01), Real{1}, Real{1}).value));
  EXPECT_TRUE(std::isnan(loss.terms(static_cast<Real>(edge + 0.01), Real{1}, Real{1}).value));
}

TYPED_TEST(LossTerms, AnEpsilonKeepsTheValueFiniteAndTheSlopeZero) {
  using Real = TypeParam;
  const CrossEntropyAsWritten loss{.epsilon = 1e-16};
  const long double ceiling = -std::log(1e-16L);
  for (const double eta : {37.0, 800.0, -800.0}) {
    const Real wrong = eta > 0 ? Real{0} : Real{1};
    const Terms<Real> t = loss.terms(static_cast<Real>(eta), wrong, Real{0.5});
    // The logarithm of epsilon as a Real, and its product.
    expect_within(t.value, ceiling / 2, 2 * eps<Real> * ceiling, "value");
    EXPECT_EQ(t.slope, 0) << eta;
    EXPECT_EQ(t.curvature, 0) << eta;
    const Terms<Real> right = loss.terms(static_cast<Real>(eta), Real{1} - wrong, Real{0.5});
    EXPECT_EQ(right.value, 0) << eta;
    EXPECT_EQ(right.slope, 0) << eta;
    EXPECT_EQ(right.curvature, 0) << eta;
  }
}

TYPED_TEST(LossTerms, NaNInGivesNaNOut) {
  using Real = TypeParam;
  for (const LossRow& row : loss_table()) {
    std::visit(
        [](const auto& loss) {
          expect_all_nan(loss.terms(std::numeric_limits<Real>::quiet_NaN(), Real{1}, Real{1}));
        },
        row.make(0));
  }
}

}  // namespace
}  // namespace logitlab
