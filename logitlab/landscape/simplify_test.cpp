// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "logitlab/landscape/contour.hpp"

namespace logitlab {
namespace {

// Distance from p to the polyline, by brute force.
double distance(PlanePoint p, const std::vector<PlanePoint>& line) {
  double best = 1e300;
  for (std::size_t k = 1; k < line.size(); ++k) {
    const PlanePoint a = line[k - 1], b = line[k];
    const double x = b.u - a.u, y = b.v - a.v, length = x * x + y * y;
    double t = length > 0 ? ((p.u - a.u) * x + (p.v - a.v) * y) / length : 0;
    t = std::fmin(1, std::fmax(0, t));
    best = std::fmin(best, std::hypot(p.u - a.u - t * x, p.v - a.v - t * y));
  }
  return best;
}

TEST(Simplify, KeepsEveryPointWithinTheTolerance) {
  std::vector<PlanePoint> wave;
  for (int i = 0; i <= 2000; ++i) wave.push_back({i * 0.3, 40 * std::sin(i * 0.02)});
  for (const double tolerance : {0.05, 0.25, 2.0}) {
    const auto kept = simplify(wave, 1, 1, tolerance);
    EXPECT_LT(kept.size(), wave.size() / 6);
    for (const PlanePoint p : wave) EXPECT_LE(distance(p, kept), tolerance * (1 + 1e-12));
  }
}

TEST(Simplify, ReducesAStraightLineToItsEnds) {
  std::vector<PlanePoint> straight;
  for (int i = 0; i <= 100; ++i) straight.push_back({i * 1.0, i * 2.0});
  EXPECT_EQ(simplify(straight, 1, 1, 1e-9).size(), 2u);
}

TEST(Simplify, MeasuresInScaledUnits) {
  const std::vector<PlanePoint> corner = {{0, 0}, {1, 0.1}, {2, 0}};
  EXPECT_EQ(simplify(corner, 10, 10, 0.5).size(), 3u);  // 1 pixel high
  EXPECT_EQ(simplify(corner, 10, 1, 0.5).size(), 2u);   // 0.1 pixel high
}

TEST(Simplify, KeepsARingWhoseEndsMeet) {
  std::vector<PlanePoint> ring;
  for (int i = 0; i <= 360; ++i)
    ring.push_back({std::cos(i * 0.0174532925), std::sin(i * 0.0174532925)});
  ring.back() = ring.front();
  const auto kept = simplify(ring, 100, 100, 0.25);
  EXPECT_GT(kept.size(), 20u);
  for (const PlanePoint p : ring) EXPECT_LE(100 * distance(p, kept), 0.25 * (1 + 1e-12));
}

TEST(Simplify, LeavesShortLinesAlone) {
  EXPECT_EQ(simplify({}, 1, 1, 1).size(), 0u);
  const std::vector<PlanePoint> two = {{0, 0}, {0, 0}};
  EXPECT_EQ(simplify(two, 1, 1, 1).size(), 2u);
}

}  // namespace
}  // namespace logitlab
