// SPDX-License-Identifier: MIT
#include "logitlab/stats/exact_sign.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "logitlab/base/rng.hpp"

namespace logitlab {
namespace {

TEST(SignOfDot, IsThatOfIntegersWhoseProductsFitIntoNoDouble) {
  // Sums of products of 53-bit integers, in 128-bit arithmetic.
  __extension__ using Wide = __int128;
  Rng rng(11);
  const auto integer = [&rng] {
    return static_cast<std::int64_t>(rng.below(std::uint64_t{1} << 53)) - (std::int64_t{1} << 52);
  };
  int zeros = 0, below_rounding = 0;
  for (int trial = 0; trial < 20000; ++trial) {
    const std::int64_t a = integer(), b = integer(), small = trial % 3 - 1;
    // a b - (a - s) (b + s) - s (a - b) + s^2 = 2 s^2 - s^2 ... so that almost all digits cancel.
    const std::vector<double> left = {static_cast<double>(a), static_cast<double>(a - small),
                                      static_cast<double>(small)};
    const std::vector<double> right = {static_cast<double>(b), -static_cast<double>(b + small),
                                       static_cast<double>(b - a + small + trial % 2)};
    Wide exact = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      exact += static_cast<Wide>(left[j]) * static_cast<Wide>(right[j]);
    }
    const int expected = exact > 0 ? 1 : (exact < 0 ? -1 : 0);
    EXPECT_EQ(sign_of_dot(left, right), expected);
    zeros += expected == 0;
    const BoundedSum sum = bounded_dot(left, right);
    below_rounding += expected != 0 && std::fabs(sum.value) <= sum.error;
    EXPECT_LE(std::fabs(sum.value - static_cast<double>(exact)), sum.error + 1e-10);
  }
  // Both kinds of hard cases occurred.
  EXPECT_GT(zeros, 1000);
  EXPECT_GT(below_rounding, 1000);
}

TEST(SignOfDot, SaysNothingWhereProductsWouldLoseDigits) {
  EXPECT_EQ(sign_of_dot(std::vector<double>{1e200}, std::vector<double>{1e-200}), std::nullopt);
  EXPECT_EQ(sign_of_dot(std::vector<double>{1}, std::vector<double>{HUGE_VAL}), std::nullopt);
  EXPECT_EQ(sign_of_dot(std::vector<double>{std::numeric_limits<double>::quiet_NaN()},
                        std::vector<double>{0}),
            std::nullopt);
}

TEST(SignOfDot, OfNothingIsZero) { EXPECT_EQ(sign_of_dot({}, {}), 0); }

}  // namespace
}  // namespace logitlab
