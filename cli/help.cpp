// SPDX-License-Identifier: MIT
#include "cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "cli/terminal.hpp"
#include "logitlab/lab/options.hpp"

namespace logitlab::cli {
namespace {

constexpr std::size_t line_width = 96;
constexpr std::size_t option_column = 34;  // the longest option with its value, and a gap

std::string with_value(const lab::OptionRow& row) {
  std::string text(row.flag);
  if (!row.alias.empty()) text += fmt::format(", {}", row.alias);
  if (!row.name.empty()) text += fmt::format(" {}", row.name);
  return text;
}

std::string explanation(const lab::OptionRow& row) {
  std::string text(row.help);
  const std::string range = lab::range_of(row);
  if (!range.empty()) text += fmt::format("; {}", range);
  if (!row.fallback.empty() && !range.empty()) text += fmt::format(" [{}]", row.fallback);
  return text;
}

std::string option_line(const lab::OptionRow& row) {
  const std::string left = fmt::format("  {}", with_value(row));
  const std::string right = wrapped(explanation(row), line_width, option_column);
  if (left.size() + 2 > option_column) {
    return fmt::format("{}\n{:{}}{}\n", left, "", option_column, right);
  }
  return fmt::format("{:{}}{}\n", left, option_column, right);
}

std::size_t longest_example(const VerbRow& verb) {
  std::size_t longest = 0;
  for (const Example& example : verb.examples) longest = std::max(longest, example.command.size());
  return longest;
}

}  // namespace

std::string overview() {
  std::string text = "logitlab trains logistic regression and shows the training.\n\n";
  for (const VerbRow& verb : verb_table()) {
    text += fmt::format("  logitlab {:10}{}\n", verb.name, verb.summary);
  }
  text +=
      "\nTry first:\n"
      "  logitlab lab\n"
      "  logitlab lab --loss squared-error\n"
      "\nlogitlab VERB --help has the options; logitlab --version says how it was built.\n";
  return text;
}

std::string help_of(const VerbRow& verb) {
  std::string text = fmt::format("logitlab {} [options]: {}.\n\n", verb.name, verb.summary);
  const std::size_t width = longest_example(verb);
  for (const Example& example : verb.examples) {
    text += fmt::format("  {:{}}  {}\n", example.command, width, example.what);
  }
  std::string_view group;
  for (const lab::OptionRow& row : lab::option_table()) {
    if ((row.verbs & verb.bit) == 0) continue;
    if (row.group != group) text += fmt::format("\n{}\n", row.group);
    group = row.group;
    text += option_line(row);
  }
  const bool strict = (lab::find_option("--strict")->verbs & verb.bit) != 0;
  text += fmt::format(
      "\nExit status: 0 done, 1 could not, 2 usage, 3 bad data, 130 interrupted{}.\n",
      strict ? ";\nwith --strict 4 where the run did not converge or the story warns" : "");
  return text;
}

}  // namespace logitlab::cli
