// SPDX-License-Identifier: MIT
// The figure "iterations": a strip of moments of one training, the data space of each over its
// parameter space.
#pragma once

#include <cstddef>
#include <vector>

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// More columns than this are too narrow for a sigmoid and its samples to be read.
inline constexpr std::size_t most_columns = 5;

// Of the moments of the figures "iteration-NNNN" at most most_columns, the first and the last among
// them, evenly chosen. The run must have been trained.
std::vector<Moment> strip_moments(const lab::Run& run);

// Whether the run was trained on one input and has two moments to compare.
bool has_iterations_strip(const lab::Run& run);

Scene draw_iterations_strip(FigureInputs& inputs);

}  // namespace logitlab::figure
