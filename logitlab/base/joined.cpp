// SPDX-License-Identifier: MIT
#include "logitlab/base/joined.hpp"

namespace logitlab {

std::string_view TextPart::view() const {
  if (size_ == whole_string) return *static_cast<const std::string*>(data_);
  const auto* const text = static_cast<const char*>(data_);
  return size_ == zero_terminated ? std::string_view(text) : std::string_view(text, size_);
}

std::string joined(std::initializer_list<TextPart> parts) {
  std::size_t length = 0;
  for (const TextPart& part : parts) length += part.view().size();
  std::string text;
  text.reserve(length);
  for (const TextPart& part : parts) text.append(part.view());
  return text;
}

}  // namespace logitlab
