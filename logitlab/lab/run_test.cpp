// SPDX-License-Identifier: MIT
//
// The lab's facts against the replay in 60-digit arithmetic.
#include "logitlab/lab/run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

using test::exact;
using test::relative_error;
using test::run_of;

constexpr double agreement = 1e-12;  // promised for float64

double answer(const std::string& data, const std::string& loss, const std::string& what) {
  const std::string name = loss == "squared-error" ? "squared_error" : "cross_entropy";
  return exact("/" + data + "/" + name + "/" + what);
}

double answer(const std::string& data, const std::string& loss, const std::string& what,
              std::size_t k) {
  return answer(data, loss, what + "/" + std::to_string(k));
}

class LabRun : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(LabRun, AgreesWithTheReplayInEveryColumnOfEveryStep) {
  const auto& [data, loss] = GetParam();
  Settings settings;
  settings.data = data;
  settings.loss = loss;
  const auto run = run_of(settings);
  const Training& training = *run.training;
  ASSERT_EQ(training.trajectory.length(), 701U);
  ASSERT_EQ(training.columns.loss.size(), 701U);
  for (std::size_t k = 1; k <= 700; ++k) {
    SCOPED_TRACE(k);
    const CVec w = training.trajectory.w_at(k);
    EXPECT_LE(relative_error(w[0], answer(data, loss, "w", k - 1)), agreement);
    EXPECT_LE(relative_error(w[1], answer(data, loss, "b", k - 1)), agreement);
    EXPECT_LE(relative_error(training.columns.loss[k], answer(data, loss, "loss_after", k - 1)),
              agreement);
    EXPECT_LE(relative_error(training.columns.gradient_norm[k],
                             answer(data, loss, "gradient_norm_after", k - 1)),
              // The two parts of a small gradient are sums that cancel; a unit of roundoff in the
              // margin (10) moves a slope near the end by 2e-15 of about 5e-3 each.
              1e-11);
    EXPECT_EQ(training.columns.accuracy[k], answer(data, loss, "accuracy_after", k - 1));
  }
}

INSTANTIATE_TEST_SUITE_P(Losses, LabRun,
                         testing::Values(std::pair("lab", "cross-entropy"),
                                         std::pair("lab", "squared-error"),
                                         std::pair("lab-float32", "cross-entropy"),
                                         std::pair("lab-float32", "squared-error")));

TEST(LabFacts, TheStartHasTheReplaysLossAndBothGradients) {
  const auto run = run_of({});
  EXPECT_LE(relative_error(run.start.loss, answer("lab", "cross-entropy", "start_loss")),
            agreement);
  EXPECT_EQ(run.start.accuracy, 0.65);
  for (std::size_t j = 0; j < 2; ++j) {
    EXPECT_LE(relative_error(run.start.gradient_cross_entropy[j],
                             answer("lab", "cross-entropy", "start_gradient", j)),
              agreement);
    EXPECT_LE(relative_error(run.start.gradient_squared_error[j],
                             answer("lab", "squared-error", "start_gradient", j)),
              agreement);
  }
}

TEST(LabFacts, AllRowsAreRightFirstAfterStep24AndToTheEndFromStep80) {
  const auto run = run_of({});
  const TrainingResult& result = run.training->result;
  EXPECT_EQ(result.first_perfect_step, 24U);
  EXPECT_EQ(result.perfect_from_step, 80U);
  EXPECT_EQ(result.non_finite_step, std::nullopt);
  EXPECT_EQ(result.steps, 700U);
  EXPECT_EQ(result.epochs, 100U);
  EXPECT_EQ(result.reason, Reason::budget);
  EXPECT_EQ(result.accuracy, 1.0);
}

TEST(LabFacts, TheRivalIsTheSquaredErrorAndItStaysAt65PerCent) {
  const auto run = run_of({});
  ASSERT_EQ(run.comparisons.size(), 1U);
  const Training& rival = run.comparisons[0];
  EXPECT_EQ(rival.settings.loss, "squared-error");
  EXPECT_EQ(rival.result.accuracy, 0.65);
  EXPECT_EQ(rival.result.first_perfect_step, std::nullopt);
  EXPECT_EQ(rival.trajectory.w_at(0)[0], -5);
}

TEST(LabFacts, PerfectAccuracyProvesTheDataSeparable) {
  const auto run = run_of({});
  EXPECT_EQ(run.separable.kind, SeparableKind::complete);
  const double w = run.separable.direction[0], b = run.separable.direction[1];
  for (std::size_t i = 0; i < 20; ++i) {
    const auto [x, y] = (*run.data)[i];
    EXPECT_EQ(x[0] * w + b > 0, y == 1) << i;
  }
}

TEST(LabFacts, ThatTheyAreSeparableIsFoundThroughARivalToo) {
  Settings settings;
  settings.loss = "squared-error";
  const auto run = run_of(settings);
  EXPECT_EQ(run.training->result.accuracy, 0.65);
  EXPECT_EQ(run.separable.kind, SeparableKind::complete);
}

