// SPDX-License-Identifier: MIT
// Against the standard library, which writes and reads by other algorithms.
#include "logitlab/base/decimal.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "logitlab/base/rng.hpp"

namespace logitlab::decimal {
namespace {

std::string standard_text(double value, Form form, int decimals) {
  const auto format =
      form == Form::plain ? std::chars_format::fixed : std::chars_format::scientific;
  std::array<char, 1200> buffer{};
  char *const begin = buffer.data(), *const end = begin + buffer.size();
  const auto text = decimals == as_needed ? std::to_chars(begin, end, value, format)
                                          : std::to_chars(begin, end, value, format, decimals);
  return {begin, text.ptr};
}

// Both forms, and what the texts read as. `turn` chooses how many digits.
void compare_with_standard(double value, int turn) {
  if (!std::isfinite(value)) return;
  for (const int decimals : {as_needed, turn % 20, turn % 41}) {
    ASSERT_EQ(to_text(value, Form::scientific, decimals),
              standard_text(value, Form::scientific, decimals))
        << decimals;
    if (decimals == as_needed && std::fabs(value) >= 1e16) continue;
    ASSERT_EQ(to_text(value, Form::plain, decimals), standard_text(value, Form::plain, decimals))
        << decimals;
  }
  const double magnitude = std::fabs(value);
  for (const int decimals : {as_needed, 16, turn % 25}) {
    const std::string text = standard_text(magnitude, Form::scientific, decimals);
    double read = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), read);
    if (end.ec != std::errc{}) continue;  // below or above the doubles
    ASSERT_EQ(from_text(text), read) << text;
  }
}

TEST(Decimal, AgreesWithTheStandardLibraryOnAnyBits) {
  Rng rng(1);
  for (int turn = 0; turn < 3000; ++turn) {
    const std::uint64_t bits = rng.next_u64();
    compare_with_standard(std::bit_cast<double>(bits), turn);
    compare_with_standard(std::bit_cast<double>(bits >> (12 + bits % 52)), turn);  // subnormal
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(Decimal, AgreesWithTheStandardLibraryOnNumbersOfEveryDay) {
  Rng rng(2);
  constexpr std::array<double, 6> divisors = {1, 8, 10, 100, 1000, 1024};  // decimals and ties
  for (int turn = 0; turn < 6000; ++turn) {
    const std::uint64_t bits = rng.next_u64();
    const auto whole = static_cast<double>(static_cast<std::int64_t>(bits) >> (bits % 64));
    compare_with_standard(whole / divisors[bits % divisors.size()], turn);
    compare_with_standard(static_cast<double>(bits >> 11) * 1e-10, turn);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(Decimal, AgreesWithTheStandardLibraryAroundPowersOfTwo) {
  for (std::uint64_t exponent = 0; exponent < 2047; ++exponent) {
    for (const std::uint64_t offset : {0U, 1U, 2U}) {
      compare_with_standard(std::bit_cast<double>((exponent << 52) + offset - 1),
                            static_cast<int>(exponent));
    }
    if (testing::Test::HasFatalFailure()) return;
  }
}

// Integers between 2^54 and 2^63 are exact texts of the bounds between doubles.
TEST(Decimal, RoundsTiesToTheEvenDouble) {
  Rng rng(3);
  for (int turn = 0; turn < 2000; ++turn) {
    const int spare = 1 + turn % 10;  // bits of a 64-bit integer that a double has no room for
    const std::uint64_t spacing = std::uint64_t{1} << spare;
    const std::uint64_t mantissa = (rng.next_u64() >> 12) | (std::uint64_t{1} << 52);
    const std::uint64_t below = mantissa << spare, bound = below + spacing / 2;
    const auto low = static_cast<double>(below), high = static_cast<double>(below + spacing);
    const std::string text = std::to_string(bound), less = std::to_string(bound - 1);
    EXPECT_EQ(from_text(text), mantissa % 2 == 0 ? low : high) << text;
    EXPECT_EQ(from_text(less + ".99999999999999999999999999"), low) << text;
    EXPECT_EQ(from_text(text + "." + std::string(900, '0') + "1"), high) << text;
  }
}

TEST(Decimal, KnowsWhereDoublesEnd) {
  // 2^1024 - 2^970, the bound between the largest double and infinity.
  const std::string bound =
      "17976931348623158079372897140530341507993413271003782693617377898044496829276475"
      "09466490179775872070963302864166928879109465555478519404026306574886715058206819"
      "08902000708383676273854845817711531764475730270069855571366959622842914819860834"
      "936475292719074168444365510704342711559699508093042880177904174497792";
  EXPECT_EQ(from_text(bound), std::numeric_limits<double>::infinity());
  EXPECT_EQ(from_text(std::string(bound).replace(308, 1, "1")), std::numeric_limits<double>::max());
  EXPECT_EQ(from_text("1e309"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(from_text("1e+99999999999999999999"), std::numeric_limits<double>::infinity());
  // Half of the smallest double is 2.4703282292062327208...e-324.
  EXPECT_EQ(from_text("2.4703282292062327e-324"), 0.0);
  EXPECT_EQ(from_text("2.4703282292062328e-324"), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(from_text("1e-99999999999999999999"), 0.0);
  EXPECT_EQ(from_text("0e99999999999999999999"), 0.0);
}

TEST(Decimal, ReadsEveryWayToWriteANumber) {
  EXPECT_EQ(from_text("007"), 7.0);
  EXPECT_EQ(from_text(".5"), 0.5);
  EXPECT_EQ(from_text("5."), 5.0);
  EXPECT_EQ(from_text("0.00025E+2"), 0.025);
  EXPECT_EQ(from_text("1" + std::string(400, '0') + "e-400"), 1.0);
  EXPECT_EQ(from_text("0." + std::string(400, '0') + "1e401"), 1.0);
}

}  // namespace
}  // namespace logitlab::decimal
