// SPDX-License-Identifier: MIT
// Runs the built command as a user would, without a shell.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace logitlab::cli::test {

struct Limits {
  std::uint64_t file_bytes = 0;    // 0: none; a larger file cannot be written
  std::uint64_t memory_bytes = 0;  // 0: none
};

struct Call {
  std::vector<std::string> words = {};  // after "logitlab"
  std::string input = {};               // on standard input
  std::string output_path = {};         // standard output goes there instead of into `out`
  bool close_reader = false;            // standard output is a pipe that nobody reads
  int signal = 0;                       // sent once the command has run for `signal_after` seconds
  double signal_after = 0;
  Limits limits = {};
};

struct Ended {
  int status = -1;  // exit status; -1: by a signal
  int signal = 0;   // that ended it
  std::string out, err;
};

// In `folder` as the current one, with NO_COLOR unset and no terminal.
Ended run_command(const Call& call, const std::string& folder);

// A new, empty folder of the test that is running; removed at its end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  void write(const std::string& name, const std::string& bytes) const;
  std::string read(const std::string& name) const;
  std::vector<std::string> names(const std::string& below = "") const;  // sorted

 private:
  std::string path_;
};

}  // namespace logitlab::cli::test
