// SPDX-License-Identifier: MIT
//
// The folder that a run leaves its files in, and the rules that keep it from harming anything else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "logitlab/base/result.hpp"

namespace logitlab {

// Open it before the work, so that a folder that cannot be used is told at once; write each file;
// write run.json last, as the sign that all are there; finish.
//
//   missing                     made, with its parents
//   empty                       as new (what write_file may have left where a process was killed
//                               does not count)
//   holds a run of ours         replaced file by file: what its run.json lists and this run does
//                               not write is removed by finish() where it is of a kind that runs
//                               write (a figure or a table), nothing else ever is
//   holds a run that was killed written over; known by the run.json that stands in its place from
//                               the first file on. What it left and this run does not write stays
//   holds anything else         refused, unless `force`: then files are written beside the others
//
// Destroyed without finish(), a new folder loses the files written, so that it counts as empty
// again. Not thread-safe.
class OutputFolder {
 public:
  // Errors (output): a file stands there, the folder is not empty, it cannot be made or written to.
  static Result<OutputFolder> open(std::string path, bool force = false);

  OutputFolder(OutputFolder&&) = default;
  OutputFolder& operator=(OutputFolder&&) = delete;
  ~OutputFolder();

  const std::string& path() const { return path_; }

  // The file `name` (no folder in it, of a kind that runs write: asserted), whole or not at all.
  // Errors: output.
  Status write(std::string_view name, std::string_view bytes);

  // Names of what was written, in that order.
  const std::vector<std::string>& written() const { return written_; }

  // Removes what is left of the run that was here and sees all to the disk. Errors: output.
  Status finish();

 private:
  explicit OutputFolder(std::string path) : path_(std::move(path)) {}
  Status look_inside(bool force);
  Status mark();

  std::string path_;
  bool is_new_ = false;                // nothing in it when it was opened
  bool marked_ = false;                // an unfinished run.json was put there
  std::vector<std::string> replaced_;  // files of the run that was here
  std::vector<std::string> written_;   // empty after a move
};

}  // namespace logitlab
