// SPDX-License-Identifier: MIT
//
// The numbers in the sentences are made here from the replay in 60-digit arithmetic where it has
// them; the rest of a sentence is held word for word.
#include "logitlab/lab/story.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

using test::exact;
using test::line;
using test::run_of;
using test::run_on;

// All sentences about one part, one after the other.
std::string told(const lab::Run& run, Part part) {
  std::string text;
  for (const Sentence& sentence : tell(run)) {
    if (sentence.part != part) continue;
    if (!text.empty()) text += ' ';
    text += sentence.text;
  }
  return text;
}

bool warned(const lab::Run& run) {
  bool any = false;
  for (const Sentence& sentence : tell(run)) any = any || sentence.warning;
  return any;
}

double answer(const std::string& loss, const std::string& what) {
  return exact("/lab/" + loss + "/" + what);
}

double slope_at_start(const std::string& loss) {
  const double w = answer(loss, "start_gradient/0"), b = answer(loss, "start_gradient/1");
  return std::sqrt(w * w + b * b);
}

std::string step_of(double number) {
  const auto step = static_cast<std::uint64_t>(number);
  return "step " + std::to_string(step) + " (epoch " + std::to_string((step - 1) / 7 + 1) + ")";
}

TEST(Story, OfTheLabIsTheReplays) {
  const auto run = run_of({});
  const std::string ce = "cross_entropy", se = "squared_error";
  EXPECT_EQ(told(run, Part::data), "20 points with 1 input (lab): 7 are class 1, 13 class 0.");
  EXPECT_EQ(told(run, Part::start),
            "At w = \u22125, b = \u221210: loss " + fixed(answer(ce, "start_loss"), 3) +
                "; the model says class 0 to all; 13 of 20 right (65\u00A0%).");
  const double slope = slope_at_start(ce), rival = slope_at_start(se);
  EXPECT_EQ(told(run, Part::slope),
            "The slope there is " + plain(slope, 3) + " for cross-entropy, " + plain(rival, 3) +
                " for squared error: " +
                grouped(static_cast<std::uint64_t>(std::llround(slope / rival))) +
                " times shorter, and its b part points the wrong way.");
  EXPECT_EQ(std::llround(slope / rival), 45416);
  EXPECT_EQ(told(run, Part::training),
            "700 steps of SGD on cross-entropy, 100 epochs (learning rate 2, batches of 3 in file "
            "order).");
  EXPECT_EQ(told(run, Part::accuracy),
            "All 20 are right for the first time after " +
                step_of(answer(ce, "first_perfect_step")) + ", and from " +
                step_of(answer(ce, "perfect_from_step")) + " to the end.");
  EXPECT_EQ(told(run, Part::end), "At w = " + fixed(answer(ce, "w/699"), 3) +
                                      ", b = " + minus_sign(fixed(answer(ce, "b/699"), 3)) +
                                      ": loss " + fixed(answer(ce, "loss_after/699"), 3) +
                                      "; 20 of 20 right (100\u00A0%).");
  EXPECT_EQ(told(run, Part::separable),
            "These data are separable: every point can be on its own side. So the loss has no "
            "minimum; it falls for ever while w grows.");
  const double moved =
      std::sqrt(std::pow(answer(se, "w/699") + 5, 2) + std::pow(answer(se, "b/699") + 10, 2));
  EXPECT_EQ(told(run, Part::comparison),
            "Squared error from the same start: 13 of 20 right (65\u00A0%) after 700 steps; it "
            "moved " +
                plain(moved, 3) + " in all.");
  EXPECT_FALSE(warned(run));
}

TEST(Story, OfTheSquaredErrorSaysThatItNeverGotThere) {
  Settings settings;
  settings.loss = "squared-error";
  const auto run = run_of(settings);
  EXPECT_EQ(told(run, Part::accuracy), "");
  EXPECT_EQ(told(run, Part::end),
            "At w = \u22124.990, b = \u221210.006: loss 0.350; 13 of 20 right (65\u00A0%).");
  EXPECT_EQ(told(run, Part::comparison),
            "Cross-entropy from the same start: 20 of 20 right (100\u00A0%) after 700 steps, all "
            "from step 80 (epoch 12) on; it moved 20.9 in all.");
  EXPECT_EQ(told(run, Part::separable),
            "These data are separable: every point can be on its own side. So the loss has no "
            "minimum: ever larger weights bring it as near to 0 as you like, but not from every "
            "start.");
}

