// SPDX-License-Identifier: MIT
// Both losses of one sample against its margin, with the samples of the run at their start.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// Whether all samples have a finite margin at the start.
bool has_margins(const lab::Run& run);

Scene draw_margin(FigureInputs& inputs);

}  // namespace logitlab::figure
