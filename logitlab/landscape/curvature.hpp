// SPDX-License-Identifier: MIT
// How the loss bends: where it is convex, how unlike its directions are, which steps it can bear.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "logitlab/landscape/surface.hpp"
#include "logitlab/objective/objective.hpp"

namespace logitlab {

// The extreme eigenvalues of a Hessian.
struct Curvature {
  double smallest = 0, largest = 0;

  // 1, 0 or -1. 0 says that the smallest eigenvalue is within 1e-12 of the larger magnitude of the
  // two: what rounding of sums over some thousand rows can make of 0.
  int sign_of_smallest() const;
  // Largest over smallest: how many times slower gradient descent is in its slowest direction than
  // in its fastest. Infinity where the smallest is not positive.
  double condition_number() const;
  // Gradient descent on a quadratic of this curvature converges for learning rates below
  // 2 / largest and flies apart above (B. T. Polyak, "Introduction to Optimization", 1987, section
  // 1.4). Infinity where the largest is not positive.
  double largest_stable_rate() const;
};

// Of the whole objective at w, any dimension: O(dimension^3) beside the Hessian. No value where the
// objective has no Hessian or it is not finite there.
std::optional<Curvature> curvature_at(const Objective& objective, CVec w);

struct CurvatureMap {
  GridAxis u, v;
  std::vector<Curvature> at;  // v slowest, as in Surface
  // The share of the grid where the loss is convex along the plane: no eigenvalue is negative by
  // more than `rounding`, what an eigenvalue may be off by.
  double convex_share(double rounding) const;
};

// Of the loss along the plane, in the plane's coordinates (for directions of length 1 that are
// orthogonal, those of the Hessian between them). Through objective.along(): O(n) a point whatever
// the dimension. No value as above; for any point of the grid.
std::optional<CurvatureMap> sample_curvature(const Objective& objective, const Plane& plane,
                                             const GridAxis& u, const GridAxis& v);

}  // namespace logitlab
