// SPDX-License-Identifier: MIT
//
// Sentences of the lab are held word for word; over many other runs each claim is computed again
// from the parameters, by textbook formulas and finite differences.
#include "logitlab/lab/status.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/step_truth.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

using test::exact;
using test::number_after;
using test::run_of;
using test::run_of_link;
using test::Truth;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Status, OfTheLabIsAsItWasMeant) {
  const lab::Run run = run_of({});
  EXPECT_EQ(status(run, 0),
            "Step 0: the model says class 0 to all; 13 of 20 right. The slope here is 0.408.");
  EXPECT_EQ(status(run, 3),
            "Step 3: hardly moved (0.0005). This batch holds zeros only, and the model is already "
            "sure of them.");
  EXPECT_EQ(status(run, 5),
            "Step 5: the loss fell, 4.553 \u2192 3.989. The first batch with a one in it; it "
            "points 12\u00B0 off the true gradient.");
  EXPECT_EQ(status(run, 18),
            "Step 18: the loss rose, 0.323 \u2192 0.374. The three samples of this batch are all "
            "class 0; together they point 124\u00B0 away from the true gradient.");
  EXPECT_EQ(status(run, 80),
            "Step 80: all 20 right, from here on for good. The loss still falls because w still "
            "grows.");
  EXPECT_EQ(status(run, 700),
            "Step 700: loss 0.052 and no minimum ahead. These data are separable: w never stops "
            "growing.");
  EXPECT_EQ(status(run, 701), status(run, 700));
}

TEST(Status, OfTheLabHasTheReplaysNumbers) {
  const lab::Run run = run_of({});
  const auto loss = [](std::uint64_t step) {
    return exact("/lab/cross_entropy/loss_after/" + std::to_string(step - 1));
  };
  EXPECT_EQ(status(run, 19).substr(0, 39),
            "Step 19: the loss fell, " + fixed(loss(18), 3) + " \u2192 " + fixed(loss(19), 3));
  EXPECT_TRUE(
      has(status(run, 7), "Epoch 1 ends: " + fixed(exact("/lab/cross_entropy/start_loss"), 3) +
                              " \u2192 " + fixed(loss(7), 3) + ", 13 of 20 right."));
}

TEST(Status, OfSquaredErrorSaysWhyItIsStuck) {
  const lab::Run run = run_of_link("loss=squared-error");
  EXPECT_EQ(status(run, 0),
            "Squared error, step 0: the model says class 0 to all; 13 of 20 right. The slope here "
            "is 0.00000898, 45,416 times shorter than that of cross-entropy.");
  EXPECT_TRUE(has(status(run, 300),
                  "The model is sure of them all, and wrong about three: squared "
                  "error hardly pulls where the model is sure."));
  EXPECT_EQ(status(run, 700),
            "Squared error, step 700: moved 0.012 in all. The slope is 0.000009; at this pace "
            "100\u00A0% takes about 33,000 epochs.");
}

TEST(Status, OfAComparisonNamesIt) {
  const lab::Run run = run_of({});
  ASSERT_EQ(run.comparisons.size(), 1U);
  EXPECT_EQ(status(run, run.comparisons[0], 700).substr(0, 24), "Squared error, step 700:");
  const lab::Run other = run_of_link("data=gaussians&compare=newton");
  EXPECT_EQ(status(other, other.comparisons[0], 1).substr(0, 29), "Newton's method, iteration 1:");
}

TEST(Status, OfARunWithoutAValueSaysWhatHasNone) {
  const lab::Run run =
      run_of_link("loss=cross-entropy-as-written&precision=float32&data=lab-float32&epochs=600");
  EXPECT_EQ(status(run, 3408),
            "Step 3,409, epoch 487: 0 \u00D7 log 0. The formula as written has no value in "
            "float32. w and b of the step before are kept. The safe formula goes on.");
  EXPECT_EQ(status(run, 999999), status(run, 3408));
}

TEST(Status, OfParametersThatOverflowDoesNotPraiseTheSafeFormula) {
  const lab::Run run = run_of_link("lr=1e300&w=1e200&b=1e200&points=1e200:0,-1e200:1,2e200:0");
  ASSERT_EQ(run.training->result.reason, Reason::not_finite);
  EXPECT_FALSE(has(status(run, 9), "goes on")) << status(run, 9);
}

TEST(Status, OfATooLargeRateSaysWhatTheLimitIs) {
  const lab::Run run = run_of_link("data=gaussians&bs=0&lr=30&epochs=50");
  EXPECT_EQ(status(run, 1),
            "Step 1: the loss rose, 0.584 \u2192 0.770. Rate 30 is above the stable limit 3.73 "
            "here. Try 3.");
  EXPECT_TRUE(has(status(run, 49), "Rate 30 is above the stable limit 22.6 here. Halve it."));
}

