// SPDX-License-Identifier: MIT
// The plane of two ways down: where a Newton step leads from a point, and where a gradient step
// does.
#pragma once

#include "logitlab/landscape/surface.hpp"

namespace logitlab {

// Through `at`, which has the coordinates (0, 0). u: Newton's direction there, -H^-1 g. v: what is
// left of -g at right angles to it. Both of length 1; the loss falls along +u and along +v. Where H
// is not positive definite its eigenvalues count by their magnitude, and those of less than
// dimension x 2^-52 of the largest one not at all. Where a direction is missing (no Hessian, no
// gradient, both ways down the same) the other way down takes its place, then coordinate
// directions; the names say which it is. O(dimension^3) beside the Hessian. at: >= 2 numbers.
Plane newton_plane(const Objective& objective, CVec at);

}  // namespace logitlab
