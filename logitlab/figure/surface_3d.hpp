// SPDX-License-Identifier: MIT
// The figure "surface": the loss in three dimensions, before training.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// The loss of the run over its window, shaded, with its lines of equal loss, the start, and the way
// the valley takes out of the window or the lowest point in it.
Scene draw_surface(FigureInputs& inputs);

}  // namespace logitlab::figure
