// SPDX-License-Identifier: MIT
//
// CLI11 finds options among the words; what they are called, what they take and what they mean
// stands in lab::option_table(). Two things are done before CLI11 sees the words, because it would
// take them for something else: a value of its own word is joined to its option ("--start -5,-10"
// becomes "--start=-5,-10"), and a missing value is reported.
#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "logitlab/base/text.hpp"

namespace logitlab::cli {
namespace {

using lab::OptionRow;

bool takes_value(const OptionRow& row) { return !std::holds_alternative<lab::Switch>(row.value); }

// Options without a verb: those of the command itself.
bool is_general(const OptionRow& row) {
  return row.flag == "--help" || row.flag == "--version" || row.flag == "--json" ||
         row.flag == "--color" || row.flag == "--quiet" || row.flag == "--verbose";
}

bool belongs(const OptionRow& row, const VerbRow* verb) {
  return verb == nullptr ? is_general(row) : (row.verbs & verb->bit) != 0;
}

std::string name_of(std::string_view word) { return std::string(word.substr(0, word.find('='))); }

Error no_value(const OptionRow& row, const std::string& found) {
  return usage_error(fmt::format("expected {}, found {}", lab::range_of(row), found),
                     std::string(row.flag));
}

// Every option as one word, "--flag=value" or "--flag".
Result<std::vector<std::string>> join_values(std::span<const std::string> words) {
  std::vector<std::string> joined;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const std::string name = name_of(words[k]);
    const OptionRow* row = lab::find_option(name);
    const bool has_sign = name.size() < words[k].size();
    if (row == nullptr || !takes_value(*row)) {
      joined.push_back(words[k]);
      continue;
    }
    if (has_sign) {
      if (name.size() + 1 == words[k].size()) return no_value(*row, "nothing");
      joined.push_back(words[k]);
      continue;
    }
    if (k + 1 == words.size() || words[k + 1].empty()) return no_value(*row, "nothing");
    if (lab::find_option(name_of(words[k + 1])) != nullptr) {
      return no_value(*row, fmt::format("the option {}", words[k + 1]));
    }
    joined.push_back(name + "=" + words[++k]);
  }
  return joined;
}

std::string did_you_mean_text(std::string_view word, std::span<const std::string_view> known) {
  const auto meant = did_you_mean(word, known);
  return meant ? fmt::format("Did you mean {}?", *meant) : "";
}

Error unknown_option(const std::string& word, const VerbRow* verb) {
  const std::string name = name_of(word);
  std::vector<std::string_view> known;
  for (const OptionRow& row : lab::option_table()) {
    if (!belongs(row, verb)) continue;
    known.push_back(row.flag);
    if (row.alias.starts_with("--")) known.push_back(row.alias);  // a single letter is never meant
  }
  const std::string command = verb == nullptr ? "logitlab" : fmt::format("logitlab {}", verb->name);
  if (const OptionRow* row = lab::find_option(name)) {
    if (verb == nullptr) {
      return usage_error("an option of a verb, and no verb is given", name,
                         fmt::format("Write for example logitlab lab {}", name));
    }
    const auto owner = std::ranges::find_if(
        verb_table(), [&](const VerbRow& other) { return (row->verbs & other.bit) != 0; });
    return usage_error(command + " has no such option", std::string(row->flag),
                       fmt::format("It belongs to logitlab {}", owner->name));
  }
  const std::string meant = did_you_mean_text(name, known);
  return usage_error(command + " has no such option", name,
                     meant.empty() ? command + " --help lists what there is" : meant);
}

Error stray_word(const std::string& word, const VerbRow* verb) {
  if (verb == nullptr) {
    return usage_error("the verb comes first", word, fmt::format("Write logitlab {} ...", word));
  }
  return usage_error(fmt::format("logitlab {} takes options only, found \"{}\"", verb->name, word),
                     "", word.empty() ? "" : fmt::format("For a data file write --data {}", word));
}

// The options as CLI11 knows them, beside their rows.
struct Parser {
  CLI::App app;
  std::vector<std::pair<const OptionRow*, CLI::Option*>> options;

  explicit Parser(const VerbRow* verb) {
    app.set_help_flag();
    app.allow_extras();
    for (const OptionRow& row : lab::option_table()) {
      if (!belongs(row, verb)) continue;
      std::string names(row.flag);
      if (!row.alias.empty()) names.append(",").append(row.alias);
      CLI::Option* option =
          takes_value(row) ? app.add_option(names)->expected(1) : app.add_flag(names);
      option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      options.emplace_back(&row, option);
    }
  }
};

Status read_options(std::span<const std::string> words, const VerbRow* verb,
                    lab::Request& request) {
  // 1. One word an option; CLI11 takes them in reverse.
  auto joined = join_values(words);
  if (!joined) return joined.error();
  std::ranges::reverse(*joined);
  for (const std::string& word : *joined) {
    const OptionRow* row = lab::find_option(name_of(word));
    if (row != nullptr && !takes_value(*row) && word.find('=') != std::string::npos) {
      return usage_error(fmt::format("it takes no value, found \"{}\"", word),
                         std::string(row->flag));
    }
  }
  // 2. What is known and what is not.
  Parser parser(verb);
  try {
    parser.app.parse(*joined);
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what());
  }
  for (const std::string& word : parser.app.remaining()) {
    return word.size() > 1 && word[0] == '-' ? unknown_option(word, verb) : stray_word(word, verb);
  }
  // 3. What they say.
  for (const auto& [row, option] : parser.options) {
    if (option->count() == 0) continue;
    if (option->count() > 1) {
      const std::string spelling =
          row->alias.empty() ? "" : fmt::format(" (also as {})", row->alias);
      return usage_error("given more than once" + spelling, std::string(row->flag),
                         "Keep one of them");
    }
    const std::string text = takes_value(*row) ? option->results().front() : "";
    if (Status done = lab::apply(*row, text, request); !done) return done;
  }
  return {};
}

Status check_together(const lab::Request& request) {
  if (request.output.quiet && request.output.verbose) {
    return usage_error("it contradicts --verbose", "--quiet", "Keep one of them");
  }
  return {};
}

Error unknown_verb(const std::string& word) {
  std::vector<std::string_view> known;
  for (const VerbRow& row : verb_table()) known.push_back(row.name);
  const std::string meant = did_you_mean_text(word, known);
  return usage_error(fmt::format("logitlab has no verb \"{}\"", word), "",
                     meant.empty() ? "logitlab --help lists what there is" : meant);
}

}  // namespace

Result<CommandLine> read_arguments(std::span<const std::string> words) {
  CommandLine line;
  line.words.emplace_back("logitlab");
  line.words.insert(line.words.end(), words.begin(), words.end());
  if (words.empty()) return line;

  // 1. The verb, if the first word is not an option.
  if (words[0].empty() || words[0][0] != '-') {
    line.verb = find_verb(words[0]);
    if (line.verb == nullptr) return unknown_verb(words[0]);
    words = words.subspan(1);
  }
  // 2. Who asks for help gets it, whatever else is wrong.
  for (const std::string& word : words) {
    if (word == "--help" || word == "-h") {
      line.request.output.help = true;
      return line;
    }
  }
  // 3. The options.
  if (Status done = read_options(words, line.verb, line.request); !done) return done.error();
  if (Status done = check_together(line.request); !done) return done.error();
  return line;
}

}  // namespace logitlab::cli
