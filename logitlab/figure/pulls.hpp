// SPDX-License-Identifier: MIT
// The figure "pulls": what each sample contributes to the gradient at one moment, under
// cross-entropy and under squared error, in the data space and in parameter space.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// Whether the run has one input and a start whose margins can be drawn.
bool has_pulls(const lab::Run& run);

Scene draw_pulls(FigureInputs& inputs);

}  // namespace logitlab::figure
