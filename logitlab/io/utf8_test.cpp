// SPDX-License-Identifier: MIT
#include "logitlab/io/utf8.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace logitlab {
namespace {

// The bytes of a code point by the definition of UTF-8, any number up to 2^21 - 1.
std::string encoded(std::uint32_t point) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  const auto tail = [&](int shift) { return byte(0x80U | ((point >> shift) & 0x3FU)); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0U | (point >> 6)), tail(0)};
  if (point < 0x10000) return {byte(0xE0U | (point >> 12)), tail(6), tail(0)};
  return {byte(0xF0U | (point >> 18)), tail(12), tail(6), tail(0)};
}

TEST(Utf8, TakesEveryCodePointButSurrogatesAndNothingBeyond) {
  for (std::uint32_t point = 0; point < 0x200000; ++point) {
    const bool right = point < 0xD800 || (point > 0xDFFF && point <= 0x10FFFF);
    ASSERT_EQ(is_utf8(encoded(point)), right) << std::hex << point;
  }
}

TEST(Utf8, RefusesOverlongAndBrokenForms) {
  for (const char* text :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\x80", "\xC3", "\xC3(",
        "\xE2\x82", "\xE2(\xAC", "\xF0\x9F\x98", "\xFF", "a\xFE"}) {
    EXPECT_FALSE(is_utf8(text)) << quoted_for_reader(text);
  }
  EXPECT_TRUE(is_utf8(""));
}

TEST(Utf8, CountsCharacters) {
  EXPECT_EQ(count_characters(""), 0U);
  EXPECT_EQ(count_characters("größe"), 5U);
  EXPECT_EQ(count_characters("𝑤,b"), 3U);
}

TEST(Utf8, ShowsWhatAFileHoldsWithoutObeyingIt) {
  EXPECT_EQ(quoted_for_reader("größe"), "\"größe\"");
  EXPECT_EQ(quoted_for_reader("a\x1b[31m"), "\"a\\x1b[31m\"");
  EXPECT_EQ(quoted_for_reader("\xC2\x9B"), "\"\\xc2\\x9b\"");
  EXPECT_EQ(quoted_for_reader("\xFFz"), "\"\\xffz\"");
  EXPECT_EQ(quoted_for_reader(std::string(40, 'x')), "\"" + std::string(40, 'x') + "\"");
  EXPECT_EQ(quoted_for_reader(std::string(41, 'x')), "\"" + std::string(40, 'x') + "...\"");
}

TEST(ForTerminal, ShowsWhatWouldSteerIt) {
  EXPECT_EQ(for_terminal("a\x1b[31mb\u202Ec\u2066d\u200Fe\u061C\u009Bf\xFF\r\n"),
            "a\\x1b[31mb\\xe2\\x80\\xaec\\xe2\\x81\\xa6d\\xe2\\x80\\x8fe\\xd8\\x9c"
            "\\xc2\\x9bf\\xff\\x0d\n");
  EXPECT_EQ(for_terminal("w = \u22125, 45,416\u00D7, 65\u00A0%\nend"),
            "w = \u22125, 45,416\u00D7, 65\u00A0%\nend");
}

TEST(QuotedForReader, ShowsWhatTurnsTheDirection) {
  EXPECT_EQ(quoted_for_reader("a\u202Eb"), "\"a\\xe2\\x80\\xaeb\"");
}

}  // namespace
}  // namespace logitlab
