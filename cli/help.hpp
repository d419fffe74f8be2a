// SPDX-License-Identifier: MIT
// What the command says about itself, from the tables of verbs and options.
#pragma once

#include <string>

#include "cli/verbs.hpp"

namespace logitlab::cli {

// The verbs, and the two commands to try first.
std::string overview();

// Examples first, then every option with its range and default.
std::string help_of(const VerbRow& verb);

}  // namespace logitlab::cli
