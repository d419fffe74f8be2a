// SPDX-License-Identifier: MIT
// Newton's method with a Cholesky factorisation that is kept positive definite.
#pragma once

#include <memory>

#include "logitlab/base/result.hpp"
#include "logitlab/solver/solver.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab {

// Needs the Hessian; takes no options. One step is one iteration; the value never rises by more
// than its rounding. Ends with gradient, decrement, no_descent, small_step, not_finite, budget,
// seconds or observer.
Result<std::unique_ptr<Solver>> make_newton(const SolverOptions& options);

}  // namespace logitlab
