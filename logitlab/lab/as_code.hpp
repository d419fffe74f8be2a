// SPDX-License-Identifier: MIT
// A run as text that makes it again: a command line, a C++ program, a PyTorch script, JSON.
#pragma once

#include <string>
#include <string_view>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// The names of the languages: "command", "cpp", "pytorch", "json"; empty for any other and where
// nothing was trained. Whatever the data are called, the text is one of that language that does
// what it says and no more. Data that have a name are made by it, others stand in the text; where
// that would be more than 2,000 numbers, the text says so and reads a file. Pure.
std::string as_code(const Run& run, std::string_view language);

}  // namespace logitlab::lab
