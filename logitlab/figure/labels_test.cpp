// SPDX-License-Identifier: MIT
#include "logitlab/figure/labels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace logitlab::figure {
namespace {

Text word(const char* text) {
  Text label;
  label.text = text;
  label.size = 10;
  return label;
}

constexpr Box canvas{0, 0, 200, 200};

TEST(PlaceLabel, TakesTheFirstFreeSide) {
  Occupied occupied;
  constexpr std::array sides = {Side::above, Side::right};
  const Point mark{100, 100};
  const auto above = place_label(occupied, word("abc"), mark, {canvas, 5, 1, sides});
  ASSERT_TRUE(above);
  EXPECT_LT(text_box(*above).bounds().bottom, 95);
  EXPECT_NEAR(text_box(*above).bounds().centre().x, 100, 1e-9);

  occupied.add(*above);
  const auto right = place_label(occupied, word("abc"), mark, {canvas, 5, 1, sides});
  ASSERT_TRUE(right);
  EXPECT_GT(text_box(*right).bounds().left, 105);
}

TEST(PlaceLabel, KeepsOffLinesAndBoxesUntilNothingIsLeft) {
  Occupied occupied;
  // A fence of lines through every place near the mark.
  for (double y = 0; y <= 200; y += 4) {
    const std::array line = {Point{0, y}, Point{200, y}};
    occupied.add_line(line);
  }
  EXPECT_FALSE(place_label(occupied, word("abc"), {100, 100}, {canvas, 5}));
  // What must be said is said over lines, but never over boxes.
  EXPECT_TRUE(place_somehow(occupied, {word("abc")}, {100, 100}, {canvas, 5}));
  occupied.add(canvas);
  EXPECT_FALSE(place_somehow(occupied, {word("abc")}, {100, 100}, {canvas, 5}));
}

TEST(PlaceLabel, SlidesAlongTheFrameNearACorner) {
  const Occupied occupied;
  constexpr std::array sides = {Side::above};
  const auto text = place_label(occupied, word("a long word"), {2, 100}, {canvas, 5, 1, sides});
  ASSERT_TRUE(text);
  EXPECT_GE(text_box(*text).bounds().left, 0);
}

TEST(PlaceLines, StandUnderEachOther) {
  const Occupied occupied;
  constexpr std::array sides = {Side::left};
  const auto lines =
      place_lines(occupied, {word("long line"), word("b")}, {150, 100}, {canvas, 5, 1, sides});
  ASSERT_TRUE(lines);
  EXPECT_FALSE(text_box((*lines)[0]).overlaps(text_box((*lines)[1])));
  EXPECT_NEAR(text_box((*lines)[0]).bounds().right, text_box((*lines)[1]).bounds().right, 1e-9);
}

TEST(Occupied, MeasuresToTheNearestLine) {
  Occupied occupied;
  const std::vector<Point> points = {{0, 0}, {10, 0}, {20, 50}, {30, 50}};
  const std::vector<std::size_t> breaks = {2};
  occupied.add_line(points, breaks);
  EXPECT_NEAR(occupied.distance_to_lines({5, 3}), 3, 1e-12);
  // The break: no segment from (10, 0) to (20, 50).
  EXPECT_GT(occupied.distance_to_lines({15, 25}), 20);
  EXPECT_TRUE(occupied.hits_line({4, -1, 6, 1}, 0));
  EXPECT_FALSE(occupied.hits_line({12, 10, 18, 40}, 0));
}

// A spiral of 300 segments, asked in pieces too small to be looked at as a whole.
TEST(Occupied, FindsTheSameOnALongLineAsOnItsSegments) {
  std::vector<Point> spiral;
  for (int k = 0; k <= 300; ++k) {
    const double turn = 0.1 * k;
    spiral.push_back({100 + 3 * turn * std::cos(turn), 100 + 3 * turn * std::sin(turn)});
  }
  Occupied whole;
  whole.add_line(spiral);
  int hits = 0;
  for (double y = 0; y <= 200; y += 12.5) {
    for (double x = 0; x <= 200; x += 12.5) {
      const Box box{x, y, x + 3, y + 2};
      double least = 1e9;
      bool hit = false;
      for (std::size_t k = 1; k < spiral.size(); ++k) {
        Occupied one;
        one.add_line(std::span(spiral).subspan(k - 1, 2));
        least = std::min(least, one.distance_to_lines({x, y}));
        hit = hit || one.hits_line(box, 1);
      }
      EXPECT_EQ(whole.distance_to_lines({x, y}), least);
      EXPECT_EQ(whole.hits_line(box, 1), hit);
      hits += hit ? 1 : 0;
    }
  }
  EXPECT_GT(hits, 20);
}

}  // namespace
}  // namespace logitlab::figure
