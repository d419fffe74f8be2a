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

// A loss whose sum over rows can be folded from the odds against each label, t = e^-m with m = (2y
// - 1) eta: sum_i loss(eta_i, y_i) = unfold(fold(... fold(fold(0, t_1), t_2) ..., t_k)), where t
// and the product of all (1 + t) must stay below the end of the range. Over a grid in a plane eta
// is a sum of one number a column and one a line, and so t a product of two
// (compute/grid_loops.hpp): there a loss costs a few products instead of an exp and a log. A loss
// that is shown as its formula rounds has no such form.
template <class L>
concept OddsLoss = requires(double folded, double t) {
  { L::fold(folded, t) } -> std::same_as<double>;
  { L::unfold(folded) } -> std::same_as<double>;
};

}  // namespace logitlab
