// SPDX-License-Identifier: MIT
// L-BFGS: a quasi-Newton method with limited memory and a strong Wolfe line search.
#pragma once

#include <memory>

#include "logitlab/base/result.hpp"
#include "logitlab/solver/solver.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab {

// Takes `memory`; needs values and gradients only. One step is one iteration; the value never rises
// by more than its rounding. Ends with gradient, no_descent, small_step, not_finite, budget,
// seconds or observer. Errors (usage): a memory of 0.
Result<std::unique_ptr<Solver>> make_lbfgs(const SolverOptions& options);

}  // namespace logitlab
