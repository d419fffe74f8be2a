// SPDX-License-Identifier: MIT
// The path of another program, seen with our losses.
#pragma once

#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// Our loss, slope and accuracy along it, and what its own losses are. `settings` are resolved.
OtherRun evaluate(const Experiment& experiment, const Settings& settings, OtherPath path,
                  Progress& progress);

}  // namespace logitlab::lab
