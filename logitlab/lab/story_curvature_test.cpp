// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The limits from the eigenvalues of the Hessian in 50-digit arithmetic (mpmath): 0.00146955 at the
// start, 0.0356605 and 0.000472675 at the end.
TEST(CurvatureText, OfTheLabHasTheNumbersOfFiftyDigits) {
  EXPECT_EQ(curvature_text(test::run_of({})),
            "Cross-entropy is convex (it curves upwards everywhere), squared error in 12\u00A0% of "
            "this window. Gradient descent on all points at once is stable up to a learning rate "
            "of 1,361 at the start and 56.1 at the end, where the loss curves 75 times more across "
            "the valley than along it; here it is 2.");
}

TEST(CurvatureText, NamesNoRateWhereThereIsNone) {
  Settings settings;
  settings.solver = "newton";
  settings.epochs = 5;
  EXPECT_FALSE(has(curvature_text(test::run_of(settings)), "here it is"));
  settings = {};
  settings.solver = "adam";
  settings.epochs = 5;
  EXPECT_FALSE(has(curvature_text(test::run_of(settings)), "here it is"));
}

Settings whole_batches(double rate) {
  Settings settings;
  settings.data = "gaussians";
  settings.batch_size = 0;
  settings.learning_rate = rate;
  settings.epochs = 2000;
  settings.compare = {"none"};
  return settings;
}

// The limit at the minimum of these data is 22.007: at 22 the walk settles, at 23 it does not.
TEST(RateWarning, SpeaksOfPlainGradientDescentAboveItsLimit) {
  const lab::Run below = test::run_of(whole_batches(22)), above = test::run_of(whole_batches(23));
  EXPECT_LT(below.training->columns.gradient_norm.back(), 1e-5);
  EXPECT_EQ(rate_warning(below), "");
  EXPECT_GT(above.training->columns.gradient_norm.back(), 1e-3);
  const std::string told = rate_warning(above);
  EXPECT_TRUE(has(told, "The last learning rate, 23, is above the 22")) << told;
  EXPECT_TRUE(has(told, "have a minimum, but at this rate the steps jump around it")) << told;

  Settings small = whole_batches(30);
  small.batch_size = 3;
  small.epochs = 5;
  EXPECT_EQ(rate_warning(test::run_of(small)), "") << "each batch has a limit of its own";
}

// Two points, one of them far out: the loss cannot have left its steep wall after one small step.
TEST(RateWarning, SaysOfSeparableDataThatItPasses) {
  const auto data = test::line("far", {{-30, 0}, {1, 1}, {-29, 0}});
  Settings settings;
  settings.start = {{0, 0}};
  settings.batch_size = 0;
  settings.learning_rate = 0.05;
  settings.epochs = 1;
  settings.compare = {"none"};
  lab::Run run = test::run_on(settings, data);
  ASSERT_TRUE(run.curvature.end);
  ASSERT_EQ(run.separable.kind, SeparableKind::complete);
  EXPECT_EQ(rate_warning(run), "");
  run.training->trajectory.rate.back() = 1.01 * run.curvature.end->largest_stable_rate();
  EXPECT_TRUE(has(rate_warning(run), "As these data are separable that passes"));
}

}  // namespace
}  // namespace logitlab::lab
