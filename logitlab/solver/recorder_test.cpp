// SPDX-License-Identifier: MIT
#include "logitlab/solver/recorder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include "logitlab/base/rng.hpp"

namespace logitlab {
namespace {

// A run of made-up steps: parameters that wander, batch losses with rare spikes.
struct Walk {
  std::size_t dimension;
  std::vector<double> w;            // (steps + 1) x dimension
  std::vector<double> batch_value;  // steps + 1, the first unknown

  std::size_t rows() const { return batch_value.size(); }
  CVec at(std::size_t k) const { return CVec(w).subspan(k * dimension, dimension); }
};

Walk random_walk(std::size_t steps, std::size_t dimension, std::uint64_t seed) {
  Rng rng(seed);
  Walk walk{dimension, std::vector<double>(dimension, 0.0), {unknown}};
  for (std::size_t k = 1; k <= steps; ++k) {
    for (std::size_t j = 0; j < dimension; ++j) {
      walk.w.push_back(walk.w[(k - 1) * dimension + j] + rng.normal());
    }
    walk.batch_value.push_back(rng.below(1000) == 0 ? 100 * rng.uniform() : rng.uniform());
  }
  return walk;
}

void report(Recorder& recorder, const Walk& walk, std::size_t k) {
  Step step;
  step.index = k;
  step.w = walk.at(k);
  step.batch_value = walk.batch_value[k];
  step.rate = k == 0 ? unknown : 2.0;
  step.epoch = static_cast<std::uint32_t>(k == 0 ? 0 : 1 + (k - 1) / 7);
  step.batch = static_cast<std::uint32_t>(k == 0 ? 0 : 1 + (k - 1) % 7);
  EXPECT_EQ(recorder.on_step(step), Flow::proceed);
}

Trajectory record(const Walk& walk, std::size_t capacity) {
  Recorder recorder(capacity);
  for (std::size_t k = 0; k < walk.rows(); ++k) report(recorder, walk, k);
  return recorder.take();
}

std::string hash_of(const Walk& walk) {
  std::vector<std::byte> bytes;
  for (const double x : walk.w) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    for (unsigned i = 0; i < 8; ++i) bytes.push_back(static_cast<std::byte>(bits >> (8 * i)));
  }
  return Sha256().update(bytes).hex();
}

// Each row of the trajectory is the step it says it is.
void expect_rows_of(const Trajectory& kept, const Walk& walk) {
  ASSERT_EQ(kept.dimension, walk.dimension);
  ASSERT_EQ(kept.w.size(), kept.length() * kept.dimension);
  for (std::size_t row = 0; row < kept.length(); ++row) {
    const auto k = static_cast<std::size_t>(kept.step[row]);
    ASSERT_TRUE(row == 0 || kept.step[row - 1] < kept.step[row]);
    ASSERT_TRUE(std::ranges::equal(kept.w_at(row), walk.at(k)));
    ASSERT_TRUE(k == 0 || kept.batch_value[row] == walk.batch_value[k]);
    ASSERT_EQ(kept.epoch[row], k == 0 ? 0 : 1 + (k - 1) / 7);
    ASSERT_EQ(kept.batch[row], k == 0 ? 0 : 1 + (k - 1) % 7);
  }
}

template <class Order>
double extreme_of_column(CVec w, std::size_t dimension, std::size_t j, Order before) {
  double found = w[j];
  for (std::size_t i = j; i < w.size(); i += dimension) found = before(w[i], found) ? w[i] : found;
  return found;
}

void expect_extremes_of(const Trajectory& kept, const Walk& walk) {
  EXPECT_EQ(kept.step.front(), 0u);
  EXPECT_EQ(kept.step.back(), walk.rows() - 1);
  for (std::size_t j = 0; j < walk.dimension; ++j) {
    EXPECT_EQ(extreme_of_column(kept.w, walk.dimension, j, std::less<>()),
              extreme_of_column(walk.w, walk.dimension, j, std::less<>()));
    EXPECT_EQ(extreme_of_column(kept.w, walk.dimension, j, std::greater<>()),
              extreme_of_column(walk.w, walk.dimension, j, std::greater<>()));
  }
  EXPECT_EQ(*std::max_element(kept.batch_value.begin() + 1, kept.batch_value.end()),
            *std::max_element(walk.batch_value.begin() + 1, walk.batch_value.end()));
  EXPECT_EQ(*std::min_element(kept.batch_value.begin() + 1, kept.batch_value.end()),
            *std::min_element(walk.batch_value.begin() + 1, walk.batch_value.end()));
}

TEST(Recorder, KeepsEveryStepUpToItsCapacity) {
  const Walk walk = random_walk(700, 2, 1);
  const Trajectory kept = record(walk, 701);
  ASSERT_EQ(kept.length(), 701u);
  EXPECT_FALSE(kept.thinned);
  EXPECT_TRUE(std::isnan(kept.batch_value[0]));
  EXPECT_TRUE(std::isnan(kept.rate[0]));
  EXPECT_EQ(kept.rate[700], 2.0);
  expect_rows_of(kept, walk);
}

TEST(Recorder, HashesTheBytesOfEveryStepEvenOfThoseItDrops) {
  const Walk walk = random_walk(3000, 3, 2);
  const std::string expected = hash_of(walk);
  EXPECT_EQ(record(walk, 10000).sha256, expected);
  EXPECT_EQ(record(walk, 100).sha256, expected);
}

TEST(Recorder, ThinsALongRunWithoutLosingItsExtremesWhereverItEnds) {
  for (const std::size_t steps : {100u, 101u, 127u, 128u, 129u, 1000u, 4097u, 50000u}) {
    const Walk walk = random_walk(steps, 2, 3 + steps);
    const Trajectory kept = record(walk, 100);
    EXPECT_TRUE(kept.thinned);
    EXPECT_LE(kept.length(), 100u);
    EXPECT_GE(kept.length(), 40u) << steps;
    expect_rows_of(kept, walk);
    expect_extremes_of(kept, walk);
  }
}

TEST(Recorder, ThinsTheSameEverywhereAlongTheRun) {
  const Walk walk = random_walk(60000, 1, 4);
  const Trajectory kept = record(walk, 1000);
  // 60,000 steps in windows of 128 leave 2 x 469 rows; no window is passed over, so that two
  // neighbours in the record are less than two windows apart.
  for (std::size_t row = 1; row < kept.length(); ++row) {
    ASSERT_LT(kept.step[row] - kept.step[row - 1], 256u);
  }
  EXPECT_GE(kept.length(), 900u);
}

TEST(Recorder, KeepsThePeakOfEachWindow) {
  Walk walk = random_walk(8192, 1, 5);
  for (double& x : walk.batch_value) x = 1;
  for (std::size_t k = 100; k <= 8192; k += 512) walk.batch_value[k] = 2 + static_cast<double>(k);
  const Trajectory kept = record(walk, 200);
  for (std::size_t k = 100; k <= 8192; k += 512) {
    EXPECT_TRUE(std::ranges::binary_search(kept.step, k)) << k;
  }
}

TEST(Recorder, ThinsRunsThatHaveNoBatchLosses) {
  Walk walk = random_walk(20000, 2, 6);
  for (double& x : walk.batch_value) x = unknown;
  Recorder recorder(128);
  for (std::size_t k = 0; k < walk.rows(); ++k) report(recorder, walk, k);
  const Trajectory kept = recorder.take();
  EXPECT_LE(kept.length(), 128u);
  EXPECT_GE(kept.length(), 60u);
  EXPECT_EQ(kept.step.back(), 20000u);
}

TEST(Recorder, RaisesACapacityThatCouldNotHoldTheExtremes) {
  const Walk walk = random_walk(500, 4, 7);
  const Trajectory kept = record(walk, 1);
  EXPECT_LE(kept.length(), 6u * 4u + 12u);
  expect_rows_of(kept, walk);
  expect_extremes_of(kept, walk);
}

TEST(Recorder, IsEmptyAfterHandingOverAndRecordsAnotherRun) {
  const Walk first = random_walk(400, 2, 8), second = random_walk(50, 3, 9);
  Recorder recorder(100);
  for (std::size_t k = 0; k < first.rows(); ++k) report(recorder, first, k);
  EXPECT_TRUE(recorder.take().thinned);
  EXPECT_EQ(recorder.length(), 0u);
  for (std::size_t k = 0; k < second.rows(); ++k) report(recorder, second, k);
  const Trajectory kept = recorder.take();
  EXPECT_FALSE(kept.thinned);
  EXPECT_EQ(kept.sha256, hash_of(second));
  expect_rows_of(kept, second);
}

}  // namespace
}  // namespace logitlab
