// SPDX-License-Identifier: MIT
#include "logitlab/lab/headline.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

using test::exact;
using test::run_of;
using test::run_of_link;

TEST(Headline, OfTheLabHasBothLossesWithTheReplaysNumbers) {
  const Headline head = headline(run_of({}));
  ASSERT_EQ(head.of.size(), 2U);
  const Headline::Of& own = head.of[0];
  EXPECT_EQ(own.title, "Cross-entropy");
  EXPECT_EQ(own.right, 20U);
  EXPECT_EQ(own.rows, 20U);
  EXPECT_EQ(own.loss_start, fixed(exact("/lab/cross_entropy/start_loss"), 3));
  EXPECT_EQ(own.loss_end, fixed(exact("/lab/cross_entropy/loss_after/699"), 3));
  EXPECT_EQ(own.slope_start, "0.408");
  EXPECT_EQ(own.words, "all right from epoch 12 on");
  const Headline::Of& rival = head.of[1];
  EXPECT_EQ(rival.title, "Squared error");
  EXPECT_EQ(rival.right, 13U);
  EXPECT_EQ(rival.slope_start, "0.00000898");
  const double w = exact("/lab/squared_error/w/699") + 5;
  const double b = exact("/lab/squared_error/b/699") + 10;
  EXPECT_EQ(rival.moved, plain(std::sqrt(w * w + b * b), 3));
  EXPECT_EQ(rival.words, "stuck: moved 0.0118 in all");
  EXPECT_EQ(head.ratio, "45,416\u00D7");
  EXPECT_EQ(head.steeper, "cross-entropy");
  EXPECT_EQ(head.separable,
            "These data are separable: no finite w is best, so w never stops growing (14.9 at step "
            "700).");
}

TEST(Headline, TellsTheSameRatioWhicheverLossIsTrained) {
  const Headline head = headline(run_of_link("loss=squared-error"));
  EXPECT_EQ(head.ratio, "45,416\u00D7");
  EXPECT_EQ(head.steeper, "cross-entropy");
  // Squared error's own w is not where w goes.
  EXPECT_NE(head.separable.find("(14.9 at step 700)"), std::string::npos) << head.separable;
}

TEST(Headline, OfOverlappingDataSaysThatThereIsABest) {
  EXPECT_EQ(headline(run_of_link("data=gaussians&inputs=1&noise=1")).separable,
            "These data are not separable: a finite w and b are best.");
  EXPECT_EQ(headline(run_of_link("data=gaussians")).separable,
            "These data are not separable: finite weights are best.");
}

TEST(Headline, KnowsWhichWayWGoes) {
  const std::string text = headline(run_of_link("points=-1:1,1:0")).separable;
  EXPECT_NE(text.find("never stops falling (\u2212"), std::string::npos) << text;
  const std::string slowing = headline(run_of_link("schedule=cosine")).separable;
  EXPECT_EQ(slowing, "These data are separable: no finite w is best.");
}

TEST(Headline, ComparesSlopesOfLossesNotOfSolvers) {
  const Headline head = headline(run_of_link("compare=adam"));
  ASSERT_EQ(head.of.size(), 2U);
  EXPECT_EQ(head.of[1].title, "Adam");
  EXPECT_EQ(head.ratio, "");
  EXPECT_EQ(head.steeper, "");
}

TEST(Headline, SaysWhyARunWentNoFurther) {
  const Headline head = headline(
      run_of_link("loss=cross-entropy-as-written&precision=float32&w=60&b=0&compare=none"));
  EXPECT_EQ(head.of[0].words, "no value from step 5 on");
  EXPECT_EQ(headline(run_of_link("compare=none&lr=1e-6")).of[0].words.substr(0, 12),
            "stuck: moved");
}

TEST(Headline, OfNothingTrainedIsEmpty) {
  Watch nobody;
  const Settings settings;
  const Headline head = headline(survey(settings, test::data_of(settings)).value());
  EXPECT_TRUE(head.of.empty());
  EXPECT_EQ(head.separable, "");
}

}  // namespace
}  // namespace logitlab::lab
