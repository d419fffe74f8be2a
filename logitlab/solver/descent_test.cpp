// SPDX-License-Identifier: MIT
#include "logitlab/solver/descent.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "logitlab/solver/test_support.hpp"

namespace logitlab {
namespace {

using test::Curve;
using test::Watcher;

// (w - 1)^2 from w = 3; infinite beyond 100.
struct Parabola {
  Curve curve{[](double t) { return t > 100 ? HUGE_VAL : (t - 1) * (t - 1); },
              [](double t) { return 2 * (t - 1); }};
  std::vector<double> w = {3};
  Watcher watched;
  Stop stop;
  Descent descent{{.smooth = curve}, w, stop, watched};

  std::optional<Outcome> move(double t) {
    const double uphill = 1;
    return descent.move({&uphill, 1}, t);
  }
};

TEST(Descent, GoesToThePointAndReportsIt) {
  Parabola p;
  EXPECT_FALSE(p.descent.start().has_value());
  EXPECT_FALSE(p.move(-1.5).has_value());
  EXPECT_EQ(p.watched.w.back()[0], 1.5);
  EXPECT_EQ(p.descent.value(), 0.25);
  EXPECT_EQ(p.descent.gradient()[0], 1);
  EXPECT_EQ(p.descent.step_taken()[0], -1.5);
  EXPECT_EQ(p.descent.gradient_change()[0], -3);
  EXPECT_EQ(p.w[0], 3);  // given back at the end only
  const auto outcome = p.move(-0.5);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->reason, Reason::gradient);
  EXPECT_EQ(outcome->passes, 3);
  EXPECT_EQ(p.w[0], 1);
}

TEST(Descent, EndsWhereAStepChangesNothing) {
  Parabola p;
  p.descent.start();
  const auto outcome = p.move(-1e-17);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->reason, Reason::small_step);
  EXPECT_EQ(p.watched.steps.size(), 1u);
}

TEST(Descent, EndsWhereNeitherValueNorGradientReachesANewLow) {
  Parabola p;
  p.descent.start();
  const auto outcome = p.move(1);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->reason, Reason::no_descent);
  EXPECT_EQ(outcome->steps, 0u);
  EXPECT_EQ(p.w[0], 3);
}

TEST(Descent, DoesNotKeepAPointThatIsNotFinite) {
  Parabola p;
  p.descent.start();
  const auto outcome = p.move(1000);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->reason, Reason::not_finite);
  EXPECT_EQ(outcome->value, 4);
  EXPECT_EQ(p.w[0], 3);
}

}  // namespace
}  // namespace logitlab
