// SPDX-License-Identifier: MIT
// exp, log and log1p in the precision of a loss: one name for float and double.
#pragma once

#include <cmath>
#include <concepts>

#include "logitlab/base/math.hpp"

namespace logitlab::scalar {

// float goes through double and is rounded once (math::exp_f32 and its kin).
inline float exp(float x) { return math::exp_f32(x); }
inline float log(float x) { return math::log_f32(x); }
inline float log1p(float x) { return math::log1p_f32(x); }
inline double exp(double x) { return math::exp(x); }
inline double log(double x) { return math::log(x); }
inline double log1p(double x) { return math::log1p(x); }

// 1 / (1 + e^-eta) in the four operations in which PyTorch computes it for a scalar. Above about
// 37 (17 in float) the result is 1 exactly; where e^-eta overflows it is 0 exactly.
template <std::floating_point Real>
Real probability(Real eta) {
  return Real{1} / (Real{1} + exp(-eta));
}

}  // namespace logitlab::scalar
