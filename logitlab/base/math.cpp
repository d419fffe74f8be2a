// SPDX-License-Identifier: MIT
//
// The functions of math.hpp that no inner loop calls: expm1, sin, cos, power. Method and papers:
// see there.
#include "logitlab/base/math.hpp"

#include <cassert>

namespace logitlab::math {
namespace {

// A sum of two doubles that together hold it exactly (D. E. Knuth, The Art of Computer Programming
// 2, 4.2.2).
struct Exact {
  double high, low;
};

Exact two_sum(double a, double b) {
  const double sum = a + b;
  const double b_in_sum = sum - a;
  return {sum, (a - (sum - b_in_sum)) + (b - b_in_sum)};
}

// a = high + low with at most 26 bits in each (T. J. Dekker, Numer. Math. 18, 1971).
Exact split(double a) {
  const double scaled = 0x1.0000002p27 * a;
  const double high = scaled - (scaled - a);
  return {high, a - high};
}

Exact two_product(double a, double b) {
  const double product = a * b;
  const Exact x = split(a), y = split(b);
  return {product, ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low};
}

// The product of two such pairs to about 104 bits.
Exact multiply(Exact a, Exact b) {
  const Exact product = two_product(a.high, b.high);
  const double low = product.low + (a.high * b.low + a.low * b.high);
  const double high = product.high + low;
  return {high, low - (high - product.high)};
}

// x = quadrant * pi / 2 + r + r_low with |r| <= pi / 4, quadrant modulo 4.
struct Reduced {
  unsigned quadrant;
  double r, r_low;
};

Reduced reduce_by_half_pi(double x) {
  // pi / 2 in four parts; the first three have 33 bits, so that their products with k < 2^20 are
  // exact.
  constexpr double part1 = 0x1.921fb54400000p+0, part2 = 0x1.0b4611a600000p-34;
  constexpr double part3 = 0x1.3198a2e000000p-69, part4 = 0x1.b839a252049c1p-104;
  constexpr double two_over_pi = 0x1.45f306dc9c883p-1;
  const double shifted = x * two_over_pi + detail::round_shift;
  const double k = shifted - detail::round_shift;
  const double difference = x - k * part1;  // exact: both are near each other
  const Exact second = two_sum(difference, -(k * part2));
  const Exact third = two_sum(second.high, -(k * part3));
  const double low = second.low + (third.low - k * part4);
  const double r = third.high + low;
  return {static_cast<unsigned>(detail::bits(shifted) & 3U), r, low - (r - third.high)};
}

// sin(r + r_low) for |r| <= pi / 4: r + r^3 S(r^2), and the derivative times r_low.
double sine_kernel(double r, double r_low) {
  const double z = r * r;
  const double s = -0x1.5555555555555p-3 +
                   z * (0x1.111111111110bp-7 +
                        z * (-0x1.a01a01a018ae6p-13 +
                             z * (0x1.71de3a5339a7ap-19 +
                                  z * (-0x1.ae6452988d00bp-26 +
                                       z * (0x1.612092e29f3c7p-33 + z * -0x1.aaa55d238f5ffp-41)))));
  return r + (r * z * s + (r_low - 0.5 * z * r_low));
}

// cos(r + r_low) for |r| <= pi / 4: 1 - r^2 / 2 + r^4 C(r^2), and the derivative times r_low.
double cosine_kernel(double r, double r_low) {
  const double z = r * r;
  const double c = 0x1.555555555554cp-5 +
                   z * (-0x1.6c16c16c15181p-10 +
                        z * (0x1.a01a019cb2186p-16 +
                             z * (-0x1.27e4f80a34ad5p-22 +
                                  z * (0x1.1ee9ec1907cf6p-29 + z * -0x1.8faeb606d7fdep-37))));
  const double half_square = 0.5 * z;
  const double high = 1.0 - half_square;
  const double lost = (1.0 - high) - half_square;
  return high + (lost + (z * z * c - r * r_low));
}

}  // namespace

double expm1(double x) {
  if (x > 44.0) return exp(x);  // the 1 is less than a tenth of a unit in the last place
  const double bounded = x < -50.0 ? -50.0 : x;
  const detail::ExpParts e = detail::exp_parts(bounded);
  const double scale = detail::power_of_two(e.k + 1023);
  // 2^k (1 + high + half_square) - 1, and what the three sums lose.
  const Exact with_high = two_sum(scale, scale * e.high);
  const Exact lowered = two_sum(with_high.high, -1.0);
  const Exact with_square = two_sum(lowered.high, scale * e.half_square);
  const double lost = (with_high.low + lowered.low) + with_square.low;
  const double result = with_square.high + (lost + scale * e.small);
  return x == 0.0 ? x : result;  // keeps the sign of -0
}

double sin(double x) {
  if (!(x >= -1e6 && x <= 1e6)) return detail::nan;
  if (x == 0.0) return x;
  const Reduced reduced = reduce_by_half_pi(x);
  const bool odd = (reduced.quadrant & 1U) != 0;
  const double value =
      odd ? cosine_kernel(reduced.r, reduced.r_low) : sine_kernel(reduced.r, reduced.r_low);
  return (reduced.quadrant & 2U) != 0 ? -value : value;
}

double cos(double x) {
  if (!(x >= -1e6 && x <= 1e6)) return detail::nan;
  const Reduced reduced = reduce_by_half_pi(x);
  const bool odd = (reduced.quadrant & 1U) != 0;
  const double value =
      odd ? sine_kernel(reduced.r, reduced.r_low) : cosine_kernel(reduced.r, reduced.r_low);
  return ((reduced.quadrant + 1U) & 2U) != 0 ? -value : value;
}

double power(double base, std::uint64_t n) {
  assert(base >= 0.0 && base <= 1.0);
  // By squaring, in pairs of doubles: in single doubles each squaring would double the relative
  // error.
  Exact result = {1.0, 0.0}, square = {base, 0.0};
  for (; n > 0; n >>= 1) {
    if ((n & 1U) != 0) result = multiply(result, square);
    square = multiply(square, square);
  }
  return result.high;
}

}  // namespace logitlab::math
