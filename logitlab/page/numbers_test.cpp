// SPDX-License-Identifier: MIT
#include "logitlab/page/numbers.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace logitlab::page {
namespace {

TEST(PageNumbers, HaveSixDigitsAndNoMore) {
  EXPECT_EQ(number(14.859356959908652), "14.8594");
  EXPECT_EQ(number(-5), "−5");
  EXPECT_EQ(number(0.1), "0.1");
  EXPECT_EQ(number(0.00012345678), "0.000123457");
  EXPECT_EQ(number(123456789), "123457000");
  EXPECT_EQ(number(0), "0");
  EXPECT_EQ(number(-0.0), "0");
}

TEST(PageNumbers, TakeAPowerOfTenWhereZerosWouldHaveToBeCounted) {
  EXPECT_EQ(number(-7.730327925616126e-06), "−7.73033 × 10⁻⁶");
  EXPECT_EQ(number(1e9), "1 × 10⁹");
  EXPECT_EQ(number(9.9999999e8), "1000000000");
  EXPECT_EQ(number(9.9999999e9), "1 × 10¹⁰");
  EXPECT_EQ(number(1.7976931348623157e308), "1.79769 × 10³⁰⁸");
  EXPECT_EQ(number(5e-324), "4.94066 × 10⁻³²⁴");
  EXPECT_EQ(number(1.25e-10), "1.25 × 10⁻¹⁰");
}

TEST(PageNumbers, SayWhatIsNoNumber) {
  EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN()), "");
  EXPECT_EQ(number(std::numeric_limits<double>::infinity()), "infinite");
  EXPECT_EQ(number(-std::numeric_limits<double>::infinity()), "−infinite");
}

TEST(PageNumbers, GroupCounts) {
  EXPECT_EQ(count(std::uint64_t{1234567}), "1,234,567");
  EXPECT_EQ(count(std::nullopt), "");
}

}  // namespace
}  // namespace logitlab::page
