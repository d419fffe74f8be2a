// SPDX-License-Identifier: MIT
// The model's output over its one input, at the epochs where it changes.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// For a trained run of one input.
Scene draw_epochs(FigureInputs& inputs);

}  // namespace logitlab::figure
