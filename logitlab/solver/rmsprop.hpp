// SPDX-License-Identifier: MIT
// RMSprop: a rate for each parameter, from its recent gradients.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>

#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/update_rule.hpp"

namespace logitlab {

// s <- 0.99 s + 0.01 g^2, w <- w - rate * g / (sqrt(s) + 1e-8), from s = 0. Float and double are
// provided.
template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_rmsprop_rule(const SolverOptions& options,
                                                    std::size_t dimension);

}  // namespace logitlab
