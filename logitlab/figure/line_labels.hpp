// SPDX-License-Identifier: MIT
// Numbers that stand on lines: on a straight stretch, along it, upright.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "logitlab/base/function_ref.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// A level as its line is labelled: "0.05", "10", a power of ten below 0.001.
std::string level_text(double value);

// A text on a line, and how much its place leaves to be wished for.
struct LineLabel {
  Text text;
  Point centre;
  double cost = 0;
};

// `number` on the stretch of `line` that bends least and lies most level, at most 1 pixel off the
// chord under it; steeper than 2 : 1 only where nothing else will do. `further_cost` adds what else
// matters at a place; infinity forbids it. Nothing where no stretch will do. The halo is left to
// the caller.
std::optional<LineLabel> label_on_line(const std::vector<Point>& line, const std::string& number,
                                       FunctionRef<double(const Text&, Point)> further_cost);

}  // namespace logitlab::figure
