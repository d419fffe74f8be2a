// SPDX-License-Identifier: MIT
#include "logitlab/compute/reduction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "logitlab/base/rng.hpp"

namespace logitlab {
namespace {

// The tree as its definition says it: a range splits after the largest power of two below its
// length.
double tree_sum(CVec values) {
  if (values.size() == 1) return values[0];
  const std::size_t left = std::bit_floor(values.size() - 1);
  return tree_sum(values.first(left)) + tree_sum(values.subspan(left));
}

double sum_of(CVec values) {
  double total = unknown;  // must be overwritten
  serial_reduction().sum(
      values.size(), [&](std::size_t block, Vec part) { part[0] += values[block]; },
      Vec(&total, 1));
  return total;
}

TEST(SerialReduction, SumsExactlyWhatIsExact) {
  std::vector<double> values;
  double expected = 0;
  for (std::size_t blocks = 1; blocks <= 1000; ++blocks) {
    values.push_back(static_cast<double>(blocks * blocks));
    expected += values.back();
    ASSERT_EQ(sum_of(values), expected) << blocks;
  }
}

TEST(SerialReduction, TheTreeDependsOnTheNumberOfBlocksAlone) {
  // Numbers whose sum depends on the order, so that any other tree shows in the last bits.
  Rng rng(1);
  std::vector<double> values;
  for (std::size_t blocks = 1; blocks <= 1000; ++blocks) {
    values.push_back(rng.normal() * std::exp(4 * rng.normal()));
    ASSERT_EQ(sum_of(values), tree_sum(values)) << blocks;
  }
}

TEST(SerialReduction, EachBlockIsAskedOnceAndFindsZeros) {
  for (const std::size_t blocks : {1U, 2U, 3U, 7U, 64U, 1000U}) {
    std::vector<int> asked(blocks);
    std::vector<double> total(5, 7.0);
    SerialReduction().sum(
        blocks,
        [&](std::size_t block, Vec part) {
          ++asked.at(block);
          ASSERT_EQ(part.size(), total.size());
          for (double& p : part) {
            ASSERT_EQ(p, 0);
            p = 1;
          }
        },
        total);
    for (const int times : asked) EXPECT_EQ(times, 1);
    for (const double t : total) EXPECT_EQ(t, static_cast<double>(blocks));
  }
}

TEST(SerialReduction, ItsErrorGrowsWithTheDepthOfTheTree) {
  // 0.1 is not exact; 2^16 of them, summed one after the other, are wrong by 1e-9.
  const std::vector<double> values(std::size_t{1} << 16U, 0.1);
  EXPECT_EQ(sum_of(values), 65536 * 0.1);  // each level doubles exactly
}

TEST(SerialReduction, WorksWhereThereIsNothingToSum) {
  std::vector<std::size_t> order;
  serial_reduction().sum(
      5, [&](std::size_t block, Vec part) { order.push_back(block + part.size()); }, {});
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(BlockCount, CoversAllRows) {
  EXPECT_EQ(block_count(0), 1U);
  EXPECT_EQ(block_count(1), 1U);
  EXPECT_EQ(block_count(rows_per_block), 1U);
  EXPECT_EQ(block_count(rows_per_block + 1), 2U);
  EXPECT_EQ(block_count(1'000'000), 245U);
}

}  // namespace
}  // namespace logitlab
