// SPDX-License-Identifier: MIT
#include "logitlab/figure/axes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {
namespace {

std::string joined(const std::vector<Tick>& ticks) {
  std::string text;
  for (const Tick& tick : ticks) text.append(text.empty() ? "" : " ").append(tick.text);
  return text;
}

TEST(LinearTicks, AreTheRoundNumbersOfTheLabsWindow) {
  EXPECT_EQ(joined(linear_ticks(-15, 15)), "\u221215 \u221210 \u22125 0 5 10 15");
  EXPECT_EQ(joined(linear_ticks(-13, 13)), "\u221210 \u22125 0 5 10");
  EXPECT_EQ(joined(linear_ticks(-1.05, 1)), "\u22121 \u22120.5 0 0.5 1");
}

TEST(LinearTicks, AreThreeToSevenForAnyWindow) {
  const double centres[] = {0, 1, -3.7, 1e-5, 123456.7, -1e9, 1e290};
  for (const double centre : centres) {
    for (double range = 1e-6; range < 1e12; range *= 1.37) {
      const double half = range * std::max(1.0, std::fabs(centre)) / 2;
      const std::vector<Tick> ticks = linear_ticks(centre - half, centre + half);
      ASSERT_GE(ticks.size(), 3u) << centre << " " << range;
      ASSERT_LE(ticks.size(), 7u) << centre << " " << range;
      std::set<std::string> texts;
      for (const Tick& tick : ticks) {
        EXPECT_GE(tick.value, centre - half * (1 + 1e-8));
        EXPECT_LE(tick.value, centre + half * (1 + 1e-8));
        texts.insert(tick.text);
      }
      EXPECT_EQ(texts.size(), ticks.size()) << joined(ticks);
    }
  }
}

TEST(LinearTicks, SurviveWindowsWithoutRoom) {
  EXPECT_EQ(linear_ticks(1, 1).size(), 1u);
  const double next = std::nextafter(1.0, 2.0);
  EXPECT_LE(linear_ticks(1, next).size(), 7u);
  EXPECT_GE(linear_ticks(1, next).size(), 1u);
  EXPECT_GE(linear_ticks(0, 5e-324).size(), 1u);
  EXPECT_FALSE(tick_text(5e-324, 0, 5e-324).empty());
}

TEST(TickText, MarksThousandsAndUsesPowersForTheVerySmallAndLarge) {
  EXPECT_EQ(joined(linear_ticks(0, 30000)), "0 5,000 10,000 15,000 20,000 25,000 30,000");
  EXPECT_EQ(tick_text(-0.25, 0.25, 1), "\u22120.25");
  EXPECT_EQ(tick_text(2e-5, 1e-5, 4e-5), concat({"2\u00b710", superscript("\u22125")}));
  EXPECT_EQ(tick_text(123456, 1, 123456), "123,456");
}

TEST(TicksWithin, CountFromARounderNumberWhereTheWindowIsNarrow) {
  const Scale narrow{ScaleKind::linear, -10.000002, -10.000001, 0, 400};
  const RoomyTicks ticks = ticks_within(narrow, 50);
  EXPECT_NEAR(ticks.base, -10.00001, 1e-12);
  EXPECT_GE(ticks.ticks.size(), 3u);
  for (const Tick& tick : ticks.ticks) {
    EXPECT_GE(tick.value, narrow.low - 1e-12);
    EXPECT_LE(tick.value, narrow.high + 1e-12);
    EXPECT_LE(text_width(tick.text, 11), 50);
  }
  EXPECT_EQ(name_from("b", ticks.base), "b + 10.00001");
  const RoomyTicks wide = ticks_within({ScaleKind::linear, -15, 15, 0, 400}, 50);
  EXPECT_EQ(wide.base, 0);
  EXPECT_EQ(name_from("b", 0), "b");
}

TEST(LogTicks, FollowTheDecades) {
  EXPECT_EQ(joined(log_ticks(0.03, 10)), "0.03 0.1 0.3 1 3 10");
  EXPECT_EQ(joined(log_ticks(0.9, 11)), "1 2 5 10");
  EXPECT_EQ(joined(log_ticks(1.1, 1.3)), joined(linear_ticks(1.1, 1.3)));
  const auto wide = log_ticks(1e-6, 1);
  EXPECT_EQ(wide.back().text, "1");
  EXPECT_EQ(wide.front().text, concat({"10", superscript("\u22126")}));
}

TEST(LogTicks, AreAtMostSevenOverAnyNumberOfDecades) {
  for (double low = 1e-300; low < 1; low *= 31) {
    const auto ticks = log_ticks(low, 12.5);
    EXPECT_GE(ticks.size(), 3u);
    EXPECT_LE(ticks.size(), 7u);
  }
}

TEST(StepTicks, BeginAtZeroAndEndAtTheLastStep) {
  EXPECT_EQ(joined(step_ticks(700)), "0 1 10 100 700");
  EXPECT_EQ(joined(step_ticks(1)), "0 1");
  EXPECT_EQ(joined(step_ticks(12)), "0 1 12");
  EXPECT_EQ(joined(step_ticks(0)), "0");
  for (double last = 1; last < 1e12; last *= 7) EXPECT_LE(step_ticks(last).size(), 7u) << last;
}

}  // namespace
}  // namespace logitlab::figure
