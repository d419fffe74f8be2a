// SPDX-License-Identifier: MIT
#include "logitlab/lab/plane.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "logitlab/lab/run.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

Dataset with_inputs(std::vector<std::string> names) {
  const std::size_t d = names.size();
  std::vector<double> x(2 * d, 0.0);
  x[d] = 1;
  return {"made", std::move(names), std::move(x), {0, 1}};
}

using Pair = std::pair<std::size_t, std::size_t>;

TEST(NamedParameters, AreColumnsThenWByNumberAndTheIntercept) {
  const Dataset data = with_inputs({"age", "dose", "b"});
  EXPECT_EQ(named_parameters("age,dose", data).value(), Pair(0, 1));
  EXPECT_EQ(named_parameters("w2,w1", data).value(), Pair(1, 0));
  EXPECT_EQ(named_parameters("age,b", data).value(), Pair(0, 2));  // the column
  EXPECT_EQ(named_parameters("age,(Intercept)", data).value(), Pair(0, 3));
  EXPECT_EQ(named_parameters("w,b", with_inputs({"x1"})).value(), Pair(0, 1));
  EXPECT_EQ(named_parameters("w,b", with_inputs({"b"})).value(), Pair(0, 1));  // as by default
  EXPECT_EQ(named_parameters("b,x1", with_inputs({"x1"})).value(), Pair(1, 0));
}

TEST(NamedParameters, MayHoldCommasThemselves) {
  const Dataset data = with_inputs({"height, cm", "weight, kg"});
  EXPECT_EQ(named_parameters("height, cm,weight, kg", data).value(), Pair(0, 1));
}

TEST(NamedParameters, GuessWhatWasMeant) {
  const auto result = named_parameters("age,does", with_inputs({"age", "dose"}));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().advice, "Did you mean dose?");
}

Trajectory path_of(const std::vector<std::array<double, 2>>& points) {
  Trajectory path;
  path.dimension = 2;
  for (const auto& [u, v] : points) {
    path.step.push_back(path.step.size());
    path.w.insert(path.w.end(), {u, v});
  }
  return path;
}

const Plane& plain() {
  static const Plane plane = coordinate_plane(std::vector<double>{0, 0}, 0, 1, "w", "b");
  return plane;
}

TEST(WindowAround, HasTheWholePathWithRoomInRoundNumbers) {
  const Window w = window_around(plain(), path_of({{0, 0}, {10, 4}}), std::nullopt);
  EXPECT_EQ(w.u_low, -2);
  EXPECT_EQ(w.u_high, 12);
  EXPECT_NEAR(w.v_low, -0.8, 0.1);
  EXPECT_NEAR(w.v_high, 4.8, 0.1);
}

TEST(WindowAround, IncludesAnOptimumThatIsNotTooFar) {
  const Trajectory path = path_of({{0, 0}, {1, 1}});
  const Window near = window_around(plain(), path, std::vector<double>{5, 0});
  EXPECT_GT(near.u_high, 5);
  const Window far = window_around(plain(), path, std::vector<double>{500, 0});
  EXPECT_LT(far.u_high, 2);
}

TEST(WindowAround, IsNeverDegenerate) {
  for (const Trajectory& path :
       {path_of({{3, -4}}), path_of({{0, 0}, {0, 0}}), path_of({{0, 0}, {1e-12, 0}}),
        path_of({{1e6, 1e6}, {1e6, 1e6 + 1}}), path_of({{0, 0}, {1e12, 0}}),
        path_of({{unknown, unknown}})}) {
    const Window w = window_around(plain(), path, std::nullopt);
    EXPECT_LT(w.u_low, w.u_high);
    EXPECT_LT(w.v_low, w.v_high);
    EXPECT_TRUE(std::isfinite(w.u_high - w.u_low) && std::isfinite(w.v_high - w.v_low));
    const double ratio = (w.u_high - w.u_low) / (w.v_high - w.v_low);
    EXPECT_GE(ratio, 0.2);
    EXPECT_LE(ratio, 5);
  }
}

// The loss is convex and not separable here: its minimum belongs into the picture.
TEST(RunWindow, OfDataWithAMinimumHoldsThePathAndTheMinimum) {
  const auto data = test::line("overlap", {{-2, 0}, {-1, 0}, {0, 1}, {0.5, 0}, {1, 1}, {2, 1}});
  Settings newton;
  newton.solver = "newton";
  newton.compare = {"none"};
  newton.start = {0.0, 0.0};
  const auto found = test::run_on(newton, data);
  ASSERT_TRUE(converged(found.training->result.reason));
  Settings sgd;
  sgd.compare = {"none"};
  sgd.epochs = 2;
  sgd.learning_rate = 0.5;
  sgd.start = {0.0, 0.0};
  const auto run = test::run_on(sgd, data);
  const std::vector<double>& optimum = found.training->result.w;
  EXPECT_LT(run.window.u_low, optimum[0]);
  EXPECT_GT(run.window.u_high, optimum[0]);
  EXPECT_LT(run.window.v_low, optimum[1]);
  EXPECT_GT(run.window.v_high, optimum[1]);
  for (std::size_t r = 0; r < run.training->trajectory.length(); ++r) {
    const CVec w = run.training->trajectory.w_at(r);
    EXPECT_TRUE(w[0] > run.window.u_low && w[0] < run.window.u_high);
    EXPECT_TRUE(w[1] > run.window.v_low && w[1] < run.window.v_high);
  }
}

TEST(RunPlane, OfMoreInputsIsTheMainPlaneOfThePath) {
  Settings settings;
  settings.data = "gaussians";
  settings.inputs = 4;
  const auto run = test::run_of(settings);
  for (std::size_t k = 0; k < 2; ++k) {
    double square = 0;
    for (const double v : run.plane.direction[k]) square += v * v;
    EXPECT_NEAR(square, 1, 1e-12);
  }
  settings.plane = "x3,b";
  const auto named = test::run_of(settings);
  EXPECT_EQ(named.plane.name[0], "x3");
  EXPECT_EQ(named.plane.name[1], "b");
  EXPECT_EQ(named.plane.direction[0], (std::vector<double>{0, 0, 1, 0, 0}));
  EXPECT_EQ(named.plane.point(0, 0)[0],
            named.training->result.w[0]);  // off the plane: as at the end
}

}  // namespace
}  // namespace logitlab::lab
