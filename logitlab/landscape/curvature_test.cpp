// SPDX-License-Identifier: MIT
#include "logitlab/landscape/curvature.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/objective/empirical_risk.hpp"
#include "logitlab/objective/test_problems.hpp"

namespace logitlab {
namespace {

Plane weights_plane() { return coordinate_plane(std::vector<double>{0, 0}, 0, 1, "w", "b"); }

struct Lab {
  explicit Lab(const std::string& loss)
      : risk(make_empirical_risk({.x = x, .y = data.y()}, make_loss(loss).value())) {}
  Dataset data = make_lab();
  DenseDesign x{data.x()};
  std::unique_ptr<Objective> risk;
};

// Rosenbrock's function 100 (v - u^2)^2 + (1 - u)^2 has the Hessian ((1200 u^2 - 400 v + 2, -400
// u),
// (-400 u, 200)); at (0, 1) it is diag(-398, 200), at (1, 1) trace 1002 and determinant 400.
TEST(Curvature, OfRosenbrocksFunctionIsTheClosedForm) {
  const TestProblem& rosenbrock = test_problem_table().front();
  const auto objective = rosenbrock.make();
  ASSERT_EQ(objective->dimension(), 2u);
  const auto map = sample_curvature(*objective, weights_plane(), {0, 1, 2}, {1, 2, 2});
  ASSERT_TRUE(map.has_value());
  EXPECT_EQ(map->at[0].smallest, -398);
  EXPECT_EQ(map->at[0].largest, 200);
  EXPECT_EQ(map->at[0].sign_of_smallest(), -1);
  EXPECT_EQ(map->at[0].condition_number(), HUGE_VAL);
  // lambda = 501 +- sqrt(501^2 - 400), by the stable form for the smaller one.
  const double root = std::sqrt(501.0 * 501 - 400);
  EXPECT_NEAR(map->at[1].largest, 501 + root, 1e-12);
  EXPECT_NEAR(map->at[1].smallest, 400 / (501 + root), 1e-15);
  EXPECT_NEAR(map->at[1].condition_number(), 2508, 0.5);  // the number usually quoted
  for (std::size_t i = 0; i < 2; ++i) {
    const std::array<double, 2> w = {map->u.at(i), 1};
    const auto whole = curvature_at(*objective, w);
    ASSERT_TRUE(whole.has_value());
    EXPECT_NEAR(whole->smallest, map->at[i].smallest, 1e-12);
    EXPECT_NEAR(whole->largest, map->at[i].largest, 1e-12);
  }
}

// At w = b = 0 all p are 1/2: the cross-entropy bends by p (1 - p) = 1/4 times the second moments
// of (x, 1), the squared error by 2 p^2 (1 - p)^2 = 1/8 times them. Mean x = -0.05, mean x^2 =
// 0.335.
TEST(Curvature, AtTheOriginOfTheLabIsThatOfTheSecondMoments) {
  const double middle = (0.335 + 1) / 2, root = std::sqrt((1 - 0.335) * (1 - 0.335) / 4 + 0.0025);
  for (const auto& [loss, factor] :
       {std::pair{"cross-entropy", 0.25}, std::pair{"squared-error", 0.125}}) {
    const Lab lab(loss);
    const auto found = curvature_at(*lab.risk, std::array<double, 2>{0, 0});
    ASSERT_TRUE(found.has_value());
    EXPECT_NEAR(found->largest, factor * (middle + root), 1e-15) << loss;
    EXPECT_NEAR(found->smallest, factor * (middle - root), 1e-15) << loss;
    EXPECT_NEAR(found->largest_stable_rate(), 2 / (factor * (middle + root)), 1e-12) << loss;
  }
}

TEST(CurvatureMap, OfCrossEntropyIsConvexEverywhereOfSquaredErrorIsNot) {
  const GridAxis u{-15, 15, 61}, v{-13, 13, 61};
  const Lab cross_entropy("cross-entropy"), squared_error("squared-error");
  const auto convex = sample_curvature(*cross_entropy.risk, weights_plane(), u, v);
  const auto not_convex = sample_curvature(*squared_error.risk, weights_plane(), u, v);
  ASSERT_TRUE(convex && not_convex);
  EXPECT_EQ(convex->convex_share(1e-16), 1);
  EXPECT_LT(not_convex->convex_share(1e-16), 0.5);
  EXPECT_GT(not_convex->convex_share(1e-16), 0);
}

// Where the map says that the squared error is not convex there is a direction in which second
// differences of its values are negative, and its slope there is the eigenvalue.
TEST(CurvatureMap, AgreesWithSecondDifferencesOfTheLoss) {
  const Lab lab("squared-error");
  const GridAxis u{-9, 9, 7}, v{-7, 7, 7};
  const auto map = sample_curvature(*lab.risk, weights_plane(), u, v);
  ASSERT_TRUE(map.has_value());
  for (std::size_t j = 0; j < v.count; ++j) {
    for (std::size_t i = 0; i < u.count; ++i) {
      // The extremes over directions of the second derivative are the eigenvalues.
      const double h = 1e-3;
      double low = HUGE_VAL, high = -HUGE_VAL;
      for (int k = 0; k < 2000; ++k) {
        const double angle = 3.14159265358979 * k / 2000, du = h * std::cos(angle),
                     dv = h * std::sin(angle);
        const auto value = [&](double s) {
          return lab.risk->value(std::array<double, 2>{u.at(i) + s * du, v.at(j) + s * dv});
        };
        const double second = (value(1) - 2 * value(0) + value(-1)) / (h * h);
        low = std::fmin(low, second);
        high = std::fmax(high, second);
      }
      // Rounding 4 * 2^-53 / h^2 = 4e-10, the next term h^2 f'''' / 12 below 1e-7, the angles'
      // spacing (pi / 4000)^2 of the spread below 1e-6.
      const Curvature& c = map->at[j * u.count + i];
      EXPECT_NEAR(c.smallest, low, 1.2e-6);
      EXPECT_NEAR(c.largest, high, 1.2e-6);
    }
  }
}

// Gradient descent near the minimum of a regularised problem: a rate 2 % below the limit comes
// closer, one 2 % above goes away.
TEST(Curvature, TellsTheLargestRateThatGradientDescentBears) {
  for (const TestProblem& problem : test_problem_table()) {
    if (!problem.convex) continue;
    const auto objective = problem.make();
    const std::vector<double> minimum = problem.solution();
    const auto curvature = curvature_at(*objective, minimum);
    ASSERT_TRUE(curvature.has_value());
    EXPECT_EQ(curvature->sign_of_smallest(), 1) << problem.name;
    const auto distance_after = [&](double rate) {
      std::vector<double> w = minimum, g(w.size());
      for (double& a : w) a += 1e-6;
      for (int k = 0; k < 200; ++k) {
        objective->value_and_gradient(w, g);
        for (std::size_t j = 0; j < w.size(); ++j) w[j] -= rate * g[j];
      }
      double most = 0;
      for (std::size_t j = 0; j < w.size(); ++j)
        most = std::fmax(most, std::fabs(w[j] - minimum[j]));
      return most;
    };
    EXPECT_LT(distance_after(0.98 * curvature->largest_stable_rate()), 1.5e-6) << problem.name;
    // The unstable part grows by 1.04 a step: 2,500 times in 200 steps.
    EXPECT_GT(distance_after(1.02 * curvature->largest_stable_rate()), 1e-5) << problem.name;
  }
}

TEST(CurvatureMap, IsThatOfThePlanesOwnCoordinates) {
  const Dataset data = make_gaussians({.rows = 50, .inputs = 4, .noise = 1, .seed = 2}).value();
  const DenseDesign x(data.x());
  const auto risk = make_empirical_risk({.x = x, .y = data.y()}, CrossEntropy{});
  Plane plane = coordinate_plane(std::vector<double>(5, 0.3), 1, 4, "w2", "b");
  const auto map = sample_curvature(*risk, plane, {-1, 1, 3}, {0, 1, 2});
  for (auto& direction : plane.direction) {
    for (double& a : direction) a *= 2;
  }
  const auto doubled = sample_curvature(*risk, plane, {-0.5, 0.5, 3}, {0, 0.5, 2});
  ASSERT_TRUE(map && doubled);
  for (std::size_t k = 0; k < map->at.size(); ++k) {
    EXPECT_EQ(4 * map->at[k].largest, doubled->at[k].largest);
    EXPECT_EQ(4 * map->at[k].smallest, doubled->at[k].smallest);
    EXPECT_NEAR(map->at[k].condition_number(), doubled->at[k].condition_number(), 1e-12);
  }
}

TEST(CurvatureMap, CountsAsConvexWhatIsWithinRounding) {
  const CurvatureMap map{{0, 1, 2}, {0, 1, 2}, {{-2, 1}, {-1, 1}, {-0.5, 0}, {0, 3}}};
  EXPECT_EQ(map.convex_share(0), 0.25);
  EXPECT_EQ(map.convex_share(0.5), 0.5);
  EXPECT_EQ(map.convex_share(1), 0.75);
}

TEST(Curvature, HasNoSignWithinRoundingAndNoValueWhereNothingIsFinite) {
  EXPECT_EQ((Curvature{-1e-17, 1}).sign_of_smallest(), 0);
  EXPECT_EQ((Curvature{-1e-6, 1}).sign_of_smallest(), -1);
  EXPECT_EQ((Curvature{0, 0}).sign_of_smallest(), 0);
  EXPECT_EQ((Curvature{-2, -1}).largest_stable_rate(), HUGE_VAL);
  const Lab lab("cross-entropy-as-written");
  EXPECT_FALSE(curvature_at(*lab.risk, std::array<double, 2>{0, -1000}).has_value());
  EXPECT_FALSE(sample_curvature(*lab.risk, weights_plane(), {0, 1, 2}, {-1000, 0, 2}).has_value());
}

}  // namespace
}  // namespace logitlab
