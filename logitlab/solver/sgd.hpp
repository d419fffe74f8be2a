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

// Takes and needs what make_stochastic does (stochastic.hpp), and no more.
Result<std::unique_ptr<Solver>> make_sgd(const SolverOptions& options);

// Its rule, w <- w - rate * g, which keeps nothing. Float and double are provided.
template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_sgd_rule(const SolverOptions& options,
                                                std::size_t dimension);

}  // namespace logitlab
