// SPDX-License-Identifier: MIT
// Adam: momentum and a rate for each parameter, both freed of their start at zero.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>

#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/update_rule.hpp"

namespace logitlab {

// m <- 0.9 m + 0.1 g, s <- 0.999 s + 0.001 g^2, both from 0, and with step k
// w <- w - rate * m / (1 - 0.9^k) / (sqrt(s / (1 - 0.999^k)) + 1e-8). Float and double are
// provided.
template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_adam_rule(const SolverOptions& options,
                                                 std::size_t dimension);

}  // namespace logitlab
