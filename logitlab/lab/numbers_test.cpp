// SPDX-License-Identifier: MIT
#include "logitlab/lab/numbers.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "logitlab/base/types.hpp"

namespace logitlab::lab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Numbers, LossesHaveThreeDecimalsWhereTheyShowSomething) {
  EXPECT_EQ(loss_text(4.550854394741168), "4.551");
  EXPECT_EQ(loss_text(0.0524365), "0.052");
  EXPECT_EQ(loss_text(0.00578), "0.00578");
  EXPECT_EQ(loss_text(1.09e-7), "0.000000109");
  EXPECT_EQ(loss_text(0), "0");  // 0.000 would be a rounded number
  EXPECT_EQ(loss_text(1234567.4), "1,234,567");
}

TEST(Numbers, SlopesHaveThreeDigitsAndNeverAnExponent) {
  EXPECT_EQ(slope_text(0.40780780), "0.408");
  EXPECT_EQ(slope_text(0.0000089794), "0.00000898");
  EXPECT_EQ(slope_text(12.345), "12.3");
  EXPECT_EQ(slope_text(123456), "123,456");
  EXPECT_EQ(slope_text(0), "0");
}

TEST(Numbers, ParametersAreAsGivenWhereThatIsShort) {
  EXPECT_EQ(parameter_text(-5), "\u22125");
  EXPECT_EQ(parameter_text(0.25), "0.25");
  EXPECT_EQ(parameter_text(14.859356959908), "14.859");
  EXPECT_EQ(parameter_text(-0.00001234), "\u22120.0000123");
  EXPECT_EQ(parameter_text(-1234567.8), "\u22121,234,568");
}

TEST(Numbers, WhatIsBeyondWritingHasWords) {
  EXPECT_EQ(loss_text(1e300), "more than 1,000,000,000,000,000");
  EXPECT_EQ(slope_text(1e-300), "less than 0.000000000001");
  EXPECT_EQ(parameter_text(-1.5e20), "below \u22121,000,000,000,000,000");
  EXPECT_EQ(loss_text(infinity), "infinite");
  EXPECT_EQ(slope_text(unknown), "not a number");
  EXPECT_EQ(parameter_text(-infinity), "minus infinite");
}

TEST(Numbers, ParametersAreNamedWhereThereAreFew) {
  EXPECT_EQ(parameters_text(std::vector<double>{-5, -10}), "w = \u22125, b = \u221210");
  EXPECT_EQ(parameters_text(std::vector<double>{1, 2, 3}), "w1 = 1, w2 = 2, b = 3");
  EXPECT_EQ(parameters_text(std::vector<double>{1, 1, 1, 1, 7}),
            "4 coefficients of length 2, b = 7");
}

TEST(Numbers, LengthsDoNotOverflow) {
  EXPECT_EQ(length_of(std::vector<double>{3, -4}), 5);
  EXPECT_EQ(length_of(std::vector<double>{3e300, 4e300}), 5e300);
  EXPECT_EQ(length_of(std::vector<double>{0, 0}), 0);
  EXPECT_EQ(length_of(std::vector<double>{infinity, 0}), infinity);
}

TEST(Numbers, RatiosSayWhichIsLonger) {
  EXPECT_EQ(ratio_text(8.97940e-6, 0.407807802), "45,416 times shorter");
  EXPECT_EQ(ratio_text(0.6, 0.2), "3.0 times longer");
  EXPECT_EQ(ratio_text(1, 1.04), "about as long");
  EXPECT_EQ(ratio_text(1e-300, 1), "more than 1,000,000,000,000,000 times shorter");
  EXPECT_EQ(ratio_text(0, 1), "");
}

TEST(Numbers, OneDigitBelowIsBelowAndNotFarBelow) {
  EXPECT_EQ(one_digit_below(3.73), 3);
  EXPECT_EQ(one_digit_below(1), 0.9);
  EXPECT_EQ(one_digit_below(0.001), 0.0009);
  for (double limit = 1e-9; limit < 1e9; limit *= 1.0137) {
    EXPECT_LT(one_digit_below(limit), limit);
    EXPECT_GE(one_digit_below(limit), 0.5 * limit) << limit;
  }
}

TEST(Numbers, CountsComeBeforeRates) {
  EXPECT_EQ(right_text(13, 20), "13 of 20 right (65\u00A0%)");
  EXPECT_EQ(right_text(1999, 2000), "1,999 of 2,000 right (>\u00A099.9\u00A0%)");
  EXPECT_EQ(counted(1, "step", "steps"), "1 step");
  EXPECT_EQ(counted(1400000, "step", "steps"), "1,400,000 steps");
}

}  // namespace
}  // namespace logitlab::lab
