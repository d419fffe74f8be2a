// SPDX-License-Identifier: MIT
#include "logitlab/io/csv_fields.hpp"

#include <cmath>

#include "logitlab/base/text.hpp"

namespace logitlab {

void append_number(std::string& line, double value) {
  if (std::isfinite(value)) line.append(shortest(value));
}

std::string csv_field(std::string_view text) {
  constexpr std::string_view spaces = " \t";
  const bool plain = !text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos &&
                     spaces.find(text.front()) == std::string_view::npos &&
                     spaces.find(text.back()) == std::string_view::npos;
  if (plain) return std::string(text);
  std::string field = "\"";
  for (const char c : text) field.append(c == '"' ? 2 : 1, c);
  return field.append("\"");
}

}  // namespace logitlab
