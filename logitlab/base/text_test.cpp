// SPDX-License-Identifier: MIT
#include "logitlab/base/text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <initializer_list>
#include <limits>
#include <utility>

#include "logitlab/base/rng.hpp"

namespace logitlab {
namespace {

using Status = ParsedNumber::Status;

TEST(Shortest, WritesAsPythonReprDoesButIntegersWithoutAPoint) {
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(shortest(1.0 / 3.0), "0.3333333333333333");
  EXPECT_EQ(shortest(-3.0), "-3");
  EXPECT_EQ(shortest(100000.0), "100000");
  EXPECT_EQ(shortest(0.0), "0");
  EXPECT_EQ(shortest(-0.0), "-0");
  EXPECT_EQ(shortest(9007199254740993.0), "9007199254740992");
  EXPECT_EQ(shortest(1e16), "1e+16");
  EXPECT_EQ(shortest(0.0001), "0.0001");
  EXPECT_EQ(shortest(0.00001), "1e-05");
  EXPECT_EQ(shortest(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
  EXPECT_EQ(shortest(std::numeric_limits<double>::denorm_min()), "5e-324");
}

TEST(Shortest, ReadsBackAsTheSameDouble) {
  Rng rng(1);
  for (int i = 0; i < 20000; ++i) {
    const double value = std::bit_cast<double>(rng.next_u64());
    if (!std::isfinite(value)) continue;
    const std::string text = shortest(value);
    ASSERT_EQ(parse_double(text), value) << text;
    ASSERT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
  }
}

TEST(Fixed, RoundsCorrectlyAndNeverWritesANegativeZero) {
  EXPECT_EQ(fixed(3.14159, 2), "3.14");
  EXPECT_EQ(fixed(2.675, 2), "2.67");  // the double lies below 2.675
  EXPECT_EQ(fixed(-0.001, 2), "0.00");
  EXPECT_EQ(fixed(-0.0, 0), "0");
  EXPECT_EQ(fixed(-0.006, 2), "-0.01");
  EXPECT_EQ(fixed(-12.0, 1), "-12.0");
  EXPECT_EQ(fixed(1e21, 0), "1000000000000000000000");
  EXPECT_EQ(fixed(-std::numeric_limits<double>::max(), 40).size(), 1U + 309U + 1U + 40U);
}

TEST(Plain, KeepsSignificantDigitsWithoutAnExponent) {
  EXPECT_EQ(plain(4.6e-6, 2), "0.0000046");
  EXPECT_EQ(plain(-0.0000077, 2), "-0.0000077");
  EXPECT_EQ(plain(1234567, 3), "1230000");
  EXPECT_EQ(plain(1234567, 7), "1234567");
  EXPECT_EQ(plain(12.5, 5), "12.500");
  EXPECT_EQ(plain(0.5, 1), "0.5");
  EXPECT_EQ(plain(9.996, 3), "10.0");
  EXPECT_EQ(plain(0.09996, 3), "0.100");
  EXPECT_EQ(plain(0.0, 3), "0");
}

TEST(Plain, ReadsBackWithSeventeenDigits) {
  Rng rng(2);
  for (int i = 0; i < 2000; ++i) {
    const double value = std::bit_cast<double>(rng.next_u64());
    if (!std::isfinite(value)) continue;
    ASSERT_EQ(parse_double(plain(value, 17)), value) << value;
  }
}

TEST(Percent, HasANoBreakSpaceAndClaimsNothingWhole) {
  EXPECT_EQ(percent(0.65), "65\u00A0%");
  EXPECT_EQ(percent(1.0), "100\u00A0%");
  EXPECT_EQ(percent(0.0), "0\u00A0%");
  EXPECT_EQ(percent(0.997), "99.7\u00A0%");
  EXPECT_EQ(percent(0.99999), ">\u00A099.9\u00A0%");
  EXPECT_EQ(percent(0.003), "0.3\u00A0%");
  EXPECT_EQ(percent(0.00001), "<\u00A00.1\u00A0%");
}

TEST(Grouped, MarksThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(123456), "123,456");
  EXPECT_EQ(grouped(std::numeric_limits<std::uint64_t>::max()), "18,446,744,073,709,551,615");
}

TEST(MinusSign, ReplacesHyphens) {
  EXPECT_EQ(minus_sign("-5"), "\u22125");
  EXPECT_EQ(minus_sign("1e-05"), "1e\u221205");
  EXPECT_EQ(minus_sign("12"), "12");
}

TEST(ParseNumber, TakesWholeDecimalNumbers) {
  for (const auto& [text, value] : std::initializer_list<std::pair<std::string_view, double>>{
           {"1e5", 1e5},
           {".5", 0.5},
           {"5.", 5.0},
           {"+3", 3.0},
           {"-2.5E-3", -0.0025},
           {"007", 7.0},
           {"0.1", 0.1},
           {"1e+2", 100.0},
           {"4.9e-324", 5e-324},
           {"1.7976931348623157e308", std::numeric_limits<double>::max()}}) {
    const ParsedNumber number = parse_number(text);
    EXPECT_EQ(number.status, Status::ok) << text;
    EXPECT_EQ(number.value, value) << text;
  }
  EXPECT_TRUE(std::signbit(parse_number("-0").value));
}

TEST(ParseNumber, RefusesWhatIsNoNumber) {
  for (const std::string_view text :
       {"",  " ",   " 1",  "1 ",  "abc",   "1x",  "0x10",  "1e",    "1e+",  "e5", ".", "-",
        "+", "--1", "+-1", "-+1", "1.2.3", "1,5", "1e5.5", "1_000", "nano", "in", "i", "\u0661"}) {
    EXPECT_EQ(parse_number(text).status, Status::not_a_number_text) << '"' << text << '"';
    EXPECT_FALSE(parse_double(text).has_value()) << '"' << text << '"';
  }
  EXPECT_EQ(parse_number(std::string_view("1\0", 2)).status, Status::not_a_number_text);
}

TEST(ParseNumber, NamesInfinitiesAndNans) {
  for (const std::string_view text :
       {"nan", "NaN", "-nan", "inf", "+Inf", "-INFINITY", "infinity"}) {
    EXPECT_EQ(parse_number(text).status, Status::nan_or_infinity) << text;
  }
}

TEST(ParseNumber, TellsTooLargeFromTooSmall) {
  for (const std::string_view text :
       {"1e999", "-1e309", "1.8e308", "1e99999999999999999999", "0.000001e320", "100000000e305"}) {
    EXPECT_EQ(parse_number(text).status, Status::overflow) << text;
  }
  const std::string many_digits(400, '9');
  EXPECT_EQ(parse_number(many_digits).status, Status::overflow);
  for (const std::string_view text :
       {"1e-999", "-1e-400", "1e-99999999999999999999", "1000000e-400", "0e99999999999999999999"}) {
    const ParsedNumber number = parse_number(text);
    EXPECT_EQ(number.status, Status::ok) << text;
    EXPECT_EQ(number.value, 0.0) << text;
    EXPECT_EQ(std::signbit(number.value), text.front() == '-') << text;
  }
  EXPECT_EQ(parse_number("0." + std::string(400, '0') + "1").value, 0.0);
}

TEST(ParseUnsigned, TakesDigitsThatFit) {
  EXPECT_EQ(parse_unsigned("0"), 0U);
  EXPECT_EQ(parse_unsigned("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
  for (const std::string_view text : {"", "18446744073709551616", "-1", "+1", " 1", "1.0", "1e3"}) {
    EXPECT_FALSE(parse_unsigned(text).has_value()) << '"' << text << '"';
  }
}

TEST(EditDistance, CountsEditsAndSwapsOfNeighbours) {
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
  EXPECT_EQ(edit_distance("newton", "newton"), 0U);
  EXPECT_EQ(edit_distance("sdg", "sgd"), 1U);
  EXPECT_EQ(edit_distance("ca", "abc"), 3U);  // the restricted form edits no letter twice
}

TEST(DidYouMean, OffersTheNearestThatIsNearEnough) {
  constexpr std::array<std::string_view, 4> names = {"sgd", "momentum", "lbfgs", "newton"};
  EXPECT_EQ(did_you_mean("neuton", names), "newton");
  EXPECT_EQ(did_you_mean("l-bfgs", names), "lbfgs");
  EXPECT_EQ(did_you_mean("sdg", names), "sgd");
  EXPECT_EQ(did_you_mean("adam", names), std::nullopt);
  EXPECT_EQ(did_you_mean("x", names), std::nullopt);
  EXPECT_EQ(did_you_mean("", names), std::nullopt);
}

}  // namespace
}  // namespace logitlab
