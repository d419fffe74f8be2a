// SPDX-License-Identifier: MIT
// Stochastic gradient descent with mini-batches.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>

#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/update_rule.hpp"

namespace logitlab {

// w <- w - rate * g, which keeps nothing. Float and double are provided.
template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_sgd_rule(const SolverOptions& options,
                                                std::size_t dimension);

}  // namespace logitlab
