// SPDX-License-Identifier: MIT
// Why a training ended without a value.
#pragma once

#include <string>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// One sentence or two: which step, what has no value there, what is kept. The training's reason is
// not_finite.
std::string not_finite_sentence(const Run& run, const Training& training);

}  // namespace logitlab::lab
