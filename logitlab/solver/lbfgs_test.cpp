// SPDX-License-Identifier: MIT
#include "logitlab/solver/lbfgs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/objective/test_problems.hpp"
#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/test_support.hpp"
#include "logitlab/solver/vectors.hpp"

namespace logitlab {
namespace {

using test::Curve;
using test::LogisticProblem;
using test::Watcher;

Outcome minimize(const Objective& objective, std::vector<double>& w, Watcher& watched,
                 const Stop& stop = {}, std::size_t memory = 10) {
  SolverOptions options;
  options.memory = memory;
  const auto solver = make_solver("lbfgs", options).value();
  return solver->minimize({.smooth = objective}, w, stop, watched);
}

TEST(Lbfgs, NeedsFewPassesWhereItsMemoryHoldsAllDirections) {
  for (const TestProblem& row : test_problem_table()) {
    const auto objective = row.make();
    std::vector<double> w = row.start();
    Watcher watched;
    const Outcome outcome = minimize(*objective, w, watched, {}, 40);
    EXPECT_EQ(outcome.reason, Reason::gradient) << row.name << ": " << outcome.detail;
    // BFGS with a loose line search takes 35 to 45 iterations of two passes on Rosenbrock. The
    // quadratic of condition 1e6 takes 70 with a memory that holds all of its ten directions, and
    // eight times as many where the memory holds ten pairs only.
    EXPECT_LE(outcome.passes, 160) << row.name;
  }
}

TEST(Lbfgs, WorksWithAMemoryOfOnePair) {
  const TestProblem& rosenbrock = test_problem_table()[0];
  std::vector<double> w = rosenbrock.start();
  Watcher watched;
  const Outcome outcome = minimize(*rosenbrock.make(), w, watched, {}, 1);
  EXPECT_EQ(outcome.reason, Reason::gradient) << outcome.detail;
  EXPECT_NEAR(w[0], 1, 1e-7);
}

// Without a minimum, and with no gradient short enough to end at: it walks on until numbers end.
TEST(Lbfgs, WalksTowardsInfinityWithoutEverLosingItsNumbers) {
  const LogisticProblem lab(make_lab(), "cross-entropy");
  std::vector<double> w = {-5, -10};
  Watcher watched;
  const Outcome outcome =
      minimize(lab.problem().smooth, w, watched, {.max_steps = 3000, .relative_gradient = 0});
  EXPECT_EQ(outcome.reason, Reason::budget) << outcome.detail;
  for (std::size_t k = 1; k < watched.steps.size(); ++k) {
    ASSERT_TRUE(all_finite<double>(watched.w[k]));
    ASSERT_TRUE(all_finite<double>(watched.gradient[k]));
    ASSERT_LE(watched.steps[k].value, watched.steps[k - 1].value);
  }
  EXPECT_LT(outcome.value, 1e-100);
}

// The formula as written is infinite where p rounds to 1 for a label 0: a wall across the way.
TEST(Lbfgs, EndsBeforeTheWallOfTheFormulaAsWritten) {
  const LogisticProblem lab(make_lab(), "cross-entropy-as-written");
  std::vector<double> w = {-5, -10};
  Watcher watched;
  const Outcome outcome = minimize(lab.problem().smooth, w, watched, {.max_steps = 1000});
  EXPECT_EQ(outcome.reason, Reason::no_descent);
  EXPECT_TRUE(std::isfinite(outcome.value));
  EXPECT_EQ(lab.problem().smooth.value(w), outcome.value);
}

TEST(Lbfgs, KeepsTheLastFiniteIterateWhereTheGradientBreaks) {
  // Falls to the left for ever; from -2 on its slope is lost, but not its value.
  int calls = 0;
  const Curve broken([](double t) { return t; },
                     [&calls](double t) { return ++calls > 3 && t < -2 ? unknown : 1.0; });
  std::vector<double> w = {0};
  Watcher watched;
  const Outcome outcome = minimize(broken, w, watched, {.max_steps = 50});
  EXPECT_TRUE(outcome.reason == Reason::not_finite || outcome.reason == Reason::no_descent);
  EXPECT_TRUE(std::isfinite(w[0]));
  EXPECT_EQ(w, watched.w.back());
  EXPECT_EQ(outcome.value, w[0]);
}

TEST(Lbfgs, SaysSoWhereTheGradientPointsTheWrongWay) {
  const Curve liar([](double t) { return t * t; }, [](double t) { return -2 * t; });
  std::vector<double> w = {3};
  Watcher watched;
  const Outcome outcome = minimize(liar, w, watched);
  EXPECT_EQ(outcome.reason, Reason::no_descent);
  EXPECT_EQ(outcome.steps, 0u);
  EXPECT_EQ(w[0], 3);
}

TEST(Lbfgs, EndsAtTheRoundingOfTheFunctionWhenAskedForMore) {
  const LogisticProblem clouds(
      make_gaussians({.rows = 100, .inputs = 2, .noise = 1.5, .seed = 2}).value(), "cross-entropy");
  std::vector<double> w = {0, 0, 0};
  Watcher watched;
  const Outcome outcome = minimize(clouds.problem().smooth, w, watched, {.relative_gradient = 0});
  EXPECT_TRUE(outcome.reason == Reason::no_descent || outcome.reason == Reason::small_step)
      << outcome.detail;
  // The gradient of 100 rows is a sum of terms below 4, each rounded.
  EXPECT_LE(length(watched.gradient.back()), 100 * 4 * 2.3e-16);
}

TEST(Lbfgs, EndsAtOnceAtAMinimum) {
  const Curve parabola([](double t) { return t * t; }, [](double t) { return 2 * t; });
  std::vector<double> w = {0};
  Watcher watched;
  const Outcome outcome = minimize(parabola, w, watched);
  EXPECT_EQ(outcome.reason, Reason::gradient);
  EXPECT_EQ(outcome.steps, 0u);
  EXPECT_EQ(outcome.passes, 1);
}

}  // namespace
}  // namespace logitlab
