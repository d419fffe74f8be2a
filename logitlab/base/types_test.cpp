// SPDX-License-Identifier: MIT
#include "logitlab/base/types.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace logitlab {
namespace {

double sum_of_first_column(CMat m) {
  double sum = 0;
  for (std::size_t i = 0; i < m.rows; ++i) sum += m(i, 0);
  return sum;
}

TEST(Block, FindsElementsAndRowsByTheStride) {
  std::array<double, 8> numbers = {1, 2, 3, -1, 4, 5, 6, -1};
  const Mat m{numbers.data(), 2, 3, 4};
  EXPECT_EQ(m(0, 2), 3);
  EXPECT_EQ(m(1, 0), 4);
  EXPECT_EQ(m.row(1).size(), 3U);
  EXPECT_EQ(m.row(1)[2], 6);
  m(1, 1) = 50;
  EXPECT_EQ(numbers[5], 50);
}

TEST(Block, ThatMayBeWrittenIsAlsoOneToRead) {
  std::array<double, 4> numbers = {1, 2, 3, 4};
  EXPECT_EQ(sum_of_first_column(Mat{numbers.data(), 2, 2, 2}), 4);
  static_assert(!std::is_convertible_v<CMat, Mat>);
}

TEST(Unknown, IsNoNumber) { EXPECT_TRUE(std::isnan(unknown)); }

}  // namespace
}  // namespace logitlab
