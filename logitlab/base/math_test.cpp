// SPDX-License-Identifier: MIT
//
// The judge is the C library's long double arithmetic (64 bits of significand on x86-64, 11 more
// than a double): its own error is below 0.001 units in the last place of a double.
#include "logitlab/base/math.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "logitlab/base/rng.hpp"

namespace logitlab::math {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double smallest = std::numeric_limits<double>::denorm_min();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double half_pi = 0x1.921fb54442d18p+0;
constexpr int points = 100000;

// The error of `got` in units in the last place of a double near `exact`.
double ulps(double got, long double exact) {
  const double nearest = static_cast<double>(std::fabs(exact));
  int exponent = 0;
  std::frexp(nearest, &exponent);
  const int last_place = std::max(exponent - 53, -1074);
  return static_cast<double>(
      std::ldexp(std::fabs(static_cast<long double>(got) - exact), -last_place));
}

// The largest error of f against the long double function `exact` over `points` arguments that
// draw(rng) gives.
template <class F, class Exact, class Draw>
double worst_ulps(F f, Exact exact, Draw draw) {
  Rng rng(2026);
  double worst = 0;
  for (int i = 0; i < points; ++i) {
    const double x = draw(rng);
    const double error = ulps(f(x), exact(static_cast<long double>(x)));
    worst = std::isnan(error) ? infinity : std::max(worst, error);
    if (worst == infinity) return worst;
  }
  return worst;
}

auto uniform(double low, double high) {
  return [low, high](Rng& rng) { return rng.uniform(low, high); };
}

// Of magnitudes 2^low to 2^high, either sign.
auto scaled(double low, double high) {
  return [low, high](Rng& rng) {
    const double magnitude = std::exp2(rng.uniform(low, high));
    return rng.below(2) == 0 ? magnitude : -magnitude;
  };
}

auto positive(double low, double high) {
  return [low, high](Rng& rng) { return std::exp2(rng.uniform(low, high)); };
}

auto near(double center, double low, double high) {
  return [center, draw = scaled(low, high)](Rng& rng) { return center + draw(rng); };
}

const auto exact_exp = [](long double x) { return std::exp(x); };
const auto exact_log = [](long double x) { return std::log(x); };
const auto exact_log1p = [](long double x) { return std::log1p(x); };
const auto exact_expm1 = [](long double x) { return std::expm1(x); };
const auto exact_sin = [](long double x) { return std::sin(x); };
const auto exact_cos = [](long double x) { return std::cos(x); };

TEST(Exp, IsWithinItsBound) {
  EXPECT_LT(worst_ulps(exp, exact_exp, uniform(-708.0, 709.78)), 0.60);
  EXPECT_LT(worst_ulps(exp, exact_exp, uniform(-1.0, 1.0)), 0.60);
  EXPECT_LT(worst_ulps(exp, exact_exp, scaled(-60.0, 3.0)), 0.60);
  EXPECT_LT(worst_ulps(exp, exact_exp, uniform(-745.5, -708.0)), 0.80) << "subnormal results";
}

TEST(Exp, KnowsItsConstantsAndLimits) {
  EXPECT_EQ(exp(0.0), 1.0);
  EXPECT_EQ(exp(-0.0), 1.0);
  EXPECT_EQ(exp(1.0), 0x1.5bf0a8b145769p+1);  // e
  EXPECT_EQ(exp(smallest), 1.0);
  EXPECT_EQ(exp(0x1.62e42fefa39efp+9), 0x1.fffffffffff2ap+1023);  // the last finite one, by mpmath
  EXPECT_EQ(exp(709.79), infinity);
  EXPECT_EQ(exp(1e300), infinity);
  EXPECT_EQ(exp(infinity), infinity);
  EXPECT_EQ(exp(-745.0), smallest);
  EXPECT_EQ(exp(-745.14), 0.0);
  EXPECT_EQ(exp(-1e300), 0.0);
  EXPECT_EQ(exp(-infinity), 0.0);
  EXPECT_TRUE(std::isnan(exp(detail::nan)));
}

TEST(Log, IsWithinItsBound) {
  EXPECT_LT(worst_ulps(log, exact_log, positive(-1074.0, 1024.0)), 0.72);
  EXPECT_LT(worst_ulps(log, exact_log, uniform(0.4, 2.5)), 0.72);
  EXPECT_LT(worst_ulps(log, exact_log, near(1.0, -52.0, -1.0)), 0.72);
  EXPECT_LT(worst_ulps(log, exact_log, positive(-1074.0, -1022.0)), 0.72) << "subnormal arguments";
}

TEST(Log, KnowsItsConstantsAndLimits) {
  EXPECT_EQ(log(1.0), 0.0);
  EXPECT_FALSE(std::signbit(log(1.0)));
  EXPECT_EQ(log(2.0), 0x1.62e42fefa39efp-1);
  EXPECT_EQ(log(10.0), 0x1.26bb1bbb55516p+1);
  EXPECT_EQ(log(smallest), -0x1.74385446d71c3p+9);  // -1074 ln 2
  EXPECT_EQ(log(largest), 0x1.62e42fefa39efp+9);    // 1024 ln 2
  EXPECT_EQ(log(0.0), -infinity);
  EXPECT_EQ(log(-0.0), -infinity);
  EXPECT_EQ(log(infinity), infinity);
  EXPECT_TRUE(std::isnan(log(-smallest)));
  EXPECT_TRUE(std::isnan(log(-infinity)));
  EXPECT_TRUE(std::isnan(log(detail::nan)));
}

TEST(Log1p, IsWithinItsBound) {
  EXPECT_LT(worst_ulps(log1p, exact_log1p, uniform(-1.0, 3.0)), 0.73);
  EXPECT_LT(worst_ulps(log1p, exact_log1p, uniform(0.0, 1.0)), 0.73);
  EXPECT_LT(worst_ulps(log1p, exact_log1p, scaled(-10.0, 0.0)), 0.73);
  EXPECT_LT(worst_ulps(log1p, exact_log1p, scaled(-1074.0, -10.0)), 0.73);
  EXPECT_LT(worst_ulps(log1p, exact_log1p, positive(0.0, 1024.0)), 0.73);
  EXPECT_LT(worst_ulps(log1p, exact_log1p,
                       [](Rng& rng) { return -1.0 + std::exp2(rng.uniform(-53, 0)); }),
            0.73);
}

TEST(Log1p, KnowsItsConstantsAndLimits) {
  EXPECT_EQ(log1p(1.0), 0x1.62e42fefa39efp-1);
  EXPECT_EQ(log1p(0.0), 0.0);
  EXPECT_FALSE(std::signbit(log1p(0.0)));
  EXPECT_TRUE(std::signbit(log1p(-0.0)));
  EXPECT_EQ(log1p(smallest), smallest);
  EXPECT_EQ(log1p(-smallest), -smallest);
  EXPECT_EQ(log1p(1e-300), 1e-300);
  EXPECT_EQ(log1p(largest), 0x1.62e42fefa39efp+9);
  EXPECT_EQ(log1p(-1.0), -infinity);
  EXPECT_EQ(log1p(infinity), infinity);
  EXPECT_TRUE(std::isnan(log1p(-1.5)));
  EXPECT_TRUE(std::isnan(log1p(-infinity)));
  EXPECT_TRUE(std::isnan(log1p(detail::nan)));
}

TEST(Expm1, IsWithinItsBound) {
  EXPECT_LT(worst_ulps(expm1, exact_expm1, scaled(-1074.0, 1.0)), 0.76);
  EXPECT_LT(worst_ulps(expm1, exact_expm1, scaled(-6.0, 1.0)), 0.76);
  EXPECT_LT(worst_ulps(expm1, exact_expm1, uniform(-60.0, 60.0)), 0.76);
  EXPECT_LT(worst_ulps(expm1, exact_expm1, uniform(40.0, 709.78)), 0.76);
}

TEST(Expm1, KnowsItsLimits) {
  EXPECT_EQ(expm1(0.0), 0.0);
  EXPECT_TRUE(std::signbit(expm1(-0.0)));
  EXPECT_EQ(expm1(smallest), smallest);
  EXPECT_EQ(expm1(-1000.0), -1.0);
  EXPECT_EQ(expm1(-infinity), -1.0);
  EXPECT_EQ(expm1(710.0), infinity);
  EXPECT_EQ(expm1(infinity), infinity);
  EXPECT_TRUE(std::isnan(expm1(detail::nan)));
}

TEST(SinAndCos, AreWithinTheirBound) {
  for (const double reach : {1.0, 6.5, 1000.0, 1e6}) {
    EXPECT_LT(worst_ulps(sin, exact_sin, uniform(-reach, reach)), 0.81) << reach;
    EXPECT_LT(worst_ulps(cos, exact_cos, uniform(-reach, reach)), 0.81) << reach;
  }
  EXPECT_LT(worst_ulps(sin, exact_sin, scaled(-1074.0, 1.0)), 0.81);
  // The doubles nearest to multiples of pi / 2, where the reduction cancels most.
  const auto multiple = [](Rng& rng) { return static_cast<double>(rng.below(636000)) * half_pi; };
  EXPECT_LT(worst_ulps(sin, exact_sin, multiple), 0.81);
  EXPECT_LT(worst_ulps(cos, exact_cos, multiple), 0.81);
}

TEST(SinAndCos, KnowTheirConstantsSignsAndDomain) {
  EXPECT_EQ(sin(1.0), 0x1.aed548f090ceep-1);
  EXPECT_EQ(cos(1.0), 0x1.14a280fb5068cp-1);
  EXPECT_EQ(sin(2.0 * half_pi), 0x1.1a62633145c07p-53);  // what pi lacks as a double
  EXPECT_EQ(cos(half_pi), 0x1.1a62633145c07p-54);
  EXPECT_EQ(cos(0.0), 1.0);
  EXPECT_TRUE(std::signbit(sin(-0.0)));
  for (double x = 0.1; x < 20.0; x += 0.7) {
    EXPECT_EQ(sin(-x), -sin(x));
    EXPECT_EQ(cos(-x), cos(x));
    EXPECT_EQ(sin(x) > 0, std::sin(x) > 0) << x;
    EXPECT_EQ(cos(x) > 0, std::cos(x) > 0) << x;
  }
  for (const double x : {1.0000001e6, -1.0000001e6, infinity, -infinity, detail::nan}) {
    EXPECT_TRUE(std::isnan(sin(x)));
    EXPECT_TRUE(std::isnan(cos(x)));
  }
}

// f does not decrease over 1,000 neighbouring doubles that begin a little below `start`.
template <class F>
bool is_monotonic_around(F f, double start) {
  double x = start - 500 * (std::nextafter(start, infinity) - start);
  double before = f(x);
  for (int i = 0; i < 1000; ++i) {
    x = std::nextafter(x, infinity);
    const double value = f(x);
    if (value < before) return false;
    before = value;
  }
  return true;
}

TEST(ExpAndLog, DoNotDecreaseWhereTheirReductionChanges) {
  constexpr double ln2 = 0x1.62e42fefa39efp-1;
  for (int k = -1000; k <= 1000; k += 37) {
    EXPECT_TRUE(is_monotonic_around(exp, (k + 0.5) * ln2)) << k;
    EXPECT_TRUE(is_monotonic_around(log, std::ldexp(std::sqrt(0.5), k))) << k;
  }
  for (int k = -20; k <= 60; ++k) {
    EXPECT_TRUE(is_monotonic_around(log1p, std::ldexp(std::sqrt(0.5), k) - 1.0)) << k;
    EXPECT_TRUE(is_monotonic_around(expm1, (k + 0.5) * ln2)) << k;
  }
}

TEST(Power, IsNearlyCorrectlyRounded) {
  for (const std::uint64_t n : {1U, 2U, 3U, 7U, 100U, 12345U, 1000003U}) {
    const double low =
        std::max(0.0, 1.0 - 600.0 / static_cast<double>(n));  // keeps results above 1e-290
    const auto ours = [n](double x) { return power(x, n); };
    const auto exact = [n](long double x) { return std::pow(x, static_cast<long double>(n)); };
    // The judge's own error grows with the exponent of its result: n ln(x) 2^-64 relative.
    EXPECT_LT(worst_ulps(ours, exact, uniform(low, 1.0)), 0.51 + 0.5) << n;
  }
}

TEST(Power, KnowsItsLimits) {
  EXPECT_EQ(power(0.0, 0), 1.0);
  EXPECT_EQ(power(0.0, 5), 0.0);
  EXPECT_EQ(power(1.0, ~std::uint64_t{0}), 1.0);
  EXPECT_EQ(power(0.5, 1074), smallest);
  EXPECT_EQ(power(0.5, 1000000), 0.0);
  EXPECT_EQ(power(0.25, 3), 0.015625);
}

// The fused operation of the host rounds a b - fl(a b) once, and the difference needs no rounding.
TEST(ProductError, IsWhatTheFusedOperationFinds) {
  Rng rng(11);
  for (int i = 0; i < 200'000; ++i) {
    const double scale = std::ldexp(1.0, static_cast<int>(rng.below(800)) - 400);
    const double a = rng.uniform(-1, 1) * scale, b = rng.uniform(-1, 1) / scale * 3;
    ASSERT_EQ(math::product_error(a, b), std::fma(a, b, -(a * b))) << a << " * " << b;
  }
  EXPECT_EQ(math::product_error(0, 5), 0);
  EXPECT_EQ(math::product_error(0x1p995, 3), 0);
}

TEST(Sigmoid, IsWithinItsBoundAndNeverOverflows) {
  const auto exact = [](long double x) { return 1.0L / (1.0L + std::exp(-x)); };
  EXPECT_LT(worst_ulps(sigmoid, exact, uniform(-708.0, 50.0)), 2.5);
  EXPECT_LT(worst_ulps(sigmoid, exact, uniform(-4.0, 4.0)), 2.5);
  EXPECT_EQ(sigmoid(0.0), 0.5);
  EXPECT_EQ(sigmoid(-infinity), 0.0);
  EXPECT_EQ(sigmoid(infinity), 1.0);
  EXPECT_EQ(sigmoid(-745.0), smallest);
  EXPECT_TRUE(std::isnan(sigmoid(detail::nan)));
}

// The double function, rounded once: what PyTorch's float32 results agree with where they are
// correctly rounded.
TEST(Float, ResultsAreTheDoublesRoundedOnce) {
  for (std::uint32_t bits = 1; bits < 0x7f800000U; bits += 5003) {
    const float x = std::bit_cast<float>(bits);
    ASSERT_EQ(exp_f32(x), static_cast<float>(std::exp(static_cast<long double>(x)))) << x;
    ASSERT_EQ(exp_f32(-x), static_cast<float>(std::exp(-static_cast<long double>(x)))) << x;
    ASSERT_EQ(log_f32(x), static_cast<float>(std::log(static_cast<long double>(x)))) << x;
    ASSERT_EQ(log1p_f32(x), static_cast<float>(std::log1p(static_cast<long double>(x)))) << x;
  }
}

}  // namespace
}  // namespace logitlab::math
