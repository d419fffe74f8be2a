// SPDX-License-Identifier: MIT
// How far to go along a direction. Both searches see only the objective's restriction to it, so
// that for a linear model a trial costs O(n), whatever the number of inputs.
#pragma once

#include "logitlab/objective/objective.hpp"

namespace logitlab {

// A point of the restricted objective phi(t) = F(w + t d).
struct LinePoint {
  double t = 0;
  double value = unknown;  // phi(t)
  double slope = unknown;  // phi'(t)
};

struct LineStep {
  bool found = false;  // whether `point` lowers phi enough
  LinePoint point;     // t > 0 where found; the slope is unknown after backtrack()
  int trials = 0;      // points at which phi was evaluated
};

// The sufficient decrease phi(t) <= phi(0) + decrease * t * phi'(0) and the strong curvature
// condition |phi'(t)| <= curvature * |phi'(0)|; J. Nocedal, S. J. Wright, Numerical Optimization,
// 2nd ed. 2006, equations 3.7, with the constants of their page 62 for quasi-Newton directions.
struct WolfeConditions {
  double decrease = 1e-4;
  double curvature = 0.9;
};

// A step that meets both conditions, the first trial at t = first > 0. Where trials run out, the
// lowest point found that meets the first. `origin` is phi at 0, with a slope < 0; `line` has one
// parameter.
LineStep strong_wolfe(const Objective& line, const LinePoint& origin, double first,
                      const WolfeConditions& conditions = {});

// The first of t = first > 0 and shorter and shorter steps that meets the first condition.
LineStep backtrack(const Objective& line, const LinePoint& origin, double first,
                   double decrease = 1e-4);

}  // namespace logitlab
