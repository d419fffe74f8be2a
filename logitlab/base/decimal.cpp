// SPDX-License-Identifier: MIT
//
// The problem: which decimal digits stand for a double, and which double for decimal digits, both
// rounded correctly. Every double m 2^e is a finite decimal: for e < 0 it is m 5^-e / 10^-e. So all
// digits of it are those of one large integer, kept in base 10^9. Rounding, and the comparison of a
// text with the bound between two doubles, are then done on digits (after G. L. Steele and J. L.
// White, How to print floating-point numbers accurately, PLDI 1990, and W. D. Clinger, How to read
// floating point numbers accurately, PLDI 1990, with one exact expansion in place of their loops).
// Cost: about 0.5 us for a number near 1, 30 us for the smallest. Memory: 400 bytes and the text.
#include "logitlab/base/decimal.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace logitlab::decimal {
namespace {

constexpr std::uint32_t limb = 1'000'000'000;
constexpr std::size_t limb_digits = 9;
constexpr int mantissa_bits = 52;
constexpr int least_exponent = -1074;    // of the last bit of a subnormal number
constexpr std::size_t most_needed = 17;  // digits that tell any two doubles apart

// 0.d1d2d3... * 10^point, with neither a first nor a last digit 0; no digits at all: 0.
struct Digits {
  std::string digits;
  int point = 0;
};

// A double >= 0 as mantissa * 2^exponent.
struct Binary {
  std::uint64_t mantissa = 0;
  int exponent = 0;
};

// The double next to one >= 0: `by` is 1 or -1. Beyond the largest: infinity.
double neighbour(double magnitude, int by) {
  return std::bit_cast<double>(std::bit_cast<std::int64_t>(magnitude) + by);
}

Binary binary_of(double magnitude) {
  const auto bits = std::bit_cast<std::uint64_t>(magnitude);
  const auto biased = static_cast<int>(bits >> mantissa_bits);
  const std::uint64_t fraction = bits & ((std::uint64_t{1} << mantissa_bits) - 1);
  if (biased == 0) return {fraction, least_exponent};
  return {fraction | (std::uint64_t{1} << mantissa_bits), biased + least_exponent - 1};
}

// An integer in base 10^9, least limb first. 2^1024 has 309 digits, the digits of the smallest
// numbers number 767, and the bound between two of those has one more.
class LargeInteger {
 public:
  explicit LargeInteger(std::uint64_t value) {
    for (; value != 0; value /= limb) limbs_[size_++] = static_cast<std::uint32_t>(value % limb);
  }

  // base^power must fit 32 bits for `power` of `step`.
  void multiply_by_power(std::uint32_t base, int step, int power) {
    for (; power > 0; power -= step) {
      std::uint32_t factor = 1;
      for (int k = 0; k < std::min(step, power); ++k) factor *= base;
      multiply(factor);
    }
  }

  std::string digits() const {
    std::string text(size_ * limb_digits, '0');
    for (std::size_t k = 0; k < text.size(); k += limb_digits) {
      std::uint32_t rest = limbs_[size_ - 1 - k / limb_digits];
      for (std::size_t place = k + limb_digits; rest != 0; rest /= 10)
        text[--place] = static_cast<char>('0' + rest % 10);
    }
    return text;
  }

 private:
  void multiply(std::uint32_t factor) {
    std::uint64_t carry = 0;
    for (std::size_t k = 0; k < size_; ++k) {
      carry += std::uint64_t{limbs_[k]} * factor;
      limbs_[k] = static_cast<std::uint32_t>(carry % limb);
      carry /= limb;
    }
    for (; carry != 0; carry /= limb) limbs_[size_++] = static_cast<std::uint32_t>(carry % limb);
  }

  std::array<std::uint32_t, 90> limbs_{};
  std::size_t size_ = 0;
};

void trim(Digits& number) {
  const std::size_t first = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, first);
  number.point -= static_cast<int>(first);
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
}

