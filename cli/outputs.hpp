// SPDX-License-Identifier: MIT
// The files that a run leaves.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "logitlab/base/result.hpp"
#include "logitlab/io/output_folder.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::cli {

struct Outputs {
  std::string run_json;               // the bytes of run.json
  std::vector<std::string> pictures;  // names of files
  std::vector<std::string> tables;    // run.json last
  std::string page;                   // name of the page's file; empty: none
};

// Writes figures, steps.csv and lab.html (of a training), surface.csv and, as the sign that all are
// there, run.json. `line`: the command as it was called. Errors: output.
Result<Outputs> write_outputs(const lab::Run& run, const CommandLine& line, OutputFolder& folder);

}  // namespace logitlab::cli
