// SPDX-License-Identifier: MIT
// The figure "path": every step of the training over the map of its loss.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// The run must have been trained. Start, end and named epochs are marked; what lies outside the
// window is said, not hidden.
Scene draw_path(FigureInputs& inputs);

}  // namespace logitlab::figure
