// SPDX-License-Identifier: MIT
// The figure "epochs" of a model with several inputs: its boundary after chosen epochs.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// For a trained run that has a pair of inputs.
Scene draw_boundaries(FigureInputs& inputs);

}  // namespace logitlab::figure
