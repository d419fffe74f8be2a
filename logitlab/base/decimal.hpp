// SPDX-License-Identifier: MIT
//
// Doubles to decimal text and back in exact arithmetic, with no tables: some 2 KB of machine code
// where the standard library's to_chars and from_chars bring 100 KB along. The texts and values are
// the same, to the last character and bit. All functions are pure.
#pragma once

#include <string>
#include <string_view>

namespace logitlab::decimal {

enum class Form {
  plain,      // "0.00012"
  scientific  // "1.2e-04", at least two digits in the exponent
};

// As many digits as it takes to read the same double back, and of those texts the nearest.
inline constexpr int as_needed = -1;

// What std::to_chars writes for a finite value: `decimals` digits after the point, rounded
// correctly, a tie to the even digit. Plain text as needed is for values below 1e16: beyond, zeros
// stand in for the digits that to_chars would add.
std::string to_text(double value, Form form, int decimals);

// The double nearest to an unsigned decimal number, of two equally near ones the even one; infinity
// for what rounds to more than the largest double. Digits with at most one point, a digit before or
// after it, and at most an exponent: "12", ".5", "5.", "1e-5", "1E+20000". Checked by the caller.
double from_text(std::string_view text);

}  // namespace logitlab::decimal
