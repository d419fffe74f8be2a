// SPDX-License-Identifier: MIT
// Numbers inside the sentences of an Outcome.
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>

#include "logitlab/base/text.hpp"
#include "logitlab/base/types.hpp"

namespace logitlab {

// The shortest text that reads back as the same number; words for what is no finite number.
inline std::string in_words(double value) {
  if (std::isnan(value)) return "not a number";
  if (std::isinf(value)) return value > 0 ? "infinite" : "minus infinite";
  return shortest(value);
}

// The first entry that is not finite, with its number: "entry 2 is not a number". At least one
// entry must be such.
template <std::floating_point Real>
std::string first_not_finite(std::span<const Real> v) {
  std::size_t j = 0;
  while (j + 1 < v.size() && std::isfinite(v[j])) ++j;
  return "entry " + std::to_string(j + 1) + " is " + in_words(static_cast<double>(v[j]));
}

}  // namespace logitlab
