// SPDX-License-Identifier: MIT
#include "logitlab/landscape/contour.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace logitlab {
namespace {

constexpr double pi = 3.14159265358979323846;

template <class F>
Surface sampled(F f, std::size_t nu, std::size_t nv, Window window = {-1, 1, -1, 1}) {
  Surface surface{{window.u_low, window.u_high, nu}, {window.v_low, window.v_high, nv}, {}};
  for (std::size_t j = 0; j < nv; ++j) {
    for (std::size_t i = 0; i < nu; ++i) {
      surface.value.push_back(f(surface.u.at(i), surface.v.at(j)));
    }
  }
  return surface;
}

double length(const ContourLine& line) {
  double sum = 0;
  const std::size_t n = line.points.size();
  for (std::size_t k = line.closed ? 0 : 1; k < n; ++k) {
    const PlanePoint a = line.points[k == 0 ? n - 1 : k - 1], b = line.points[k];
    sum += std::hypot(a.u - b.u, a.v - b.v);
  }
  return sum;
}

double signed_area(const ContourLine& line) {  // positive: anticlockwise
  double sum = 0;
  const std::size_t n = line.points.size();
  for (std::size_t k = 0; k < n; ++k) {
    const PlanePoint a = line.points[k], b = line.points[(k + 1) % n];
    sum += a.u * b.v - a.v * b.u;
  }
  return sum / 2;
}

TEST(ContourLines, ACircleIsOneClosedLineWithItsLengthAndArea) {
  const auto bowl = [](double u, double v) { return u * u + v * v; };
  const auto lines = contour_lines(sampled(bowl, 101, 101), 0.25);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_TRUE(lines[0].closed);
  // Interpolation misses a crossing by at most |f''| h^2 / 8 over the slope, 1e-4 with h = 0.02; a
  // chord of a cell's diagonal lies within 2 h^2 / (8 r) = 2e-4 of its arc.
  for (const PlanePoint p : lines[0].points) EXPECT_NEAR(std::hypot(p.u, p.v), 0.5, 1e-4);
  EXPECT_NEAR(length(lines[0]), 2 * pi * 0.5, 2 * pi * 1e-3);
  // High ground is outside and on the left: the line runs clockwise.
  EXPECT_NEAR(signed_area(lines[0]), -pi * 0.25, 2 * pi * 0.5 * 3e-4);
}

TEST(ContourLines, OfAPlaneAreStraightAndEndAtTheBorder) {
  const auto slope = [](double u, double v) { return 2 * u + v; };
  const auto lines = contour_lines(sampled(slope, 7, 9), 0.5);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_FALSE(lines[0].closed);
  for (const PlanePoint p : lines[0].points) EXPECT_NEAR(2 * p.u + p.v, 0.5, 1e-14);
  const PlanePoint first = lines[0].points.front(), last = lines[0].points.back();
  EXPECT_EQ(std::fabs(first.v), 1);
  EXPECT_EQ(std::fabs(last.v), 1);
  EXPECT_GT(last.v, first.v - 3);
  // Higher ground (to the right) on the left of the direction of travel: it runs downwards.
  EXPECT_LT(last.v, first.v);
}

TEST(ContourLines, LieOnTheirLevelOnEveryCellBorder) {
  const auto waves = [](double u, double v) { return std::sin(5 * u) * std::cos(4 * v) + 0.3 * u; };
  const Surface surface = sampled(waves, 161, 121);
  for (const double level : {-0.5, 0.0, 0.2, 0.7}) {
    const auto lines = contour_lines(surface, level);
    EXPECT_FALSE(lines.empty());
    for (const ContourLine& line : lines) {
      for (const PlanePoint p : line.points) {
        // Linear interpolation errs by at most |f''| h^2 / 8: |f''| 16 and h 1/60 along v.
        EXPECT_NEAR(waves(p.u, p.v), level, 16.0 / 60 / 60 / 8);
      }
    }
  }
}

TEST(ContourLines, AreJoinedAsFarAsTheyGo) {
  const auto waves = [](double u, double v) { return std::sin(5 * u) * std::cos(4 * v) + 0.3 * u; };
  const Surface surface = sampled(waves, 161, 121);
  std::vector<PlanePoint> ends;
  for (const ContourLine& line : contour_lines(surface, 0.1)) {
    if (line.closed) continue;
    ends.push_back(line.points.front());
    ends.push_back(line.points.back());
  }
  for (const PlanePoint p : ends) {
    EXPECT_TRUE(std::fabs(p.u) == 1 || std::fabs(p.v) == 1) << p.u << " " << p.v;
  }
}

TEST(ContourLines, SeparateTheTwoSidesOfASaddleByItsBilinearValue) {
  // Corners 1, 0, 1 + k, 0: bilinear value at the saddle point (1 + k) / (2 + k).
  const auto one_cell = [](double sw, double se, double nw, double ne) {
    return Surface{{0, 1, 2}, {0, 1, 2}, {sw, se, nw, ne}};
  };
  const double saddle = 2.0 / 3;  // k = 1
  const Surface surface = one_cell(1, 0, 0, 2);
  const auto below = contour_lines(surface, saddle - 0.01),
             above = contour_lines(surface, saddle + 0.01);
  ASSERT_EQ(below.size(), 2u);
  ASSERT_EQ(above.size(), 2u);
  // Below the saddle the high corners are joined: each line cuts off a low corner (se or nw).
  for (const ContourLine& line : below) {
    const PlanePoint middle{(line.points[0].u + line.points[1].u) / 2,
                            (line.points[0].v + line.points[1].v) / 2};
    EXPECT_GT(std::fabs(middle.u - middle.v), 0.2);
  }
  for (const ContourLine& line : above) {
    const PlanePoint middle{(line.points[0].u + line.points[1].u) / 2,
                            (line.points[0].v + line.points[1].v) / 2};
    EXPECT_LT(std::fabs(middle.u - middle.v), 0.2);
  }
  EXPECT_EQ(contour_lines(one_cell(0, 1, 2, 0), saddle - 0.01).size(), 2u);
}

TEST(ContourLines, OfManyLevelsAreThoseOfEachAlone) {
  // Hills and hollows, saddles, and grid points that lie on a level.
  Surface surface = sampled(
      [](double u, double v) { return std::round(50 * std::sin(9 * u) * std::cos(7 * v)) / 10; },
      61, 47);
  surface.value[1000] = std::numeric_limits<double>::quiet_NaN();
  surface.value[2000] = std::numeric_limits<double>::infinity();
  const std::vector<double> levels = {-9, -4, -1.3, 0, 0, 0.05, 2, 3, 3.1, 9};
  const auto all = contour_lines(surface, levels);
  ASSERT_EQ(all.size(), levels.size());
  std::size_t lines = 0;
  for (std::size_t k = 0; k < levels.size(); ++k) {
    const auto alone = contour_lines(surface, levels[k]);
    ASSERT_EQ(all[k].size(), alone.size()) << levels[k];
    for (std::size_t l = 0; l < alone.size(); ++l) {
      EXPECT_EQ(all[k][l].closed, alone[l].closed);
      ASSERT_EQ(all[k][l].points.size(), alone[l].points.size());
      for (std::size_t q = 0; q < alone[l].points.size(); ++q) {
        EXPECT_EQ(all[k][l].points[q].u, alone[l].points[q].u);
        EXPECT_EQ(all[k][l].points[q].v, alone[l].points[q].v);
      }
      ++lines;
    }
  }
  EXPECT_GT(lines, 100U);
}

TEST(ContourLines, OfAConstantSurfaceAreNone) {
  const auto flat = [](double, double) { return 0.35; };
  const Surface surface = sampled(flat, 20, 20);
  EXPECT_TRUE(contour_lines(surface, 0.35).empty());
  EXPECT_TRUE(contour_lines(surface, 0.2).empty());
}

TEST(ContourLines, PassThroughGridPointsWithoutDoublePoints) {
  const auto slope = [](double u, double v) { return u + v; };
  const auto lines = contour_lines(sampled(slope, 9, 9), 0.0);  // through the grid's own points
  ASSERT_EQ(lines.size(), 1u);
  for (std::size_t k = 1; k < lines[0].points.size(); ++k) {
    const PlanePoint a = lines[0].points[k - 1], b = lines[0].points[k];
    EXPECT_TRUE(a.u != b.u || a.v != b.v);
  }
  EXPECT_NEAR(length(lines[0]), 2 * std::sqrt(2.0), 1e-12);
}

TEST(ContourLines, AvoidCellsThatAreNotFinite) {
  const auto bowl = [](double u, double v) { return u * u + v * v; };
  for (const double bad :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    Surface surface = sampled(bowl, 41, 41);
    surface.value[20 * 41 + 30] = bad;  // (0.5, 0), on the circle
    const auto lines = contour_lines(surface, 0.25);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_FALSE(lines[0].closed);
    for (const PlanePoint p : lines[0].points) {
      EXPECT_TRUE(std::isfinite(p.u) && std::isfinite(p.v));
      EXPECT_FALSE(p.u > 0.45 && std::fabs(p.v) < 0.049);
    }
  }
}

TEST(ContourLines, JoinAMillionCellsInOneWalk) {
  // A spiral valley: one line of about 40,000 segments.
  const auto spiral = [](double u, double v) {
    const double r = std::hypot(u, v), angle = std::atan2(v, u);
    return std::sin(40 * r - angle);
  };
  const auto lines = contour_lines(sampled(spiral, 1001, 1001), 0.0);
  std::size_t longest = 0;
  for (const ContourLine& line : lines) longest = std::max(longest, line.points.size());
  EXPECT_GT(longest, 10000u);
}

TEST(LogLevels, AreTheLabsFourteen) {
  const auto levels = log_levels(0.0516, 12.42);
  std::vector<double> values, heavy;
  for (const Level& level : levels) {
    values.push_back(level.value);
    if (level.heavy) heavy.push_back(level.value);
  }
  EXPECT_EQ(values,
            (std::vector<double>{0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10}));
  EXPECT_EQ(heavy, (std::vector<double>{0.1, 0.2, 0.5, 1, 2, 5, 10}));
}

TEST(LogLevels, AreAtMostSoManyForAnyRange) {
  for (double low = 1e-300; low < 1; low *= 17) {
    const auto levels = log_levels(low, 12.5);
    EXPECT_LE(levels.size(), 16u);
    EXPECT_GE(levels.size(), 5u);
    EXPECT_TRUE(std::ranges::is_sorted(levels, {}, &Level::value));
    EXPECT_GT(levels.front().value, low);
    EXPECT_LT(levels.back().value, 12.5);
  }
  EXPECT_TRUE(log_levels(0, 1).empty());
  EXPECT_TRUE(log_levels(1, 1).empty());
  EXPECT_TRUE(log_levels(std::numeric_limits<double>::quiet_NaN(), 1).empty());
}

}  // namespace
}  // namespace logitlab