TEST(Story, OfTheFormulaAsWrittenSaysWhereItHasNoValue) {
  Settings settings;
  settings.data = "lab-float32";
  settings.loss = "cross-entropy-as-written";
  settings.precision = Precision::float32;
  settings.epochs = 600;
  const auto run = run_of(settings);
  EXPECT_EQ(
      told(run, Part::training),
      "3,408 steps of SGD on cross-entropy as written, 486 epochs (learning rate 2, batches "
      "of 3 in file order, float32). Step 3,409, epoch 487: 0 \u00D7 log 0. The formula as written "
      "has no value in float32. w and b of the step before are kept.");
  EXPECT_TRUE(warned(run));
}

TEST(Story, OfARateThatIsFarTooLargeBlamesTheParameters) {
  Settings settings;
  settings.learning_rate = 1e308;  // times a slope of about 100
  settings.start = {0.0, 0.0};
  settings.compare = {"none"};
  const auto run = run_on(settings, line("wide", {{-200, 0}, {300, 1}}));
  ASSERT_EQ(run.training->result.reason, Reason::not_finite);
  EXPECT_NE(told(run, Part::training)
                .find("the parameters leave what float64 can hold; a smaller learning rate keeps "
                      "them. w and b of the step before are kept."),
            std::string::npos)
      << told(run, Part::training);
}

TEST(Story, OfOneStepIsInTheSingular) {
  Settings settings;
  settings.batch_size = 0;
  settings.epochs = 1;
  settings.compare = {"none"};
  const auto run = run_of(settings);
  EXPECT_EQ(told(run, Part::training),
            "1 step of SGD on cross-entropy, 1 epoch (learning rate 2, all rows in one batch).");
  EXPECT_EQ(told(run, Part::comparison), "");
}

TEST(Story, OfNewtonCountsIterationsAndSaysThatItEndedByItself) {
  const auto data = line("overlap", {{-2, 0}, {-1, 0}, {0, 1}, {0.5, 0}, {1, 1}, {2, 1}});
  Settings settings;
  settings.solver = "newton";
  settings.start = {0.0, 0.0};
  settings.compare = {"lbfgs"};
  const auto run = run_on(settings, data);
  const std::uint64_t steps = run.training->result.steps;
  EXPECT_EQ(told(run, Part::training),
            std::to_string(steps) +
                " iterations of Newton's method on cross-entropy (all rows at each step). It ended "
                "by itself: the slope is next to nothing.");
  EXPECT_EQ(told(run, Part::minimum),
            "These data are not separable: whatever w and b are, some point is on the wrong side. "
            "So a finite minimum exists.");
  EXPECT_EQ(told(run, Part::comparison),
            "L-BFGS from the same start: 4 of 6 right (67\u00A0%) after " +
                std::to_string(run.comparisons[0].result.steps) + " iterations, loss " +
                fixed(run.training->result.loss, 3) + ".");
}

// Far off, the loss is so large that a slope of this size counts as none.
TEST(Story, OfASlopeThatIsSmallOnlyBesideTheLossGivesBoth) {
  const auto data = line("overlap", {{-2, 0}, {-1, 0}, {0, 1}, {0.5, 0}, {1, 1}, {2, 1}});
  Settings settings;
  settings.solver = "newton";
  settings.compare = {"none"};
  auto run = run_on(settings, data);
  ASSERT_TRUE(told(run, Part::training).ends_with("the slope is next to nothing."));
  run.training->result.reason = Reason::gradient;
  run.training->columns.gradient_norm.back() = 0.25;
  run.training->result.loss = 5e8;
  EXPECT_TRUE(told(run, Part::training)
                  .ends_with("It ended by itself: the slope, 0.250, is small beside the loss, "
                             "500,000,000."))
      << told(run, Part::training);
  run.training->result.reason = Reason::decrement;
  EXPECT_TRUE(told(run, Part::training)
                  .ends_with("It ended by itself: the slope, 0.250, and the curvature leave next "
                             "to nothing to gain on the loss, 500,000,000."))
      << told(run, Part::training);
}

