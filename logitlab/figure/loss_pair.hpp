// SPDX-License-Identifier: MIT
// What the figures share that show two losses side by side.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// The training of the run by another loss with the solver of its own training, or null. Losses
// with one safe form are the same loss here.
const lab::Training* rival_loss(const lab::Run& run);

inline constexpr double pair_width = 1080;
inline constexpr std::array<Box, 2> pair_frame = {Box{60, 128, 500, 472}, Box{572, 128, 1012, 472}};

// The loss's name above its frame in its colour, and at the right what became of it: a bold line
// and one below.
void add_pair_head(Scene& scene, const Box& frame, std::string_view loss, const std::string& bold,
                   const std::string& plain);

// What colour means: a bar of the ramp at the bottom right, low to high, with ticks below.
struct ColourBar {
  Role ramp = Role::loss_ramp;
  ScaleKind kind = ScaleKind::log;
  double low = 1, high = 10;
  std::string name;
  std::vector<Tick> ticks;
};
void add_colour_bar(Scene& scene, const ColourBar& bar);

// The caption, left of the bar.
void add_pair_caption(Scene& scene, const std::string& caption, const std::string& extremes);

}  // namespace logitlab::figure
