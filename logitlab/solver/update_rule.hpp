// SPDX-License-Identifier: MIT
// How the stochastic family turns a gradient into new parameters: the one thing in which its
// members differ. A rule is made for one run and may keep what it needs from step to step.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>

namespace logitlab {

template <std::floating_point Real>
struct UpdateRule {
  virtual ~UpdateRule() = default;
  // Writes the parameters after step k (counted from 1), made from w with the gradient g of the
  // batch at w. All spans have the dimension of the problem; `next` is none of the others. It need
  // not look for what is not finite: the loop does, and ends.
  virtual void apply(std::uint64_t k, Real rate, std::span<const Real> w, std::span<const Real> g,
                     std::span<Real> next) = 0;
};

}  // namespace logitlab
