// SPDX-License-Identifier: MIT
#include "logitlab/lab/starts.hpp"

#include <gtest/gtest.h>

#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

bool maps_starts(const Settings& settings) {
  return test::run_of(settings).training->basin_map.has_value();
}

// These shares were counted by a program of its own, as basin_map_test.cpp says.
TEST(Starts, OfTheLabAreAllGoodForCrossEntropyAndHalfOfThemForSquaredError) {
  const auto mapped = test::run_of({});
  ASSERT_TRUE(mapped.training->basin_map);
  EXPECT_EQ(mapped.training->basin_map->accuracy.size(), starts_a_side * starts_a_side);
  EXPECT_EQ(mapped.training->basin_map->reached(), 1);
  ASSERT_EQ(mapped.comparisons.size(), 1U);
  ASSERT_TRUE(mapped.comparisons[0].basin_map);
  const BasinMap& squared = *mapped.comparisons[0].basin_map;
  EXPECT_NEAR(squared.reached(), 0.5278, 5e-5);
  const auto share_of = [&](double accuracy) {
    for (const BasinMap::Share& share : squared.share_by_accuracy()) {
      if (share.accuracy == accuracy) return share.share;
    }
    return 0.0;
  };
  EXPECT_NEAR(share_of(0.65), 0.2708, 5e-5);
  EXPECT_NEAR(share_of(0.35), 0.1970, 5e-5);
}

TEST(Starts, AreNotMappedForMoreThanTwoParametersNorBeyondTheBudget) {
  Settings settings;
  settings.data = "gaussians";
  EXPECT_FALSE(maps_starts(settings));
  settings = {};
  settings.epochs = 10000;
  EXPECT_FALSE(maps_starts(settings));
}

TEST(Starts, AreMappedForComparisonsOfLossesAlone) {
  Settings settings;
  settings.compare = {"squared-error", "newton"};
  const auto mapped = test::run_of(settings);
  ASSERT_EQ(mapped.comparisons.size(), 2U);
  EXPECT_TRUE(mapped.comparisons[0].basin_map);
  EXPECT_FALSE(mapped.comparisons[1].basin_map);
}

TEST(Starts, AreGivenUpWhenSomebodyStops) {
  struct Late final : Watch {
    Flow on_progress(double done, double all) override {
      return done > 0.9 * all ? Flow::stop : Flow::proceed;
    }
  } watch;
  const auto result = run({}, test::data_of({}), watch);
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->interrupted);
  EXPECT_EQ(result->training->result.steps, 700U);
  EXPECT_FALSE(result->comparisons[0].basin_map);
}

}  // namespace
}  // namespace logitlab::lab
