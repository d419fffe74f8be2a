// SPDX-License-Identifier: MIT
//
// Numbers to text and back over the standard library's to_chars and from_chars or decimal.hpp,
// which round correctly and know no locale, in the forms that files, sentences and figures want.
// Cost: about 50 ns a number.
#include "logitlab/base/text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>
#include <vector>

#include "logitlab/base/decimal.hpp"

namespace logitlab {
namespace {

using decimal::Form;

constexpr std::string_view no_break_space = "\u00A0";
constexpr std::string_view minus = "\u2212";

// A double in plain notation has at most 309 digits before the point; after it we allow 340.
using Buffer = std::array<char, 768>;

// Whether decimal.hpp converts. It gives the same texts and values as the standard library
// (decimal_test.cpp), which is up to ten times as fast; but that library's tables would be a fifth
// of the WebAssembly engine that each page carries.
#ifdef __wasm__
constexpr bool without_tables = true;
#else
constexpr bool without_tables = false;
#endif

std::string written(double value, Form form, int decimals) {
  if constexpr (without_tables) {
    return decimal::to_text(value, form, decimals);
  } else {
    const auto format =
        form == Form::plain ? std::chars_format::fixed : std::chars_format::scientific;
    Buffer buffer;
    char *const begin = buffer.data(), *const end = begin + buffer.size();
    const auto text = decimals == decimal::as_needed
                          ? std::to_chars(begin, end, value, format)
                          : std::to_chars(begin, end, value, format, decimals);
    assert(text.ec == std::errc{});
    return {begin, text.ptr};
  }
}

// An unsigned decimal number; infinity beyond the largest double.
double read(std::string_view text) {
  if constexpr (!without_tables) {
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    // Outside the range of doubles from_chars does not say on which side.
    if (end.ec == std::errc{}) return value;
  }
  return decimal::from_text(text);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

bool has_nonzero_digit(std::string_view text) {
  return text.find_first_of("123456789") != std::string_view::npos;
}

// The number of digits at the start of text.
std::size_t digits_at(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

// digits [. digits] [e [sign] digits], with a digit before or after the point.
bool is_unsigned_decimal(std::string_view text) {
  const std::size_t whole = digits_at(text);
  text.remove_prefix(whole);
  std::size_t fraction = 0;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    fraction = digits_at(text);
    text.remove_prefix(fraction);
  }
  if (whole + fraction == 0) return false;
  if (text.empty()) return true;
  if (lower(text.front()) != 'e') return false;
  text.remove_prefix(1);
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return !text.empty() && digits_at(text) == text.size();
}

}  // namespace

std::string shortest(double value) {
  assert(std::isfinite(value));
  // to_chars alone would write 100000 as 1e+05, because that is shorter; the bounds are those of
  // Python's repr.
  const double magnitude = std::fabs(value);
  const bool plain_notation = value == 0.0 || (magnitude >= 1e-4 && magnitude < 1e16);
  return written(value, plain_notation ? Form::plain : Form::scientific, decimal::as_needed);
}

std::string fixed(double value, int decimals) {
  assert(std::isfinite(value) && decimals >= 0 && decimals <= 40);
  std::string text = written(value, Form::plain, decimals);
  if (text.front() == '-' && !has_nonzero_digit(text)) text.erase(0, 1);
  return text;
}

std::string plain(double value, int significant) {
  assert(std::isfinite(value) && significant >= 1 && significant <= 17);
  if (value == 0.0) return "0";
  // 1. Round to the digits asked for: "-d.ddde+xx".
  const std::string scientific = written(value, Form::scientific, significant - 1);
  const std::size_t e = scientific.find('e');
  std::string digits;
  std::copy_if(scientific.begin(), scientific.begin() + static_cast<std::ptrdiff_t>(e),
               std::back_inserter(digits), is_digit);
  const auto size = static_cast<int>(*parse_unsigned(std::string_view(scientific).substr(e + 2)));
  const int exponent = scientific[e + 1] == '-' ? -size : size;

  // 2. Put the point where the exponent says.
  std::string text = value < 0 ? "-" : "";
  const int after_point = significant - 1 - exponent;
  if (exponent < 0)
    return text + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (after_point <= 0)
    return text + digits + std::string(static_cast<std::size_t>(-after_point), '0');
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  return text + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::string percent(double share) {
  assert(std::isfinite(share));
  std::string text = fixed(100.0 * share, 0);
  if (text == "100" && share < 1.0) text = fixed(100.0 * share, 1);
  if (text == "0" && share > 0.0) text = fixed(100.0 * share, 1);
  if (text == "100.0") text = ">\u00A099.9";
  if (text == "0.0") text = "<\u00A00.1";
  return text.append(no_break_space).append("%");
}

std::string grouped(std::uint64_t value) {
  std::string text = std::to_string(value);
  for (std::size_t place = text.size(); place > 3;) {
    place -= 3;
    text.insert(place, 1, ',');
  }
  return text;
}

std::string minus_sign(std::string_view text) {
  std::string changed;
  for (const char c : text) {
    if (c == '-') {
      changed += minus;
    } else {
      changed += c;
    }
  }
  return changed;
}

ParsedNumber parse_number(std::string_view text) {
  using Status = ParsedNumber::Status;
  // 1. A sign; read() takes none.
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (negative || text.front() == '+')) text.remove_prefix(1);
  // 2. Is it a decimal number at all?
  for (const std::string_view word : {"nan", "inf", "infinity"}) {
    if (equal_ignoring_case(text, word)) return {Status::nan_or_infinity, 0};
  }
  if (!is_unsigned_decimal(text)) return {Status::not_a_number_text, 0};
  // 3. Its value.
  const double value = read(text);
  if (!std::isfinite(value)) return {Status::overflow, 0};
  return {Status::ok, negative ? -value : value};
}

std::optional<double> parse_double(std::string_view text) {
  const ParsedNumber number = parse_number(text);
  return number.ok() ? std::optional(number.value) : std::nullopt;
}

std::optional<std::uint64_t> parse_unsigned(std::string_view text) {
  if (text.empty() || digits_at(text) != text.size()) return std::nullopt;
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t value = 0;
  for (const char c : text) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (largest - digit) / 10) return std::nullopt;
    value = 10 * value + digit;
  }
  return value;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Dynamic programming over prefixes, three rows alive (R. A. Wagner, M. J. Fischer, J. ACM 21,
  // 1974; swaps of neighbours: F. J. Damerau, CACM 7, 1964, in the restricted form that edits no
  // letter twice).
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before.swap(above);
    above.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({substituted, above[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::optional<std::string_view> did_you_mean(std::string_view word,
                                             std::span<const std::string_view> candidates) {
  std::optional<std::string_view> nearest;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least && distance < word.size()) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace logitlab
