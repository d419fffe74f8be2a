// SPDX-License-Identifier: MIT
// The loop that the stochastic family shares: epochs of mini-batches, an update rule, rates.
#pragma once

#include <memory>

#include "logitlab/base/result.hpp"
#include "logitlab/solver/solver.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab {

// A solver of the family: the loop with this rule, made afresh for each run. Takes learning_rate,
// schedule, loader and precision, and what the rule takes; needs Problem::rows, or rows_f32 for
// float32. One step is one mini-batch; passes count the rows of the batches, not what is evaluated
// only because the observer wants it. Ends with budget, seconds, observer or not_finite. Errors
// (usage): a learning rate that is not finite and > 0, or a momentum that is not between 0 and 1,
// in the precision asked for; no number of epochs for a schedule that needs it.
Result<std::unique_ptr<Solver>> make_stochastic(const SolverOptions& options,
                                                const RuleMakers& rule);

}  // namespace logitlab