TEST(Story, StandsUnderHeadingsThatAgreeWithIt) {
  const auto heading_over = [](const lab::Run& run, const std::string& words) {
    for (const Sentence& sentence : tell(run)) {
      if (sentence.text.find(words) != std::string::npos)
        return std::string(heading(sentence.part));
    }
    return std::string("no such sentence");
  };
  const auto overlap = line("overlap", {{-2, 0}, {-1, 0}, {0, 1}, {0.5, 0}, {1, 1}, {2, 1}});
  EXPECT_EQ(heading_over(run_on({}, overlap), "a finite minimum exists"), "Minimum");
  EXPECT_EQ(heading_over(run_of({}), "the loss has no minimum"), "No end");
}

TEST(Story, OfTheSquaredErrorPromisesAMinimumOfTheCrossEntropyOnly) {
  Settings settings;
  settings.loss = "squared-error";
  const auto data = line("overlap", {{-2, 0}, {-1, 0}, {0, 1}, {0.5, 0}, {1, 1}, {2, 1}});
  EXPECT_TRUE(told(run_on(settings, data), Part::minimum)
                  .ends_with("So the cross-entropy has a finite minimum."));
}

TEST(Story, OfPointsOnTheBorderSaysThatTheyStayThere) {
  const auto data = line("tied", {{-1, 0}, {0, 1}, {0, 0}, {1, 1}});
  EXPECT_EQ(told(run_on({}, data), Part::separable),
            "These data are separable up to the border: no point need be on the wrong side, but "
            "some can only lie on the border itself. So the loss has no minimum; it falls for ever "
            "while w grows.");
}

TEST(Story, OfAStartThatIsPerfectSaysSo) {
  Settings settings;
  settings.start = {20.0, -5.0};
  settings.epochs = 1;
  settings.compare = {"none"};
  const auto run = run_of(settings);
  EXPECT_EQ(told(run, Part::start).find("the model says"), std::string::npos);
  EXPECT_EQ(told(run, Part::accuracy), "All 20 are right from the start to the end.");
}

TEST(Story, OfAnOppositeStartSaysClassOneToAll) {
  Settings settings;
  settings.start = {0.0, 10.0};
  settings.compare = {"none"};
  EXPECT_NE(told(run_of(settings), Part::start)
                .find("the model says class 1 to all; 7 of 20 right (35\u00A0%)"),
            std::string::npos);
}

TEST(Story, OfMoreInputsNamesThemAndSpeaksOfWeights) {
  Settings settings;
  settings.data = "gaussians";
  settings.noise = 0.1;
  settings.rows = 60;
  settings.compare = {"none"};
  const auto run = run_of(settings);
  EXPECT_EQ(told(run, Part::data),
            "60 points with 2 inputs (gaussians): 30 are class 1, 30 class 0.");
  EXPECT_TRUE(told(run, Part::end).starts_with("At w1 = ")) << told(run, Part::end);
  EXPECT_TRUE(told(run, Part::separable).ends_with("while the weights grow."));
}

TEST(Story, OfAnInterruptedRunSaysWhatIsKeptAndThatNothingWasCompared) {
  struct Impatient final : Watch {
    int calls = 0;
    Flow on_progress(double, double) override { return ++calls > 30 ? Flow::stop : Flow::proceed; }
  } watch;
  const auto result = run({}, test::data_of({}), watch);
  ASSERT_TRUE(result);
  EXPECT_EQ(told(*result, Part::training),
            "30 steps of SGD on cross-entropy, 4 epochs (learning rate 2, batches of 3 in file "
            "order). Stopped after step 30 (epoch 5); what was reached is kept.");
  EXPECT_EQ(told(*result, Part::comparison), "The comparison was not run any more.");
}

TEST(Story, OfARunThatWasStoppedAtOnceHasNoEnd) {
  struct AtOnce final : Watch {
    Flow on_progress(double, double) override { return Flow::stop; }
  } watch;
  const auto result = run({}, test::data_of({}), watch);
  ASSERT_TRUE(result);
  EXPECT_TRUE(told(*result, Part::training).ends_with("Stopped before the first step."));
  EXPECT_EQ(told(*result, Part::end), "");
  EXPECT_EQ(told(*result, Part::accuracy), "");
}

