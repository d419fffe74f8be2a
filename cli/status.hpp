// SPDX-License-Identifier: MIT
// The exit status of the command, and how it says what went wrong.
#pragma once

#include <string>

#include "logitlab/base/result.hpp"

namespace logitlab::cli {

inline constexpr int exit_done = 0, exit_could_not = 1, exit_usage = 2, exit_bad_data = 3,
                     exit_strict = 4, exit_interrupted = 130;

int exit_status(ErrorKind kind);

// "logitlab: --epochs: expected a whole number >= 1, found "0"." and a line break.
std::string complaint(const Error& error);

}  // namespace logitlab::cli
