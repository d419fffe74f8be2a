// SPDX-License-Identifier: MIT
// The cross-entropy as textbooks write it, through the probability: it breaks, and is here to show
// where.
//
//     p = 1 / (1 + e^-eta),   loss = -(y log(p + epsilon) + (1 - y) log(1 - p + epsilon))
//
// Value and derivatives are taken through p, operation by operation as PyTorch's automatic
// differentiation takes them, so that they break exactly where its training breaks: once p has
// rounded to 0 or 1, 0 * log(0) and 0 / 0 are NaN. In float32 with epsilon 0 that is every margin
// above 17; in float64 every margin above 37. An epsilon inside the logarithm keeps the value
// finite and leaves a slope of 0 instead: training stops there without a word.
//
// The order decides the last bit. With c = scale, PyTorch 1.13 computes for a mean over a batch
//     g = (-c y) / (p + epsilon) - (-c (1 - y)) / (1 - p + epsilon),   slope = (g (1 - p)) p
// and so does this. (The other association, g (p (1 - p)), agrees on 366 of the lab's 700 steps.)
// Cost: one exp, two logs, three divisions and two more for the curvature.
#pragma once

#include <concepts>

#include "logitlab/loss/scalar.hpp"
#include "logitlab/loss/terms.hpp"

namespace logitlab {

struct CrossEntropyAsWritten {
  double epsilon = 0;  // added inside both logarithms; >= 0

  template <std::floating_point Real>
  [[gnu::always_inline]] Terms<Real> terms(Real eta, Real y, Real scale) const {
    const Real eps = static_cast<Real>(epsilon);
    const Real p = scalar::probability(eta);
    const Real q = Real{1} - p;
    const Real in_log = p + eps, in_other_log = q + eps;
    const Real not_y = Real{1} - y;

    // The chain rule, with p' = p q and p'' = p q (q - p).
    const Real g = (-scale * y) / in_log - (-scale * not_y) / in_other_log;
    const Real slope = (g * q) * p;
    const Real pull = (q * p) / in_log, other_pull = (q * p) / in_other_log;
    const Real bend = scale * (y * (pull * pull) + not_y * (other_pull * other_pull));
    return {.value = -scale * (y * scalar::log(in_log) + not_y * scalar::log(in_other_log)),
            .slope = slope,
            .curvature = bend + slope * (q - p)};
  }
};

}  // namespace logitlab
