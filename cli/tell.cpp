// SPDX-License-Identifier: MIT
#include "cli/tell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "logitlab/io/utf8.hpp"
#include "logitlab/lab/story.hpp"

namespace logitlab::cli {
namespace {

constexpr std::size_t heading_width = 11;

std::string paragraph(const Terminal& terminal, std::string_view heading, std::string_view text,
                      bool warning) {
  const std::string padded = fmt::format("{:{}}", heading, heading_width);
  return terminal.styled(padded, warning ? Style::warning : Style::bold) +
         wrapped(for_terminal(text), terminal.width(), heading_width) + "\n";
}

std::string comma_separated(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string where_files_are(const Outputs& outputs, const std::string& folder) {
  std::string text = fmt::format("{}: ", folder);
  if (!outputs.page.empty()) {
    text = fmt::format("Open {}/{} in a browser. Beside it: ", folder, outputs.page);
  }
  text += comma_separated(outputs.pictures);
  if (!outputs.pictures.empty()) text += "; ";
  return text + comma_separated(outputs.tables) + ".";
}

std::string times(const lab::Run& run) {
  if (!run.training) return fmt::format("{:.3g} s in all.", run.seconds);
  return fmt::format("{:.3g} s of training, {:.3g} s in all.", run.training->seconds, run.seconds);
}

std::string numbers_of_run(const lab::Run& run) {
  return fmt::format("trajectory {}; {}", run.training->trajectory.sha256,
                     run.training->result.detail);
}

std::string table_of_margins(const Terminal& terminal, std::span<const lab::BreakingPoints> table) {
  return fmt::format("\n{}\n{}\n",
                     terminal.styled("Margins where the formula as written breaks", Style::bold),
                     lab::numerics_text(table));
}

}  // namespace

std::string told_suggestion(const Terminal& terminal, const lab::Suggestion& suggestion,
                            std::size_t width) {
  constexpr std::size_t indent = 6;
  return fmt::format("  {}\n{:{}}{}\n", for_terminal(suggestion.command), "", indent,
                     terminal.styled(wrapped(suggestion.why, width, indent), Style::dim));
}

void tell_run(const Terminal& terminal, const lab::Run& run, const Outputs& outputs,
              const lab::OutputOptions& options) {
  std::string text;
  for (const lab::Sentence& sentence : lab::tell(run)) {
    text += paragraph(terminal, lab::heading(sentence.part), sentence.text, sentence.warning);
  }
  if (options.verbose) {
    if (run.numerics) text += table_of_margins(terminal, run.numerics->table);
    if (run.training) text += paragraph(terminal, "Numbers", numbers_of_run(run), false);
    const std::string given = lab::options_of(run.training ? run.training->settings : run.settings);
    text += paragraph(terminal, "Options", given.empty() ? "none: the lab's own." : given, false);
    text += paragraph(terminal, "Time", times(run), false);
  }
  text += paragraph(terminal, "Files", where_files_are(outputs, options.out), false);

  const std::vector<lab::Suggestion> next = lab::what_next(run);
  if (!next.empty()) text += fmt::format("\n{}\n", terminal.styled("Try next", Style::bold));
  for (const lab::Suggestion& suggestion : next) {
    text += told_suggestion(terminal, suggestion, terminal.width());
  }
  terminal.say(text);
}

}  // namespace logitlab::cli
