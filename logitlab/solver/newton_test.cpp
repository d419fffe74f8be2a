// SPDX-License-Identifier: MIT
#include "logitlab/solver/newton.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/objective/test_problems.hpp"
#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/test_support.hpp"
#include "logitlab/solver/vectors.hpp"

namespace logitlab {
namespace {

using test::LogisticProblem;
using test::Watcher;

Outcome minimize(const Objective& objective, std::vector<double>& w, Watcher& watched,
                 const Stop& stop = {}) {
  return make_solver("newton").value()->minimize({.smooth = objective}, w, stop, watched);
}

double largest_hessian_entry(const Objective& objective, CVec w) {
  std::vector<double> h(w.size() * w.size());
  EXPECT_TRUE(objective.hessian(w, {h.data(), w.size(), w.size(), w.size()}));
  double largest = 0;
  for (const double entry : h) largest = std::max(largest, std::fabs(entry));
  return largest;
}

TEST(Newton, NeedsOneStepOnAQuadratic) {
  int quadratics = 0;
  for (const TestProblem& row : test_problem_table()) {
    if (row.name.find("quadratic") == std::string_view::npos) continue;
    ++quadratics;
    const auto objective = row.make();
    std::vector<double> w = row.start();
    Watcher watched;
    const Outcome outcome = minimize(*objective, w, watched, {.max_steps = 1});
    EXPECT_EQ(outcome.steps, 1u);
    EXPECT_EQ(watched.steps[1].rate, 1);
    // A solution of H d = -g is off by the condition of H times some roundings; the largest here
    // is 1e6.
    const std::vector<double> solution = row.solution();
    for (std::size_t j = 0; j < w.size(); ++j) EXPECT_NEAR(w[j], solution[j], 1e6 * 1e-14);
    EXPECT_TRUE(converged(minimize(*objective, w, watched).reason));
  }
  EXPECT_GE(quadratics, 3);
}

// x^4 / 4 - x^2 / 2 + y^2 / 2: minima at x = +-1, a saddle at 0 where the Hessian is (-1, 1).
struct Saddle final : Objective {
  std::size_t dimension() const override { return 2; }
  double value(CVec w) const override {
    const double x = w[0], y = w[1];
    return x * x * x * x / 4 - x * x / 2 + y * y / 2;
  }
  double value_and_gradient(CVec w, Vec g) const override {
    g[0] = w[0] * w[0] * w[0] - w[0];
    g[1] = w[1];
    return value(w);
  }
  bool has_hessian() const override { return true; }
  bool hessian(CVec w, Mat h) const override {
    h(0, 0) = 3 * w[0] * w[0] - 1;
    h(0, 1) = h(1, 0) = 0;
    h(1, 1) = 1;
    return true;
  }
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    return restrict_by_composition(*this, origin, directions);
  }
};

TEST(Newton, GoesDownhillWhereTheHessianIsNotPositiveDefinite) {
  for (const double x : {0.01, -0.01, 0.3, -0.5}) {
    std::vector<double> w = {x, 2};
    Watcher watched;
    const Outcome outcome = minimize(Saddle(), w, watched);
    EXPECT_EQ(outcome.reason, Reason::gradient) << outcome.detail;
    EXPECT_NEAR(std::fabs(w[0]), 1, 1e-8);  // the curvature there is 2
    EXPECT_NEAR(w[1], 0, 1e-8);
    for (std::size_t k = 1; k < watched.steps.size(); ++k) {
      EXPECT_LT(watched.steps[k].value, watched.steps[k - 1].value);
    }
  }
}

// Near the saddle the gradient is tiny and the shifted Hessian says nothing about the way to go.
TEST(Newton, DoesNotTakeTheDecrementOfAShiftedHessianForAnAnswer) {
  std::vector<double> w = {1e-14, 0};
  Watcher watched;
  const Outcome outcome =
      minimize(Saddle(), w, watched, {.max_steps = 100, .relative_gradient = 0});
  EXPECT_NEAR(std::fabs(w[0]), 1, 1e-7) << outcome.detail;
  EXPECT_NEAR(outcome.value, -0.25, 1e-15);
}

// The last column is the sum of the two others: the Hessian is singular, the fit is not.
TEST(Newton, FitsCollinearColumnsToTheValueOfTheColumnsThatMatter) {
  const Dataset two = make_gaussians({.rows = 80, .inputs = 2, .noise = 1.5, .seed = 4}).value();
  std::vector<double> x;
  for (std::size_t i = 0; i < two.length(); ++i) {
    const CVec row = two[i].x;
    x.insert(x.end(), {row[0], row[1], row[0] + row[1]});
  }
  const LogisticProblem full(two, "cross-entropy");
  const LogisticProblem collinear(
      Dataset("collinear", {"a", "b", "sum"}, x, {two.y().begin(), two.y().end()}),
      "cross-entropy");
  std::vector<double> w2(3), w3(4);
  Watcher watched;
  const Outcome expected = minimize(full.problem().smooth, w2, watched);
  const Outcome found = minimize(collinear.problem().smooth, w3, watched);
  EXPECT_TRUE(converged(found.reason)) << found.detail;
  EXPECT_LE(found.steps, expected.steps + 3);
  EXPECT_NEAR(found.value, expected.value, 1e-15);
}

TEST(Newton, EndsAtTheDecrementInUnitsThatHideTheGradient) {
  // A column in units a million times too large: its gradient is 1e-6 of what it was.
  const Dataset data = make_gaussians({.rows = 80, .inputs = 1, .noise = 1.5, .seed = 5}).value();
  std::vector<double> x(data.x().data, data.x().data + data.length());
  for (double& value : x) value *= 1e-6;
  const LogisticProblem scaled(Dataset("scaled", {"x"}, x, {data.y().begin(), data.y().end()}),
                               "cross-entropy");
  const LogisticProblem plain(data, "cross-entropy");
  std::vector<double> w = {0, 0}, expected = {0, 0};
  Watcher watched;
  minimize(plain.problem().smooth, expected, watched, {.relative_gradient = 0});
  const Outcome outcome = minimize(scaled.problem().smooth, w, watched, {.relative_gradient = 0});
  EXPECT_EQ(outcome.reason, Reason::decrement) << outcome.detail;
  EXPECT_TRUE(converged(outcome.reason));
  // Half the squared decrement is at most 1e-16, with curvatures of about 0.1: 1e-7 in w.
  EXPECT_NEAR(w[0] * 1e-6, expected[0], 1e-7);
  EXPECT_NEAR(w[1], expected[1], 1e-7);
}

// Far out on separable data F is a sum of exponentials; a Newton step divides each by e.
TEST(Newton, DividesTheValueByEWithEachStepOnSeparableData) {
  const LogisticProblem lab(make_lab(), "cross-entropy");
  std::vector<double> w = {-5, -10};
  Watcher watched;
  const Outcome outcome = minimize(lab.problem().smooth, w, watched);
  EXPECT_EQ(outcome.reason, Reason::gradient) << outcome.detail;
  const std::size_t last = watched.steps.size() - 1;
  ASSERT_GT(last, 10u);
  for (std::size_t k = last - 4; k <= last; ++k) {
    EXPECT_NEAR(watched.steps[k - 1].value / watched.steps[k].value, std::exp(1.0), 1e-3);
  }
}

// Years as an input, from a start at which every probability is 0 or 1: the Hessian is nothing
// there. The answer is that of the same data centred and scaled, because F does not care.
TEST(Newton, FindsTheWayFromAStartThatSaturatesEveryMargin) {
  std::vector<double> year, centred, y;
  for (int i = 0; i < 40; ++i) {
    year.push_back(1980 + i);
    centred.push_back((i - 20) / 10.0);
    y.push_back((i * 7) % 40 < i ? 1 : 0);
  }
  const LogisticProblem plain(Dataset("years", {"year"}, year, y), "cross-entropy");
  const LogisticProblem scaled(Dataset("centred", {"year"}, centred, y), "cross-entropy");
  std::vector<double> answer = {0, 0};
  Watcher unused;
  const Outcome right = minimize(scaled.problem().smooth, answer, unused);
  ASSERT_TRUE(converged(right.reason)) << right.detail;
  for (const double start : {0.5, -0.5, 3.0}) {
    std::vector<double> w = {start, 0.3};
    ASSERT_LT(largest_hessian_entry(plain.problem().smooth, w), 1e-100);
    Watcher watched;
    const Outcome outcome = minimize(plain.problem().smooth, w, watched);
    EXPECT_TRUE(converged(outcome.reason)) << outcome.detail;
    // Both ends lie within their decrement, 1e-16, or gradient, 1e-8 squared over the curvature, of
    // the minimum.
    EXPECT_NEAR(outcome.value, right.value, 1e-13);
  }
}

TEST(Newton, WalksTowardsInfinityUntilTheHessianVanishes) {
  const LogisticProblem lab(make_lab(), "cross-entropy");
  std::vector<double> w = {-5, -10};
  Watcher watched;
  const Outcome outcome =
      minimize(lab.problem().smooth, w, watched, {.relative_gradient = 0, .relative_decrement = 0});
  EXPECT_EQ(outcome.reason, Reason::no_descent) << outcome.detail;
  EXPECT_TRUE(all_finite<double>(w));
  EXPECT_LT(outcome.value, 1e-300);
  EXPECT_NE(outcome.detail.find("too small"), std::string::npos) << outcome.detail;
}

}  // namespace
}  // namespace logitlab
