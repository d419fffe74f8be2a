// SPDX-License-Identifier: MIT
// The table of options: one row adds an option to the command, its help, its documentation and the
// tests of its range.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "logitlab/base/result.hpp"
#include "logitlab/lab/settings.hpp"

namespace logitlab::lab {

enum class Theme { light, dark, both };
enum class Color { automatic, always, never };

// How a run is told and where it is left.
struct OutputOptions {
  std::string out = "logitlab-lab";
  std::vector<std::string> formats = {"svg"};
  Theme theme = Theme::light;
  bool page = true;
  bool force = false, strict = false, json = false, quiet = false, verbose = false;
  Color color = Color::automatic;
  bool version = false, help = false;
};

// All that the options of one command line say.
struct Request {
  Settings settings;
  OutputOptions output;
  std::string path;  // a file of steps of another program; empty: none
};

// The kinds of value an option takes, each with its range and where it goes.
struct Switch {
  void (*set)(Request&);
};
struct Whole {
  static constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t low, high;  // both allowed
  void (*set)(Request&, std::uint64_t);
};
struct Real {
  double low;
  bool above;  // low itself is not allowed
  void (*set)(Request&, double);
  double below = std::numeric_limits<double>::infinity();  // the end of the range, not in it
};
struct Choice {
  std::vector<std::string_view> (*names)();
  void (*set)(Request&, std::string_view);
};
struct Text {
  std::string (*range)();                     // for a reader: "d + 1 finite numbers"
  Status (*set)(Request&, std::string_view);  // its Error says what was expected and found
};
using OptionValue = std::variant<Switch, Whole, Real, Choice, Text>;

// Verbs that take an option, as bits.
inline constexpr std::uint8_t for_lab = 1, for_surface = 2, for_both = 3;

struct OptionRow {
  std::string_view flag;      // "--learning-rate"
  std::string_view alias;     // another spelling, or empty
  std::string_view name;      // of its value: "RATE"; empty for a switch
  std::string_view fallback;  // what holds where it is not given, for a reader
  std::string_view group;     // heading in the help
  std::string_view help;      // one sentence without its full stop
  std::uint8_t verbs;
  OptionValue value;
};

std::span<const OptionRow> option_table();
const OptionRow* find_option(std::string_view flag);  // by either spelling; null: no such option

// "2 to 2048", "a finite number > 0", "cross-entropy | squared-error"; empty for a switch.
std::string range_of(const OptionRow& row);

// Reads the text of one option's value into the request. Errors (usage), at the row's flag: not of
// the kind, outside the range, no known name (with the nearest).
Status apply(const OptionRow& row, std::string_view text, Request& request);

}  // namespace logitlab::lab