TEST(Status, WithAMinimumSaysHowFarItIs) {
  const lab::Run run = run_of_link("data=gaussians&bs=0&lr=30&epochs=50");
  const std::string text = status(run, 50);
  // Newton's method from the usual start, another way to the same place.
  const lab::Run newton = run_of_link("data=gaussians&solver=newton");
  EXPECT_TRUE(has(text, "The minimum, " + fixed(newton.training->result.loss, 3))) << text;
  double square = 0;
  for (std::size_t j = 0; j < 3; ++j) {
    square += std::pow(newton.training->result.w[j] - run.training->result.w[j], 2);
  }
  EXPECT_NEAR(number_after(text, ", is "), std::sqrt(square), 0.05 * std::sqrt(square)) << text;
  EXPECT_EQ(status(newton, 99).substr(0, 32), "Iteration 7: loss 0.278, the min");
}

TEST(Status, OfOverlappingDataNeverPromisesThatWeightsGrow) {
  for (const char* link :
       {"data=gaussians", "data=moons", "data=xor&epochs=5", "data=gaussians&solver=adam"}) {
    const lab::Run run = run_of_link(link);
    if (run.separable.kind != SeparableKind::none) continue;
    EXPECT_FALSE(has(status(run, run.training->result.steps), "separable")) << link;
  }
}

TEST(Status, OfAStepThatFloat32CannotMakeSaysSo) {
  const lab::Run run = run_of_link("precision=float32&lr=1e-9");
  EXPECT_EQ(status(run, 5),
            "Step 5: the parameters stayed. A step of 0.000000000706 is lost in the rounding of "
            "float32.");
  EXPECT_FALSE(has(status(run, 700), "at this pace"));
}

TEST(Status, OfAStepThatWasNotKeptTellsTheNearest) {
  lab::Run run = run_of({});
  const std::string whole = status(run, 20), lone = status(run, 26);
  Trajectory& path = run.training->trajectory;
  Trajectory thin;
  thin.dimension = path.dimension;
  thin.thinned = true;
  Columns columns;
  for (std::size_t r = 0; r < path.length(); ++r) {
    if (r % 8 != 3 && r % 8 != 4 && r != 0 && r != 700) continue;  // two steps of each eight
    thin.step.push_back(path.step[r]);
    thin.epoch.push_back(path.epoch[r]);
    thin.batch.push_back(path.batch[r]);
    thin.rate.push_back(path.rate[r]);
    thin.batch_value.push_back(path.batch_value[r]);
    const CVec w = path.w_at(r);
    thin.w.insert(thin.w.end(), w.begin(), w.end());
    columns.loss.push_back(run.training->columns.loss[r]);
    columns.gradient_norm.push_back(run.training->columns.gradient_norm[r]);
    columns.accuracy.push_back(run.training->columns.accuracy[r]);
  }
  path = thin;
  run.training->columns = columns;
  EXPECT_EQ(status(run, 20), whole);  // the step before it is there
  EXPECT_EQ(status(run, 22).substr(0, 65),
            "Step 22 was not kept, the nearest one is told. Step 20: the loss ");
  EXPECT_EQ(status(run, 27), "Step 27: the loss is " +
                                 fixed(exact("/lab/cross_entropy/loss_after/26"), 3) +
                                 "; 19 of 20 right.");
}

TEST(Status, OfAStoppedRunSaysSo) {
  const lab::Run run = test::stopped_run();
  EXPECT_TRUE(has(status(run, 700), "stopped here; what was reached is kept.")) << status(run, 700);
}

TEST(Status, OfAnotherProgramsPathSaysNoMoreThanItKnows) {
  const lab::Run ours = run_of({});
  OtherPath path;
  path.trajectory = ours.training->trajectory;
  path.file = "steps.csv";
  Watch nobody;
  const auto run = survey({}, ours.data, nobody, path).value();
  EXPECT_EQ(status(run, 18), "Step 18: the loss rose, 0.323 \u2192 0.374.");
  EXPECT_EQ(status(run, 699), "Step 699: the loss rose, 0.05241 \u2192 0.05244.");
}

TEST(Status, OfNothingTrainedIsEmpty) {
  Watch nobody;
  const Settings settings;
  EXPECT_EQ(status(survey(settings, test::data_of(settings)).value(), 0), "");
}

// ---- every sentence of many runs

class StatusClaims : public testing::TestWithParam<const char*> {};

void expect_change(const std::string& text, const Truth& truth, CVec before, CVec after) {
  const double from = truth.loss(truth.all(), before), to = truth.loss(truth.all(), after);
  const bool rose = has(text, "the loss rose, ");
  // The formula here rounds as well: 20 roundings of a term.
  const double rounding = 20 * 0x1p-52 * std::max(from, to);
  if (rose) {
    EXPECT_GT(to, from - rounding) << text;
  } else {
    EXPECT_LT(to, from + rounding) << text;
  }
  const std::string mark = rose ? "the loss rose, " : "the loss fell, ";
  EXPECT_NEAR(number_after(text, mark), from, 6e-4 * std::max(1.0, from)) << text;
  EXPECT_NEAR(number_after(text, "\u2192 "), to, 6e-4 * std::max(1.0, to)) << text;
}

