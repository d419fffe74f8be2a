// SPDX-License-Identifier: MIT
#include "cli/status.hpp"

#include "logitlab/io/utf8.hpp"

namespace logitlab::cli {

int exit_status(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return exit_usage;
    case ErrorKind::data:
      return exit_bad_data;
    case ErrorKind::output:
    case ErrorKind::internal:
      break;
  }
  return exit_could_not;
}

std::string complaint(const Error& error) {
  std::string text = "logitlab: " + for_terminal(to_string(error));
  const char last = text.back();
  if (last != '.' && last != '?' && last != '!') text += '.';
  return text + '\n';
}

}  // namespace logitlab::cli
