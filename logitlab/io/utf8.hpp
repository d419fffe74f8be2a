// SPDX-License-Identifier: MIT
//
// What the readers must know about UTF-8. All functions are pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace logitlab {

// Whether all of it is well-formed UTF-8 (The Unicode Standard, table 3-7: no overlong forms, no
// surrogates, nothing beyond U+10FFFF).
bool is_utf8(std::string_view text);

// Characters (code points); a byte that belongs to none counts as one unless it looks like the
// inside of one.
std::size_t count_characters(std::string_view text);

// In double quotes for a message: at most 40 characters, "..." where there were more; control
// characters and bytes that are not UTF-8 as \xNN, so that a file cannot steer a terminal.
std::string quoted_for_reader(std::string_view text);

// The whole text, line breaks as they are, with control characters, those that turn the direction
// of writing, and bytes that are not UTF-8 as \xNN: what a terminal shows is what stands there.
std::string for_terminal(std::string_view text);

}  // namespace logitlab