// All digits of a number.
Digits digits_of(Binary number) {
  if (number.mantissa == 0) return {};
  const int spare = std::countr_zero(number.mantissa);
  number = {number.mantissa >> spare, number.exponent + spare};
  LargeInteger integer(number.mantissa);
  integer.multiply_by_power(2, 31, number.exponent);
  integer.multiply_by_power(5, 13, -number.exponent);
  Digits all{integer.digits(), std::min(0, number.exponent)};
  all.point += static_cast<int>(all.digits.size());
  trim(all);
  return all;
}

// 1 unit of the last place more.
void increment(Digits& number) {
  const std::size_t nines = number.digits.find_last_not_of('9') + 1;
  number.digits.erase(nines);
  if (nines > 0) {
    ++number.digits.back();
  } else {
    number.digits = "1";
    ++number.point;
  }
}

// The first `count` digits, rounded; a count below 0 leaves nothing.
Digits rounded(const Digits& all, int count, bool up) {
  Digits number{all.digits.substr(0, static_cast<std::size_t>(std::max(0, count))), all.point};
  if (up) increment(number);
  trim(number);
  return number;
}

bool rounds_up(const Digits& all, int count) {
  if (count < 0 || all.digits.size() <= static_cast<std::size_t>(count)) return false;
  const auto place = static_cast<std::size_t>(count);
  const bool tie = all.digits.size() == place + 1 && all.digits[place] == '5';
  const bool odd = place > 0 && (all.digits[place - 1] - '0') % 2 != 0;
  return tie ? odd : all.digits[place] >= '5';
}

Digits nearest(const Digits& all, int count) { return rounded(all, count, rounds_up(all, count)); }

// Less than 0, 0 or more than 0 as a < b, a = b, a > b; digits are trimmed.
int compare(const Digits& a, const Digits& b) {
  if (a.digits.empty() || b.digits.empty()) return a.digits.compare(b.digits);
  return a.point != b.point ? a.point - b.point : a.digits.compare(b.digits);
}

// The bound between a double and the next larger one.
Digits upper_bound(Binary number) {
  return digits_of({2 * number.mantissa + 1, number.exponent - 1});
}

// The fewest digits between the bounds to the neighbours; the bounds themselves read as the number
// where it is even.
Digits as_few_as_needed(double magnitude) {
  const Binary number = binary_of(magnitude);
  if (number.mantissa == 0) return {};
  const Digits all = digits_of(number);
  const Digits low = upper_bound(binary_of(neighbour(magnitude, -1)));
  const Digits high = upper_bound(number);
  const bool even = number.mantissa % 2 == 0;
  const auto reads_back = [&](const Digits& text) {
    const int above = compare(text, low), below = compare(high, text);
    return even ? above >= 0 && below >= 0 : above > 0 && below > 0;
  };
  for (int count = 1; count < static_cast<int>(most_needed); ++count) {
    const bool up = rounds_up(all, count);
    // Below a power of two the bound is nearer than above: the farther text may be the only one.
    for (const bool direction : {up, !up}) {
      Digits text = rounded(all, count, direction);
      if (reads_back(text)) return text;
    }
  }
  return nearest(all, most_needed);
}

std::string plain_text(const Digits& number, int decimals) {
  const auto size = static_cast<int>(number.digits.size());
  std::string text;
  const auto append = [&](int begin, int end) {
    for (int k = begin; k < end; ++k)
      text += k >= 0 && k < size ? number.digits[static_cast<std::size_t>(k)] : '0';
  };
  const int point = number.digits.empty() ? 0 : number.point;
  append(std::min(0, point - 1), point);  // with nothing before the point: a 0
  if (decimals > 0) text += '.';
  append(point, point + decimals);
  return text;
}

