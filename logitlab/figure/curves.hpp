// SPDX-License-Identifier: MIT
// The figure "curves": loss, accuracy and gradient norm over the steps of a training and of those
// it is compared with.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// Three panels over one axis, log10(1 + step). Only for a run that holds a training.
Scene draw_curves(FigureInputs& inputs);

}  // namespace logitlab::figure
