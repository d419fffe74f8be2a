// SPDX-License-Identifier: MIT
//
// Numbers to text and back over the standard library's to_chars and from_chars, which round
// correctly and know no locale, in the forms that files, sentences and figures want. Cost: about 50
// ns a number.
#include "logitlab/base/text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <charconv>
#include <cmath>
#include <system_error>
#include <vector>

namespace logitlab {
namespace {

constexpr std::string_view no_break_space = "\u00A0";
constexpr std::string_view minus = "\u2212";

// A double in plain notation has at most 309 digits before the point; after it we allow 340.
using Buffer = std::array<char, 768>;

std::string to_text(double value, std::chars_format format, int precision) {
  Buffer buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, precision);
  assert(end.ec == std::errc{});
  return {buffer.data(), end.ptr};
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

// Whether an unsigned decimal that is no double lies below the range (and not above it): the power
// of ten of its first digit that is not 0.
bool is_below_range(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  const std::string_view digits = text.substr(0, e);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t first = digits.find_first_of("123456789");
  if (first == std::string_view::npos) return true;
  if (e == std::string_view::npos) return first > point;
  // An exponent that does not fit is decided by its sign alone; one that does is far beyond any
  // text's length.
  const bool negative_exponent = text[e + 1] == '-';
  long long exponent = 0;
  const char* begin = text.data() + e + (is_digit(text[e + 1]) ? 1 : 2);
  if (std::from_chars(begin, text.data() + text.size(), exponent).ec != std::errc{})
    return negative_exponent;
  const auto place = static_cast<long long>(point) - static_cast<long long>(first);
  return place + (negative_exponent ? -exponent : exponent) < 0;
}

}  // namespace

std::string shortest(double value) {
  assert(std::isfinite(value));
  // to_chars alone would write 100000 as 1e+05, because that is shorter; the bounds are those of
  // Python's repr.
  const double magnitude = std::fabs(value);
  const bool plain_notation = value == 0.0 || (magnitude >= 1e-4 && magnitude < 1e16);
  Buffer buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                    plain_notation ? std::chars_format::fixed : std::chars_format::scientific);
  return {buffer.data(), end.ptr};
}

std::string fixed(double value, int decimals) {
  assert(std::isfinite(value) && decimals >= 0 && decimals <= 40);
  std::string text = to_text(value, std::chars_format::fixed, decimals);
  if (text.front() == '-' && !has_nonzero_digit(text)) text.erase(0, 1);
  return text;
}

std::string plain(double value, int significant) {
  assert(std::isfinite(value) && significant >= 1 && significant <= 17);
  if (value == 0.0) return "0";
  // 1. Round to the digits asked for: "-d.ddde+xx".
  const std::string scientific = to_text(value, std::chars_format::scientific, significant - 1);
  const std::size_t e = scientific.find('e');
  std::string digits;
  std::copy_if(scientific.begin(), scientific.begin() + static_cast<std::ptrdiff_t>(e),
               std::back_inserter(digits), is_digit);
  int exponent = 0;
  const char* begin = scientific.data() + e + (scientific[e + 1] == '+' ? 2 : 1);
  std::from_chars(begin, scientific.data() + scientific.size(), exponent);

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
  // 1. A sign; from_chars itself takes no '+'.
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (negative || text.front() == '+')) text.remove_prefix(1);
  // 2. Is it a number at all? from_chars would take less than the whole, and "inf" for one.
  for (const std::string_view word : {"nan", "inf", "infinity"}) {
    if (equal_ignoring_case(text, word)) return {Status::nan_or_infinity, 0};
  }
  if (!is_unsigned_decimal(text)) return {Status::not_a_number_text, 0};
  // 3. Its value; outside the range of doubles from_chars does not say on which side.
  double value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end.ec == std::errc::result_out_of_range) {
    if (!is_below_range(text)) return {Status::overflow, 0};
    value = 0;
  }
  return {Status::ok, negative ? -value : value};
}

std::optional<double> parse_double(std::string_view text) {
  const ParsedNumber number = parse_number(text);
  return number.ok() ? std::optional(number.value) : std::nullopt;
}

std::optional<std::uint64_t> parse_unsigned(std::string_view text) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
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
