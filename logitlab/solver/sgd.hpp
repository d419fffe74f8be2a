// SPDX-License-Identifier: MIT
// Stochastic gradient descent with mini-batches and a constant learning rate.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>

#include "logitlab/base/result.hpp"
#include "logitlab/solver/solver.hpp"
#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/update_rule.hpp"

namespace logitlab {

// Takes learning_rate, loader and precision; needs Problem::rows, or rows_f32 for float32. One step
// is one mini-batch. Errors (usage): a learning rate that is not finite and > 0.
Result<std::unique_ptr<Solver>> make_sgd(const SolverOptions& options);

// Its rule, w <- w - rate * g, which keeps nothing. Float and double are provided.
template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_sgd_rule(const SolverOptions& options,
                                                std::size_t dimension);

}  // namespace logitlab
