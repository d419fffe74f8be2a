// SPDX-License-Identifier: MIT
// Small helpers for sentences.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "logitlab/base/joined.hpp"

namespace logitlab::lab {

// The parts one after the other.
inline std::string text_of(std::initializer_list<TextPart> parts) { return joined(parts); }

inline std::string quoted(std::string_view text) { return text_of({"\"", text, "\""}); }

inline std::string listed(std::span<const std::string_view> names, std::string_view between) {
  std::string list;
  for (const std::string_view name : names) {
    if (!list.empty()) list.append(between);
    list.append(name);
  }
  return list;
}

// As one word for a POSIX shell: as it is where it needs no quotes.
inline std::string shell_word(std::string_view text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+,/=:@%";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) {
    return std::string(text);
  }
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

}  // namespace logitlab::lab