TEST(Story, NamesTheMomentumAndTheScheduleOfTheRecipe) {
  Settings settings;
  settings.epochs = 2;
  settings.compare = {"none"};
  const auto training = [&](const char* solver, const char* schedule) {
    settings.solver = solver;
    settings.schedule = schedule;
    return told(run_of(settings), Part::training);
  };
  EXPECT_EQ(training("momentum", "cosine"),
            "14 steps of SGD with momentum on cross-entropy, 2 epochs (learning rate 2, cosine "
            "schedule, momentum 0.9, batches of 3 in file order).");
  EXPECT_EQ(training("adam", "constant"),
            "14 steps of Adam on cross-entropy, 2 epochs (learning rate 0.05, batches of 3 in file "
            "order).");
}

TEST(Story, OfALookSaysWhatWasLookedAt) {
  const auto result = survey({}, test::data_of({}));
  ASSERT_TRUE(result);
  EXPECT_EQ(told(*result, Part::looking),
            "Cross-entropy at 30 \u00D7 30 points: w from \u221215 to 15, b from \u221213 to 13.");
  EXPECT_EQ(told(*result, Part::training), "");
}

TEST(Story, OfAHugeStartHasWordsForWhatIsNoNumber) {
  Settings settings;
  settings.start = {1.5e308, 1.5e308};
  settings.compare = {"none"};
  const auto run = run_of(settings);  // at x = 0.2 the margin is 1.8e308
  EXPECT_NE(told(run, Part::start).find("more than 1,000,000,000,000,000"), std::string::npos);
  EXPECT_NE(told(run, Part::training)
                .find("Step 5, epoch 1: the margins leave what float64 can "
                      "hold. w and b of the step before are kept."),
            std::string::npos)
      << told(run, Part::training);
}

// A rate of 40 pulls the border beyond the third row.
TEST(Story, OfPerfectAccuracyThatIsLostSaysSo) {
  const auto data = line("three", {{-1, 0}, {3, 1}, {0.9, 0}});
  Settings settings;
  settings.start = {1.0, -2.0};
  settings.learning_rate = 40;
  settings.batch_size = 1;
  settings.epochs = 1;
  settings.compare = {"none"};
  const auto run = run_on(settings, data);
  ASSERT_EQ(run.training->columns.accuracy.front(), 1);
  EXPECT_LT(run.training->result.accuracy, 1);
  EXPECT_EQ(told(run, Part::accuracy), "All 3 are right at the start, but not at the end.");
}

// ---- what to try next

TEST(WhatNext, AfterTheLabAreThreeCommands) {
  const auto next = what_next(run_of({}));
  ASSERT_EQ(next.size(), 3U);
  EXPECT_EQ(next[0].command, "logitlab lab --loss squared-error");
  EXPECT_EQ(next[1].command, "logitlab lab --start 10,10");
  EXPECT_EQ(next[2].command,
            "logitlab lab --data lab-float32 --loss cross-entropy-as-written --epochs 600 "
            "--precision float32");
}

TEST(WhatNext, AfterNoValueIsTheSafeFormula) {
  Settings settings;
  settings.data = "lab-float32";
  settings.loss = "cross-entropy-as-written";
  settings.precision = Precision::float32;
  settings.epochs = 600;
  const auto next = what_next(run_of(settings));
  ASSERT_EQ(next.size(), 2U);
  EXPECT_EQ(next[0].command, "logitlab lab --data lab-float32 --epochs 600 --precision float32");
  EXPECT_EQ(next[1].command,
            "logitlab lab --data lab-float32 --loss cross-entropy-as-written --epsilon 1e-16 "
            "--epochs 600 --precision float32");
}

TEST(WhatNext, AfterAMinimumIsNotMoreOfTheSame) {
  const auto data = line("overlap", {{-2, 0}, {-1, 0}, {0, 1}, {0.5, 0}, {1, 1}, {2, 1}});
  Settings settings;
  settings.data = "overlap";
  settings.solver = "newton";
  const auto next = what_next(run_on(settings, data));
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next[0].command, "logitlab lab --data overlap --loss squared-error --solver newton");
}

TEST(WhatNext, AfterTheRateWarningIsASmallerRate) {
  Settings settings;
  settings.data = "gaussians";
  settings.batch_size = 0;
  settings.learning_rate = 30;
  settings.epochs = 200;
  settings.compare = {"none"};
  const auto next = what_next(run_of(settings));
  ASSERT_FALSE(next.empty());
  EXPECT_EQ(next[0].command,
            "logitlab lab --data gaussians --lr 20 --batch-size 0 --epochs 200 --compare none");
  settings.learning_rate = 20;
  for (const Suggestion& suggestion : what_next(run_of(settings))) {
    EXPECT_EQ(suggestion.why.find("bears"), std::string::npos) << suggestion.why;
  }
}

