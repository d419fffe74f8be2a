// SPDX-License-Identifier: MIT
// Loss over data plus penalty: the objective of a linear model, and its mean over rows.
#pragma once

#include <concepts>
#include <memory>

#include "logitlab/compute/reduction.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/objective/objective.hpp"

namespace logitlab {

// F of a linear model, smooth part (l1 must be 0: a bug otherwise). value, gradient, Hessian and
// Hessian-vector products; `along` answers in O(n) a point. The model's data and the reduction must
// outlive it; the LinearModel itself is copied.
std::unique_ptr<Objective> make_empirical_risk(const LinearModel& model, const Loss& loss,
                                               const Reduction& reduction = serial_reduction());

// The same F row by row, in Real; x, y, weights and offsets are rounded to Real once, here. Float
// and double are provided.
template <std::floating_point Real>
std::unique_ptr<RowMean<Real>> make_row_mean(const LinearModel& model, const Loss& loss);

}  // namespace logitlab
