// SPDX-License-Identifier: MIT
// What a step did to a parameter, as the sum that made it.
#pragma once

#include <cstddef>
#include <string>

#include "logitlab/lab/step_words.hpp"

namespace logitlab::lab {

// "2.224 − 2 × 0.00273 = 2.219": by the solver's own rule. Of another program's path "2.224 →
// 2.219". The step before it was kept.
std::string update_text(const StepContext& step, std::size_t parameter);
// What the numbers of that rule are, where they are not the rate and the gradient; may be empty.
std::string update_note(const StepContext& step);

// A probability or a pull: three decimals, and where that would be 0 the digits that it has.
std::string probability_text(double value);

}  // namespace logitlab::lab
