// SPDX-License-Identifier: MIT
// What every loss answers about one row: a value, a slope and a curvature along the margin.
#pragma once

#include <concepts>

namespace logitlab {

// Value, first and second derivative with respect to the margin eta, of scale * loss(eta, y).
template <std::floating_point Real>
struct Terms {
  Real value;
  Real slope;
  Real curvature;
};

// A loss of a margin: eta = x . w + b + offset, label y in {0, 1}. `scale` is the row's weight over
// the sum of weights; it is multiplied in first, inside, because the order of these few operations
// decides the last bit of float32. Members are const and stateless: safe from any thread. `terms`
// is inlined always, so that loops over rows become loops over vectors.
template <class L, class Real>
concept MarginLoss = requires(const L& loss, Real eta, Real y, Real scale) {
  { loss.terms(eta, y, scale) } -> std::same_as<Terms<Real>>;
};

}  // namespace logitlab
