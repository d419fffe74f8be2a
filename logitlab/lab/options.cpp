// SPDX-License-Identifier: MIT
// From the text of an option to its value, and back to the words for its range.
#include "logitlab/lab/options.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

std::string found(std::string_view text) {
  return text.empty() ? std::string("found nothing") : text_of({"found ", quoted(text)});
}

std::string range(const Switch&) { return ""; }

std::string range(const Whole& whole) {
  if (whole.high == Whole::no_limit)
    return text_of({"a whole number >= ", std::to_string(whole.low)});
  return text_of(
      {"a whole number, ", std::to_string(whole.low), " to ", std::to_string(whole.high)});
}

std::string range(const Real& real) {
  const std::string from = text_of({real.above ? "> " : ">= ", shortest(real.low)});
  if (!std::isfinite(real.below)) return text_of({"a finite number ", from});
  return text_of({"a number ", from, " and < ", shortest(real.below)});
}

std::string range(const Choice& choice) { return listed(choice.names(), " | "); }

std::string range(const Text& text) { return text.range(); }

Status read(const Switch& value, std::string_view text, Request& request) {
  if (!text.empty()) return usage_error(text_of({"it takes no value, ", found(text)}));
  value.set(request);
  return {};
}

Status read(const Whole& value, std::string_view text, Request& request) {
  const auto number = parse_unsigned(text);
  if (!number || *number < value.low || *number > value.high) {
    return usage_error(text_of({"expected ", range(value), ", ", found(text)}));
  }
  value.set(request, *number);
  return {};
}

Status read(const Real& value, std::string_view text, Request& request) {
  const ParsedNumber number = parse_number(text);
  if (!number.ok() || number.value < value.low || (value.above && number.value == value.low) ||
      number.value >= value.below) {
    return usage_error(text_of({"expected ", range(value), ", ", found(text)}));
  }
  value.set(request, number.value);
  return {};
}

Status read(const Choice& value, std::string_view text, Request& request) {
  const std::vector<std::string_view> names = value.names();
  if (std::ranges::find(names, text) == names.end()) {
    const auto meant = did_you_mean(text, names);
    return usage_error(text_of({"expected ", range(value), ", ", found(text)}), "",
                       meant ? text_of({"Did you mean ", *meant, "?"}) : "");
  }
  value.set(request, text);
  return {};
}

Status read(const Text& value, std::string_view text, Request& request) {
  return value.set(request, text);
}

}  // namespace

std::string range_of(const OptionRow& row) {
  return std::visit([](const auto& value) { return range(value); }, row.value);
}

Status apply(const OptionRow& row, std::string_view text, Request& request) {
  Status status =
      std::visit([&](const auto& value) { return read(value, text, request); }, row.value);
  if (!status) status.error().where = row.flag;
  return status;
}

}  // namespace logitlab::lab
