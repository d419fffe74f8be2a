// SPDX-License-Identifier: MIT
// The few loops over parameter vectors that solvers share. Pure; sums run left to right.
#pragma once

#include <cassert>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <span>

#include "logitlab/base/types.hpp"

namespace logitlab {

template <std::floating_point Real>
bool all_finite(std::span<const Real> v) {
  for (const Real x : v) {
    if (!std::isfinite(x)) return false;
  }
  return true;
}

inline double dot(CVec a, CVec b) {
  assert(a.size() == b.size());
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += a[j] * b[j];
  return sum;
}

inline double largest_magnitude(CVec v) {
  double largest = 0;
  for (const double x : v) {
    if (!(std::fabs(x) <= largest)) largest = std::fabs(x);  // a NaN is kept
  }
  return largest;
}

// Euclidean length. Scaled by the largest entry, so that the squares neither overflow nor vanish:
// the gradients of separable data shrink below 1e-160.
inline double length(CVec v) {
  const double scale = largest_magnitude(v);
  if (scale == 0 || !std::isfinite(scale)) return scale;
  double sum = 0;
  for (const double x : v) sum += (x / scale) * (x / scale);
  return scale * std::sqrt(sum);
}

// out = a + t d.
inline void step_along(CVec a, double t, CVec d, Vec out) {
  assert(a.size() == d.size() && a.size() == out.size());
  for (std::size_t j = 0; j < a.size(); ++j) out[j] = a[j] + t * d[j];
}

}  // namespace logitlab
