// SPDX-License-Identifier: MIT
// Whether some hyperplane separates the classes: then no finite maximum-likelihood estimate exists.
#pragma once

#include <string_view>
#include <vector>

#include "logitlab/base/types.hpp"
#include "logitlab/data/design.hpp"

namespace logitlab {

// complete: some w, b has every row strictly on its own side. quasi: for some w, b no row is on the
// wrong side and some row is not on the plane itself, and the classes are not completely separated.
// none: a finite estimate exists (unique, unless columns depend on each other). A. Albert, J. A.
// Anderson, Biometrika 71, 1984.
enum class SeparableKind { complete, quasi, none, undecided };
std::string_view to_string(SeparableKind kind);  // as run.json spells it; "unknown" for undecided

struct Separable {
  SeparableKind kind = SeparableKind::undecided;
  std::vector<double> direction;  // w..., b with all margins of the right sign; empty: none known
};

// `complete`, with w as the direction, if every margin at w has its label's sign by more than
// rounding can have added; else undecided: that w proves nothing.   w: columns() + 1 numbers, b
// last.
Separable separation_witness(const Design& x, CVec y, CVec w);

// The verdict about the numbers as stored, either way, each proved over all rows with rounding
// accounted for; undecided only where no proof succeeds (columns that depend on each other up to
// rounding, products that overflow). The direction of `quasi` separates what can be separated; its
// margins of the other rows are 0 up to the rounding of its entries. Any number of inputs: O(n d^2)
// an iteration, a few to some dozen of them; a copy of x. Labels of one class will do; at least one
// row (asserted).
Separable decide_separability(const Design& x, CVec y);

}  // namespace logitlab
