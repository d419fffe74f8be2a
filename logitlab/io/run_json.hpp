// SPDX-License-Identifier: MIT
//
// run.json: what a run was asked, what it found and which files it left, schema logitlab.run/1.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/lab/run.hpp"

namespace logitlab {

inline constexpr std::string_view run_json_name = "run.json";

// What a run does not know about itself.
struct RunJsonContext {
  std::string version;
  std::string compiler, flags, isa;  // of the build
  std::vector<std::string> command;  // as it was called
  std::vector<std::string> files;    // written, run.json among them
};

// The whole file, indented by two, arrays of plain values on one line, a line break at the end.
// Numbers in the shortest form that reads back the same double; null for what is not known, not
// computed or not finite. Text that is not UTF-8 has U+FFFD in the place of each wrong part. A run
// without a training (`surface`) has null for result, trajectory_sha256 and thinned.
std::string run_json(const lab::Run& run, const RunJsonContext& context);

// The build alone, as one object: version, compiler, flags, isa, threads, parts.
std::string build_json(const RunJsonContext& context, int threads,
                       const std::vector<std::string>& parts);

// What stands in the place of run.json until the files of a run are all there: a run.json that
// lists nothing and has "complete": false.
std::string unfinished_run_json();

// The files that a run.json of ours lists; nothing where the bytes are not one.
std::optional<std::vector<std::string>> files_of_run(std::string_view bytes);

}  // namespace logitlab
