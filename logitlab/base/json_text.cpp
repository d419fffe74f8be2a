// SPDX-License-Identifier: MIT
//
// T. Bray, "The JavaScript Object Notation (JSON) Data Interchange Format", RFC 8259, 2017.
#include "logitlab/base/json_text.hpp"

#include <cmath>

#include "logitlab/base/text.hpp"

namespace logitlab {

void JsonText::comma() {
  if (out_.empty()) return;
  const char last = out_.back();
  if (last != '{' && last != '[' && last != ':') out_.push_back(',');
}

JsonText& JsonText::value(std::string_view written) {
  comma();
  out_.append(written);
  return *this;
}

JsonText& JsonText::open(char bracket) { return value({&bracket, 1}); }

JsonText& JsonText::close(char bracket) {
  out_.push_back(bracket);
  return *this;
}

JsonText& JsonText::key(std::string_view name) {
  text(name);
  out_.push_back(':');
  return *this;
}

JsonText& JsonText::text(std::string_view value) {
  constexpr std::string_view digits = "0123456789abcdef";
  comma();
  out_.push_back('"');
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      out_.append("\\u00");
      out_.push_back(digits[byte >> 4]);
      out_.push_back(digits[byte & 15]);
      continue;
    }
    if (c == '"' || c == '\\') out_.push_back('\\');
    out_.push_back(c);
  }
  out_.push_back('"');
  return *this;
}

JsonText& JsonText::number(double number) {
  if (!std::isfinite(number)) return value("null");
  return value(shortest(number));
}
JsonText& JsonText::count(std::uint64_t count) { return value(std::to_string(count)); }
JsonText& JsonText::flag(bool flag) { return value(flag ? "true" : "false"); }

}  // namespace logitlab
