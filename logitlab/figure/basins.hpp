// SPDX-License-Identifier: MIT
// Where may one start? Two losses' maps of starts side by side.
#pragma once

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// Whether the run and its rival loss (loss_pair.hpp) both have a map of starts, and some start of
// either gets all samples right: two maps of never would show nothing.
bool has_basins(const lab::Run& run);

Scene draw_basins(FigureInputs& inputs);

}  // namespace logitlab::figure
