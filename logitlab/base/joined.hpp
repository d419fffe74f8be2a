// SPDX-License-Identifier: MIT
// Texts out of parts. Sentences and labels have a thousand parts, so what a call needs for each is
// kept small: an address and a number, and no question yet of where a string keeps its characters.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace logitlab {

// Characters that are borrowed: a parameter type only.
class TextPart {
 public:
  TextPart(const char* text) : data_(text), size_(zero_terminated) {}
  TextPart(const std::string& text) : data_(&text), size_(whole_string) {}
  TextPart(std::string_view text) : data_(text.data()), size_(text.size()) {}

  std::string_view view() const;

 private:
  static constexpr std::size_t whole_string = static_cast<std::size_t>(-1);
  static constexpr std::size_t zero_terminated = static_cast<std::size_t>(-2);

  const void* data_;  // characters, or a std::string if size_ says so
  std::size_t size_;
};

// The parts one after the other, in one allocation.
std::string joined(std::initializer_list<TextPart> parts);

}  // namespace logitlab
