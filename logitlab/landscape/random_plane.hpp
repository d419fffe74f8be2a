// SPDX-License-Identifier: MIT
// A plane that knows nothing of the path: what a random look at the loss shows.
#pragma once

#include <cstdint>

#include "logitlab/landscape/surface.hpp"

namespace logitlab {

// Through `centre` (>= 2 numbers), along two directions of length 1 at right angles, every such
// pair equally likely. The same seed gives the same directions, whatever the centre; the names of
// the coordinates say the seed.
Plane random_plane(CVec centre, std::uint64_t seed);

}  // namespace logitlab
