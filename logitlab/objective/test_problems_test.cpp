// SPDX-License-Identifier: MIT
#include "logitlab/objective/test_problems.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "logitlab/objective/derivative_check.hpp"

namespace logitlab {
namespace {

double length(CVec v) {
  double sum = 0;
  for (const double x : v) sum += x * x;
  return std::sqrt(sum);
}

TEST(TestProblems, NamesAreUnique) {
  std::set<std::string_view> names;
  for (const TestProblem& problem : test_problem_table()) {
    EXPECT_TRUE(names.insert(problem.name).second) << problem.name;
  }
}

TEST(TestProblems, DerivativesAreRightAtTheStartTheSolutionAndBetween) {
  for (const TestProblem& problem : test_problem_table()) {
    const auto objective = problem.make();
    const std::vector<double> start = problem.start(), end = problem.solution();
    for (const double t : {0.0, 0.3, 1.0}) {
      std::vector<double> w = start;
      for (std::size_t j = 0; j < w.size(); ++j) w[j] += t * (end[j] - start[j]);
      const DerivativeReport report = check_derivatives(*objective, w);
      EXPECT_TRUE(report.right()) << problem.name << " at " << t << ": " << report.worst;
      EXPECT_TRUE(report.has_hessian && report.has_hessian_vector) << problem.name;
      EXPECT_EQ(report.has_hessian, objective->has_hessian()) << problem.name;
    }
  }
}

TEST(TestProblems, TheSolutionIsStationaryAndHasTheValueStated) {
  for (const TestProblem& problem : test_problem_table()) {
    const auto objective = problem.make();
    const std::vector<double> w = problem.solution();
    ASSERT_EQ(w.size(), objective->dimension());
    std::vector<double> g(w.size());
    // Numbers below 1 whose sums round a dozen times.
    EXPECT_NEAR(objective->value_and_gradient(w, g), problem.value, 4e-16) << problem.name;
    EXPECT_LE(length(g), 4e-16) << problem.name;
  }
}

TEST(TestProblems, TheStartIsHigherThanTheSolution) {
  for (const TestProblem& problem : test_problem_table()) {
    const auto objective = problem.make();
    EXPECT_EQ(problem.start().size(), objective->dimension()) << problem.name;
    EXPECT_GT(objective->value(problem.start()), problem.value) << problem.name;
  }
}

TEST(TestProblems, QuadraticsHaveTheirEigenvalues) {
  // The mirrored unit vectors e_k - (2/n) 1 are eigenvectors; the first and the last have the
  // smallest and the largest eigenvalue.
  const std::array<std::pair<std::string_view, double>, 3> conditions = {
      {{"quadratic-condition-1", 1},
       {"quadratic-condition-100", 100},
       {"quadratic-condition-1e6", 1e6}}};
  for (const auto& [name, condition] : conditions) {
    const auto row = std::ranges::find(test_problem_table(), name, &TestProblem::name);
    const auto objective = row->make();
    const std::size_t n = objective->dimension();
    for (const std::size_t k : {std::size_t{0}, n - 1}) {
      std::vector<double> v(n, -2.0 / static_cast<double>(n)), product(n);
      v[k] += 1;
      ASSERT_TRUE(objective->hessian_vector(row->start(), v, product));
      const double eigenvalue = k == 0 ? 1 : condition;
      // Rounding of n products with entries up to the condition.
      const double tolerance = 2.0 * static_cast<double>(n) * 2.3e-16 * condition;
      for (std::size_t j = 0; j < n; ++j)
        EXPECT_NEAR(product[j], eigenvalue * v[j], tolerance) << name;
    }
  }
}

}  // namespace
}  // namespace logitlab
