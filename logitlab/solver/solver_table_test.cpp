// SPDX-License-Identifier: MIT
#include "logitlab/solver/solver_table.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/solver/test_support.hpp"

namespace logitlab {
namespace {

using test::Curve;
using test::LogisticProblem;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Error error_of(std::string_view name, const SolverOptions& options = {}) {
  const auto made = make_solver(name, options);
  EXPECT_FALSE(made.has_value()) << name;
  return made ? Error{} : made.error();
}

TEST(SolverTable, NamesEachSolverOnceAndFindsIt) {
  std::set<std::string_view> names;
  for (const SolverRow& row : solver_table()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(find_solver(row.name), &row);
    EXPECT_FALSE(row.title.empty());
    EXPECT_FALSE(row.paper.empty());
    EXPECT_TRUE(make_solver(row.name).has_value()) << row.name;
    EXPECT_EQ(row.default_learning_rate > 0, row.unit == StepUnit::mini_batch);
  }
  EXPECT_TRUE(names.contains("sgd") && names.contains("lbfgs") && names.contains("newton"));
  EXPECT_EQ(find_solver("sdg"), nullptr);
}

TEST(SolverTable, AsksWhetherANearNameWasMeant) {
  EXPECT_EQ(error_of("newtom").kind, ErrorKind::usage);
  EXPECT_TRUE(contains(error_of("newtom").message, "newtom"));
  EXPECT_TRUE(contains(error_of("newtom").advice, "newton?"));
  EXPECT_TRUE(contains(error_of("gradient-boosting").advice, "lbfgs, newton"));
}

TEST(SolverTable, TakesLearningRatesThatAreFiniteAndPositive) {
  SolverOptions options;
  for (const double rate : {-1.0, unknown, std::numeric_limits<double>::infinity()}) {
    options.learning_rate = rate;
    EXPECT_TRUE(contains(error_of("sgd", options).message, "finite number > 0")) << rate;
  }
  options.learning_rate = 1e-50;
  EXPECT_TRUE(make_solver("sgd", options).has_value());
  options.precision = Precision::float32;
  EXPECT_TRUE(contains(error_of("sgd", options).message, "outside the range of float32"));
}

TEST(SolverTable, RefusesOptionsThatASolverDoesNotTake) {
  for (const char* name : {"lbfgs", "newton"}) {
    EXPECT_TRUE(contains(error_of(name, {.learning_rate = 1}).message, "no learning rate"));
    EXPECT_TRUE(
        contains(error_of(name, {.precision = Precision::float32}).message, "float64 only"));
  }
  EXPECT_TRUE(contains(error_of("lbfgs", {.memory = 0}).message, "at least one pair"));
}

TEST(SolverTable, SaysWhichViewAProblemLacks) {
  const LogisticProblem lab(make_lab(), "cross-entropy");
  const Curve curve([](double t) { return t * t; }, [](double t) { return 2 * t; });
  const Problem bare{.smooth = curve};
  const SolverRow &sgd = *find_solver("sgd"), &lbfgs = *find_solver("lbfgs"),
                  &newton = *find_solver("newton");
  for (const SolverRow& row : solver_table()) {
    EXPECT_TRUE(check_problem(row, lab.problem(), Precision::float64).has_value()) << row.name;
  }
  EXPECT_TRUE(check_problem(sgd, lab.problem(), Precision::float32).has_value());
  EXPECT_TRUE(check_problem(lbfgs, bare, Precision::float64).has_value());

  const auto message = [](const Status& status) { return status.error().message; };
  EXPECT_TRUE(contains(message(check_problem(sgd, bare, Precision::float64)), "Problem::rows)"));
  EXPECT_TRUE(contains(message(check_problem(sgd, bare, Precision::float32)), "Problem::rows_f32"));
  EXPECT_TRUE(contains(message(check_problem(newton, bare, Precision::float64)), "the Hessian"));
  EXPECT_TRUE(
      contains(message(check_problem(lbfgs, lab.problem(), Precision::float32)), "float64 only"));
}

// Where three steps of a rule lead, on a quadratic.
template <std::floating_point Real, class Make>
std::vector<Real> three_steps(const SolverRow& row, const Make& make, std::vector<Real> w,
                              Real pull) {
  const auto rule = make(with_defaults(row, {}), w.size());
  std::vector<Real> g(w.size()), next(w.size());
  for (std::uint64_t k = 1; k <= 3; ++k) {
    for (std::size_t j = 0; j < w.size(); ++j) g[j] = pull * w[j] + Real{1};
    rule->apply(k, static_cast<Real>(0.1), w, g, next);
    w.swap(next);
  }
  return w;
}

TEST(SolverTable, HoldsRulesUnderWhichNoParameterSeesAnother) {
  int rules = 0;
  for (const SolverRow& row : solver_table()) {
    EXPECT_EQ(row.rule.float64 == nullptr, row.rule.float32 == nullptr) << row.name;
    if (row.rule.float64 == nullptr) continue;
    ++rules;
    const auto together = three_steps<double>(row, row.rule.float64, {1, -2, 3}, 0.3);
    const auto first = three_steps<double>(row, row.rule.float64, {1}, 0.3);
    const auto rest = three_steps<double>(row, row.rule.float64, {-2, 3}, 0.3);
    EXPECT_EQ(together, (std::vector<double>{first[0], rest[0], rest[1]})) << row.name;
    EXPECT_EQ(three_steps<float>(row, row.rule.float32, {1, -2}, 0.3F)[1],
              three_steps<float>(row, row.rule.float32, {-2}, 0.3F)[0])
        << row.name;
  }
  EXPECT_GE(rules, 1);
}

TEST(Reason, IsSpelledAsRunFilesSpellIt) {
  EXPECT_EQ(to_string(Reason::gradient), "gradient");
  EXPECT_EQ(to_string(Reason::decrement), "decrement");
  EXPECT_EQ(to_string(Reason::gap), "gap");
  EXPECT_EQ(to_string(Reason::small_step), "small_step");
  EXPECT_EQ(to_string(Reason::budget), "budget");
  EXPECT_EQ(to_string(Reason::seconds), "seconds");
  EXPECT_EQ(to_string(Reason::observer), "observer");
  EXPECT_EQ(to_string(Reason::no_descent), "no_descent");
  EXPECT_EQ(to_string(Reason::not_finite), "not_finite");
  EXPECT_EQ(to_string(Precision::float32), "float32");
  EXPECT_EQ(to_string(Precision::float64), "float64");
}

TEST(Reason, IsConvergenceOnlyWhereSomethingWasReached) {
  EXPECT_TRUE(converged(Reason::gradient) && converged(Reason::decrement) &&
              converged(Reason::gap));
  for (const Reason reason : {Reason::small_step, Reason::budget, Reason::seconds, Reason::observer,
                              Reason::no_descent, Reason::not_finite}) {
    EXPECT_FALSE(converged(reason));
  }
}

}  // namespace
}  // namespace logitlab
