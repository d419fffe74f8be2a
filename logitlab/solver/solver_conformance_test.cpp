// SPDX-License-Identifier: MIT
//
// What every solver promises, asked of every row of the table on every problem that it can handle.
// A new row is tested here without a line more.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "logitlab/base/dense.hpp"
#include "logitlab/data/generators.hpp"
#include "logitlab/objective/test_problems.hpp"
#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/test_support.hpp"
#include "logitlab/solver/vectors.hpp"

namespace logitlab {
namespace {

using test::LogisticProblem;
using test::Watcher;

// A problem in the views it has, with what is known of its minimum.
struct Case {
  std::string name;
  std::unique_ptr<Objective> shipped;  // one of these two
  std::unique_ptr<LogisticProblem> logistic;
  std::vector<double> start;
  std::vector<double> solution;  // empty: not known

  Problem problem() const { return logistic ? logistic->problem() : Problem{.smooth = *shipped}; }
};

// Overlapping clouds, three inputs: a finite minimum without a penalty.
Dataset overlapping_gaussians() {
  return make_gaussians({.rows = 60, .inputs = 3, .noise = 1.5, .seed = 7}).value();
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (const TestProblem& row : test_problem_table()) {
    cases.push_back({std::string(row.name), row.make(), nullptr, row.start(), row.solution()});
  }
  const auto logistic = [&](const char* name, Dataset data, const char* loss, double l2) {
    std::vector<double> start(data.columns() + 1, 0.25);
    cases.push_back({name,
                     nullptr,
                     std::make_unique<LogisticProblem>(std::move(data), loss, 0, l2),
                     std::move(start),
                     {}});
  };
  logistic("penalised lab", make_lab(), "cross-entropy", 0.1);
  logistic("gaussians", overlapping_gaussians(), "cross-entropy", 0);
  logistic("gaussians, squared error", overlapping_gaussians(), "squared-error", 0.02);
  logistic("gaussians, as written", overlapping_gaussians(), "cross-entropy-as-written", 0.02);
  return cases;
}

struct Walk {
  Outcome outcome;
  std::vector<double> w;
  Watcher watched;
};

// All rows in one batch: for SGD, whose batches would otherwise circle the minimum.
SolverOptions whole_batch() {
  SolverOptions options;
  options.loader.batch_size = 0;
  return options;
}

Walk run(const SolverRow& row, const Case& c, const Stop& stop,
         const SolverOptions& options = whole_batch(),
         std::uint64_t stop_at = std::numeric_limits<std::uint64_t>::max()) {
  Walk result{.outcome = {}, .w = c.start, .watched = {}};
  result.watched.stop_at = stop_at;
  const auto solver = make_solver(row.name, options).value();
  result.outcome = solver->minimize(c.problem(), result.w, stop, result.watched);
  return result;
}

// Calls check(row, case) for each pair that fits; names them where it fails.
void for_each_pair(const std::function<void(const SolverRow&, const Case&)>& check) {
  const std::vector<Case> cases = all_cases();
  for (const SolverRow& row : solver_table()) {
    int fitting = 0;
    for (const Case& c : cases) {
      if (!check_problem(row, c.problem(), Precision::float64)) continue;
      ++fitting;
      SCOPED_TRACE(std::string(row.name) + " on " + c.name);
      check(row, c);
    }
    EXPECT_GE(fitting, 4) << row.name;
  }
}

double smallest_curvature(const Objective& objective, CVec w) {
  const std::size_t d = w.size();
  std::vector<double> h(d * d), values(d), vectors(d * d);
  EXPECT_TRUE(objective.hessian(w, {h.data(), d, d, d}));
  EXPECT_TRUE(symmetric_eigen({h.data(), d, d, d}, values, {vectors.data(), d, d, d}));
  return values[0];
}

double distance(CVec a, CVec b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += (a[j] - b[j]) * (a[j] - b[j]);
  return std::sqrt(sum);
}

// Enough for full-batch descent on these problems at rate 1/4, which falls as a cosine: rules whose
// steps do not shrink with the gradient come to rest by their rate alone. Curvatures are between
// 0.02 and 0.8, so that the error of SGD shrinks by 1 - 0.02 x 1/8 a step on average, and
// 0.9975^20000 = 2e-22. A rate of 1 throws RMSprop out of the domain of the formula as written.
constexpr std::uint64_t many_steps = 20000;

SolverOptions settling(const SolverRow& row) {
  SolverOptions options = whole_batch();
  if (row.unit == StepUnit::iteration) return options;
  options.learning_rate = 0.25;
  options.schedule = find_schedule("cosine");
  options.epochs = many_steps;
  return options;
}

TEST(SolverConformance, EndsAtTheMinimum) {
  for_each_pair([](const SolverRow& row, const Case& c) {
    const Walk result = run(row, c, {.max_steps = many_steps}, settling(row));
    const Objective& smooth = c.problem().smooth;
    std::vector<double> g(c.start.size());
    const double value = smooth.value_and_gradient(result.w, g);
    const double curvature = smallest_curvature(smooth, result.w);
    ASSERT_GT(curvature, 0);
    // Near a minimum the distance to it is at most |g| over the smallest curvature; twice that for
    // what the curvature changes on the way, and the rounding of w.
    const double epsilon = std::numeric_limits<double>::epsilon();
    const double reach = 2 * length(g) / curvature + 8 * epsilon * length(result.w);
    if (result.outcome.reason != Reason::decrement) {
      EXPECT_LE(length(g), 1e-8 * std::max(1.0, std::fabs(value)));
    }
    if (!c.solution.empty()) {
      EXPECT_LE(distance(result.w, c.solution), reach);
    } else {
      // Newton's answer from where this run ended is the same minimum.
      std::vector<double> polished = result.w;
      Unwatched nobody;
      make_solver("newton").value()->minimize(c.problem(), polished, {.relative_gradient = 0},
                                              nobody);
      EXPECT_LE(distance(result.w, polished), reach);
    }
    if (row.unit == StepUnit::iteration) {
      EXPECT_TRUE(converged(result.outcome.reason)) << result.outcome.detail;
    } else {
      EXPECT_EQ(result.outcome.reason, Reason::budget);
    }
    EXPECT_FALSE(result.outcome.detail.empty());
  });
}

TEST(SolverConformance, ReportsEveryStepOnceAndTheStartFirst) {
  for_each_pair([](const SolverRow& row, const Case& c) {
    const Walk result = run(row, c, {.max_steps = 50});
    const std::vector<Step>& steps = result.watched.steps;
    ASSERT_EQ(steps.size(), result.outcome.steps + 1);
    EXPECT_EQ(result.watched.w.front(), c.start);
    EXPECT_EQ(result.watched.w.back(), result.w);
    EXPECT_EQ(steps.front().passes > 0, row.unit == StepUnit::iteration);
    EXPECT_TRUE(std::isnan(steps.front().rate));
    for (std::size_t k = 0; k < steps.size(); ++k) {
      ASSERT_EQ(steps[k].index, k);
      if (k == 0) continue;
      EXPECT_GT(steps[k].rate, 0);
      EXPECT_GT(steps[k].passes, steps[k - 1].passes);
      EXPECT_EQ(std::isfinite(steps[k].batch_value), row.unit == StepUnit::mini_batch);
    }
    // What showed that no further step was needed may have read the data twice more.
    EXPECT_GE(result.outcome.passes, steps.back().passes);
    EXPECT_LE(result.outcome.passes, steps.back().passes + 2);
  });
}

TEST(SolverConformance, NeverLetsTheValueRiseWhereAStepIsAnIteration) {
  for_each_pair([](const SolverRow& row, const Case& c) {
    if (row.unit != StepUnit::iteration) return;
    const Walk result = run(row, c, {.relative_gradient = 0, .relative_decrement = 0});
    const double epsilon = std::numeric_limits<double>::epsilon();
    for (std::size_t k = 1; k < result.watched.steps.size(); ++k) {
      const double before = result.watched.steps[k - 1].value;
      // The line search allows eight roundings of F; F at the new point is rounded once more.
      EXPECT_LE(result.watched.steps[k].value, before + 16 * epsilon * std::fabs(before));
    }
  });
}

TEST(SolverConformance, ReportsValueAndGradientThatBelongToTheirPoint) {
  for_each_pair([](const SolverRow& row, const Case& c) {
    Walk result{.outcome = {}, .w = c.start, .watched = {}};
    result.watched.wanted = {.value = true, .gradient = true};
    make_solver(row.name, whole_batch())
        .value()
        ->minimize(c.problem(), result.w, {.max_steps = 40}, result.watched);
    std::vector<double> g(c.start.size());
    for (std::size_t k = 0; k < result.watched.steps.size(); ++k) {
      const double value = c.problem().smooth.value_and_gradient(result.watched.w[k], g);
      ASSERT_EQ(result.watched.steps[k].value, value);
      ASSERT_EQ(result.watched.gradient[k], g);
    }
  });
}

TEST(SolverConformance, StopsAtOnceWhenItsObserverSaysSo) {
  for_each_pair([](const SolverRow& row, const Case& c) {
    for (const std::uint64_t k : {0u, 1u}) {
      const Walk result =
          run(row, c, {.relative_gradient = 0, .relative_decrement = 0}, whole_batch(), k);
      EXPECT_EQ(result.outcome.reason, Reason::observer);
      EXPECT_EQ(result.outcome.steps, k);
      EXPECT_EQ(result.watched.steps.size(), k + 1);
      EXPECT_EQ(result.w, result.watched.w.back());
      EXPECT_EQ(result.w == c.start, k == 0);
    }
  });
}

TEST(SolverConformance, MakesNoMoreStepsThanAllowed) {
  for_each_pair([](const SolverRow& row, const Case& c) {
    for (const std::uint64_t allowed : {0u, 1u}) {
      const Walk result =
          run(row, c, {.max_steps = allowed, .relative_gradient = 0, .relative_decrement = 0});
      EXPECT_EQ(result.outcome.steps, allowed);
      EXPECT_EQ(result.outcome.reason, Reason::budget);
      EXPECT_EQ(result.w == c.start, allowed == 0);
    }
    const Walk timed = run(row, c, {.max_seconds = 0, .relative_gradient = 0});
    EXPECT_EQ(timed.outcome.reason, Reason::seconds);
    EXPECT_EQ(timed.outcome.steps, 0u);
    const Walk read =
        run(row, c, {.max_passes = 3, .relative_gradient = 0, .relative_decrement = 0});
    EXPECT_EQ(read.outcome.reason, Reason::budget);
    EXPECT_GE(read.outcome.passes, 3);
    EXPECT_LE(read.outcome.passes, 6);  // an iteration is three passes at most
  });
}

TEST(SolverConformance, GivesTheSameBitsTwice) {
  for_each_pair([](const SolverRow& row, const Case& c) {
    SolverOptions options;  // mini-batches in a shuffled order, where there are any
    options.loader.shuffle = true;
    options.loader.seed = 11;
    const Stop stop{.max_steps = 60};
    const Walk first = run(row, c, stop, options), second = run(row, c, stop, options);
    EXPECT_EQ(first.watched.w, second.watched.w);
    EXPECT_EQ(first.outcome.detail, second.outcome.detail);
  });
}

TEST(SolverConformance, KeepsAStartThatIsNotFinite) {
  for_each_pair([](const SolverRow& row, const Case& c) {
    std::vector<double> w = c.start;
    w.back() = unknown;
    Watcher watched;
    const Outcome outcome =
        make_solver(row.name, whole_batch()).value()->minimize(c.problem(), w, {}, watched);
    EXPECT_EQ(outcome.reason, Reason::not_finite);
    EXPECT_EQ(outcome.steps, 0u);
    EXPECT_TRUE(std::isnan(w.back()));
    w.back() = c.start.back();
    EXPECT_EQ(w, c.start);
    EXPECT_EQ(watched.steps.size(), 1u);
  });
}

// No finite minimum: whoever walks must stop with a reason, and with numbers.
TEST(SolverConformance, EndsWithFiniteNumbersOnSeparableData) {
  for (const SolverRow& row : solver_table()) {
    for (const char* loss : {"cross-entropy", "squared-error"}) {
      SCOPED_TRACE(std::string(row.name) + ", " + loss);
      const LogisticProblem lab(make_lab(), loss);
      std::vector<double> w = {-5, -10};
      Watcher watched;
      const Outcome outcome =
          make_solver(row.name).value()->minimize(lab.problem(), w, {.max_steps = 3000}, watched);
      for (const std::vector<double>& at : watched.w) EXPECT_TRUE(all_finite<double>(at));
      if (row.unit == StepUnit::iteration) {
        EXPECT_EQ(outcome.reason, Reason::gradient) << outcome.detail;
        EXPECT_GT(w[0], 100);
        EXPECT_LT(outcome.value, 1e-6);
      } else {
        EXPECT_EQ(outcome.reason, Reason::budget);
      }
      EXPECT_FALSE(outcome.detail.empty());
    }
  }
}

}  // namespace
}  // namespace logitlab
