// SPDX-License-Identifier: MIT
#include "logitlab/figure/clipping.hpp"

#include <gtest/gtest.h>

namespace logitlab::figure {
namespace {

constexpr Box box{0, 0, 10, 4};

TEST(Clipping, KeepsThePartInside) {
  // From x = -10 to 30 at the height 2: inside from a quarter to half of the way.
  const auto part = part_inside({-10, 2}, {30, 2}, box);
  ASSERT_TRUE(part);
  EXPECT_EQ(part->from, 0.25);
  EXPECT_EQ(part->to, 0.5);
  const auto back = part_inside({30, 2}, {-10, 2}, box);
  EXPECT_EQ(back->from, 0.5);
  EXPECT_EQ(back->to, 0.75);
}

TEST(Clipping, KeepsAllOfASegmentInside) {
  const auto part = part_inside({1, 1}, {9, 3}, box);
  EXPECT_EQ(part->from, 0);
  EXPECT_EQ(part->to, 1);
  EXPECT_TRUE(part_inside({5, 2}, {5, 2}, box));
}

TEST(Clipping, KeepsNothingOfWhatMissesTheBox) {
  EXPECT_FALSE(part_inside({-1, -1}, {-1, 9}, box));  // beside it
  EXPECT_FALSE(part_inside({-3, 2}, {2, 8}, box));    // past its corner
  EXPECT_FALSE(part_inside({11, 2}, {20, 2}, box));   // on its line, behind it
  EXPECT_FALSE(part_inside({12, 2}, {12, 2}, box));
}

// Through the corner (0, 4): one point.
TEST(Clipping, KeepsOnePointOfATouch) {
  const auto part = part_inside({-2, 2}, {2, 6}, box);
  ASSERT_TRUE(part);
  EXPECT_EQ(part->from, 0.5);
  EXPECT_EQ(part->to, 0.5);
}

}  // namespace
}  // namespace logitlab::figure
