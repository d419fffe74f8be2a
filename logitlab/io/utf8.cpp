// SPDX-License-Identifier: MIT
#include "logitlab/io/utf8.hpp"

#include <algorithm>

namespace logitlab {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

bool is_continuation(unsigned byte) { return (byte & 0xC0U) == 0x80U; }

// The bytes of the well-formed character that the text begins with; 0 where it begins with none.
std::size_t character_length(std::string_view text) {
  const unsigned first = byte_at(text, 0);
  if (first < 0x80) return 1;
  // Which second bytes may follow: the table's narrower ranges keep overlong forms, surrogates and
  // what lies beyond U+10FFFF out.
  unsigned low = 0x80, high = 0xBF;
  std::size_t length = 0;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  }
  if (length == 0 || text.size() < length) return 0;
  if (byte_at(text, 1) < low || byte_at(text, 1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_continuation(byte_at(text, i))) return 0;
  }
  return length;
}

// U+0000 ... U+001F, U+007F ... U+009F.
bool is_control(std::string_view character) {
  const unsigned first = byte_at(character, 0);
  if (character.size() == 1) return first < 0x20 || first == 0x7F;
  return first == 0xC2 && byte_at(character, 1) < 0xA0;
}

// U+061C, U+200E, U+200F, U+202A ... U+202E, U+2066 ... U+2069 (The Unicode Standard, annex 9).
bool turns_direction(std::string_view character) {
  if (character == "\u061C") return true;
  if (character.size() != 3 || byte_at(character, 0) != 0xE2) return false;
  const unsigned second = byte_at(character, 1), third = byte_at(character, 2);
  if (second == 0x80) {
    return third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE);
  }
  return second == 0x81 && third >= 0xA6 && third <= 0xA9;
}

// The first character of the text as \xNN, byte by byte.
void append_bytes(std::string& out, std::string_view character) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (std::size_t i = 0; i < character.size(); ++i) {
    out.append("\\x");
    out.push_back(digits[byte_at(character, i) >> 4]);
    out.push_back(digits[byte_at(character, i) & 0xF]);
  }
}

// The first character, or the first byte where that is none; and whether it can be shown.
std::string_view first_character(std::string_view text, bool& shows) {
  const std::size_t length = character_length(text);
  const std::string_view character = text.substr(0, length == 0 ? 1 : length);
  shows = length > 0 && !is_control(character) && !turns_direction(character);
  return character;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return !is_continuation(static_cast<unsigned char>(c));
  }));
}

std::string quoted_for_reader(std::string_view text) {
  constexpr std::size_t most = 40;
  std::string quoted = "\"";
  for (std::size_t shown = 0; !text.empty(); ++shown) {
    if (shown == most) {
      quoted.append("...");
      break;
    }
    bool shows = false;
    const std::string_view character = first_character(text, shows);
    if (shows) {
      quoted.append(character);
    } else {
      append_bytes(quoted, character);
    }
    text.remove_prefix(character.size());
  }
  return quoted.append("\"");
}

std::string for_terminal(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    bool shows = false;
    const std::string_view character = first_character(text, shows);
    if (shows || character == "\n") {
      out.append(character);
    } else {
      append_bytes(out, character);
    }
    text.remove_prefix(character.size());
  }
  return out;
}

}  // namespace logitlab
