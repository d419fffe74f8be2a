// SPDX-License-Identifier: MIT
//
// Fields of the CSV that we write. All functions are pure.
#pragma once

#include <string>
#include <string_view>

namespace logitlab {

// Appends the shortest text that reads back as the same number; nothing where it is not finite.
void append_number(std::string& line, double value);

// As it is, or in quotes where a reader would need them: it holds a comma, a quote or a line break,
// begins or ends with a space, or is empty.
std::string csv_field(std::string_view text);

}  // namespace logitlab
