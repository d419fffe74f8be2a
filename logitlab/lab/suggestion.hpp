// SPDX-License-Identifier: MIT
// What to do about a word that names nothing.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {

// "Did you mean dose?", or what there is, the first of it where that is much.
inline std::string with_suggestion(std::string_view word, std::span<const std::string_view> known) {
  constexpr std::size_t most_listed = 12;  // two lines of a terminal
  if (const auto meant = did_you_mean(word, known)) return text_of({"Did you mean ", *meant, "?"});
  if (known.size() <= most_listed) return text_of({"Known: ", listed(known, ", ")});
  return text_of({"Known: ", listed(known.first(most_listed), ", "), " and ",
                  grouped(known.size() - most_listed), " more"});
}

}  // namespace logitlab::lab
