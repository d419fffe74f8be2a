// SPDX-License-Identifier: MIT
//
// Numbers to text and back, the same on every machine and in every locale. The only place that
// converts doubles. Texts for people come out as UTF-8. All functions are pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace logitlab {

// The shortest text that reads back as the same double: "0.1", "3", "1e+300", "-0". Finite values
// only (asserted): what stands for a missing number (null, an empty field) is the caller's format.
std::string shortest(double value);

// `decimals` digits after the point, 0..40, correctly rounded; a result of zero has no sign:
// fixed(-0.001, 2) is "0.00". Finite values only.
std::string fixed(double value, int decimals);

// `significant` digits, 1..17, never with an exponent: plain(4.6e-6, 2) is "0.0000046",
// plain(1234567, 3) is "1230000". Finite values only.
std::string plain(double value, int significant);

// A share in 0..1 as a whole per cent with a no-break space: percent(0.65) is "65 %". Never rounds
// up to 100 % or down to 0 % what is neither: "99.7 %", "> 99.9 %", "< 0.1 %". Finite values only.
std::string percent(double share);

// Thousands marked: grouped(123456) is "123,456".
std::string grouped(std::uint64_t value);

// For figures: each '-' becomes U+2212, the minus sign that has the width of a digit.
std::string minus_sign(std::string_view text);

struct ParsedNumber {
  enum class Status {
    ok,
    not_a_number_text,  // "", "abc", " 1", "1x", "0x10"
    overflow,           // a number beyond the largest double, "1e999"
    nan_or_infinity     // "nan", "-inf", "Infinity" in any case
  };
  Status status = Status::not_a_number_text;
  double value = 0;  // meaningful only when ok

  bool ok() const { return status == Status::ok; }
};

// The whole text as a decimal number: an optional sign, digits with at most one point, an optional
// exponent ("1e5", ".5", "5.", "+3"). No spaces, no hexadecimal. Correctly rounded; what is too
// small for a double becomes 0 (or the nearest subnormal) with its sign, and is ok.
ParsedNumber parse_number(std::string_view text);

// The same where the reason does not matter.
std::optional<double> parse_double(std::string_view text);

// Digits only, no sign, at most 2^64 - 1.
std::optional<std::uint64_t> parse_unsigned(std::string_view text);

// The least number of insertions, deletions, substitutions and swaps of two neighbouring letters
// that turn a into b.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest of the candidates, if it is near enough to be meant: at most a third of the word's
// length, but at least one, and fewer edits than the word has letters. The first of equals.
std::optional<std::string_view> did_you_mean(std::string_view word,
                                             std::span<const std::string_view> candidates);

}  // namespace logitlab
