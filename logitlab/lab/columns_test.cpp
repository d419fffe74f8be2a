// SPDX-License-Identifier: MIT
#include "logitlab/lab/columns.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace logitlab::lab {
namespace {

TEST(ColumnRows, AreAllOfThemWhereThatIsCheap) {
  const auto rows = column_rows(1'000'001, 20, 1);
  ASSERT_EQ(rows.size(), 1'000'001U);
  EXPECT_EQ(rows[123'456], 123'456U);
}

TEST(ColumnRows, AreEvenlySpreadFromTheStartToTheLastWhereItIsNot) {
  const std::size_t kept = 1'000'001, samples = 100'000, inputs = 12;  // 2e6 a row
  const auto rows = column_rows(kept, samples, inputs);
  EXPECT_EQ(rows.size(), 1000U);  // 2e9 in all
  EXPECT_EQ(rows.front(), 0U);
  EXPECT_EQ(rows.back(), kept - 1);
  std::size_t least = kept, most = 0;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    least = std::min(least, rows[r] - rows[r - 1]);
    most = std::max(most, rows[r] - rows[r - 1]);
  }
  EXPECT_GE(least, 1000U);
  EXPECT_LE(most, 1002U);
}

TEST(ColumnRows, HaveTheStartAndTheLastWhateverTheyCost) {
  EXPECT_EQ(column_rows(1000, 4'000'000'000U, 1000), (std::vector<std::size_t>{0, 999}));
  EXPECT_EQ(column_rows(1, 4'000'000'000U, 1000), std::vector<std::size_t>{0});
}

TEST(KeptSteps, AreAMillionAndTheStartUnlessTheyWouldFillTheMemory) {
  EXPECT_EQ(kept_steps(2), 1'000'001U);
  EXPECT_EQ(kept_steps(64), 1'000'001U);
  EXPECT_EQ(kept_steps(1024), 65'536U);
  EXPECT_EQ(kept_steps(1'000'001), 1000U);
}

}  // namespace
}  // namespace logitlab::lab