TEST(WhatNext, OfStandardInputIsNothing) {
  Settings settings;
  settings.data = "-";
  EXPECT_TRUE(what_next(run_on(settings, line("standard input", {{-1, 0}, {1, 1}}))).empty());
}

TEST(WhatNext, IsReadyForAShell) {
  Settings settings;
  settings.data = "my data's.csv";
  EXPECT_EQ(options_of(settings), "--data 'my data'\\''s.csv'");
  settings.data = "$(reboot).csv";
  EXPECT_EQ(options_of(settings), "--data '$(reboot).csv'");
}

TEST(WhatNext, KeepsWhatMakesTheRecipeAndItsView) {
  Settings settings;
  settings.data = "gaussians";
  settings.rows = 40;
  settings.seed = 7;
  settings.start = {1.0, -2.0, 0.5};
  settings.epochs = 2;
  settings.window = Window{-3, 3, -4, 4};
  settings.plane = "x1,b";
  settings.resolution = 12;
  settings.every = 5;
  settings.compare = {"newton"};
  const std::string kept =
      "--data gaussians --rows 40 --seed 7 --epochs 2 --start 1,-2,0.5 --plane x1,b --window "
      "-3,3,-4,4 --resolution 12 --every 5 --compare newton";
  EXPECT_EQ(options_of(run_of(settings).training->settings), kept);
  for (const Suggestion& suggestion : what_next(run_of(settings))) {
    for (const char* part :
         {"--seed 7", "--start 1,-2,0.5", "--plane x1,b", "--window -3,3,-4,4"}) {
      EXPECT_NE(suggestion.command.find(part), std::string::npos) << suggestion.command;
    }
    const bool newton = suggestion.command.find("--solver newton") != std::string::npos;
    EXPECT_EQ(suggestion.command.find("--compare newton") != std::string::npos, !newton);
  }
  settings = {};
  settings.data = "gaussians";
  settings.seed = 7;
  EXPECT_EQ(options_of(run_of(settings).training->settings), "--data gaussians --seed 7");
}

TEST(WhatNext, OfALabWithAWindowStaysInIt) {
  Settings settings;
  settings.window = Window{-6, 6, -12, 0};
  for (const Suggestion& suggestion : what_next(run_of(settings))) {
    EXPECT_EQ(suggestion.command.find("--start"), std::string::npos) << suggestion.command;
  }
}

// A solver without a learning rate has no tenth of one.
TEST(WhatNext, AfterNoValueWithoutALearningRateIsAnotherStart) {
  for (const char* solver : {"newton", "lbfgs"}) {
    Settings settings;
    settings.solver = solver;
    settings.start = {1.0, 2.0};
    settings.compare = {"none"};
    auto run = run_of(settings);
    run.training->result.reason = Reason::not_finite;
    const auto next = what_next(run);
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].command, std::string("logitlab lab --solver ") + solver + " --compare none");
    run.training->settings.start = {-5.0, -10.0};
    EXPECT_TRUE(what_next(run).empty());
  }
}

TEST(WhatNext, CarriesMomentumAndScheduleOverWhereTheyAreNotTheDefaults) {
  Settings settings;
  settings.solver = "nesterov";
  settings.momentum = 0.5;
  settings.schedule = "step";
  settings.epochs = 2;
  EXPECT_EQ(options_of(run_of(settings).settings),
            "--solver nesterov --momentum 0.5 --schedule step --epochs 2");
  settings.momentum.reset();
  settings.schedule.reset();
  EXPECT_EQ(options_of(run_of(settings).settings), "--solver nesterov --epochs 2");
}

TEST(WhatNext, AfterAnyOptimiserOnOverlappingDataIsNewton) {
  Settings settings;
  settings.solver = "momentum";
  settings.schedule = "cosine";
  settings.data = "gaussians";
  settings.epochs = 2;
  const auto next = what_next(run_of(settings));
  EXPECT_TRUE(std::ranges::any_of(next, [](const Suggestion& suggestion) {
    return suggestion.command.ends_with("--data gaussians --solver newton --epochs 2");
  }));
}

TEST(WhatNext, OptionsOfResolvedDefaultsAreNone) { EXPECT_EQ(options_of(run_of({}).settings), ""); }

}  // namespace
}  // namespace logitlab::lab
