// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <utility>

#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

lab::Run looked(double scale, double noise = 0) {
  const lab::Run ours = test::run_of({});
  OtherPath path;
  path.file = "theirs.csv";
  path.trajectory = ours.training->trajectory;
  path.loss = ours.training->columns.loss;
  for (std::size_t r = 0; r < path.loss.size(); ++r)
    path.loss[r] *= r % 2 == 1 ? scale + noise : scale;
  Watch nobody;
  return survey({}, test::data_of({}), nobody, std::move(path)).value();
}

const std::string ends =
    "701 rows of theirs.csv end at w = 14.859, b = \u22123.611: there our loss is 0.052; 20 of 20 "
    "right (100\u00A0%). ";

TEST(PathText, TellsTheEndByOurEvaluator) {
  EXPECT_EQ(path_text(looked(1)), ends + "Its losses are ours, to the last digit.");
}

TEST(PathText, OfOneRowIsInTheSingular) {
  OtherPath path;
  path.file = "one.csv";
  Trajectory& steps = path.trajectory;
  steps.dimension = 2;
  steps.step = {0};
  steps.epoch = steps.batch = {0};
  steps.rate = steps.batch_value = {unknown};
  steps.w = {-5, -10};
  Watch nobody;
  const auto run = survey({}, test::data_of({}), nobody, std::move(path)).value();
  EXPECT_EQ(path_text(run).substr(0, 34), "1 row of one.csv ends at w = \u22125,");
}

TEST(PathText, TellsToHowManyDigitsItsLossesAreOurs) {
  // Off by 1e-6 of itself, give or take the rounding of that product.
  EXPECT_EQ(path_text(looked(1, 1.5e-6)).substr(ends.size(), 44),
            "Its losses are ours to 5 digits or more (few");
}

TEST(PathText, TellsASum) {
  EXPECT_EQ(path_text(looked(20)).substr(ends.size(), 83),
            "Its losses are not ours: they are the sum of the cross-entropy of all 20 points (fu");
}

TEST(PathText, TellsTheDistanceWhereNothingFits) {
  const std::string text = path_text(looked(1, 0.3));
  EXPECT_NE(text.find("neither as mean nor as sum, nor of batches in file order: at step "),
            std::string::npos)
      << text;
  EXPECT_NE(text.find(", 30\u00A0% off."), std::string::npos) << text;
}

TEST(PathWarning, NamesTheLineThatIsNotFinite) {
  lab::Run run = looked(1);
  EXPECT_EQ(path_warning(run), "");
  run.other->non_finite_line = 1234;
  EXPECT_EQ(path_warning(run),
            "In line 1,234 of theirs.csv a parameter is not finite; the path ends before it.");
}

TEST(PathText, IsForALookWithAPathAlone) {
  EXPECT_EQ(path_text(survey({}, test::data_of({})).value()), "");
}

}  // namespace
}  // namespace logitlab::lab
