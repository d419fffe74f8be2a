// SPDX-License-Identifier: MIT
#include "logitlab/stats/metrics.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace logitlab {
namespace {

TEST(Metrics, MarginsArePlaneDistancesWithTheInterceptLast) {
  const std::array<double, 6> x = {1, 2, -3, 0.5, 0, 0};
  const DenseDesign design(CMat{x.data(), 3, 2, 2});
  const std::array<double, 3> w = {2, -4, 0.25};
  std::vector<double> eta(3);
  margins(design, w, eta);
  EXPECT_EQ(eta, (std::vector<double>{2 - 8 + 0.25, -6 - 2 + 0.25, 0.25}));
}

TEST(Metrics, ClassOneIsAMarginAboveZeroAndZeroItselfIsClassZero) {
  const std::array<double, 4> eta = {0.0, -0.0, 1e-300, -1e-300};
  EXPECT_EQ(count_right(eta, std::array<double, 4>{0, 0, 1, 0}), 4U);
  EXPECT_EQ(count_right(eta, std::array<double, 4>{1, 1, 0, 1}), 0U);
}

TEST(Metrics, AccuracyIsTheShareThatIsRight) {
  const std::array<double, 20> eta = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
                                      -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
  std::array<double, 20> y{};
  for (std::size_t i = 13; i < 20; ++i) y[i] = 1;
  EXPECT_EQ(accuracy(eta, y), 0.65);
}

}  // namespace
}  // namespace logitlab
