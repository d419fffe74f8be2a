// SPDX-License-Identifier: MIT
#include "logitlab/stats/separation.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace logitlab {
namespace {

const std::array<double, 4> line = {-1, 0, 1, 2};
const std::array<double, 4> labels = {0, 0, 1, 1};

Separable witness(std::array<double, 2> w) {
  const DenseDesign design(CMat{line.data(), 4, 1, 1});
  return separation_witness(design, labels, w);
}

TEST(Separation, AStrictlySeparatingPlaneProvesCompleteAndIsTheDirection) {
  const Separable found = witness({2, -1});
  EXPECT_EQ(found.kind, SeparableKind::complete);
  EXPECT_EQ(found.direction, (std::vector<double>{2, -1}));
}

TEST(Separation, ARowOnThePlaneOrOnTheWrongSideProvesNothing) {
  EXPECT_EQ(witness({1, 0}).kind, SeparableKind::undecided);   // x = 0 lies on it
  EXPECT_EQ(witness({1, -1}).kind, SeparableKind::undecided);  // x = 1 lies on it
  EXPECT_EQ(witness({1, 1}).kind, SeparableKind::undecided);
  EXPECT_EQ(witness({-2, 1}).kind, SeparableKind::undecided);
  EXPECT_TRUE(witness({1, 0}).direction.empty());
}

// With b = -1 + u and w = 1 the margin of x = 1 is u = 2^-53: right in exact arithmetic, but within
// what rounding of a sum of this size may add, 2 * 2 u * 2.
TEST(Separation, AMarginWithinRoundingProvesNothing) {
  const double u = std::numeric_limits<double>::epsilon() / 2;
  EXPECT_EQ(witness({1, -1 + u}).kind, SeparableKind::undecided);
  EXPECT_EQ(witness({1, -1 + 16 * u}).kind, SeparableKind::complete);
}

TEST(Separation, OverflowProvesNothing) {
  const double big = std::numeric_limits<double>::max();
  EXPECT_EQ(witness({big, -big / 2}).kind, SeparableKind::undecided);
}

TEST(Separation, KindsAreSpelledAsRunJsonSpellsThem) {
  EXPECT_EQ(to_string(SeparableKind::complete), "complete");
  EXPECT_EQ(to_string(SeparableKind::quasi), "quasi");
  EXPECT_EQ(to_string(SeparableKind::none), "none");
  EXPECT_EQ(to_string(SeparableKind::undecided), "unknown");
}

}  // namespace
}  // namespace logitlab
