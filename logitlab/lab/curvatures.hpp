// SPDX-License-Identifier: MIT
// How a loss bends around a training: where it is convex, and which learning rates it bears.
#pragma once

#include <optional>
#include <string_view>

#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// Of the safe form of that loss: over the window, at the start and, where there is one, at the end.
// What would take longer than about a second is left out.
CurvatureFacts curvature_facts(const Experiment& experiment, std::string_view loss,
                               const Plane& plane, const Window& window, CVec start,
                               std::optional<CVec> end);

}  // namespace logitlab::lab
