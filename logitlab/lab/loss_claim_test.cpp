// SPDX-License-Identifier: MIT
//
// PyTorch's losses are those of tests/reference/lab_pytorch.json: of each batch, before its step.
#include "logitlab/lab/loss_claim.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "logitlab/lab/story.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

OtherPath of_pytorch(const std::string& loss) {
  std::ifstream file(std::string(LOGITLAB_REFERENCE_DIR) + "/lab_pytorch.json");
  const auto recorded = nlohmann::json::parse(file).at(loss);
  OtherPath path;
  path.file = "pytorch.csv";
  path.trajectory.dimension = 2;
  for (std::size_t k = 0; k < recorded.at("w").size(); ++k) {
    path.trajectory.w.push_back(recorded["w"][k]);
    path.trajectory.w.push_back(recorded["b"][k]);
    path.trajectory.step.push_back(k);
    path.trajectory.epoch.push_back(0);
    path.trajectory.batch.push_back(0);
    path.trajectory.rate.push_back(unknown);
    path.trajectory.batch_value.push_back(unknown);
    path.loss.push_back(recorded.at("loss")[k]);
  }
  return path;
}

// Our own run as another program would have written it.
OtherPath of_ours(const lab::Run& run) {
  OtherPath path;
  path.file = "steps.csv";
  path.trajectory = run.training->trajectory;
  path.loss = run.training->columns.loss;
  return path;
}

lab::Run looked(OtherPath path, const std::string& loss = "cross-entropy") {
  Settings settings;
  settings.loss = loss;
  Watch nobody;
  auto run = survey(settings, test::data_of({}), nobody, std::move(path));
  if (!run) ADD_FAILURE() << to_string(run.error());
  return std::move(run).value();
}

TEST(LossClaim, KnowsPyTorchsLossesForThoseOfItsBatches) {
  for (const auto& [recorded, name] :
       {std::pair{"cross_entropy", "cross-entropy"}, std::pair{"squared_error", "squared-error"}}) {
    const lab::Run run = looked(of_pytorch(recorded));
    const LossClaim& claim = run.other->claim;
    EXPECT_TRUE(claim.fits);
    EXPECT_EQ(claim.loss, name);
    EXPECT_EQ(claim.batch, 3U);
    EXPECT_FALSE(claim.sum);
    EXPECT_TRUE(claim.before);
    EXPECT_EQ(claim.compared, 700U);
  }
}

TEST(LossClaim, OfOurOwnStepsIsOurs) {
  const lab::Run ours = test::run_of({});
  const lab::Run run = looked(of_ours(ours));
  const LossClaim& claim = run.other->claim;
  EXPECT_TRUE(claim.fits);
  EXPECT_EQ(claim.loss, "cross-entropy");
  EXPECT_EQ(claim.batch, 0U);
  EXPECT_FALSE(claim.sum || claim.before);
  EXPECT_EQ(claim.largest_difference, 0);
  EXPECT_EQ(run.other->training.result.loss, ours.training->result.loss);
  EXPECT_EQ(run.other->training.result.accuracy, 1);
}

TEST(LossClaim, KnowsASumAnotherLossAndALossBeforeItsStep) {
  const lab::Run ours = test::run_of({});
  OtherPath sum = of_ours(ours);
  for (double& loss : sum.loss) loss *= 20;
  LossClaim claim = looked(sum).other->claim;
  EXPECT_TRUE(claim.fits && claim.sum);
  EXPECT_EQ(claim.batch, 0U);
  EXPECT_NEAR(claim.largest_difference, 19, 1e-12);

  claim = looked(of_ours(ours), "squared-error").other->claim;
  EXPECT_TRUE(claim.fits);
  EXPECT_EQ(claim.loss, "cross-entropy");

  OtherPath before = of_ours(ours);
  before.loss.pop_back();
  before.loss.insert(before.loss.begin(), 1.0);
  claim = looked(before).other->claim;
  EXPECT_TRUE(claim.fits && claim.before);
  EXPECT_EQ(claim.batch, 0U);
}

TEST(LossClaim, KnowsTheBatchesOfOurOwnSteps) {
  Settings settings;
  settings.batch_size = 8;
  const lab::Run ours = test::run_of(settings);
  OtherPath path = of_ours(ours);
  path.loss = ours.training->trajectory.batch_value;
  const LossClaim claim = looked(path).other->claim;
  EXPECT_TRUE(claim.fits && claim.before);
  EXPECT_EQ(claim.batch, 8U);
}

TEST(LossClaim, OfNoneOfOursTellsTheStepFurthestOff) {
  OtherPath path = of_ours(test::run_of({}));
  path.loss[0] *= 1.01;
  path.loss[40] *= 1.5;
  const LossClaim claim = looked(path).other->claim;
  EXPECT_FALSE(claim.fits);
  EXPECT_EQ(claim.furthest_step, 40U);
  EXPECT_NEAR(claim.largest_difference, 0.5, 1e-12);
  EXPECT_NEAR(claim.theirs, 1.5 * claim.ours, 1e-12);
}

TEST(LossClaim, OfAFileWithoutLossesComparesNothing) {
  OtherPath path = of_ours(test::run_of({}));
  path.loss.clear();
  EXPECT_EQ(looked(path).other->claim.compared, 0U);
}

TEST(OtherRun, GivesALookItsStartItsWindowAndItsEnd) {
  Settings settings;
  settings.data = "gaussians";
  settings.inputs = 3;
  settings.epochs = 3;
  const lab::Run ours = test::run_of(settings);
  Watch nobody;
  settings.epochs = 100;
  const auto run = survey(settings, test::data_of(settings), nobody, of_ours(ours));
  ASSERT_TRUE(run) << to_string(run.error());
  EXPECT_EQ(run->settings.start, ours.settings.start);
  EXPECT_EQ(run->settings.plane, "pca");
  EXPECT_EQ(run->plane.direction, ours.plane.direction);
  EXPECT_EQ(run->window.u_low, ours.window.u_low);
  EXPECT_TRUE(run->curvature.end);
  EXPECT_EQ(shown_path(*run), &run->other->training);
}

TEST(OtherRun, LeadsToATrainingFromItsFirstRow) {
  OtherPath path = of_ours(test::run_of({}));
  path.trajectory.w[0] = 3;
  const auto next = what_next(looked(path));
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next[0].command, "logitlab lab --start 3,-10");
}

TEST(OtherRun, WithAStartOfItsOwnIsRefusedAnother) {
  Settings settings;
  settings.start = {{1, 2}};
  Watch nobody;
  const auto run = survey(settings, test::data_of({}), nobody, of_ours(test::run_of({})));
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().where, "--start");
}

}  // namespace
}  // namespace logitlab::lab
