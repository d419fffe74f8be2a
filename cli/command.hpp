// SPDX-License-Identifier: MIT
// The whole command but for main().
#pragma once

namespace logitlab::cli {

// Reads the words, does what they say, returns the exit status. Never throws.
int run_command(int argc, const char* const* argv) noexcept;

}  // namespace logitlab::cli
