// SPDX-License-Identifier: MIT
#include "logitlab/figure/text_metrics.hpp"

#include <gtest/gtest.h>

#include <string>

namespace logitlab::figure {
namespace {

// Sums of Adobe's advance widths, added by hand: W 944, A 667, V 667; bold A 722.
TEST(TextWidth, AddsTheAdvanceWidthsOfHelvetica) {
  EXPECT_DOUBLE_EQ(text_width("WAV", 10), (944 + 667 + 667) / 100.0);
  EXPECT_DOUBLE_EQ(text_width("A", 10, true), 7.22);
  EXPECT_DOUBLE_EQ(text_width("\u22125", 1000), 584 + 556);
  EXPECT_DOUBLE_EQ(text_width("½²\u00a0", 1000), 834 + 333 + 278);
  EXPECT_DOUBLE_EQ(text_width(italic("w"), 1000), 722);
  EXPECT_DOUBLE_EQ(text_width(concat({"1", superscript("0"), "1"}), 1000), 556 + 0.7 * 556 + 556);
}

TEST(TextWidth, DigitsAndSignsAreEqualInBothWeights) {
  for (const char* text : {"0123456789", "\u2212", "+", "."}) {
    EXPECT_EQ(text_width(text, 12), text_width(text, 12, true));
  }
}

TEST(TextBox, FollowsAnchorAndRotation) {
  Text text;
  text.at = {100, 50};
  text.text = "00";
  text.size = 10;
  text.anchor = Anchor::end;
  const Box flat = unrotated_box(text);
  EXPECT_DOUBLE_EQ(flat.right, 100);
  EXPECT_DOUBLE_EQ(flat.left, 100 - 11.12);
  text.rotation = 90;  // clockwise: what was left is now above
  const Box upright = text_box(text).bounds();
  EXPECT_NEAR(upright.top, 50 - 11.12, 1e-12);
  EXPECT_NEAR(upright.right, 100 + 7.7, 1e-12);
}

TEST(TurnedBox, OverlapsBySeparatingAxes) {
  const TurnedBox diamond = turned({-1, -1, 1, 1}, {0, 0}, 45);
  EXPECT_TRUE(diamond.overlaps(turned({1, -1, 2, 1}, {0, 0}, 0)));
  // The corner of the square lies in the diamond's bounds, not in the diamond.
  EXPECT_FALSE(diamond.overlaps(turned({1, 1, 2, 2}, {0, 0}, 0)));
  EXPECT_FALSE(turned({0, 0, 1, 1}, {}, 0).overlaps(turned({1, 0, 2, 1}, {}, 0)));
}

TEST(Fitted, CutsAtACharacterAndSaysSo) {
  EXPECT_EQ(fitted("short", 100, 10), "short");
  const std::string cut = fitted("\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9", 30, 10);  // 5.56 each
  EXPECT_EQ(cut, "\u00e9\u00e9\u00e9\u2026");
  EXPECT_LE(text_width(cut, 10), 30);
}

TEST(Wrapped, BreaksAtSpacesAndKeepsEveryWord) {
  const std::string text = "the valley goes on below without end";
  std::string joined;
  const auto lines = wrapped(text, 80, 10);
  EXPECT_GT(lines.size(), 1u);
  for (const std::string& line : lines) {
    EXPECT_LE(text_width(line, 10), 80);
    joined.append(joined.empty() ? "" : " ").append(line);
  }
  EXPECT_EQ(joined, text);
}

}  // namespace
}  // namespace logitlab::figure
