// SPDX-License-Identifier: MIT
// Whether some hyperplane separates the classes: then no finite maximum-likelihood estimate exists.
#pragma once

#include <string_view>
#include <vector>

#include "logitlab/base/types.hpp"
#include "logitlab/data/design.hpp"

namespace logitlab {

// complete: some w, b has every row strictly on its own side. quasi: no row on the wrong side, some
// on the plane itself. none: a finite estimate exists. A. Albert, J. A. Anderson, Biometrika 71,
// 1984.
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

}  // namespace logitlab
