// SPDX-License-Identifier: MIT
// Pairs of directions at right angles, out of whatever there is to span them with.
#pragma once

#include <cstddef>
#include <vector>

#include "logitlab/base/types.hpp"

namespace logitlab {

using Directions = std::vector<std::vector<double>>;

double dot(CVec a, CVec b);

// Subtracts what lies along the unit vectors found so far, then scales to length 1. False if
// nothing but rounding is left, or v is not finite; then v is of no use. Subtracts twice, after
// which the rest is at right angles to rounding even where little of v was left (L. Giraud,
// J. Langou, M. Rozloznik, "The loss of orthogonality in the Gram-Schmidt orthogonalization
// process", Comput. Math. Appl. 50, 2005).
bool orthonormalise(Vec v, const Directions& found);

// Divides by the largest magnitude, so that squares neither overflow nor vanish. False if that is 0
// or not finite.
bool scale_to_one(Vec v);

// Appends coordinate directions, the first that add something, until there are two. dimension >= 2.
void fill_with_coordinates(Directions& found, std::size_t dimension);

}  // namespace logitlab
