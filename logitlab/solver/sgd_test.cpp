// SPDX-License-Identifier: MIT
//
// SGD and the loop it shares with its family, on row means that are made up for the purpose.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/test_support.hpp"

namespace logitlab {
namespace {

using test::Curve;
using test::LogisticProblem;
using test::Watcher;

// Says at the batch `at` (counted from 1) what it is told to; before that, loss 1 and slope 1.
template <std::floating_point Real>
struct Script final : RowMean<Real> {
  explicit Script(std::uint64_t at_ = 0, Real loss_ = 1, Real slope_ = 1)
      : at(at_), loss(loss_), slope(slope_) {}

  std::uint64_t at;
  Real loss, slope;
  mutable std::uint64_t calls = 0;

  std::size_t rows() const override { return 4; }
  std::size_t dimension() const override { return 1; }
  Real value_and_gradient(std::span<const Row>, std::span<const Real>,
                          std::span<Real> gradient) const override {
    const bool now = ++calls == at;
    gradient[0] = now ? slope : Real{1};
    return now ? loss : Real{1};
  }
};

// Counts how often all rows are looked at.
struct Counted final : Objective {
  mutable int values = 0, gradients = 0;

  std::size_t dimension() const override { return 1; }
  double value(CVec w) const override {
    ++values;
    return w[0];
  }
  double value_and_gradient(CVec w, Vec gradient) const override {
    ++gradients;
    gradient[0] = 1;
    return w[0];
  }
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    return restrict_by_composition(*this, origin, directions);
  }
};

struct Walk {
  Outcome outcome;
  std::vector<double> w;
  Watcher watched;
};

template <std::floating_point Real>
Walk walk(const Script<Real>& script, const Stop& stop, SolverOptions options = {},
          double start = 10, std::uint64_t stop_at = std::numeric_limits<std::uint64_t>::max()) {
  Counted smooth;
  Problem problem{.smooth = smooth};
  if constexpr (std::is_same_v<Real, float>) {
    problem.rows_f32 = &script;
    options.precision = Precision::float32;
  } else {
    problem.rows = &script;
  }
  Walk result;
  result.w = {start};
  result.watched.stop_at = stop_at;
  result.outcome =
      make_solver("sgd", options).value()->minimize(problem, result.w, stop, result.watched);
  return result;
}

SolverOptions rate(double learning_rate) {
  SolverOptions options;
  options.learning_rate = learning_rate;
  return options;
}

constexpr double infinity = std::numeric_limits<double>::infinity();

void expect_ends_at_step_3(const Walk& result, const std::string& what) {
  EXPECT_EQ(result.outcome.reason, Reason::not_finite);
  EXPECT_EQ(result.outcome.steps, 2u);
  EXPECT_EQ(result.w[0], 10 - 2 * 0.5);
  EXPECT_EQ(result.watched.steps.size(), 3u);
  EXPECT_EQ(result.watched.w.back(), result.w);
  // Two batches of 3 and 1 rows an epoch: step 3 begins the second.
  EXPECT_NE(result.outcome.detail.find("step 3 (epoch 2, batch 1)"), std::string::npos);
  EXPECT_NE(result.outcome.detail.find(what), std::string::npos) << result.outcome.detail;
}

TEST(Sgd, DoesNotKeepAStepWhoseBatchLossIsNotFinite) {
  expect_ends_at_step_3(walk(Script<double>(3, infinity), {}, rate(0.5)),
                        "the loss of its batch is infinite");
  expect_ends_at_step_3(walk(Script<double>(3, unknown), {}, rate(0.5)),
                        "the loss of its batch is not a number");
}

TEST(Sgd, DoesNotKeepAStepWhoseGradientIsNotFinite) {
  expect_ends_at_step_3(walk(Script<double>(3, 1, -infinity), {}, rate(0.5)),
                        "in the gradient of its batch, entry 1 is minus infinite");
}

TEST(Sgd, DoesNotKeepAStepWhoseParametersAreNotFinite) {
  // 10 - 0.5 x -3.4e38 is finite in float32; a rate of 2 overflows it.
  const Script<float> script(3, 1, -std::numeric_limits<float>::max());
  const Walk result = walk(script, {}, rate(2));
  EXPECT_EQ(result.outcome.reason, Reason::not_finite);
  EXPECT_EQ(result.outcome.steps, 2u);
  EXPECT_EQ(result.w[0], 10 - 2 * 2.0);
  EXPECT_NE(result.outcome.detail.find("in the new parameters, entry 1 is infinite"),
            std::string::npos)
      << result.outcome.detail;
}

// 0.01 - 0.1 x 0.1 is what rounding leaves of the product: a fused operation gives another number.
template <std::floating_point Real>
void expect_two_roundings() {
  const Real start = static_cast<Real>(0.01), factor = static_cast<Real>(0.1);
  volatile Real product = factor * factor;
  const Real expected = start - product;
  const Walk result = walk(Script<Real>(1, 1, factor), {.max_steps = 1},
                           rate(static_cast<double>(factor)), static_cast<double>(start));
  EXPECT_EQ(result.w[0], static_cast<double>(expected));
  EXPECT_NE(std::fma(-factor, factor, start), expected);
}

TEST(Sgd, MakesEachStepByOneProductAndOneDifferenceInItsPrecision) {
  expect_two_roundings<float>();
  expect_two_roundings<double>();
}

TEST(Sgd, LeavesAStartAloneThatItDidNotMoveFrom) {
  // 0.1 rounds in float32: giving back what it became would change it.
  const Script<float> breaks_at_once(1, std::numeric_limits<float>::quiet_NaN());
  EXPECT_EQ(walk(breaks_at_once, {}, rate(1), 0.1).w[0], 0.1);
  const Script<float> script;
  EXPECT_EQ(walk(script, {.max_steps = 0}, rate(1), 0.1).w[0], 0.1);
  EXPECT_EQ(walk(script, {}, rate(1), 0.1, 0).w[0], 0.1);
  EXPECT_EQ(walk(script, {}, rate(1), 1e300, 0).w[0], 1e300);
  EXPECT_EQ(script.calls, 0u);
  EXPECT_EQ(walk(script, {.max_steps = 0}, rate(1), 0.1).watched.w[0][0],
            static_cast<double>(0.1F));
}

TEST(Sgd, RefusesAStartBeyondFloat32) {
  const Walk result = walk(Script<float>(), {}, rate(1), 1e300);
  EXPECT_EQ(result.outcome.reason, Reason::not_finite);
  EXPECT_EQ(result.outcome.steps, 0u);
  EXPECT_EQ(result.w[0], 1e300);
  EXPECT_EQ(result.watched.w, std::vector<std::vector<double>>{{1e300}});
  EXPECT_NE(result.outcome.detail.find("rounded to float32"), std::string::npos)
      << result.outcome.detail;
}

TEST(Sgd, LooksAtAllRowsOnlyWhereItsObserverWantsThem) {
  Script<double> script;
  for (const bool value : {false, true}) {
    for (const bool gradient : {false, true}) {
      Counted smooth;
      const Problem problem{.smooth = smooth, .rows = &script};
      std::vector<double> w = {1};
      Watcher watched;
      watched.wanted = {.value = value, .gradient = gradient};
      const Outcome outcome =
          make_solver("sgd").value()->minimize(problem, w, {.max_steps = 5}, watched);
      EXPECT_EQ(smooth.values, value && !gradient ? 6 : 0);
      EXPECT_EQ(smooth.gradients, gradient ? 6 : 0);
      EXPECT_EQ(std::isfinite(watched.steps.back().value), value || gradient);
      EXPECT_EQ(watched.gradient.back().size(), gradient ? 1u : 0u);
      // 3 + 1 + 3 + 1 + 3 of 4 rows: what was wanted is not counted.
      EXPECT_EQ(outcome.passes, 2.75);
    }
  }
}

TEST(Sgd, EndsWhenItsPassesAreUsedUp) {
  const Walk result = walk(Script<double>{}, {.max_passes = 2});
  EXPECT_EQ(result.outcome.reason, Reason::budget);
  EXPECT_EQ(result.outcome.steps, 4u);
  EXPECT_EQ(result.outcome.passes, 2);
}

TEST(Sgd, EndsWhenItsTimeIsUsedUp) {
  Script<double> script;
  const Walk result = walk(script, {.max_seconds = 1e-4}, rate(1e-300));
  EXPECT_EQ(result.outcome.reason, Reason::seconds);
  EXPECT_GT(result.outcome.steps, 0u);
  EXPECT_NE(result.outcome.detail.find("0.0001 seconds"), std::string::npos);
}

TEST(Sgd, AllocatesNothingFromStepToStep) {
  const LogisticProblem lab(make_lab(), "cross-entropy");
  SolverOptions options;
  options.loader.shuffle = true;
  for (const Precision precision : {Precision::float64, Precision::float32}) {
    options.precision = precision;
    const auto solver = make_solver("sgd", options).value();
    const auto allocated_by = [&](std::uint64_t steps) {
      std::vector<double> w = {-5, -10};
      Unwatched nobody;
      const std::uint64_t before = test::allocations();
      solver->minimize(lab.problem(), w, {.max_steps = steps}, nobody);
      return test::allocations() - before;
    };
    EXPECT_EQ(allocated_by(7000), allocated_by(7));
    EXPECT_GT(allocated_by(7), 0u);
  }
}

TEST(Sgd, ShufflesByItsSeed) {
  const LogisticProblem lab(make_lab(), "cross-entropy");
  const auto trained = [&](bool shuffle, std::uint64_t seed) {
    SolverOptions options;
    options.loader.shuffle = shuffle;
    options.loader.seed = seed;
    std::vector<double> w = {-5, -10};
    Unwatched nobody;
    make_solver("sgd", options).value()->minimize(lab.problem(), w, {.max_steps = 70}, nobody);
    return w;
  };
  EXPECT_EQ(trained(true, 1), trained(true, 1));
  EXPECT_NE(trained(true, 1), trained(true, 2));
  EXPECT_NE(trained(true, 1), trained(false, 1));
  EXPECT_EQ(trained(false, 1), trained(false, 2));
}

}  // namespace
}  // namespace logitlab
