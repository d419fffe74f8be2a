// SPDX-License-Identifier: MIT
// Loss, gradient norm and accuracy over all rows, from the parameters that a run kept.
#pragma once

#include <cstddef>
#include <vector>

#include "logitlab/lab/experiment.hpp"
#include "logitlab/solver/recorder.hpp"

namespace logitlab::lab {

// The rows of a trajectory of `kept` steps that have values, ascending: all of them where that is
// cheap, else evenly spread ones with the first and the last.
std::vector<std::size_t> column_rows(std::size_t kept, std::size_t samples, std::size_t inputs);

// Values for the rows of column_rows(); the others are unknown.
Columns compute_columns(const Experiment& experiment, const std::string& loss,
                        const Trajectory& trajectory, Progress& progress);

}  // namespace logitlab::lab
