// SPDX-License-Identifier: MIT
// Two losses over one window, each with the path that it makes from the same start.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// For a run with a rival loss (loss_pair.hpp).
Scene draw_losses(FigureInputs& inputs);

}  // namespace logitlab::figure
