// SPDX-License-Identifier: MIT
// The table of verbs: what the command can be asked to do.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "logitlab/lab/options.hpp"

namespace logitlab::cli {

struct Example {
  std::string_view command, what;
};

struct CommandLine;

struct VerbRow {
  std::string_view name;
  std::string_view summary;  // a phrase
  std::uint8_t bit;          // lab::for_lab ...: which options are its own
  std::span<const Example> examples;
  int (*act)(const CommandLine& line);  // returns the exit status
};

std::span<const VerbRow> verb_table();
const VerbRow* find_verb(std::string_view name);  // null: no such verb

}  // namespace logitlab::cli
