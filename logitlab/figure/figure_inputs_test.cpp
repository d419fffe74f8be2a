// SPDX-License-Identifier: MIT
#include "logitlab/figure/figure_inputs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/figure/figure_table.hpp"

namespace logitlab::figure {
namespace {

Surface surface_of(std::vector<double> values, std::size_t columns) {
  const std::size_t rows = values.size() / columns;
  return {{0, 1, columns}, {0, 1, rows}, std::move(values)};
}

TEST(ExtremesOf, FindTheLowestAndItsEdge) {
  const Extremes inside = extremes_of(surface_of({3, 3, 3, 3, 1, 3, 3, 3, 4}, 3));
  EXPECT_EQ(inside.edge, Edge::none);
  EXPECT_EQ(inside.low, 1);
  EXPECT_EQ(inside.high, 4);
  EXPECT_EQ(inside.lowest.u, 0.5);
  EXPECT_EQ(extremes_of(surface_of({3, 3, 3, 3, 3, 1, 3, 3, 4}, 3)).edge, Edge::right);
  EXPECT_EQ(extremes_of(surface_of({3, 1, 3, 3, 3, 3, 3, 3, 4}, 3)).edge, Edge::bottom);
}

TEST(ExtremesOf, LeaveOutWhatIsNotFinite) {
  constexpr double inf = std::numeric_limits<double>::infinity();
  const Extremes some = extremes_of(surface_of({inf, 2, -inf, 5}, 2));
  EXPECT_TRUE(some.any && some.missing);
  EXPECT_EQ(some.low, 2);
  EXPECT_EQ(some.high, 5);
  EXPECT_FALSE(extremes_of(surface_of({inf, inf, inf, inf}, 2)).any);
}

// Values spread evenly between two ends, for the levels' sake.
Surface between(double low, double high) {
  std::vector<double> values;
  for (int k = 0; k < 100; ++k) values.push_back(low + (high - low) * k / 99);
  return surface_of(values, 10);
}

TEST(LevelsFor, AreLogSpacedWhereTheLossSpansDecades) {
  const Surface surface = between(0.052, 12.4);
  const auto levels = levels_for(surface, scale_of(surface), {});
  EXPECT_EQ(levels.size(), 14u);
  EXPECT_EQ(levels.front().value, 0.07);
}

TEST(LevelsFor, AreEvenWhereItHardlyChanges) {
  const Surface surface = between(4.5, 4.6);
  const auto levels = levels_for(surface, scale_of(surface), {});
  EXPECT_GE(levels.size(), 8u);
  EXPECT_LE(levels.size(), 30u);
  const double step = levels[1].value - levels[0].value;
  for (std::size_t k = 1; k < levels.size(); ++k) {
    EXPECT_NEAR(levels[k].value - levels[k - 1].value, step, 1e-9);
  }
  EXPECT_TRUE(std::ranges::any_of(levels, &Level::heavy));
}

TEST(LevelsFor, DrawAPlateauOnlyWhereThatGivesALine) {
  const Surface sloping = between(0.01, 0.9);
  const auto with = levels_for(sloping, scale_of(sloping), {0.35, 0.65});
  EXPECT_TRUE(std::ranges::any_of(with, [](const Level& l) { return l.value == 0.35 && l.heavy; }));
  Surface flat = sloping;
  for (std::size_t k = 30; k < 60; ++k) flat.value[k] = 0.35;  // an area, to the last bit
  const auto without = levels_for(flat, scale_of(flat), {0.35, 0.65});
  EXPECT_FALSE(std::ranges::any_of(without, [](const Level& l) { return l.value == 0.35; }));
}

TEST(LevelsFor, OfAConstantSurfaceAreNone) {
  const Surface surface = between(0.35, 0.35);
  EXPECT_TRUE(levels_for(surface, scale_of(surface), {}).empty());
}

TEST(DrawAll, DrawsAsLongAsItIsWanted) {
  lab::Watch watch;
  const lab::Run run = lab::run({}, std::make_shared<const Dataset>(make_lab()), watch).value();
  FigureInputs inputs(run);
  int asked = 0;
  const std::vector<Scene> scenes = draw_all(inputs, [&] { return ++asked <= 2; });
  ASSERT_EQ(scenes.size(), 2U);
  EXPECT_EQ(scenes[0].name, "surface");
  EXPECT_EQ(scenes[1].name, "contour");
}

}  // namespace
}  // namespace logitlab::figure
