// SPDX-License-Identifier: MIT
#include "logitlab/landscape/newton_plane.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "logitlab/landscape/directions.hpp"
#include "logitlab/objective/test_problems.hpp"

namespace logitlab {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

// F(w) = w' diag(curvature) w / 2 - b . w
class Bowl final : public Objective {
 public:
  Bowl(std::vector<double> curvature, std::vector<double> b)
      : curvature_(std::move(curvature)), b_(std::move(b)) {}
  std::size_t dimension() const override { return b_.size(); }
  double value(CVec w) const override {
    double sum = 0;
    for (std::size_t k = 0; k < w.size(); ++k) sum += (curvature_[k] * w[k] / 2 - b_[k]) * w[k];
    return sum;
  }
  double value_and_gradient(CVec w, Vec gradient) const override {
    for (std::size_t k = 0; k < w.size(); ++k) gradient[k] = curvature_[k] * w[k] - b_[k];
    return value(w);
  }
  bool has_hessian() const override { return true; }
  bool hessian(CVec, Mat h) const override {
    for (std::size_t i = 0; i < b_.size(); ++i) {
      for (std::size_t j = 0; j < b_.size(); ++j) h(i, j) = i == j ? curvature_[i] : 0;
    }
    return true;
  }
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    return restrict_by_composition(*this, origin, directions);
  }

 private:
  std::vector<double> curvature_, b_;
};

double slope_along(const Objective& objective, const Plane& plane, std::size_t which) {
  std::vector<double> gradient(plane.origin.size());
  objective.value_and_gradient(plane.origin, gradient);
  return dot(gradient, plane.direction[which]);
}

// On a quadratic Newton's direction leads to the minimum, which therefore lies on the u axis.
TEST(NewtonPlane, HoldsTheMinimumOfAQuadraticOnItsFirstAxis) {
  const std::vector<double> curvature = {1, 4, 100, 0.5}, b = {1, -2, 3, 0.25}, at = {5, 3, -1, 2};
  const Bowl bowl(curvature, b);
  const Plane plane = newton_plane(bowl, at);
  std::vector<double> minimum(4);
  double far = 0;
  for (std::size_t k = 0; k < 4; ++k) {
    minimum[k] = b[k] / curvature[k];
    far += (minimum[k] - at[k]) * (minimum[k] - at[k]);
  }
  const auto [u, v] = plane.project(minimum);
  // The eigenvalues are exact, so the direction is off by its few roundings alone.
  EXPECT_NEAR(u, std::sqrt(far), 32 * epsilon * u);
  EXPECT_NEAR(v, 0, 32 * epsilon * u);
  EXPECT_EQ(plane.name[0], "Newton direction");
  EXPECT_EQ(plane.name[1], "steepest descent across it");
}

TEST(NewtonPlane, HoldsTheGradientAndLeadsDownAlongBothAxes) {
  for (const TestProblem& problem : test_problem_table()) {
    const auto objective = problem.make();
    const std::vector<double> at = problem.start();
    const Plane plane = newton_plane(*objective, at);
    EXPECT_EQ(plane.origin, at);
    const double tolerance = 4 * static_cast<double>(at.size()) * epsilon;
    EXPECT_NEAR(dot(plane.direction[0], plane.direction[0]), 1, tolerance) << problem.name;
    EXPECT_NEAR(dot(plane.direction[1], plane.direction[1]), 1, tolerance) << problem.name;
    EXPECT_NEAR(dot(plane.direction[0], plane.direction[1]), 0, tolerance) << problem.name;
    std::vector<double> gradient(at.size());
    objective->value_and_gradient(at, gradient);
    const double u = slope_along(*objective, plane, 0), v = slope_along(*objective, plane, 1);
    const double length = std::sqrt(dot(gradient, gradient));
    EXPECT_LT(u, 0) << problem.name;
    EXPECT_LE(v, tolerance * length) << problem.name;
    // Nothing of the gradient is off the plane.
    if (plane.name[1] == "steepest descent across it") {
      EXPECT_NEAR(u * u + v * v, length * length, 8 * tolerance * length * length) << problem.name;
    }
  }
}

// Where the curvature is negative Newton's own direction leads up to the saddle.
TEST(NewtonPlane, LeadsAwayFromASaddle) {
  const Bowl saddle({2, -1}, {0, 0});
  const Plane plane = newton_plane(saddle, std::vector<double>{1, 1});
  // g = (2, -1), |H|^-1 g = (1, -1).
  EXPECT_NEAR(plane.direction[0][0], -std::sqrt(0.5), 4 * epsilon);
  EXPECT_NEAR(plane.direction[0][1], std::sqrt(0.5), 4 * epsilon);
}

// Along parameters without curvature a quadratic has no minimum to point at.
TEST(NewtonPlane, LeavesOutWhereTheHessianIsSingular) {
  const Bowl valley({4, 0, 1}, {0, 1, 0});
  const Plane plane = newton_plane(valley, std::vector<double>{1, 0, 2});
  const double length = std::sqrt(5.0);
  EXPECT_NEAR(plane.direction[0][0], -1 / length, 4 * epsilon);
  EXPECT_EQ(plane.direction[0][1], 0);
  EXPECT_NEAR(plane.direction[0][2], -2 / length, 4 * epsilon);
  EXPECT_GT(plane.direction[1][1], 0);  // what is left of -g has it
}

TEST(NewtonPlane, FillsUpWhereADirectionIsMissing) {
  // The same curvature everywhere: Newton's direction is the gradient's.
  const Plane round = newton_plane(Bowl({3, 3, 3}, {0, 0, 0}), std::vector<double>{0, 2, 0});
  EXPECT_EQ(round.direction[0], (std::vector<double>{0, -1, 0}));
  EXPECT_EQ(round.direction[1], (std::vector<double>{1, 0, 0}));
  EXPECT_EQ(round.name[1], "direction across it");
  // No curvature at all: no Newton direction.
  const Plane slope = newton_plane(Bowl({0, 0}, {0, 1}), std::vector<double>{5, 5});
  EXPECT_EQ(slope.direction[0], (std::vector<double>{0, 1}));
  EXPECT_EQ(slope.name[0], "steepest descent");
  // Nowhere down.
  const Plane flat = newton_plane(Bowl({1, 2}, {0, 0}), std::vector<double>{0, 0});
  EXPECT_EQ(flat.direction[0], (std::vector<double>{1, 0}));
  EXPECT_EQ(flat.direction[1], (std::vector<double>{0, 1}));
  EXPECT_EQ(flat.name[0], "first direction");
}

TEST(NewtonPlane, BearsASaturatedLoss) {
  const Plane plane =
      newton_plane(Bowl({1e-300, 1e-301}, {1e-250, 1e-250}), std::vector<double>{0, 0});
  // H^-1 g is (1, 10) / sqrt(101) up to its length.
  EXPECT_NEAR(plane.direction[0][0], 1 / std::sqrt(101.0), 8 * epsilon);
  EXPECT_NEAR(plane.direction[0][1], 10 / std::sqrt(101.0), 8 * epsilon);
}

}  // namespace
}  // namespace logitlab
