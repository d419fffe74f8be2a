// SPDX-License-Identifier: MIT
//
// Every answer is compared with a look at all rows at each step.
#include "logitlab/lab/perfect_steps.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "logitlab/base/rng.hpp"
#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {
namespace {

struct Answer {
  std::optional<std::uint64_t> first, lasting;
};

Answer by_looking(const Design& x, CVec y, const std::vector<std::vector<double>>& path) {
  Answer answer;
  std::vector<double> margin(y.size());
  for (std::size_t k = 1; k < path.size(); ++k) {
    margins(x, path[k], margin);
    if (count_right(margin, y) < y.size()) {
      answer.lasting.reset();
      continue;
    }
    if (!answer.first) answer.first = k;
    if (!answer.lasting) answer.lasting = k;
  }
  return answer;
}

Answer by_watching(const Design& x, CVec y, const std::vector<std::vector<double>>& path) {
  PerfectSteps watch(x, y);
  for (std::size_t k = 0; k < path.size(); ++k) watch.see(k, path[k]);
  return {watch.first(), watch.lasting()};
}

// Random walks around a separating plane, in steps from tiny to large, cross the border of "all
// right" in both directions.
TEST(PerfectSteps, AgreesWithLookingAtAllRowsOnRandomWalks) {
  Rng rng(3);
  int perfect_walks = 0;
  for (int trial = 0; trial < 300; ++trial) {
    const std::size_t d = 1 + rng.below(4), n = 2 + rng.below(30);
    std::vector<double> plane(d + 1), x(n * d), y(n);
    for (double& v : plane) v = rng.normal();
    for (double& v : x) v = rng.normal();
    const DenseDesign design(CMat{x.data(), n, d, d});
    std::vector<double> margin(n);
    margins(design, plane, margin);
    std::ranges::transform(margin, y.begin(), [](double eta) { return eta > 0 ? 1.0 : 0.0; });

    const double stride = 1e-4 * std::exp(std::log(1e4) * rng.uniform());
    std::vector<std::vector<double>> path = {plane};
    for (int k = 0; k < 200; ++k) {
      path.push_back(path.back());
      for (double& v : path.back()) v += stride * rng.normal();
    }
    const Answer expected = by_looking(design, y, path), found = by_watching(design, y, path);
    EXPECT_EQ(found.first, expected.first);
    EXPECT_EQ(found.lasting, expected.lasting);
    perfect_walks += expected.lasting ? 1 : 0;
  }
  EXPECT_GT(perfect_walks, 30);
  EXPECT_LT(perfect_walks, 270);
}

TEST(PerfectSteps, TheStartIsNoStep) {
  const std::vector<double> x = {-1, 1}, y = {0, 1};
  const DenseDesign design(CMat{x.data(), 2, 1, 1});
  PerfectSteps watch(design, y);
  watch.see(0, std::vector<double>{1, 0});
  EXPECT_EQ(watch.first(), std::nullopt);
  watch.see(1, std::vector<double>{1, 0});
  EXPECT_EQ(watch.first(), 1U);
  EXPECT_EQ(watch.lasting(), 1U);
  watch.see(2, std::vector<double>{-1, 0});
  EXPECT_EQ(watch.first(), 1U);
  EXPECT_EQ(watch.lasting(), std::nullopt);
}

// A row whose margin is exactly 0 is class 0, so it can be right, but any move may turn it.
TEST(PerfectSteps, AMarginOfZeroLeavesNoRoom) {
  const std::vector<double> x = {0, 1}, y = {0, 1};
  const DenseDesign design(CMat{x.data(), 2, 1, 1});
  PerfectSteps watch(design, y);
  watch.see(1, std::vector<double>{1, 0});
  EXPECT_EQ(watch.lasting(), 1U);
  watch.see(2, std::vector<double>{1, 1e-300});
  EXPECT_EQ(watch.lasting(), std::nullopt);
}

}  // namespace
}  // namespace logitlab::lab
