// SPDX-License-Identifier: MIT
// Why a training ended without a value.
#pragma once

#include <string>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// One sentence or two: which step, what has no value there, what is kept. The training's reason is
// not_finite.
std::string not_finite_sentence(const Run& run, const Training& training);
// Whether the step that ended it would have had a value by the safe formula: not where the loss has
// one everywhere, nor where it is the parameters that leave the precision's range.
bool safe_formula_goes_on(const Run& run, const Training& training);

}  // namespace logitlab::lab
