// SPDX-License-Identifier: MIT
// AdaGrad: a rate for each parameter, from all its gradients.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>

#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/update_rule.hpp"

namespace logitlab {

// s <- s + g^2, w <- w - rate * g / (sqrt(s) + 1e-10), from s = 0. Float and double are provided.
template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_adagrad_rule(const SolverOptions& options,
                                                    std::size_t dimension);

}  // namespace logitlab
