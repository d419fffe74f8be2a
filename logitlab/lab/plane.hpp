// SPDX-License-Identifier: MIT
// Which plane of parameter space a run is looked at in, and which part of it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logitlab/base/result.hpp"
#include "logitlab/data/dataset.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/settings.hpp"
#include "logitlab/landscape/surface.hpp"
#include "logitlab/solver/recorder.hpp"

namespace logitlab::lab {

// A plane that is not two parameters by name: one row adds it to the command, its help and the
// sentences.
struct PlaneRow {
  std::string_view name;     // as the command spells it
  std::string_view meaning;  // for a reader, after the name
  std::string_view title;    // as a sentence calls it: "a random plane"
  bool needs_path;           // a start alone will not do
  bool says_seed;            // its sentence names the seed
  std::size_t most_parameters;
  // From resolved settings and the training's path, or only its start.
  Plane (*make)(const Experiment&, const Settings&, const Trajectory&);
};

std::span<const PlaneRow> plane_table();
const PlaneRow* find_plane(std::string_view name);  // null: two parameters by name, or nothing

// The two parameters that "NAME,NAME" names: columns of the data (or w1 ... wd; w for the one of
// one input) and b or (Intercept). Errors (usage): not two, unknown, twice the same.
Result<std::pair<std::size_t, std::size_t>> named_parameters(const std::string& plane,
                                                             const Dataset& data);

// Whether a run on these data can be looked at in that plane. Errors: usage.
Status check_plane(const std::string& plane, const Dataset& data);

// The plane that resolved settings ask for. `path`: the training's, or only the start. Of a plane
// by name the other parameters are as at the end of the path.
Plane choose_plane(const Settings& settings, const Experiment& experiment, const Trajectory& path);

// A window with room around the path and, where it is known and not so far off that the path would
// shrink to a dot, the optimum.
Window window_around(const Plane& plane, const Trajectory& path,
                     const std::optional<std::vector<double>>& optimum);

}  // namespace logitlab::lab
