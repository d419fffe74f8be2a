// SPDX-License-Identifier: MIT
#include "cli/verbs.hpp"

#include <array>

#include "cli/lab_verb.hpp"

namespace logitlab::cli {
namespace {

constexpr std::array lab_examples = {
    Example{"logitlab lab", "20 points, 700 steps, and what they did"},
    Example{"logitlab lab --loss squared-error", "why it sticks on the squared error"},
    Example{"logitlab lab --start -5,-10 --lr 0.5 --epochs 400", "slower, and for longer"},
    Example{"logitlab lab --data points.csv --solver newton --json",
            "your own data; run.json on stdout"},
};

constexpr std::array surface_examples = {
    Example{"logitlab surface", "the loss over w and b, no training"},
    Example{"logitlab surface --loss squared-error --window -30,30,-26,26",
            "another, from further off"},
    Example{"logitlab surface --path steps.csv", "another program's steps over it"},
};

constexpr std::array verbs = {
    VerbRow{"lab", "train step by step and show every step", lab::for_lab, lab_examples, run_lab},
    VerbRow{"surface", "draw the loss without training", lab::for_surface, surface_examples,
            run_surface},
};

}  // namespace

std::span<const VerbRow> verb_table() { return verbs; }

const VerbRow* find_verb(std::string_view name) {
  for (const VerbRow& row : verbs) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

}  // namespace logitlab::cli
