// SPDX-License-Identifier: MIT
// The figure "recession": separable data of one input seen whole, with the radius compressed, so
// that the directions in which the loss falls for ever end on the rim.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// Whether the run is one of separable data of one input.
bool has_recession(const lab::Run& run);

Scene draw_recession(FigureInputs& inputs);

}  // namespace logitlab::figure
