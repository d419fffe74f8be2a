// SPDX-License-Identifier: MIT
// The path of a training as it lies on a relief.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "logitlab/figure/relief_scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// The kept steps on the ground of the relief; `place` is empty where a step lies outside the window
// or on ground that is not finite.
struct ReliefTrack {
  std::vector<std::optional<Point3>> place;
  // The same as lines that follow the ground between steps and end at the window's edge.
  std::vector<std::vector<Point3>> lines;
  // For each point of `lines`, the row of the step that it belongs to.
  std::vector<std::vector<std::size_t>> rows;
};

ReliefTrack track_on_relief(const lab::Run& run, const Relief& relief);

inline constexpr std::size_t all_rows = std::numeric_limits<std::size_t>::max();

// Draws the track `lift` pixels above the surface with a casing; what the surface hides at 45 %,
// dashed. Steps after row `now` are a thin line. Adds what it draws to `occupied`. Whether
// something is hidden.
bool add_relief_track(Scene& scene, const ReliefView& view, const ReliefTrack& track,
                      Occupied& occupied, std::size_t now = all_rows);
inline constexpr double lift = 2.5;

}  // namespace logitlab::figure