TEST(LabFacts, WhatTrainingLeavesOpenIsDecidedEitherWay) {
  Settings settings;
  settings.epochs = 1;
  settings.compare = {"none"};
  const auto kind_of = [&](const std::vector<std::pair<double, double>>& rows) {
    return test::run_on(settings, test::line("line", rows)).separable.kind;
  };
  EXPECT_EQ(kind_of({{-2, 0}, {-1, 0}, {0, 1}, {0.5, 0}, {1, 1}}), SeparableKind::none);
  EXPECT_EQ(kind_of({{-2, 0}, {-1, 0}, {0.1, 1}, {0.1, 0}, {1, 1}}), SeparableKind::quasi);
  EXPECT_EQ(kind_of({{-2, 1}, {-1, 1}, {0.1, 0}, {0.2, 0}, {1, 0}}), SeparableKind::complete);
}

TEST(LabFacts, TheFormulaAsWrittenEndsAtStep3409InFloat32) {
  Settings settings;
  settings.data = "lab-float32";
  settings.loss = "cross-entropy-as-written";
  settings.precision = Precision::float32;
  settings.epochs = 600;
  settings.compare = {"none"};
  const auto run = run_of(settings);
  const TrainingResult& result = run.training->result;
  EXPECT_EQ(result.reason, Reason::not_finite);
  EXPECT_EQ(result.non_finite_step, 3409U);
  EXPECT_EQ(result.steps, 3408U);
  EXPECT_EQ(result.epochs, 486U);
  EXPECT_EQ(static_cast<float>(result.w[0]), 25.550116F);
  EXPECT_TRUE(run.comparisons.empty());
}

TEST(LabFacts, TheSurfaceIsTheReplaysIn64Bits) {
  const auto run = run_of({});
  ASSERT_EQ(run.surface.value.size(), 900U);
  for (std::size_t j = 0; j < 30; ++j) {
    for (std::size_t i = 0; i < 30; ++i) {
      EXPECT_LE(relative_error(
                    run.surface.at(i, j),
                    exact("/surface/cross_entropy/" + std::to_string(j) + "/" + std::to_string(i))),
                1e-14);
    }
  }
}

TEST(LabFacts, TheReliefIsTheSafeFormWhateverTheRunMinimised) {
  Settings settings;
  settings.loss = "cross-entropy-as-written";
  settings.epsilon = 1e-16;
  settings.compare = {"none"};
  const auto run = run_of(settings);
  const Surface safe = relief(run, "cross-entropy-as-written", 30);
  const Surface same = relief(run_of({}), "cross-entropy", 30);
  EXPECT_EQ(safe.value, same.value);
  EXPECT_NE(safe.value, run.surface.value);  // p = 1 in a corner costs 36.8 there
}

// ---- what is not the lab

TEST(Run, ComparesSolversWithTheirOwnDefaults) {
  Settings settings;
  settings.solver = "newton";
  settings.compare = {"sgd", "lbfgs"};
  const auto run = run_of(settings);
  ASSERT_EQ(run.comparisons.size(), 2U);
  EXPECT_EQ(run.comparisons[0].settings.learning_rate, 2.0);
  EXPECT_EQ(run.comparisons[0].settings.batch_size, 3U);
  EXPECT_EQ(run.comparisons[0].result.steps, 700U);
  EXPECT_EQ(run.comparisons[0].trajectory.sha256, run_of({}).training->trajectory.sha256);
  EXPECT_EQ(run.comparisons[1].settings.learning_rate, std::nullopt);
}

TEST(Run, ARivalKeepsWhatItTakesOfTheRecipe) {
  Settings settings;
  settings.solver = "nesterov";
  settings.momentum = 0.5;
  settings.schedule = "cosine";
  settings.epochs = 4;
  settings.compare = {"momentum", "adam", "newton"};
  const auto rivals = run_of(settings).comparisons;
  ASSERT_EQ(rivals.size(), 3U);
  EXPECT_EQ(rivals[0].settings.momentum, 0.5);
  EXPECT_EQ(rivals[1].settings.momentum, std::nullopt);
  EXPECT_EQ(rivals[1].settings.learning_rate, 0.05);
  EXPECT_EQ(rivals[1].settings.schedule, "cosine");
  EXPECT_EQ(rivals[2].settings.schedule, std::nullopt);
  settings = {};
  settings.solver = "newton";
  settings.compare = {"momentum"};
  const auto others = run_of(settings).comparisons;
  EXPECT_EQ(others[0].settings.momentum, 0.9);
  EXPECT_EQ(others[0].settings.schedule, "constant");
}

// The column learning_rate of steps.csv. In the middle of 100 epochs a cosine is half way down.
TEST(Run, RecordsTheRateOfEachEpoch) {
  Settings settings;
  settings.solver = "adam";
  settings.schedule = "cosine";
  settings.compare = {"none"};
  const auto run = run_of(settings);
  const Trajectory& path = run.training->trajectory;
  ASSERT_EQ(path.length(), 701U);
  EXPECT_TRUE(std::isnan(path.rate[0]));
  EXPECT_EQ(path.rate[1], 0.05);
  EXPECT_EQ(path.rate[7], 0.05);
  EXPECT_LT(path.rate[8], 0.05);
  EXPECT_NEAR(path.rate[7 * 50 + 1], 0.025, 1e-16);
  EXPECT_NEAR(path.rate[700], 0.05 * 0.000246719817134220625, 1e-17);
}