void expect_angle(const std::string& text, const Truth& truth, std::uint64_t step, CVec before) {
  const std::string mark = has(text, "they point ") ? "they point " : "it points ";
  if (!has(text, mark)) return;
  const double angle = test::degrees(truth.gradient(truth.batch_of(step), before),
                                     truth.gradient(truth.all(), before));
  const double told = has(text, mark + "along") ? 0 : number_after(text, mark);
  EXPECT_NEAR(told, angle, 0.6) << text;
  if (has(text, "away from the true gradient. ") ||
      text.ends_with("away from the true gradient.")) {
    EXPECT_GT(angle, 89.9) << text;
  }
}

void expect_batch(const std::string& text, const Truth& truth, std::uint64_t step, CVec before) {
  const auto rows = truth.batch_of(step);
  const std::size_t ones = truth.ones(rows);
  if (has(text, "class 0; together")) {
    EXPECT_EQ(ones, 0U) << text;
  }
  if (has(text, "all class 1; together") || has(text, "both class 1; together")) {
    EXPECT_EQ(ones, rows.size()) << text;
  }
  if (has(text, "holds zeros only")) {
    EXPECT_EQ(ones, 0U) << text;
  }
  if (has(text, "holds ones only")) {
    EXPECT_EQ(ones, rows.size()) << text;
  }
  if (has(text, "already sure of them")) {
    for (const std::size_t i : rows) {
      const double p = truth.probability(i, before);
      EXPECT_LT(ones == 0 ? p : has(text, "ones only") ? 1 - p : std::min(p, 1 - p), 0.01) << text;
    }
  }
}

void expect_perfection(const std::string& text, const Truth& truth, const Trajectory& path,
                       std::size_t row) {
  const std::size_t all = truth.all().size();
  if (has(text, "all " + std::to_string(all) + " right")) {
    EXPECT_EQ(truth.right(path.w_at(row)), all) << text;
    if (row > 1) {
      EXPECT_TRUE(has(text, "first time") || truth.right(path.w_at(row - 1)) < all);
    }
  }
  if (!has(text, "from here on for good")) return;
  for (std::size_t r = row; r < path.length(); ++r) {
    EXPECT_EQ(truth.right(path.w_at(r)), all) << text << " " << r;
  }
}

TEST_P(StatusClaims, HoldWhenComputedAgain) {
  const lab::Run run = run_of_link(GetParam());
  const Training& training = *run.training;
  const Truth truth(*run.data, training);
  const Trajectory& path = training.trajectory;
  std::size_t told = 0;
  for (std::size_t row = 1; row < path.length(); row += 1 + row / 60) {
    const std::string text = status(run, path.step[row]);
    const CVec before = path.w_at(row - 1), after = path.w_at(row);
    SCOPED_TRACE(text);
    if (has(text, "the loss rose, ") || has(text, "the loss fell, ")) {
      expect_change(text, truth, before, after);
      ++told;
    }
    if (find_solver(training.settings.solver)->unit == StepUnit::mini_batch) {
      expect_angle(text, truth, path.step[row], before);
      expect_batch(text, truth, path.step[row], before);
    }
    expect_perfection(text, truth, path, row);
    EXPECT_EQ(text.find("nan"), std::string::npos);
    EXPECT_EQ(text.find("  "), std::string::npos);
    EXPECT_TRUE(text.ends_with('.'));
  }
  EXPECT_GT(told, 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Recipes, StatusClaims,
    testing::Values("", "bs=1&epochs=20", "bs=4&shuffle=1&seed=7", "bs=0&lr=100", "droplast=1",
                    "lr=40", "w=10&b=10", "w=0&b=0&schedule=cosine", "precision=float32",
                    "loss=squared-error&w=2&b=1", "loss=squared-error&w=10&b=10&lr=5",
                    "solver=momentum", "solver=nesterov&lr=1", "solver=adam", "solver=rmsprop",
                    "solver=adagrad&lr=1", "solver=newton", "solver=lbfgs",
                    "data=gaussians&epochs=10", "data=gaussians&bs=0&lr=30&epochs=40",
                    "data=moons&epochs=5", "data=xor&epochs=5&shuffle=1",
                    "data=gaussians&solver=newton", "data=gaussians&inputs=1&noise=1&epochs=10",
                    "points=0:0,1:1,2:0,3:1&epochs=50", "points=-1:1,1:0,2:0&epochs=50"));

}  // namespace
}  // namespace logitlab::lab
