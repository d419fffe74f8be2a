// SPDX-License-Identifier: MIT
// A certificate that a finite maximum-likelihood estimate exists.
#pragma once

#include <span>

#include "logitlab/base/types.hpp"
#include "logitlab/stats/signed_rows.hpp"

namespace logitlab {

// Whether u proves that no direction separates these rows, not even weakly: true only if it does,
// rounding included. u: one positive number a row, as the candidate of a solution of Z'u = 0 (any
// will do; the better it solves it, the surer the proof). `space`: the columns over these rows.
// O(rows x basis^2). Pure.
bool proves_a_minimum(const SignedRows& z, std::span<const Row> rows, const ColumnSpace& space,
                      CVec u);

}  // namespace logitlab
