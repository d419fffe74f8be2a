// SPDX-License-Identifier: MIT
// On which side of zero a sum of products lies, exactly: what a proof over rows rests on.
#pragma once

#include <optional>

#include "logitlab/base/types.hpp"

namespace logitlab {

// The sign, -1, 0 or 1, of a_1 b_1 + ... + a_n b_n in exact arithmetic. No value where a factor
// other than 0 is outside 2^-400 ... 2^400 in magnitude: products must neither overflow nor lose
// digits. O(n) where the sum is clear of its rounding, else O(n^2). Pure.
std::optional<int> sign_of_dot(CVec a, CVec b);

// The computed sum and a bound of its error, for factors within the same range.
struct BoundedSum {
  double value = 0, error = 0;
};
BoundedSum bounded_dot(CVec a, CVec b);

}  // namespace logitlab
