// SPDX-License-Identifier: MIT
#include "logitlab/landscape/basin_map.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/landscape/basin_map_training.hpp"
#include "logitlab/objective/empirical_risk.hpp"

namespace logitlab {
namespace {

const GridAxis w_axis{-15, 15, 64}, b_axis{-13, 13, 64};
Plane weights_plane() { return coordinate_plane(std::vector<double>{0, 0}, 0, 1, "w", "b"); }

struct Case {
  std::string loss = "cross-entropy";
  std::string solver = "sgd";
  std::string schedule = "constant";
  double epsilon = 0;
  Precision precision = Precision::float64;
  LoaderOptions loader = {};
  double rate = 2, l2 = 0;
  std::uint64_t epochs = 40;
};

// A grid of starts for any number of inputs: the last two parameters vary.
SolverOptions options_of(const Case& c) {
  return {.learning_rate = c.rate,
          .loader = c.loader,
          .precision = c.precision,
          .schedule = find_schedule(c.schedule),
          .epochs = c.epochs};
}

BasinMap map_of(const Dataset& data, const Case& c, const GridAxis& u, const GridAxis& v) {
  const DenseDesign x(data.x());
  const LinearModel model{.x = x, .y = data.y(), .penalty = {.l2 = c.l2}};
  const std::size_t d = data.columns();
  const Plane plane = coordinate_plane(std::vector<double>(d + 1, 0.25), d - 1, d, "w", "b");
  BasinRecipe recipe;
  recipe.solver = c.solver;
  recipe.options = options_of(c);
  recipe.epochs = c.epochs;
  return make_basin_map(model, make_loss(c.loss, c.epsilon).value(), plane, u, v, recipe).value();
}

// The same runs, each through the solver alone.
BasinMap one_by_one(const Dataset& data, const Case& c, const BasinMap& like) {
  const DenseDesign x(data.x());
  const LinearModel model{.x = x, .y = data.y(), .penalty = {.l2 = c.l2}};
  BasinMap map = like;
  const std::size_t d = data.columns();
  const Plane plane = coordinate_plane(std::vector<double>(d + 1, 0.25), d - 1, d, "w", "b");
  for (std::size_t j = 0; j < like.v.count; ++j) {
    for (std::size_t i = 0; i < like.u.count; ++i) {
      const auto at = static_cast<std::ptrdiff_t>((j * like.u.count + i) * map.dimension);
      std::ranges::copy(plane.point(like.u.at(i), like.v.at(j)), map.end.begin() + at);
    }
  }
  const SolverRow& solver = *find_solver(c.solver);
  const auto trainer = train_one_by_one({.model = model,
                                         .loss = make_loss(c.loss, c.epsilon).value(),
                                         .solver = solver,
                                         .options = with_defaults(solver, options_of(c)),
                                         .epochs = c.epochs});
  for (std::size_t start = 0; start < map.accuracy.size(); ++start) trainer->train(start, 1, map);
  return map;
}

void expect_same_bits(const Dataset& data, const Case& c, const GridAxis& u, const GridAxis& v) {
  const BasinMap map = map_of(data, c, u, v), alone = one_by_one(data, c, map);
  std::size_t different = 0;
  for (std::size_t k = 0; k < map.end.size(); ++k) {
    if (std::bit_cast<std::uint64_t>(map.end[k]) != std::bit_cast<std::uint64_t>(alone.end[k])) {
      ++different;
    }
  }
  const std::string what = c.solver + " " + c.schedule + " " + c.loss + " " +
                           std::string(to_string(c.precision)) + " batch " +
                           std::to_string(c.loader.batch_size) + " rate " + std::to_string(c.rate);
  EXPECT_EQ(different, 0u) << what;
  EXPECT_EQ(map.accuracy, alone.accuracy) << what;
  EXPECT_EQ(map.perfect_from_epoch, alone.perfect_from_epoch) << what;
}

const std::vector<Case> losses = {{.loss = "cross-entropy"},
                                  {.loss = "squared-error"},
                                  {.loss = "cross-entropy-as-written"},
                                  {.loss = "cross-entropy-as-written", .epsilon = 1e-16}};

// 13 x 11 starts: one full group of 128 and one that is not.
TEST(BasinMap, HasTheBitsOfEachRunAlone) {
  for (Case c : losses) {
    for (const Precision precision : {Precision::float64, Precision::float32}) {
      for (const LoaderOptions& loader : {LoaderOptions{},
                                          {.batch_size = 1, .shuffle = true, .seed = 7},
                                          {.batch_size = 0},
                                          {.batch_size = 6, .drop_last = true}}) {
        c.precision = precision;
        c.loader = loader;
        expect_same_bits(precision == Precision::float32 ? make_lab_float32() : make_lab(), c,
                         {-15, 15, 13}, {-13, 13, 11});
      }
    }
  }
}

TEST(BasinMap, HasTheBitsOfEachRunAloneUnderEveryRuleAndSchedule) {
  for (const SolverRow& row : solver_table()) {
    if (row.rule.float64 == nullptr) continue;
    for (const ScheduleRow& schedule : schedule_table()) {
      Case c;
      c.solver = row.name;
      c.schedule = schedule.name;
      c.rate = row.default_learning_rate;
      c.epochs = 12;
      expect_same_bits(make_lab(), c, {-15, 15, 13}, {-13, 13, 11});
      c.precision = Precision::float32;
      c.loss = "squared-error";
      expect_same_bits(make_lab_float32(), c, {-15, 15, 13}, {-13, 13, 11});
      c.rate = 1e30;  // out of the range of numbers, or to where the squares of slopes are 0
      expect_same_bits(make_lab_float32(), c, {-15, 15, 5}, {-13, 13, 5});
    }
  }
}

// Nine inputs fill the eight lanes of a margin and leave one over.
TEST(BasinMap, HasTheBitsOfEachRunAloneWithManyInputsAndAPenalty) {
  for (const std::size_t inputs : {2u, 9u}) {
    const Dataset data =
        make_gaussians({.rows = 70, .inputs = inputs, .noise = 1, .seed = 3}).value();
    for (Case c : losses) {
      c.rate = 0.5;
      c.l2 = 0.01;
      c.epochs = 5;
      c.loader.batch_size = 65;  // more than RowMean takes at once
      expect_same_bits(data, c, {-3, 3, 5}, {-2, 2, 3});
      c.precision = Precision::float32;
      expect_same_bits(data, c, {-3, 3, 5}, {-2, 2, 3});
    }
  }
}

// The rate throws some runs out of the range of numbers, each at a step of its own.
TEST(BasinMap, KeepsTheLastFiniteParametersOfEachRun) {
  for (Case c : losses) {
    c.l2 = 0.1;
    for (const double rate : {1e3, 1e30}) {
      c.rate = rate;
      c.precision = rate > 1e20 ? Precision::float32 : Precision::float64;
      expect_same_bits(make_lab(), c, {-15, 15, 5}, {-13, 13, 5});
      c.precision = Precision::float64;
      expect_same_bits(make_lab(), c, {-15, 15, 5}, {-13, 13, 5});
      const BasinMap map = map_of(make_lab(), c, {-15, 15, 5}, {-13, 13, 5});
      for (const double w : map.end) EXPECT_TRUE(std::isfinite(w));
    }
  }
}

TEST(BasinMap, RoundsStartsThatAFloatCannotHoldAsTheSolverDoes) {
  Case c;
  c.precision = Precision::float32;
  c.epochs = 2;
  expect_same_bits(make_lab(), c, {-1e39, 1e39, 3}, {-1, 1, 2});
  expect_same_bits(make_lab(), c, {-1e38, 1e38, 3}, {-1, 1, 2});
}

// 60-digit arithmetic and PyTorch agree on where the lab's start ends; these shares over the whole
// window were counted by a program of its own before this one was written.
TEST(BasinMap, OfTheLabFindsAllStartsWithCrossEntropyAndHalfWithSquaredError) {
  Case c;
  c.epochs = 100;
  const BasinMap cross_entropy = map_of(make_lab(), c, w_axis, b_axis);
  EXPECT_EQ(cross_entropy.reached(), 1.0);
  c.loss = "squared-error";
  const BasinMap squared_error = map_of(make_lab(), c, w_axis, b_axis);
  EXPECT_NEAR(squared_error.reached(), 0.5278, 0.00005);
  const auto share_of = [&](double accuracy) {
    for (const BasinMap::Share& s : squared_error.share_by_accuracy()) {
      if (s.accuracy == accuracy) return s.share;
    }
    return 0.0;
  };
  EXPECT_NEAR(share_of(0.65), 0.2708, 0.00005);
  EXPECT_NEAR(share_of(0.35), 0.1970, 0.00005);
}

TEST(BasinMap, SharesAddUpToOneInAscendingOrder) {
  Case c;
  c.loss = "squared-error";
  c.epochs = 3;
  const std::vector<BasinMap::Share> shares =
      map_of(make_lab(), c, w_axis, b_axis).share_by_accuracy();
  double total = 0, last = -1;
  for (const BasinMap::Share& s : shares) {
    EXPECT_GT(s.accuracy, last);
    last = s.accuracy;
    total += s.share;
  }
  EXPECT_NEAR(total, 1, static_cast<double>(shares.size()) * 0x1p-53);
}

// From (-5, -10) the lab is right for good from step 80 on: within epoch 12.
TEST(BasinMap, KnowsTheEpochFromWhichARunStaysPerfect) {
  const Dataset data = make_lab();
  const DenseDesign x(data.x());
  const LinearModel model{.x = x, .y = data.y()};
  const BasinMap map =
      make_basin_map(model, CrossEntropy{}, weights_plane(), {-5, -5, 1}, {-10, -10, 1}, {})
          .value();
  ASSERT_EQ(map.accuracy.size(), 1u);
  EXPECT_EQ(map.accuracy[0], 1);
  EXPECT_EQ(map.perfect_from_epoch[0], 12u);
}

TEST(BasinMap, StartsFromThePointsOfThePlaneWithTheSecondCoordinateSlowest) {
  Case c;
  c.epochs = 0;
  const BasinMap map = map_of(make_lab(), c, {-2, 2, 3}, {0, 1, 2});
  EXPECT_EQ(map.end, (std::vector<double>{-2, 0, 0, 0, 2, 0, -2, 1, 0, 1, 2, 1}));
  // w = 0, b = 0: all margins are 0, class 0, and 13 of 20 rows have it.
  EXPECT_EQ(map.accuracy[1], 0.65);
  EXPECT_EQ(map.perfect_from_epoch[1], BasinMap::never);
}

TEST(BasinMap, TakesAnySolverOneStartAfterTheOther) {
  const Dataset data = make_gaussians({.rows = 60, .inputs = 1, .noise = 1, .seed = 5}).value();
  const DenseDesign x(data.x());
  const LinearModel model{.x = x, .y = data.y()};
  BasinRecipe recipe;
  recipe.solver = "lbfgs";
  const BasinMap map =
      make_basin_map(model, CrossEntropy{}, weights_plane(), {-2, 2, 3}, {-2, 2, 3}, recipe)
          .value();
  const auto risk = make_empirical_risk(model, CrossEntropy{});
  for (std::size_t start = 0; start < 9; ++start) {
    std::vector<double> gradient(2);
    risk->value_and_gradient(CVec(map.end).subspan(2 * start, 2), gradient);
    EXPECT_LT(std::hypot(gradient[0], gradient[1]), 1e-7);  // its tolerance is 1e-8 max(1, F)
    EXPECT_EQ(map.accuracy[start], map.accuracy[0]);
  }
}

TEST(BasinMap, StopsWhenItIsToldAndSaysWhichStartsItDidNotReach) {
  const Dataset data = make_lab();
  const DenseDesign x(data.x());
  const LinearModel model{.x = x, .y = data.y()};
  BasinRecipe recipe;
  recipe.epochs = 1;
  std::vector<double> heard;
  const auto stop_at_half = [&heard](double done) {
    heard.push_back(done);
    return done >= 0.5 ? Flow::stop : Flow::proceed;
  };
  const BasinMap map = make_basin_map(model, CrossEntropy{}, weights_plane(), {-15, 15, 32},
                                      {-13, 13, 16}, recipe, stop_at_half)
                           .value();
  EXPECT_EQ(heard, (std::vector<double>{0.25, 0.5}));
  EXPECT_FALSE(std::isnan(map.accuracy[255]));
  EXPECT_TRUE(std::isnan(map.accuracy[256]));
  EXPECT_TRUE(std::isnan(map.accuracy[511]));
}

TEST(BasinMap, PassesOnWhatTheSolverSaysOfItsOptions) {
  const Dataset data = make_lab();
  const DenseDesign x(data.x());
  const LinearModel model{.x = x, .y = data.y()};
  BasinRecipe recipe;
  recipe.options.learning_rate = -1;
  const Result<BasinMap> map =
      make_basin_map(model, CrossEntropy{}, weights_plane(), w_axis, b_axis, recipe);
  ASSERT_FALSE(map.has_value());
  EXPECT_EQ(map.error().where, "--learning-rate");
}

}  // namespace
}  // namespace logitlab
