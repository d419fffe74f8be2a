// SPDX-License-Identifier: MIT
// The story of a run on a terminal; its sentences come from lab::tell().
#pragma once

#include "cli/outputs.hpp"
#include "cli/terminal.hpp"
#include "logitlab/lab/options.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::cli {

void tell_run(const Terminal& terminal, const lab::Run& run, const Outputs& outputs,
              const lab::OutputOptions& options);

}  // namespace logitlab::cli
