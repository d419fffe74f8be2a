// SPDX-License-Identifier: MIT
// Where a training came to, and where it would go on to.
#pragma once

#include <optional>
#include <vector>

#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// From its start to its end.
double moved_in_all(const Training& training);

// Not all rows right, and on a plateau of a loss whose flat places are no minima, or still where it
// began. A solver by iterations ends by itself instead.
bool is_stuck(const Training& training);

// After about how many epochs, counted from the start, all rows would be right if the training went
// on: by following the mean gradient of an epoch from where it ended. None where that does not get
// there, takes too long to find out, or the recipe is not that simple (another solver than SGD and
// momentum, a rate that changes). At most some 100,000 visits of a row.
std::optional<double> epochs_to_perfection(const Experiment& experiment, const Training& training);

// Where the loss of the training is least, found from where it ended, if that is a matter of a
// moment: only of a convex loss on data that are known to be not separable.
std::optional<std::vector<double>> minimum_near(const Run& run, const Experiment& experiment,
                                                const Training& training);

}  // namespace logitlab::lab
