// SPDX-License-Identifier: MIT
#include "cli/command.hpp"

#include <exception>
#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/help.hpp"
#include "cli/status.hpp"
#include "cli/terminal.hpp"
#include "cli/version.hpp"

namespace logitlab::cli {
namespace {

int fail(const Error& error) {
  Terminal(lab::Color::automatic).say(complaint(error));
  return exit_status(error.kind);
}

int print_or_fail(const std::string& text) {
  const Status printed = print(text);
  return printed ? exit_done : fail(printed.error());
}

int act(std::span<const std::string> words) {
  const Result<CommandLine> line = read_arguments(words);
  if (!line) return fail(line.error());
  const lab::OutputOptions& output = line->request.output;
  if (output.version) return print_or_fail(output.json ? version_json() : version_text());
  if (line->verb == nullptr) return print_or_fail(overview());
  if (output.help) return print_or_fail(help_of(*line->verb));
  return line->verb->act(*line);
}

}  // namespace

int run_command(int argc, const char* const* argv) noexcept {
  try {
    return act(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
  } catch (const std::bad_alloc&) {
    return fail(internal_error("the memory does not suffice", "",
                               "Ask for less: a smaller file, fewer --rows, a lower --resolution"));
  } catch (const std::length_error&) {
    return fail(internal_error("more is asked for than any memory holds", "",
                               "Ask for less: fewer --rows, fewer --inputs"));
  } catch (const std::exception& error) {
    return fail(internal_error(error.what()));
  }
}

}  // namespace logitlab::cli
