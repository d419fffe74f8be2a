// SPDX-License-Identifier: MIT
//
// The loss over a plane as CSV.
#pragma once

#include <string>

#include "logitlab/landscape/surface.hpp"

namespace logitlab {

// w,b,loss (the names of the plane's coordinates) and one line for each point, the second
// coordinate slowest. Numbers in the shortest form that reads back the same; a loss that is not
// finite is an empty field.
std::string surface_csv(const Surface& surface, const Plane& plane);

}  // namespace logitlab
