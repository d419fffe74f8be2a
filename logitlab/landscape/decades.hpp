// SPDX-License-Identifier: MIT
// Powers of ten, for levels and ticks. Pure.
#pragma once

#include <cmath>
#include <limits>

#include "logitlab/base/math.hpp"

namespace logitlab {

// 10^n, |n| <= 308: exact for 0 <= n <= 22, the nearest double to a few units in the last place
// beyond, and the reciprocal of that below 0.
inline double ten_to(int n) {
  double power = 1;
  for (int k = n < 0 ? -n : n; k > 0; --k) power *= 10;
  return n < 0 ? 1 / power : power;
}

// mantissa * 10^n, correctly rounded for small integer mantissas and |n| <= 22: 0.07 from (7, -2).
inline double scaled_by_ten(double mantissa, int n) {
  return n < 0 ? mantissa / ten_to(-n) : mantissa * ten_to(n);
}

// The n with 10^n <= x < 10^(n+1), for a normal x > 0; -308 for what is smaller, zero included: the
// step between ticks of a window as narrow as a double allows.
inline int decade_of(double x) {
  constexpr double ln10 = 2.302585092994045684;
  if (!(x >= std::numeric_limits<double>::min())) return -308;
  int n = static_cast<int>(std::floor(math::log(x) / ln10));
  if (n < 308 && ten_to(n + 1) <= x) ++n;
  if (ten_to(n) > x) --n;
  return n;
}

}  // namespace logitlab
