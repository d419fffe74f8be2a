// SPDX-License-Identifier: MIT
// Two names in one word, "age,income", where a name may hold commas itself.
#pragma once

#include <cstddef>
#include <string_view>

namespace logitlab::lab {

struct TwoNames {
  bool known = false;         // both name something
  std::size_t first, second;  // what, where they do; perhaps the same
  std::string_view stranger;  // where they do not: what names nothing; empty without a comma
};

// `index_of` gives what a name stands for, `none` where that is nothing. The first comma that
// leaves two names is meant; the stranger is that of the first comma.
template <class IndexOf>
TwoNames two_names(std::string_view text, std::size_t none, const IndexOf& index_of) {
  TwoNames found{false, none, none, {}};
  for (std::size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',', comma + 1)) {
    const std::string_view first = text.substr(0, comma), second = text.substr(comma + 1);
    const std::size_t a = index_of(first), b = index_of(second);
    if (a != none && b != none) return {true, a, b, {}};
    if (found.stranger.empty()) found.stranger = a == none ? first : second;
  }
  return found;
}

}  // namespace logitlab::lab
