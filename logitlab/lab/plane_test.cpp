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

Settings four_inputs(const std::string& plane) {
  Settings settings;
  settings.data = "gaussians";
  settings.inputs = 4;
  settings.epochs = 5;
  settings.seed = 3;
  settings.compare = {"none"};
  settings.plane = plane;
  return settings;
}

double dot(CVec a, CVec b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

TEST(RunPlane, AtRandomIsThroughTheEndAndBelongsToTheSeed) {
  const auto run = test::run_of(four_inputs("random"));
  EXPECT_EQ(run.plane.origin, run.training->result.w);
  EXPECT_EQ(run.plane.name[0], "first random direction of seed 3");
  EXPECT_EQ(run.plane.direction, test::run_of(four_inputs("random")).plane.direction);
  Settings other = four_inputs("random");
  const auto data = test::data_of(other);
  other.seed = 4;
  EXPECT_NE(run.plane.direction, test::run_on(other, data).plane.direction);
}

// Both ways down are in it: what the gradient of the run's loss has off the plane is rounding.
TEST(RunPlane, OfNewtonIsThroughTheStartAndHoldsTheGradientOfTheRunsLoss) {
  for (const char* loss : {"cross-entropy", "squared-error"}) {
    Settings settings = four_inputs("newton");
    settings.loss = loss;
    const auto run = test::run_of(settings);
    EXPECT_EQ(run.plane.origin, *run.settings.start);
    const std::vector<double>& g = run.start.gradient_of(loss);
    const double u = dot(g, run.plane.direction[0]), v = dot(g, run.plane.direction[1]);
    EXPECT_LT(u, 0);
    EXPECT_LT(v, 0);
    // Five parameters, each a sum over 200 rows that the two computations round differently.
    EXPECT_NEAR(u * u + v * v, dot(g, g), 1e-12 * dot(g, g));
  }
}

// One input: the whole of the parameters, turned.
TEST(RunPlane, OfOneInputCanBeTurned) {
  for (const char* plane : {"random", "newton", "pca", "b,w"}) {
    Settings settings;
    settings.plane = plane;
    settings.compare = {"none"};
    const auto run = test::run_of(settings);
    // Two projections' rounding, squared.
    EXPECT_EQ(run.path_in_plane.share, 1) << plane;
    EXPECT_LE(run.path_in_plane.largest_distance, 20 * 16 * 2.3e-16) << plane;
  }
}

TEST(PathInPlaneOfARun, IsThatOfItsOwnStepsAgainstTheOthersOfTheEnd) {
  const auto run = test::run_of(four_inputs("x2,b"));
  const Trajectory& path = run.training->trajectory;
  const std::vector<double>& end = run.training->result.w;
  std::vector<double> mean(5, 0.0);
  for (std::size_t r = 0; r < path.length(); ++r) {
    for (std::size_t k = 0; k < 5; ++k) {
      mean[k] += path.w_at(r)[k] / static_cast<double>(path.length());
    }
  }
  double inside = 0, all = 0, furthest = 0;
  std::size_t at = 0;
  for (std::size_t r = 0; r < path.length(); ++r) {
    double off = 0;
    for (std::size_t k = 0; k < 5; ++k) {
      const double square = (path.w_at(r)[k] - mean[k]) * (path.w_at(r)[k] - mean[k]);
      const bool shown = k == 1 || k == 4;
      all += square;
      inside += shown ? square : 0;
      off += shown ? 0 : (path.w_at(r)[k] - end[k]) * (path.w_at(r)[k] - end[k]);
    }
    if (std::sqrt(off) > furthest) {
      furthest = std::sqrt(off);
      at = r;
    }
  }
  const double tolerance = static_cast<double>(path.length()) * 5 * 2.3e-16;
  EXPECT_NEAR(run.path_in_plane.share, inside / all, tolerance);
  EXPECT_NEAR(run.path_in_plane.largest_distance, furthest, tolerance * furthest);
  EXPECT_EQ(run.path_in_plane.furthest, at);
}

// An input that is always 0 has a weight that never moves, so that the others are a plane.
TEST(PathInPlaneOfARun, IsAllOfAPathThatLiesInThePlane) {
  const auto data = std::make_shared<const Dataset>("flat", std::vector<std::string>{"a", "zero"},
                                                    std::vector<double>{-1, 0, 1, 0, 2, 0, -0.5, 0},
                                                    std::vector<double>{0, 1, 0, 1});
  Settings settings;
  settings.compare = {"none"};
  settings.plane = "a,b";
  const auto named = test::run_on(settings, data);
  EXPECT_EQ(named.path_in_plane.share, 1);
  EXPECT_EQ(named.path_in_plane.largest_distance, 0);
  settings.plane = "pca";
  const auto main = test::run_on(settings, data);
  EXPECT_EQ(main.path_in_plane.share, 1);
  // The mean over up to 401 points and two projections, each rounded.
  EXPECT_LE(main.path_in_plane.largest_distance, 401 * 2.3e-16);
  settings.plane = "zero,b";
  EXPECT_LT(test::run_on(settings, data).path_in_plane.share, 1);
}

TEST(CheckPlane, SaysWhatToDo) {
  const Dataset data = with_inputs({"age", "dose"});
  const auto said = [&](const char* plane) { return to_string(check_plane(plane, data).error()); };
  EXPECT_EQ(said("ages,dose"),
            "--plane: expected two parameters, NAME,NAME, or pca | random | newton; found "
            "\"ages\". Did you mean age?");
  EXPECT_EQ(said("newtn"),
            "--plane: expected two parameters, NAME,NAME, or pca | random | newton; found "
            "\"newtn\". Did you mean newton?");
  EXPECT_EQ(said("age"),
            "--plane: expected two parameters, NAME,NAME, found one, \"age\". Name a second one "
            "after a comma");
  EXPECT_EQ(said("dose,w2"),
            "--plane: expected two different parameters, found \"dose,w2\". Name another input "
            "beside it, or b");
  const Dataset wide = with_inputs(std::vector<std::string>(1000, "x"));
  EXPECT_EQ(
      to_string(check_plane("newton", wide).error()),
      "--plane: newton needs all second derivatives: expected at most 1,000 parameters, found "
      "1,001. Use --plane pca or --plane random");
  EXPECT_TRUE(check_plane("newton", with_inputs(std::vector<std::string>(999, "x"))));
  EXPECT_TRUE(check_plane("random", wide));
}

// With many inputs the list would be longer than the sentence.
TEST(CheckPlane, ListsAFewOfManyInputs) {
  std::vector<std::string> names;
  for (int j = 0; j < 100; ++j) names.push_back("input " + std::to_string(j));
  const Status status = check_plane("frequency,b", with_inputs(std::move(names)));
  ASSERT_FALSE(status);
  EXPECT_TRUE(status.error().advice.starts_with("Known: input 0, ")) << status.error().advice;
  EXPECT_TRUE(status.error().advice.ends_with(", input 11 and 89 more")) << status.error().advice;
}

}  // namespace
}  // namespace logitlab::lab
