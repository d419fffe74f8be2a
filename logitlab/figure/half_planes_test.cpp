// SPDX-License-Identifier: MIT
#include "logitlab/figure/half_planes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace logitlab::figure {
namespace {

// x1 from 0 to 10 over 100 pixels, x2 from 0 to 5 over 50, upwards.
Panel panel() {
  return {"data",
          {20, 30, 120, 80},
          {ScaleKind::linear, 0, 10, 20, 120},
          {ScaleKind::linear, 0, 5, 80, 30}};
}

double area(const std::vector<Point>& p) {
  double twice = 0;
  for (std::size_t k = 0; k < p.size(); ++k) {
    const Point a = p[k], b = p[(k + 1) % p.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return std::fabs(twice) / 2;
}

// 2 x1 + 4 x2 - 20 = 0 goes through (0, 5) and (10, 0): the frame's diagonal.
TEST(HalfPlanes, CutTheFrameAlongItsDiagonal) {
  const HalfPlanes model(panel(), 2, 4, -20);
  EXPECT_NEAR(area(model.above(0)), 2500, 1e-9);
  const auto line = model.line(0);
  ASSERT_TRUE(line);
  for (const Point p : {line->a, line->b}) {
    EXPECT_NEAR((p.x - 20) / 100, (p.y - 30) / 50, 1e-12);
  }
  EXPECT_NEAR(std::fabs(line->a.x - line->b.x), 100, 1e-9);
}

// Where the margin is 10, x1 + 2 x2 = 15: through (10, 2.5) and (5, 5), a corner of area 625.
TEST(HalfPlanes, LieAboveAnyMargin) {
  const HalfPlanes model(panel(), 2, 4, -20);
  EXPECT_NEAR(area(model.above(10)), 625, 1e-9);
  EXPECT_NEAR(area(model.above(-10)), 5000 - 625, 1e-9);
  EXPECT_EQ(model.above(20.5).size(), 0u);
  EXPECT_NEAR(area(model.above(-20.5)), 5000, 1e-9);
  EXPECT_FALSE(model.line(-20.5));
  EXPECT_FALSE(model.line(20.5));
}

// A pixel is 0.1 in both inputs: the margin's slope is sqrt(0.2^2 + 0.4^2) a pixel.
TEST(HalfPlanes, KnowHowSteepTheMarginIsAndWhereItGrows) {
  const HalfPlanes model(panel(), 2, 4, -20);
  EXPECT_NEAR(model.spacing(), 1 / std::sqrt(0.2), 1e-12);
  EXPECT_NEAR(model.uphill().x, 1 / std::sqrt(5), 1e-12);
  EXPECT_NEAR(model.uphill().y, -2 / std::sqrt(5), 1e-12);  // pixels count downwards
}

TEST(HalfPlanes, OfALevelMarginAreAllOrNothing) {
  const HalfPlanes level(panel(), 0, 0, 3);
  EXPECT_NEAR(area(level.above(2)), 5000, 1e-9);
  EXPECT_TRUE(level.above(4).empty());
  EXPECT_FALSE(level.line(3));
  EXPECT_EQ(level.spacing(), std::numeric_limits<double>::infinity());
}

TEST(HalfPlanes, HoldNumbersNearTheEndOfDoubles) {
  const double huge = 1e308;
  EXPECT_NEAR(area(HalfPlanes(panel(), 2 * (huge / 20), 4 * (huge / 20), -huge).above(0)), 2500,
              1e-6);
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  const HalfPlanes undefined(panel(), 1, 1, nothing);
  EXPECT_FALSE(undefined.defined());
  EXPECT_TRUE(undefined.above(0).empty());
  EXPECT_FALSE(undefined.line(0));
}

}  // namespace
}  // namespace logitlab::figure
