// SPDX-License-Identifier: MIT
// The words of a command line, as a verb and what its options say.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/verbs.hpp"
#include "logitlab/base/result.hpp"
#include "logitlab/lab/options.hpp"

namespace logitlab::cli {

struct CommandLine {
  const VerbRow* verb = nullptr;  // null: none was given
  lab::Request request;
  std::vector<std::string> words;  // as given, "logitlab" first
};

// `words`: without the name of the program. Errors (usage): a verb, an option or a value that is
// not known (with the nearest), a value outside its range or missing, an option given twice or in
// two spellings, an option of another verb, two options that exclude each other.
Result<CommandLine> read_arguments(std::span<const std::string> words);

}  // namespace logitlab::cli
