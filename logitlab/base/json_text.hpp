// SPDX-License-Identifier: MIT
// JSON as text, written from front to back: for the engine, which has no JSON library.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace logitlab {

// Commas are set by itself; that brackets match and that keys stand in objects alone is the
// caller's matter. What is written is valid UTF-8 if the texts are.
class JsonText {
 public:
  JsonText& open(char bracket);   // '{' or '['
  JsonText& close(char bracket);  // '}' or ']'
  JsonText& key(std::string_view name);

  JsonText& text(std::string_view value);
  // The shortest text that reads back as the same double; null where it is not finite.
  JsonText& number(double value);
  JsonText& count(std::uint64_t value);
  JsonText& flag(bool value);

  // A key with its value.
  JsonText& text(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonText& number(std::string_view name, double value) { return key(name).number(value); }
  JsonText& count(std::string_view name, std::uint64_t value) { return key(name).count(value); }
  JsonText& flag(std::string_view name, bool value) { return key(name).flag(value); }

  const std::string& bytes() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  JsonText& value(std::string_view written);
  void comma();

  std::string out_;
};

}  // namespace logitlab
