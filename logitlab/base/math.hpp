// SPDX-License-Identifier: MIT
//
// exp, log and their kin, with the same bits everywhere: under gcc and clang, at each -O level, on
// each x86-64 level and in WebAssembly. The C library's differ from one machine to the next, and
// with them each result that is built on them.
//
// Given: doubles, rounding to nearest. Used: + - * / sqrt and operations on the bits, in the order
// written; so the build must neither contract a * b + c into one operation (-ffp-contract=off) nor
// reorder (-ffast-math).
//
// Cost: 6 to 9 ns a call one after the other, 2 ns where the compiler vectorises a loop with AVX2:
// there are no tables and no branches in the functions defined here.
//
// Method: the argument is reduced by a multiple of ln 2 or pi / 2 that is stored in two or more
// parts (W. J. Cody, W. Waite, Software Manual for the Elementary Functions, 1980), a minimax
// polynomial gives the rest, and what a sum of a large and a small part loses is computed exactly
// and added last (T. J. Dekker, Numer. Math. 18, 1971; P. T. P. Tang, ACM TOMS 15, 1989 and 16,
// 1990; J.-M. Muller, Elementary Functions, 2nd ed., 2006, chapters 3 and 8). All coefficients are
// printed by tools/fit_polynomials.py.
//
// Largest error found against long double, in units in the last place, and the bound that
// math_test.cpp asserts:
//     exp 0.58 (0.60), where the result is subnormal 0.75 (0.80); log 0.70 (0.72);
//     log1p 0.71 (0.73); expm1 0.75 (0.76); sin and cos 0.80 (0.81)
//
// All functions are pure and safe for threads. NaN in gives NaN out.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>

#ifdef __FAST_MATH__
#error "logitlab computes what is written: build without -ffast-math"
#endif

namespace logitlab::math {

// e^x; infinity from 709.79 on, through the subnormal numbers to 0 below -745.13.
double exp(double x);
// Natural logarithm; -infinity at 0, NaN below.
double log(double x);
// log(1 + x), accurate near 0; -infinity at -1, NaN below.
double log1p(double x);
// e^x - 1, accurate near 0.
double expm1(double x);

// For |x| <= 1e6 (radians); NaN beyond, where the reduction here would lose digits.
double sin(double x);
double cos(double x);

// base^n for 0 <= base <= 1 (asserted), error below 0.51 units in the last place where the result
// is above 1e-290: what a decaying rate or a bias correction such as 1 - beta^t asks for.
double power(double base, std::uint64_t n);

// 1 / (1 + e^-x), never through an overflow; error below 2.5 units in the last place.
double sigmoid(double x);

// a b - fl(a b): exactly what rounding took from the product, by operations that no machine lacks
// (T. J. Dekker, "A floating-point technique for extending the available precision", Numer. Math.
// 18, 1971, with G. W. Veltkamp's splitting). Exact for |a|, |b| <= 2^995 where the product is 0 or
// 2^-969 and more in magnitude.
double product_error(double a, double b);

// Computed in double and rounded once to float: within 0.5000001 units in the last place of a
// float.
float exp_f32(float x);
float log_f32(float x);
float log1p_f32(float x);

// ---- definitions that compilers should see through

namespace detail {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// ln 2 in two parts. The first has 42 bits, so that its product with an exponent (11 bits) is
// exact.
inline constexpr double ln2_high = 0x1.62e42fefa3800p-1;
inline constexpr double ln2_low = 0x1.ef35793c76730p-45;
inline constexpr double inverse_ln2 = 0x1.71547652b82fep+0;

// x + round_shift rounds x to an integer and leaves it in the low bits of the sum.
inline constexpr double round_shift = 0x1.8p52;

inline std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }

// 2^(biased_exponent - 1023).
inline double power_of_two(std::uint64_t biased_exponent) {
  return std::bit_cast<double>(biased_exponent << 52);
}

// x = k ln 2 + r, |r| <= ln(2) / 2, and e^r = 1 + high + half_square + small.
struct ExpParts {
  std::uint64_t k;     // modulo 2^64
  double high;         // r without its last digits, exact
  double half_square;  // r^2 / 2
  double small;        // the rest
};

inline ExpParts exp_parts(double x) {
  const double shifted = x * inverse_ln2 + round_shift;
  const double k = shifted - round_shift;
  const double high = x - k * ln2_high;
  const double low = k * ln2_low;
  const double r = high - low;

  // e^r = 1 + r + r^2 / 2 + r^3 P(r), the terms of P taken two, four and eight at a time so that
  // they overlap (G. Estrin, 1960).
  const double r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
  const double p0 = (0x1.5555555555556p-3 + 0x1.5555555555556p-5 * r) +
                    (0x1.11111111109b3p-7 + 0x1.6c16c16c15dc7p-10 * r) * r2;
  const double p4 = (0x1.a01a01a7c456cp-13 + 0x1.a01a01a936350p-16 * r) +
                    (0x1.71de0dada4588p-19 + 0x1.27e4d4d3e5553p-22 * r) * r2;
  const double p8 = 0x1.af38ab3f3184ep-26 + 0x1.1f7f27da618f1p-29 * r;
  const double p = p0 + (p4 * r4 + p8 * r8);
  const double r_lost = (high - r) - low;
  return {bits(shifted) - bits(round_shift), high, 0.5 * r2, r2 * r * p + (r * r_lost - low)};
}

// k ln 2 + log(1 + f) + f_low, with sqrt(1/2) <= 1 + f <= sqrt(2).
inline double log_from_parts(double k, double f, double f_low) {
  // log(1 + f) = 2 artanh(s) = f - f^2 / 2 + s (f^2 / 2 + s^2 R(s^2)) with s = f / (2 + f).
  const double s = f / (2.0 + f);
  const double z = s * s, z2 = z * z, z4 = z2 * z2;
  const double r0 = (0x1.5555555555592p-1 + 0x1.999999997fd7bp-2 * z) +
                    (0x1.24924941f4d2ep-2 + 0x1.c71c52061ea11p-3 * z) * z2;
  const double r4 = (0x1.74663f9f5e237p-3 + 0x1.39a1a712f0dd5p-3 * z) + 0x1.2f0635025bfbfp-3 * z2;
  const double r = z * (r0 + r4 * z4);
  const double half_square = 0.5 * f * f;

  // The largest part is exact. Each sum with it is rounded; what that loses is added with the small
  // parts.
  const double whole = k * ln2_high;
  const double with_f = whole + f;
  const double high = with_f - half_square;
  const double lost = (f - (with_f - whole)) + ((with_f - high) - half_square);
  return high + (s * (half_square + r) + (lost + (k * ln2_low + f_low)));
}

// x = 2^k m with sqrt(1/2) <= m < sqrt(2), for normal positive x.
struct LogParts {
  std::uint64_t biased_k;  // k + 1023
  double m;
};

inline LogParts log_parts(double x) {
  constexpr std::uint64_t one = 0x3ff0000000000000U;
  constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcdU;
  const std::uint64_t from_sqrt_half = bits(x) + (one - sqrt_half);
  const std::uint64_t m = (from_sqrt_half & 0x000fffffffffffffU) + sqrt_half;
  return {from_sqrt_half >> 52, std::bit_cast<double>(m)};
}

// An integer in 0..2^52 - 1 as a double, by its bits: a form that vectorises on each instruction
// set.
inline double to_double(std::uint64_t small) {
  return std::bit_cast<double>(0x4330000000000000U | small) - 0x1p52;
}

}  // namespace detail

