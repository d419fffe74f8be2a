// SPDX-License-Identifier: MIT
// Which plane of parameter space a run is looked at in, and which part of it.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "logitlab/base/result.hpp"
#include "logitlab/data/dataset.hpp"
#include "logitlab/lab/settings.hpp"
#include "logitlab/landscape/surface.hpp"
#include "logitlab/solver/recorder.hpp"

namespace logitlab::lab {

// The two parameters that "NAME,NAME" names: columns of the data (or w1 ... wd; w for the one of
// one input) and b or (Intercept). Errors (usage): not two, unknown, twice the same.
Result<std::pair<std::size_t, std::size_t>> named_parameters(const std::string& plane,
                                                             const Dataset& data);

// The plane that resolved settings ask for. `path`: the training's, or only the start. `centre`:
// what the parameters off a plane by name are set to.
Plane choose_plane(const Settings& settings, const Dataset& data, const Trajectory& path,
                   CVec centre);

// A window with room around the path and, where it is known and not so far off that the path would
// shrink to a dot, the optimum.
Window window_around(const Plane& plane, const Trajectory& path,
                     const std::optional<std::vector<double>>& optimum);

}  // namespace logitlab::lab
