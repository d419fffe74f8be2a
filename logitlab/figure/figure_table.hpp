// SPDX-License-Identifier: MIT
// The table of figures: one row adds a figure to the command, the page, the documentation and the
// tests.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "logitlab/base/function_ref.hpp"
#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

struct FigureRow {
  std::string_view name;     // as the command spells it; of its file, where it is one file
  std::string_view title;    // a phrase
  std::string_view summary;  // what it shows, a sentence for a reader
  // Whether this run has what the figure needs.
  bool (*applies)(const lab::Run& run);
  // One scene, or several with names of their own ("iteration-0007", ...). Only where it applies.
  std::vector<Scene> (*draw)(FigureInputs& inputs);
};

// In the order in which they are listed to a reader. Static storage, never empty.
std::span<const FigureRow> figure_table();

// The row of that name, or null.
const FigureRow* find_figure(std::string_view name);

// All figures that apply to the run, in the table's order.
std::vector<Scene> draw_all(FigureInputs& inputs);
// The same as long as `go_on` says so before each row; the others are left out.
std::vector<Scene> draw_all(FigureInputs& inputs, FunctionRef<bool()> go_on);

}  // namespace logitlab::figure