std::string scientific_text(const Digits& number, int decimals) {
  const int exponent = number.digits.empty() ? 0 : number.point - 1;
  std::string text = plain_text({number.digits, 1}, decimals);
  text += exponent < 0 ? "e-" : "e+";
  const std::string size = std::to_string(std::abs(exponent));
  return text.append(size.size() < 2 ? "0" : "").append(size);
}

// What an unsigned decimal text says; an exponent beyond all doubles counts as a far one.
Digits read(std::string_view text) {
  constexpr int far = 100'000'000;
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::string_view digits = text.substr(0, e);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  Digits number{std::string(digits), 0};
  if (point < digits.size()) number.digits.erase(point, 1);
  trim(number);
  int exponent = 0;
  for (const char c : text.substr(e)) {
    if (c >= '0' && c <= '9') exponent = std::min(far, 10 * exponent + (c - '0'));
  }
  if (e + 1 < text.size() && text[e + 1] == '-') exponent = -exponent;
  number.point += static_cast<int>(point) + exponent;
  return number;
}

// The digits' first nineteen as a double, and exactly so where `exact`.
double guess(const Digits& number, bool& exact) {
  constexpr std::size_t kept = 19;
  constexpr int largest_exact_power = 22;  // 10^22 is a double, 10^23 is none
  std::uint64_t whole = 0;
  const std::size_t count = std::min(kept, number.digits.size());
  for (std::size_t k = 0; k < count; ++k)
    whole = 10 * whole + static_cast<std::uint64_t>(number.digits[k] - '0');
  int power = number.point - static_cast<int>(count);
  exact = count == number.digits.size() && whole <= (std::uint64_t{1} << (mantissa_bits + 1)) &&
          std::abs(power) <= largest_exact_power;
  auto value = static_cast<double>(whole);
  while (power != 0) {
    const int step = std::min(std::abs(power), largest_exact_power);
    double factor = 1;
    for (int k = 0; k < step; ++k) factor *= 10;
    value = power > 0 ? value * factor : value / factor;
    power += power > 0 ? -step : step;
  }
  return value;
}

}  // namespace

std::string to_text(double value, Form form, int decimals) {
  assert(std::isfinite(value) && decimals >= as_needed);
  const double magnitude = std::fabs(value);
  Digits number =
      decimals == as_needed ? as_few_as_needed(magnitude) : digits_of(binary_of(magnitude));
  const int first = form == Form::plain ? number.point : 1;  // digits before the point
  if (decimals == as_needed) {
    decimals = std::max(0, static_cast<int>(number.digits.size()) - first);
  } else {
    number = nearest(number, first + decimals);
  }
  const std::string sign = std::signbit(value) ? "-" : "";
  return sign +
         (form == Form::plain ? plain_text(number, decimals) : scientific_text(number, decimals));
}

double from_text(std::string_view text) {
  // 1. Far outside the range of doubles the digits do not matter.
  constexpr int beyond = 400;
  const Digits number = read(text);
  if (number.digits.empty() || number.point < -beyond) return 0;
  if (number.point > beyond) return std::numeric_limits<double>::infinity();
  // 2. A product or quotient of two exact doubles is rounded correctly.
  bool exact = false;
  double value = guess(number, exact);
  if (exact) return value;
  // 3. Else it is off by a few units: go to the one whose bounds enclose the text.
  value = std::min(value, std::numeric_limits<double>::max());
  while (std::isfinite(value)) {
    const Binary here = binary_of(value);
    const int above = compare(number, upper_bound(here));
    if (above < 0 || (above == 0 && here.mantissa % 2 == 0)) break;
    value = neighbour(value, 1);
  }
  while (value > 0) {
    const double lower = neighbour(value, -1);
    const Binary below = binary_of(lower);
    const int above = compare(number, upper_bound(below));
    if (above > 0 || (above == 0 && below.mantissa % 2 != 0)) break;
    value = lower;
  }
  return value;
}

}  // namespace logitlab::decimal