inline double exp(double x) {
  // Beyond these bounds the result is infinity or 0 all the same; a NaN passes both comparisons.
  const double high_bounded = x > 710.0 ? 710.0 : x;
  const double bounded = high_bounded < -746.0 ? -746.0 : high_bounded;
  const detail::ExpParts e = detail::exp_parts(bounded);
  const double sum = 1.0 + e.high;
  const double lost = e.high - (sum - 1.0);
  const double significand = sum + ((lost + e.small) + e.half_square);

  // Times 2^k in two factors, because 2^k alone may be too large or too small for a double.
  const std::uint64_t biased = e.k + 2046;
  const std::uint64_t half = biased >> 1;
  return significand * detail::power_of_two(half) * detail::power_of_two(biased - half);
}

inline double log(double x) {
  const bool subnormal = x < 0x1p-1022;
  const detail::LogParts parts = detail::log_parts(subnormal ? x * 0x1p54 : x);
  const double k = detail::to_double(parts.biased_k) - (subnormal ? 1077.0 : 1023.0);
  const double positive = detail::log_from_parts(k, parts.m - 1.0, 0.0);
  const double finite = x < detail::infinity ? positive : x;  // NaN and infinity stay what they are
  const double at_zero = x == 0.0 ? -detail::infinity : finite;
  return x < 0.0 ? detail::nan : at_zero;
}

inline double log1p(double x) {
  // 1 + x = u + c exactly (D. E. Knuth's two-sum), then both are scaled by 2^-k.
  const double u = 1.0 + x;
  const double x_in_u = u - 1.0;
  const double c = (1.0 - (u - x_in_u)) + (x - x_in_u);
  const detail::LogParts parts = detail::log_parts(u);
  const double c_scaled = c * (0.5 * detail::power_of_two(2047 - parts.biased_k));  // k may be 1024

  // For k = 0 this gives f = x and f_low = 0: no digit of a small x is lost.
  const double m_minus_one = parts.m - 1.0;
  const double f = m_minus_one + c_scaled;
  const double f_low = c_scaled - (f - m_minus_one);
  const double positive =
      detail::log_from_parts(detail::to_double(parts.biased_k) - 1023.0, f, f_low - f_low * f);
  const double finite = x < detail::infinity ? positive : x;
  const double at_pole = x == -1.0 ? -detail::infinity : (x == 0.0 ? x : finite);
  return x < -1.0 ? detail::nan : at_pole;
}

inline double product_error(double a, double b) {
  constexpr double split = 0x1p27 + 1;  // halves of 26 bits, whose products are exact
  const double a_shifted = split * a, b_shifted = split * b;
  const double a_high = a_shifted - (a_shifted - a), b_high = b_shifted - (b_shifted - b);
  const double a_low = a - a_high, b_low = b - b_high;
  const double product = a * b;
  return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
}

inline double sigmoid(double x) {
  const double e = exp(x < 0.0 ? x : -x);
  return (x < 0.0 ? e : 1.0) / (1.0 + e);
}

inline float exp_f32(float x) { return static_cast<float>(exp(static_cast<double>(x))); }
inline float log_f32(float x) { return static_cast<float>(log(static_cast<double>(x))); }
inline float log1p_f32(float x) { return static_cast<float>(log1p(static_cast<double>(x))); }

}  // namespace logitlab::math
