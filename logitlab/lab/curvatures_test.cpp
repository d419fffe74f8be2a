// SPDX-License-Identifier: MIT
#include "logitlab/lab/curvatures.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <memory>

#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

// By 50-digit arithmetic (mpmath): of the 64 x 64 points of the lab's window the squared error has
// no negative eigenvalue at 490, and nowhere is the smaller one less than 8e-6 of the larger.
TEST(CurvatureFacts, OfTheLabAreThoseOfFiftyDigits) {
  const lab::Run run = test::run_of({});
  EXPECT_EQ(run.curvature.convex_share, 1);
  EXPECT_EQ(run.curvature.resolution, 0U);
  ASSERT_TRUE(run.comparisons.at(0).curvature);
  EXPECT_EQ(run.comparisons[0].curvature->convex_share, 490.0 / 4096);
  EXPECT_EQ(run.comparisons[0].curvature->resolution, 64U);
}

// The Hessian of the cross-entropy is the mean of p (1 - p) (x, 1)(x, 1)'. Its entries by central
// differences of the gradient: off by h^2 / 6 times a third derivative below 0.1, and by 2^-52 / h.
TEST(CurvatureFacts, AtTheStartAndTheEndAreThoseOfDifferencesOfTheGradient) {
  const lab::Run run = test::run_of({});
  const Experiment experiment(*run.data);
  const auto risk = experiment.risk("cross-entropy", 0);
  const auto check = [&](const std::optional<Curvature>& found, CVec w) {
    ASSERT_TRUE(found);
    constexpr double h = 1e-4;
    std::array<std::array<double, 2>, 2> column{};
    for (std::size_t j = 0; j < 2; ++j) {
      std::array<double, 2> ahead{w[0], w[1]}, behind = ahead, there{}, back{};
      ahead[j] += h;
      behind[j] -= h;
      risk->value_and_gradient(ahead, there);
      risk->value_and_gradient(behind, back);
      for (std::size_t i = 0; i < 2; ++i) column[j][i] = (there[i] - back[i]) / (2 * h);
    }
    const double trace = column[0][0] + column[1][1];
    const double determinant = column[0][0] * column[1][1] - column[0][1] * column[1][0];
    EXPECT_NEAR(found->smallest + found->largest, trace, 1e-9);
    EXPECT_NEAR(found->smallest * found->largest, determinant, 1e-9 * trace);
    EXPECT_NEAR(found->largest_stable_rate(), 2 / found->largest, 1e-12 / found->largest);
  };
  check(run.curvature.start, run.training->trajectory.w_at(0));
  check(run.curvature.end, run.training->result.w);
}

// All p are 1/2 at 0: the Hessian is a quarter of the second moments of (x, 1). With x in {-1, 1}
// evenly, twice over, it is a quarter of the unit matrix: both eigenvalues 1/4, the limit 8.
TEST(CurvatureFacts, OfASquareAreAQuarter) {
  const auto data = test::line("square", {{-1, 0}, {1, 1}, {-1, 1}, {1, 0}});
  Settings settings;
  settings.start = {{0, 0}};
  settings.batch_size = 0;
  settings.epochs = 1;
  const lab::Run run = test::run_on(settings, data);
  ASSERT_TRUE(run.curvature.start);
  EXPECT_EQ(run.curvature.start->smallest, 0.25);
  EXPECT_EQ(run.curvature.start->largest, 0.25);
  EXPECT_EQ(run.curvature.start->condition_number(), 1);
  EXPECT_EQ(run.curvature.start->largest_stable_rate(), 8);
}

TEST(CurvatureFacts, OfMoreInputsAreThoseOfTheWholeHessian) {
  Settings settings;
  settings.data = "gaussians";
  settings.inputs = 4;
  settings.epochs = 5;
  const lab::Run run = test::run_of(settings);
  const Experiment experiment(*run.data);
  const auto whole = curvature_at(*experiment.risk("cross-entropy", 0), run.training->result.w);
  ASSERT_TRUE(run.curvature.end && whole);
  EXPECT_EQ(run.curvature.end->largest, whole->largest);
  ASSERT_TRUE(run.comparisons.at(0).curvature);
  EXPECT_TRUE(run.comparisons[0].curvature->convex_share);
}

TEST(CurvatureFacts, AreNotThereForAComparisonOfSolvers) {
  Settings settings;
  settings.compare = {"newton"};
  settings.epochs = 2;
  EXPECT_FALSE(test::run_of(settings).comparisons.at(0).curvature);
}

TEST(CurvatureFacts, OfALookHaveAStartAlone) {
  const auto looked = survey({}, test::data_of({}));
  ASSERT_TRUE(looked);
  EXPECT_TRUE(looked->curvature.start);
  EXPECT_FALSE(looked->curvature.end);
}

}  // namespace
}  // namespace logitlab::lab
