// SPDX-License-Identifier: MIT
// The verbs lab and surface: data in, a run, its files, its story.
#pragma once

namespace logitlab::cli {

struct CommandLine;

int run_lab(const CommandLine& line);
int run_surface(const CommandLine& line);

}  // namespace logitlab::cli
