// SPDX-License-Identifier: MIT
// The figure "path-3d": the path of a training on the loss surface, in three dimensions.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// The surface as a wireframe that hides its own back, the path above it, never hidden, and the
// losses of the batches of the first epochs as stems from the path. Only for a run with a training.
Scene draw_path_3d(FigureInputs& inputs);

}  // namespace logitlab::figure
