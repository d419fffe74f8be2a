// SPDX-License-Identifier: MIT
// Separable data of one input: the directions in which no sample loses, exactly.
#pragma once

#include <array>
#include <optional>

#include "logitlab/data/dataset.hpp"

namespace logitlab::figure {

// A direction in the plane of w and b, of any length.
struct WbDirection {
  double w = 0, b = 0;
};

// All (w, b) that have no sample on the wrong side: 0 <= s (w x + b) for every sample, s = 1 for
// class 1 and -1 for class 0. A cone; along the directions inside it no loss of a sample rises (the
// recession cone of R. T. Rockafellar, Convex Analysis, 1970, section 8).
struct SeparatingCone {
  // Its edges, from the first to the second anticlockwise, w to the right and b upwards. Exact:
  // made of the samples' own numbers. The same twice where the cone is a ray.
  std::array<WbDirection, 2> edge;
  bool is_ray = false;
};

// Of data of one input; nothing where only directions along which no margin changes would be left,
// or none at all. O(n).
std::optional<SeparatingCone> separating_cone(const Dataset& data);

// The shortest (w, b) with s (w x + b) >= 1 for every sample: its direction has the widest margin
// of all, measured in (w, b), and is the one that gradient descent on the cross-entropy turns
// towards (D. Soudry, E. Hoffer, M. S. Nacson, S. Gunasekar, N. Srebro, The Implicit Bias of
// Gradient Descent on Separable Data, J. Mach. Learn. Res. 19, 2018). Data of one input; nothing
// unless they are completely separable. O(n).
std::optional<WbDirection> widest_margin(const Dataset& data);

}  // namespace logitlab::figure
