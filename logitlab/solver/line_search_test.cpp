// SPDX-License-Identifier: MIT
#include "logitlab/solver/line_search.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <utility>

#include "logitlab/solver/test_support.hpp"

namespace logitlab {
namespace {

using test::Curve;

LinePoint origin_of(const Curve& curve) {
  LinePoint origin{.t = 0};
  origin.value = curve.value_and_gradient({&origin.t, 1}, {&origin.slope, 1});
  return origin;
}

void expect_wolfe(const Curve& curve, const LineStep& step, const WolfeConditions& conditions) {
  const LinePoint origin = origin_of(curve);
  ASSERT_TRUE(step.found);
  ASSERT_GT(step.point.t, 0);
  double slope = 0;
  EXPECT_EQ(curve.value_and_gradient({&step.point.t, 1}, {&slope, 1}), step.point.value);
  EXPECT_EQ(slope, step.point.slope);
  EXPECT_LE(step.point.value,
            origin.value + conditions.decrease * step.point.t * origin.slope +
                8 * std::numeric_limits<double>::epsilon() * std::fabs(origin.value));
  EXPECT_LE(std::fabs(slope), conditions.curvature * std::fabs(origin.slope));
}

// The first three functions of J. J. More, D. J. Thuente, "Line search algorithms with guaranteed
// sufficient decrease", ACM TOMS 20, 1994, section 5: far minimum, one minimum beside a flat place,
// many local minima.
const std::array more_thuente = {
    Curve([](double t) { return -t / (t * t + 2); },
          [](double t) { return (t * t - 2) / ((t * t + 2) * (t * t + 2)); }),
    Curve([](double t) { return std::pow(t + 0.004, 5) - 2 * std::pow(t + 0.004, 4); },
          [](double t) { return 5 * std::pow(t + 0.004, 4) - 8 * std::pow(t + 0.004, 3); }),
    Curve(
        [](double t) {
          const double pi = 3.14159265358979323846, beta = 0.01, l = 39;
          const double base = t <= 1 - beta   ? 1 - t
                              : t >= 1 + beta ? t - 1
                                              : (t - 1) * (t - 1) / (2 * beta) + beta / 2;
          return base + 2 * (1 - beta) / (l * pi) * std::sin(l * pi / 2 * t);
        },
        [](double t) {
          const double pi = 3.14159265358979323846, beta = 0.01, l = 39;
          const double base = t <= 1 - beta ? -1 : t >= 1 + beta ? 1 : (t - 1) / beta;
          return base + (1 - beta) * std::cos(l * pi / 2 * t);
        })};

TEST(StrongWolfe, MeetsBothConditionsOnTheFunctionsOfMoreAndThuente) {
  for (const Curve& curve : more_thuente) {
    for (const double first : {1e-3, 1e-1, 1e1, 1e3}) {
      for (const WolfeConditions& conditions :
           {WolfeConditions{}, WolfeConditions{.decrease = 1e-3, .curvature = 0.1}}) {
        const LineStep step = strong_wolfe(curve, origin_of(curve), first, conditions);
        expect_wolfe(curve, step, conditions);
        EXPECT_LE(step.trials, 20);
      }
    }
  }
}

TEST(StrongWolfe, TakesTheFirstStepWhereItIsRight) {
  const Curve parabola([](double t) { return (t - 1) * (t - 1); },
                       [](double t) { return 2 * (t - 1); });
  const LineStep step = strong_wolfe(parabola, origin_of(parabola), 1);
  EXPECT_EQ(step.point.t, 1);
  EXPECT_EQ(step.trials, 1);
}

// The cubic through two values and slopes is exact on a parabola.
TEST(StrongWolfe, FindsTheMinimumOfAParabolaInTwoTrials) {
  const Curve parabola([](double t) { return (t - 3) * (t - 3); },
                       [](double t) { return 2 * (t - 3); });
  for (const double first : {0.5, 20.0}) {
    const LineStep step =
        strong_wolfe(parabola, origin_of(parabola), first, {.decrease = 1e-4, .curvature = 1e-6});
    EXPECT_NEAR(step.point.t, 3, 1e-12) << first;
    EXPECT_EQ(step.trials, 2) << first;
  }
}

// -log(1 - t) - 3 t has its minimum at 2/3 and is infinite from 1 on.
TEST(StrongWolfe, ComesBackFromWhereTheFunctionIsNotFinite) {
  const Curve barrier(
      [](double t) {
        return t < 1 ? -std::log(1 - t) - 3 * t : std::numeric_limits<double>::infinity();
      },
      [](double t) { return t < 1 ? 1 / (1 - t) - 3 : unknown; });
  for (const double first : {0.9, 1.0, 50.0, 1e6}) {
    const WolfeConditions strict{.decrease = 1e-4, .curvature = 0.1};
    const LineStep step = strong_wolfe(barrier, origin_of(barrier), first, strict);
    expect_wolfe(barrier, step, strict);
  }
}

TEST(StrongWolfe, SaysSoWhereNothingLowersTheFunction) {
  // Its slope at 0 is a lie.
  const Curve liar([](double t) { return std::fabs(t); }, [](double) { return 1.0; });
  const LineStep step = strong_wolfe(liar, {.t = 0, .value = 0, .slope = -1}, 1);
  EXPECT_FALSE(step.found);
  EXPECT_EQ(step.point.t, 0);
  EXPECT_LE(step.trials, 40);
}

TEST(StrongWolfe, GoesFarWhereTheFunctionFallsForEver) {
  const Curve line([](double t) { return -t; }, [](double) { return -1.0; });
  const LineStep step = strong_wolfe(line, origin_of(line), 1);
  EXPECT_TRUE(step.found);
  EXPECT_GT(step.point.t, 1e6);
  EXPECT_TRUE(std::isfinite(step.point.value));
}

// Values differ by less than the rounding of 1: only slopes can find the minimum at 1/8.
TEST(StrongWolfe, FollowsSlopesWhereValuesAreRoundedAway) {
  const Curve flat([](double t) { return 1 + 1e-18 * (t - 0.125) * (t - 0.125); },
                   [](double t) { return 2e-18 * (t - 0.125); });
  const LineStep step =
      strong_wolfe(flat, origin_of(flat), 1, {.decrease = 1e-4, .curvature = 0.01});
  ASSERT_TRUE(step.found);
  EXPECT_NEAR(step.point.t, 0.125, 0.00125);  // |phi'| <= 0.01 |phi'(0)|
}

TEST(Backtrack, ShortensTheStepUntilTheFunctionFallsEnough) {
  for (const double curvature : {1.0, 10.0, 1e3, 1e6}) {
    const Curve parabola([curvature](double t) { return curvature * t * t / 2 - t; },
                         [curvature](double t) { return curvature * t - 1; });
    const LineStep step = backtrack(parabola, origin_of(parabola), 1);
    ASSERT_TRUE(step.found);
    EXPECT_LE(step.point.value, -1e-4 * step.point.t);
    // Interpolation is exact on a parabola, but a step shrinks by ten at most.
    EXPECT_LE(step.trials, 2 + static_cast<int>(std::log10(curvature)));
  }
}

TEST(Backtrack, ComesBackFromWhereTheFunctionIsNotFinite) {
  const Curve edge([](double t) { return t < 1e-3 ? -t : unknown; }, [](double) { return -1.0; });
  const LineStep step = backtrack(edge, origin_of(edge), 1);
  ASSERT_TRUE(step.found);
  EXPECT_LT(step.point.t, 1e-3);
}

TEST(Backtrack, SaysSoWhereNothingLowersTheFunction) {
  const Curve liar([](double t) { return t; }, [](double) { return 1.0; });
  EXPECT_FALSE(backtrack(liar, {.t = 0, .value = 0, .slope = -1}, 1).found);
}

}  // namespace
}  // namespace logitlab
