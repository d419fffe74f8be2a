// SPDX-License-Identifier: MIT
// Gradient descent with momentum: the heavy ball.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>

#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/update_rule.hpp"

namespace logitlab {

// v <- momentum * v + g, w <- w - rate * v, from v = 0. Reads options.momentum, which must be
// there. Float and double are provided.
template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_momentum_rule(const SolverOptions& options,
                                                     std::size_t dimension);

}  // namespace logitlab
