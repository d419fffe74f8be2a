// SPDX-License-Identifier: MIT
// Ticks and axes for any window: tiny, huge, far from zero, logarithmic. Planes have a frame with
// ticks outside; functions have a base line and horizontal hairlines.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

struct Tick {
  double value;
  std::string text;  // with a true minus, thousands marked, powers of ten below 0.001
};

// Multiples of 1, 2, 2.5 or 5 times a power of ten in [low, high]: 3 to `most` (>= 4) of them,
// fewer only where doubles between low and high run out. low < high, finite.
std::vector<Tick> linear_ticks(double low, double high, std::size_t most = 7);

// 0 < low < high. 1, 2, 5 or 1, 3 of each decade, or every so many decades; where the range has
// fewer than three of them, linear_ticks.
std::vector<Tick> log_ticks(double low, double high, std::size_t most = 7);

// For a log10(1 + step) axis: 0, powers of ten, and the last step itself.
std::vector<Tick> step_ticks(double last);

// As the scale's kind asks.
std::vector<Tick> ticks_of(const Scale& scale, std::size_t most = 7);

// Ticks of a linear axis in a room: where their texts are wider than `room` pixels (a narrow window
// far from zero), they count from `base`, a rounder number, and the axis shows value - base.
struct RoomyTicks {
  std::vector<Tick> ticks;
  double base = 0;
};
RoomyTicks ticks_within(const Scale& scale, double room);

// The name of an axis whose ticks count from `base`: "bias b + 10", "weight w - 3.7".
std::string name_from(const std::string& name, double base);

// One number in the tick style; `step` tells how many digits matter.
std::string tick_text(double value, double step, double largest);

// Ticks below the frame; texts that would touch their neighbour or leave the canvas on the right
// are left out.
void add_ticks_below(Scene& scene, const Panel& panel, const std::vector<Tick>& ticks,
                     bool labels = true);

// The frame of a plane with ticks outside, x name below, y name above at the left edge. A panel
// without labels keeps its ticks.
struct PlaneAxes {
  std::string x_name, y_name;
  bool x_labels = true, y_labels = true;
  bool bare_thousands = false;  // "1995" where no tick has five digits: a column may hold years
};
void add_plane_axes(Scene& scene, const Panel& panel, const PlaneAxes& axes);

// A base line, a hairline at each y tick, ticks and texts.
struct FunctionAxes {
  std::string x_name, y_name;  // an empty x_name: no ticks and texts below either
  std::vector<Tick> x_ticks, y_ticks;
};
void add_function_axes(Scene& scene, const Panel& panel, const FunctionAxes& axes);

}  // namespace logitlab::figure
