// SPDX-License-Identifier: MIT
// The command logitlab: words in, an exit status out.

#include "cli/command.hpp"
#include "cli/interrupt.hpp"

int main(int argc, char** argv) {
  logitlab::cli::listen_to_signals();
  return logitlab::cli::run_command(argc, argv);
}
