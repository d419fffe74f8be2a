// SPDX-License-Identifier: MIT
#include "logitlab/compute/row_loops.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <variant>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/compute/lanes.hpp"

namespace logitlab {
namespace {

// Lengths around the eight lanes and the stretch of 512 rows, and a whole block.
constexpr std::array<std::size_t, 12> lengths = {0, 1, 7, 8, 9, 16, 20, 511, 512, 513, 1030, 4096};

TEST(Lanes, SumsExactlyWhatIsExact) {
  for (const std::size_t n : lengths) {
    std::vector<double> values(n);
    std::iota(values.begin(), values.end(), 1.0);
    const auto m = static_cast<double>(n);
    EXPECT_EQ(lanes::sum(CVec(values)), m * (m + 1) / 2) << n;
    EXPECT_EQ(lanes::dot(CVec(values), CVec(values)), m * (m + 1) * (2 * m + 1) / 6) << n;
  }
}

TEST(Lanes, FewerThanEightTermsAreAddedLeftToRight) {
  // 1 + 2^-53 + 2^-53: from the left each half unit is lost; from the right both would count.
  const std::array<double, 3> values = {1, 0x1p-53, 0x1p-53};
  EXPECT_EQ(lanes::sum(CVec(values)), 1);
}

TEST(Lanes, EightLanesAreAddedInPairs) {
  // Lane 0 holds 1 + 2^-53 (rounded to 1), lane 1 2^-53 + 2^-53: pairs keep the unit, and a single
  // sum from the left would lose it.
  std::array<double, 16> values{};
  values[0] = 1;
  values[8] = 0x1p-53;
  values[1] = values[9] = 0x1p-53;
  EXPECT_EQ(lanes::sum(CVec(values)), 1 + 0x1p-52);
}

// Random margins, labels and weights.
struct Rows {
  std::vector<double> eta, y, scale;
  explicit Rows(std::size_t n) : eta(n), y(n), scale(n) {
    Rng rng(n);
    for (std::size_t i = 0; i < n; ++i) {
      eta[i] = rng.uniform(-30, 30);  // finite for every loss
      y[i] = static_cast<double>(rng.below(2));
      scale[i] = rng.uniform(0.001, 0.01);
    }
  }
};

TEST(RowLoops, GiveTheTermsOfEachRow) {
  for (const LossRow& row : loss_table()) {
    const Loss loss = row.make(0);
    for (const std::size_t n : lengths) {
      const Rows r(n);
      for (const bool weighted : {false, true}) {
        const MarginRows<double> rows{.eta = r.eta,
                                      .y = r.y,
                                      .scale = weighted ? CVec(r.scale) : CVec(),
                                      .equal_scale = 0.25};
        std::vector<double> slope(n), curvature(n);
        const double value = values_and_slopes(loss, rows, slope);
        curvatures(loss, rows, curvature);
        double expected = 0;
        for (std::size_t i = 0; i < n; ++i) {
          const Terms<double> terms = std::visit(
              [&](const auto& l) {
                return l.terms(r.eta[i], r.y[i], weighted ? r.scale[i] : 0.25);
              },
              loss);
          expected += terms.value;
          ASSERT_EQ(slope[i], terms.slope) << row.name << i;
          ASSERT_EQ(curvature[i], terms.curvature) << row.name << i;
        }
        EXPECT_EQ(sum_of_values(loss, rows), value) << row.name << n;
        // Positive terms, summed in two orders of at most n additions each.
        EXPECT_NEAR(value, expected, static_cast<double>(n) * 2.3e-16 * expected) << row.name << n;
      }
    }
  }
}

TEST(RowLoops, TheBitsOfALongSumAreThoseOfItsStretches) {
  const Rows r(1030);
  const MarginRows<double> all{.eta = r.eta, .y = r.y, .scale = {}, .equal_scale = 1};
  double expected = 0;
  for (const std::size_t first : {0U, 512U, 1024U}) {
    const std::size_t m = std::min<std::size_t>(512, 1030 - first);
    std::vector<double> value;
    for (std::size_t i = first; i < first + m; ++i) {
      value.push_back(CrossEntropy{}.terms(r.eta[i], r.y[i], 1.0).value);
    }
    expected += lanes::sum(CVec(value));
  }
  EXPECT_EQ(sum_of_values(CrossEntropy{}, all), expected);
}

}  // namespace
}  // namespace logitlab
