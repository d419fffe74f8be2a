// SPDX-License-Identifier: MIT
// The map of starts of a run: what its training would have come to from everywhere in the window.
#pragma once

#include <cstddef>
#include <optional>

#include "logitlab/lab/experiment.hpp"
#include "logitlab/landscape/basin_map.hpp"

namespace logitlab::lab {

inline constexpr std::size_t starts_a_side = 64;

// How much Progress the map makes; 0 where there is none: the model has more than two parameters,
// or the map would take more than some seconds.
double starts_work(const Experiment& experiment, const Settings& settings);

// Trains with resolved settings from starts_a_side x starts_a_side places of the window, ends
// included. None where starts_work() is 0 or somebody stopped it before the last start.
std::optional<BasinMap> map_of_starts(const Experiment& experiment, const Settings& settings,
                                      const Plane& plane, const Window& window, Progress& progress);

}  // namespace logitlab::lab
