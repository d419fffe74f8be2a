// SPDX-License-Identifier: MIT
// The cross-entropy of a label in {0, 1}, computed from the margin: finite and accurate everywhere.
//
// Given the margin eta and the label y, m = (2y - 1) eta is positive on the right side, and
//     loss      = -log(1 / (1 + e^-m)) = max(-m, 0) + log(1 + e^-|m|)
//     slope     = p - y: minus or plus the probability q of the other label, q = 1 / (1 + e^m)
//     curvature = p (1 - p) = e / (1 + e)^2 with e = e^-|eta|
// Each is computed from e, which cannot overflow, by operations that do not cancel: a slope or a
// curvature of 1e-300 is as accurate as one of 0.1. (T. Hastie, R. Tibshirani, J. Friedman, The
// Elements of Statistical Learning, 2nd ed., 2009, section 4.4 has the model; M. Maechler,
// Accurately Computing log(1 - exp(-|a|)), 2012, the use of log1p.) Cost: one exp, one log1p, one
// division.
#pragma once

#include <cmath>
#include <concepts>

#include "logitlab/loss/scalar.hpp"
#include "logitlab/loss/terms.hpp"

namespace logitlab {

struct CrossEntropy {
  // Convex in eta; 0 <= slope of the wrong side <= scale, 0 <= curvature <= scale / 4. A NaN gives
  // NaN.
  template <std::floating_point Real>
  [[gnu::always_inline]] Terms<Real> terms(Real eta, Real y, Real scale) const {
    const Real side = Real{2} * y - Real{1};  // -1 or 1
    const Real m = side * eta;
    const Real e = scalar::exp(-std::fabs(eta));
    const Real large = Real{1} / (Real{1} + e);  // the larger of p and 1 - p
    const Real small = e * large;                // the smaller
    const Real other = m < Real{0} ? large : small;
    const Real shortfall = m < Real{0} ? -m : Real{0};
    return {.value = scale * (shortfall + scalar::log1p(e)),
            .slope = scale * (-side * other),
            .curvature = scale * (small * large)};
  }

  // The loss is log(1 + t), so the sum is the log of a product (OddsLoss, terms.hpp). What is
  // folded is the product less 1: nothing is lost of small odds.
  [[gnu::always_inline]] static double fold(double folded, double t) {
    return folded + t * (1.0 + folded);
  }
  [[gnu::always_inline]] static double unfold(double folded) { return math::log1p(folded); }
};

}  // namespace logitlab
