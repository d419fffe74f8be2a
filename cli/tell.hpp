// SPDX-License-Identifier: MIT
// The story of a run on a terminal; its sentences come from lab::tell().
#pragma once

#include <cstddef>
#include <string>

#include "cli/outputs.hpp"
#include "cli/terminal.hpp"
#include "logitlab/lab/options.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/lab/story.hpp"

namespace logitlab::cli {

void tell_run(const Terminal& terminal, const lab::Run& run, const Outputs& outputs,
              const lab::OutputOptions& options);

// One suggestion: the command whole, to be pasted, and below it what it shows, in lines of `width`.
std::string told_suggestion(const Terminal& terminal, const lab::Suggestion& suggestion,
                            std::size_t width);

}  // namespace logitlab::cli
