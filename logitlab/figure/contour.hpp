// SPDX-License-Identifier: MIT
// The figure "contour": the loss from above, before training.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// The map of the run's loss, the start with the direction of steepest descent, and where the valley
// leaves the window.
Scene draw_contour(FigureInputs& inputs);

}  // namespace logitlab::figure
