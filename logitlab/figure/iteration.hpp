// SPDX-License-Identifier: MIT
// The figures "iteration-NNNN": the data space beside the parameter space after chosen epochs.
#pragma once

#include <vector>

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// The moments they show, by epoch; the run must have been trained. Of a run so long that not all
// its steps were kept, the kept ones nearest to the ends of epochs. Never empty.
std::vector<Moment> iteration_moments(const lab::Run& run);

// After epochs 1, 1 + every, 1 + 2 every, ... (at most most_iterations of them, evenly chosen),
// named by the steps made until then. The run must have been trained on one input.
std::vector<Scene> draw_iterations(FigureInputs& inputs);
inline constexpr std::size_t most_iterations = 12;

}  // namespace logitlab::figure
