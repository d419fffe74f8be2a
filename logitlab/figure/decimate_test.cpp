// SPDX-License-Identifier: MIT
#include "logitlab/figure/decimate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace logitlab::figure {
namespace {

struct Curve {
  std::vector<double> x, y;
};

// n points over 500 pixels, log-spaced as steps are, with a zigzag and a few isolated peaks.
Curve long_curve(std::size_t n) {
  Curve curve;
  std::uint64_t state = 1;
  for (std::size_t k = 0; k < n; ++k) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const double noise = static_cast<double>(state >> 40) / 16777216.0;
    curve.x.push_back(76 + 500 * std::log10(1.0 + static_cast<double>(k)) /
                               std::log10(static_cast<double>(n)));
    curve.y.push_back(noise + (k % 99991 == 7 ? 1000 : 0) - (k % 99991 == 8 ? 1000 : 0));
  }
  return curve;
}

TEST(Decimated, KeepsTheExtremesOfEachColumnOfPixels) {
  const Curve curve = long_curve(300000);
  const Stretches stretches = decimated(curve.x, curve.y);
  ASSERT_EQ(stretches.size(), 1U);
  const std::vector<std::size_t>& kept = stretches[0];
  EXPECT_LE(kept.size(), 4U * 502U);
  EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end()));
  EXPECT_EQ(std::adjacent_find(kept.begin(), kept.end()), kept.end());
  EXPECT_EQ(kept.front(), 0U);
  EXPECT_EQ(kept.back(), curve.x.size() - 1);

  std::vector<double> low(600, 1e9), high(600, -1e9), low_kept = low, high_kept = high;
  for (std::size_t k = 0; k < curve.x.size(); ++k) {
    const auto column = static_cast<std::size_t>(curve.x[k]);
    low[column] = std::min(low[column], curve.y[k]);
    high[column] = std::max(high[column], curve.y[k]);
  }
  for (const std::size_t k : kept) {
    const auto column = static_cast<std::size_t>(curve.x[k]);
    low_kept[column] = std::min(low_kept[column], curve.y[k]);
    high_kept[column] = std::max(high_kept[column], curve.y[k]);
  }
  EXPECT_EQ(low, low_kept);
  EXPECT_EQ(high, high_kept);
}

TEST(Decimated, KeepsEachPointOfAShortCurve) {
  const std::vector<double> x{0, 10, 20, 30}, y{1, 1, 1, 1};
  EXPECT_EQ(decimated(x, y), (Stretches{{0, 1, 2, 3}}));
}

TEST(Decimated, BreaksAtWhatIsNotFinite) {
  const double infinity = std::numeric_limits<double>::infinity(), nan = std::nan("");
  const std::vector<double> x{0, 10, 20, 30, 40, 50}, y{nan, 1, 2, infinity, 3, nan};
  EXPECT_EQ(decimated(x, y), (Stretches{{1, 2}, {4}}));
  const std::vector<double> nothing{nan, nan};
  EXPECT_TRUE(decimated(nothing, nothing).empty());
  EXPECT_TRUE(decimated({}, {}).empty());
}

}  // namespace
}  // namespace logitlab::figure
