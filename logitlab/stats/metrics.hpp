// SPDX-License-Identifier: MIT
// How well a linear model does on data: margins, and what is right by them.
#pragma once

#include <cstddef>

#include "logitlab/base/types.hpp"
#include "logitlab/data/design.hpp"

namespace logitlab {

// out[i] = x_i . w + b.   w: columns() + 1 numbers, b last; out: rows().
void margins(const Design& x, CVec w, Vec out);

// Rows whose class is the label: class 1 where the margin is > 0 (the same as p > 0.5), else 0.
std::size_t count_right(CVec margin, CVec y);

// The share of them, in 0..1. At least one row.
double accuracy(CVec margin, CVec y);

}  // namespace logitlab