TEST(Run, TheSameSettingsGiveTheSameBits) {
  Settings settings;
  settings.data = "gaussians";
  settings.shuffle = true;
  settings.seed = 7;
  EXPECT_EQ(run_of(settings).training->trajectory.sha256,
            run_of(settings).training->trajectory.sha256);
  Settings other = settings;
  other.seed = 8;
  EXPECT_NE(run_of(settings).training->trajectory.sha256,
            run_of(other).training->trajectory.sha256);
}

TEST(Run, StopsAfterTheStepWhenAskedAndKeepsWhatWasReached) {
  struct Impatient final : Watch {
    int calls = 0;
    Flow on_progress(double, double) override {
      return ++calls > 10 ? Flow::stop : Flow::proceed;  // the start is the first
    }
  } watch;
  const auto result = run({}, test::data_of({}), watch);
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->interrupted);
  EXPECT_EQ(result->training->result.reason, Reason::observer);
  EXPECT_EQ(result->training->result.steps, 10U);
  EXPECT_EQ(result->training->columns.loss.size(), 11U);
  EXPECT_TRUE(result->comparisons.empty());
  EXPECT_EQ(result->surface.value.size(), 900U);
}

TEST(Run, ProgressGrowsToItsEndAndNeverBeyond) {
  struct Listener final : Watch {
    double last = 0, all = 0;
    bool grew = true;
    Flow on_progress(double done, double of) override {
      grew = grew && done >= last && done <= of;
      last = done;
      all = of;
      return Flow::proceed;
    }
  } watch;
  Settings settings;
  settings.compare = {"squared-error", "newton"};
  ASSERT_TRUE(run(settings, test::data_of(settings), watch));
  EXPECT_TRUE(watch.grew);
  EXPECT_GT(watch.last, 0.3 * watch.all);  // what is left is the surface
}

// A surface of some 80 million terms is work to be heard of, and may be left half done.
TEST(Survey, TellsItsProgressAndStopsInTheMiddle) {
  struct Listener final : Watch {
    int stop_at = 0, calls = 0;
    double last = 0, all = 0;
    Flow on_progress(double done, double of) override {
      last = done;
      all = of;
      return ++calls == stop_at ? Flow::stop : Flow::proceed;
    }
  };
  Settings settings;
  settings.data = "gaussians";
  settings.rows = 20000;
  settings.resolution = 65;
  const auto data = test::data_of(settings);
  Listener patient;
  const auto whole = survey(settings, data, patient);
  ASSERT_TRUE(whole);
  EXPECT_FALSE(whole->interrupted);
  EXPECT_GT(patient.calls, 1);
  EXPECT_EQ(patient.last, patient.all);

  Listener impatient;
  impatient.stop_at = 1;
  const auto part = survey(settings, data, impatient);
  ASSERT_TRUE(part);
  EXPECT_TRUE(part->interrupted);
  EXPECT_EQ(impatient.calls, 1);
  EXPECT_EQ(part->surface.value.front(), whole->surface.value.front());
  EXPECT_TRUE(std::isnan(part->surface.value.back()));
}

TEST(Survey, LooksWithoutTraining) {
  const auto result = survey({}, test::data_of({}));
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->training);
  EXPECT_TRUE(result->comparisons.empty());
  EXPECT_EQ(result->start.accuracy, 0.65);
  EXPECT_EQ(result->separable.kind, SeparableKind::complete);
  EXPECT_EQ(result->surface.value, run_of({}).surface.value);
}

TEST(Survey, OfMoreInputsIsOverTheFirstTwoByDefaultAndHasNoPathForItsMainDirections) {
  Settings settings;
  settings.data = "gaussians";
  const auto data = test::data_of(settings);
  const auto result = survey(settings, data);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->plane.name[0], "x1");
  EXPECT_EQ(result->plane.name[1], "x2");
  settings.plane = "pca";
  const auto refused = survey(settings, data);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::usage);
}

TEST(Run, AFloat32RunHasAFloat32Surface) {
  Settings settings;
  settings.precision = Precision::float32;
  settings.compare = {"none"};
  const auto run = run_of(settings);
  const auto wide = run_of({});
  double largest = 0;
  bool all_float = true;
  for (std::size_t k = 0; k < 900; ++k) {
    const double v = run.surface.value[k];
    all_float = all_float && static_cast<double>(static_cast<float>(v)) == v;
    largest = std::max(largest, relative_error(v, wide.surface.value[k]));
  }
  EXPECT_TRUE(all_float);
  EXPECT_LT(largest, 20 * 6e-8);  // 20 rows, each a few units of 2^-24
  EXPECT_GT(largest, 0);
}

}  // namespace
}  // namespace logitlab::lab
