// SPDX-License-Identifier: MIT
// The squared error of the probability, (p - y)^2 with p = 1 / (1 + e^-eta): finite, bounded, and
// not convex.
//
// Far on the wrong side its slope 2 (p - y) p (1 - p) vanishes like e^-|eta|, so that descent from
// there hardly moves: why logistic regression minimises the cross-entropy instead. Derivatives are
// taken through p in the order of PyTorch's automatic differentiation, which gives the lab's 700
// float32 steps bit for bit; so small results are accurate to rounding errors of p, not to their
// own last digit.
// Cost: one exp, one division.
#pragma once

#include <concepts>

#include "logitlab/loss/scalar.hpp"
#include "logitlab/loss/terms.hpp"

namespace logitlab {

struct SquaredError {
  template <std::floating_point Real>
  [[gnu::always_inline]] Terms<Real> terms(Real eta, Real y, Real scale) const {
    const Real p = scalar::probability(eta);
    const Real q = Real{1} - p;
    const Real error = p - y;

    // The chain rule, with p' = p q and p'' = p q (q - p).
    const Real g = (Real{2} * scale) * error;
    const Real slope = (g * q) * p;
    const Real pq = q * p;
    return {.value = scale * (error * error),
            .slope = slope,
            .curvature = (Real{2} * scale) * (pq * pq) + slope * (q - p)};
  }

  // The loss is (t / (1 + t))^2 (OddsLoss, terms.hpp).
  [[gnu::always_inline]] static double fold(double folded, double t) {
    const double other = t / (1.0 + t);
    return folded + other * other;
  }
  [[gnu::always_inline]] static double unfold(double folded) { return folded; }
};

}  // namespace logitlab
