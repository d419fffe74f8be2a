// SPDX-License-Identifier: MIT
#include "logitlab/solver/lbfgs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
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

// F(w) = w falls to the left for ever. Left of -2 its gradient is lost, though not on lines.
struct Broken final : Objective {
  std::size_t dimension() const override { return 1; }
  double value(CVec w) const override { return w[0]; }
  double value_and_gradient(CVec w, Vec gradient) const override {
    gradient[0] = w[0] < -2 ? unknown : 1.0;
    return w[0];
  }
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    const double w = origin[0], d = directions[0][0];
    // Turns up again behind t = 1, so that the search ends there.
    return std::make_unique<Curve>([w, d](double t) { return w + d * t; },
                                   [d](double t) { return t < 1 ? d : d / 2; });
  }
};

TEST(Lbfgs, KeepsTheLastFiniteIterateWhereTheGradientBreaks) {
  std::vector<double> w = {0};
  Watcher watched;
  const Outcome outcome = minimize(Broken(), w, watched);
  EXPECT_EQ(outcome.reason, Reason::not_finite);
  EXPECT_EQ(outcome.steps, 2u);  // to -1, to -2, and no further
  EXPECT_EQ(w[0], -2);
  EXPECT_EQ(w, watched.w.back());
  EXPECT_EQ(outcome.value, -2);
  EXPECT_NE(outcome.detail.find("step 3 is not kept"), std::string::npos) << outcome.detail;
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

// c F, for a power of two c, so that nothing is rounded differently.
struct Scaled final : Objective {
  const Objective& base;
  double c;

  Scaled(const Objective& base_, double c_) : base(base_), c(c_) {}
  std::size_t dimension() const override { return base.dimension(); }
  double value(CVec w) const override { return c * base.value(w); }
  double value_and_gradient(CVec w, Vec gradient) const override {
    const double value = base.value_and_gradient(w, gradient);
    for (double& x : gradient) x *= c;
    return c * value;
  }
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    return restrict_by_composition(*this, origin, directions);
  }
};

TEST(Lbfgs, TakesTheSameStepsWhateverTheScaleOfTheFunction) {
  const TestProblem& row = test_problem_table()[0];
  const auto objective = row.make();
  const auto walked = [&](double c) {
    std::vector<double> w = row.start();
    Watcher watched;
    minimize(Scaled(*objective, c), w, watched, {.max_steps = 20, .relative_gradient = 0});
    return watched.w;
  };
  EXPECT_EQ(walked(1).size(), 21u);
  EXPECT_EQ(walked(0x1p-60), walked(1));
  EXPECT_EQ(walked(0x1p60), walked(1));
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
