// SPDX-License-Identifier: MIT
// Checks an objective's derivatives against finite differences: for tests here, and for anyone who
// writes an objective.
#pragma once

#include <string>

#include "logitlab/objective/objective.hpp"

namespace logitlab {

struct DerivativeReport {
  // Largest difference to the finite difference, relative to the bound that rounding and truncation
  // allow: at most 1 is right. Infinity where a number is not finite.
  double gradient = 0, hessian = 0, hessian_vector = 0;
  bool has_hessian = false, has_hessian_vector = false;
  // Where the largest of them is: "gradient[3]: 0.25 given, 0.31 by differences".
  std::string worst;
  bool right() const { return gradient <= 1 && hessian <= 1 && hessian_vector <= 1; }
};

// Central differences around w, with bounds from the objective's own measured rounding; about
// 4 dimension + 16 evaluations. The gradient is compared with differences of the value, Hessian and
// product with differences of the gradient.
DerivativeReport check_derivatives(const Objective& objective, CVec w);

}  // namespace logitlab
