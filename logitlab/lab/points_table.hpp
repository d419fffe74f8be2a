// SPDX-License-Identifier: MIT
// A pasted table as the points of a link.
#pragma once

#include <string>
#include <string_view>

#include "logitlab/base/result.hpp"

namespace logitlab::lab {

// "0.1:0,0.2:1" of a table with the label, 0 or 1, in the last column: fields between tabs,
// semicolons, commas or blanks, whichever the first line has, in that order; quoted or not; with a
// line of names or without; LF or CRLF; with semicolons or tabs, numbers may have a decimal comma.
// Empty lines and a byte order mark are passed over. Errors (data), at line:column: what was
// expected, what was found, what to do. O(length).
Result<std::string> points_of_table(std::string_view text);

}  // namespace logitlab::lab
