// SPDX-License-Identifier: MIT
// What this build of the command is.
#pragma once

#include <string>

namespace logitlab::cli {

struct Build {
  std::string version, compiler, flags, isa;
};

// isa: the least instruction set that this program needs, which it also uses: "x86-64-v3".
Build this_build();

std::string version_text();  // lines for a reader
std::string version_json();  // one object

}  // namespace logitlab::cli
