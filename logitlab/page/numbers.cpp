// SPDX-License-Identifier: MIT
#include "logitlab/page/numbers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "logitlab/base/text.hpp"

namespace logitlab::page {
namespace {

constexpr int digits = 6;
constexpr double least_plain = 1e-4, most_plain = 1e9;

std::string raised(int exponent) {
  constexpr std::array<std::string_view, 10> sign = {"⁰", "¹", "²", "³", "⁴",
                                                     "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = exponent < 0 ? "⁻" : "";
  for (const char c : std::to_string(exponent < 0 ? -exponent : exponent)) {
    text += sign[static_cast<std::size_t>(c - '0')];
  }
  return text;
}

void drop_zeros_at_the_end(std::string& text) {
  if (text.find('.') == std::string::npos) return;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
}

// plain() writes all the zeros; the power of ten is counted from them.
std::string with_power(double size) {
  const std::string text = plain(size, digits);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::size_t first = text.find_first_not_of("0.");
  const int exponent = first < point ? static_cast<int>(point - first) - 1
                                     : static_cast<int>(point) - static_cast<int>(first);
  std::string mantissa;
  for (std::size_t k = first; k < text.size() && mantissa.size() < digits; ++k) {
    if (text[k] != '.') mantissa += text[k];
  }
  if (mantissa.size() > 1) mantissa.insert(1, ".");
  drop_zeros_at_the_end(mantissa);
  return mantissa + " × 10" + raised(exponent);
}

}  // namespace

std::string number(double value) {
  if (std::isnan(value)) return "";
  if (std::isinf(value)) return value > 0 ? "infinite" : "−infinite";
  if (value == 0) return "0";
  const double size = std::fabs(value);
  std::string text;
  if (size < least_plain || size >= most_plain) {
    text = with_power(size);
  } else {
    text = plain(size, digits);
    drop_zeros_at_the_end(text);
  }
  return value < 0 ? "−" + text : text;
}

std::string count(std::uint64_t value) { return grouped(value); }

std::string count(const std::optional<std::uint64_t>& value) {
  return value ? grouped(*value) : std::string();
}

}  // namespace logitlab::page
