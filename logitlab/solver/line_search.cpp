// SPDX-License-Identifier: MIT
//
// The problem: given phi(t) = F(w + t d) with phi'(0) < 0, a step t > 0 that lowers F enough. Cost:
// one value and slope of phi a trial. J. Nocedal, S. J. Wright, Numerical Optimization, 2nd ed.
// 2006: algorithm 3.5 (bracketing), algorithm 3.6 (zoom), equation 3.59 (cubic interpolation),
// equation 3.58 (quadratic interpolation for backtracking). Values that are not finite count as too
// high, so that a search can begin beyond the edge of what can be computed.
//
// Near a minimum the decrease to be measured is smaller than the rounding of F, while slopes are
// still good. The value may therefore exceed its bound by that rounding, as in the approximate
// Wolfe conditions of W. W. Hager, H. Zhang, SIAM J. Optim. 16, 2005, section 2 (whose 1e-6 |F| we
// do not need: both values come from the same sums).
#include "logitlab/solver/line_search.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace logitlab {
namespace {

// Two values of F, each within about four units of its last place.
constexpr double rounding_of_value = 8 * std::numeric_limits<double>::epsilon();

// Enough to halve a first step 40 times; a search that needs them all has failed.
constexpr int max_trials = 40;

// The minimiser of the cubic with the values and slopes of a and b; not finite where there is none.
double cubic_minimiser(const LinePoint& a, const LinePoint& b) {
  const double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.t - b.t);
  const double d2 = std::copysign(std::sqrt(d1 * d1 - a.slope * b.slope), b.t - a.t);
  return b.t - (b.t - a.t) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
}

bool is_finite(const LinePoint& p) { return std::isfinite(p.value) && std::isfinite(p.slope); }

class WolfeSearch {
 public:
  WolfeSearch(const Objective& line, const LinePoint& origin, const WolfeConditions& conditions)
      : line_(line),
        origin_(origin),
        conditions_(conditions),
        slack_(rounding_of_value * std::fabs(origin.value)) {}

  // Algorithm 3.5: longer and longer steps until one is right or a right one lies behind.
  LineStep search(double first) {
    LinePoint before = origin_;
    double t = first;
    while (trials_ < max_trials) {
      const LinePoint now = evaluate(t);
      if (too_high(now, before)) return zoom(before, now);
      if (flat_enough(now)) return found(now);
      if (now.slope >= 0) return zoom(now, before);
      const double guess = cubic_minimiser(before, now);
      // Between twice and ten times as far; the interval is ours.
      t = std::isfinite(guess) ? std::clamp(guess, 2 * t, 10 * t) : 10 * t;
      before = now;
    }
    return before.t > 0 ? found(before) : failed();
  }

 private:
  LinePoint evaluate(double t) {
    ++trials_;
    LinePoint p{.t = t};
    p.value = line_.value_and_gradient({&t, 1}, {&p.slope, 1});
    return p;
  }

  bool too_high(const LinePoint& p, const LinePoint& best) const {
    if (!is_finite(p)) return true;
    const double bound = origin_.value + conditions_.decrease * p.t * origin_.slope;
    return p.value > bound + slack_ || p.value > best.value + slack_;
  }

  bool flat_enough(const LinePoint& p) const {
    return std::fabs(p.slope) <= conditions_.curvature * std::fabs(origin_.slope);
  }

  // Algorithm 3.6: between `low`, the best point so far, whose slope falls towards `high`, and
  // `high` lies a right one.
  LineStep zoom(LinePoint low, LinePoint high) {
    while (trials_ < max_trials) {
      const LinePoint p = evaluate(between(low, high));
      if (p.t == low.t || p.t == high.t) break;  // nothing is left between them
      if (too_high(p, low)) {
        high = p;
        continue;
      }
      if (flat_enough(p)) return found(p);
      if (p.slope * (high.t - low.t) >= 0) high = low;
      low = p;
    }
    return low.t > 0 ? found(low) : failed();
  }

  // The cubic's minimiser, at least a tenth of the interval away from its ends (our choice); the
  // middle where the cubic says nothing, and every third time, so that the interval shrinks for
  // sure.
  double between(const LinePoint& low, const LinePoint& high) const {
    const double middle = low.t + 0.5 * (high.t - low.t);
    if (!is_finite(high) || trials_ % 3 == 2) return middle;
    const double guess = cubic_minimiser(low, high);
    if (!std::isfinite(guess)) return middle;
    const double margin = 0.1 * std::fabs(high.t - low.t);
    return std::clamp(guess, std::min(low.t, high.t) + margin, std::max(low.t, high.t) - margin);
  }

  LineStep found(const LinePoint& p) const {
    return {.found = true, .point = p, .trials = trials_};
  }
  LineStep failed() const { return {.found = false, .point = origin_, .trials = trials_}; }

  const Objective& line_;
  LinePoint origin_;
  WolfeConditions conditions_;
  double slack_;
  int trials_ = 0;
};

}  // namespace

LineStep strong_wolfe(const Objective& line, const LinePoint& origin, double first,
                      const WolfeConditions& conditions) {
  assert(line.dimension() == 1 && origin.t == 0 && origin.slope < 0 && first > 0);
  return WolfeSearch(line, origin, conditions).search(first);
}

LineStep backtrack(const Objective& line, const LinePoint& origin, double first, double decrease) {
  assert(line.dimension() == 1 && origin.t == 0 && origin.slope < 0 && first > 0);
  const double slack = rounding_of_value * std::fabs(origin.value);
  LinePoint p{.t = first};
  for (int trials = 1; trials <= max_trials; ++trials) {
    p.value = line.value({&p.t, 1});
    const double rise = p.value - origin.value;
    if (rise <= decrease * p.t * origin.slope + slack) {
      return {.found = true, .point = p, .trials = trials};
    }
    // The minimiser of the parabola through both values with the slope at 0, within a tenth and a
    // half of t (Nocedal and Wright, page 58, ask for such a guard).
    const double guess = -0.5 * origin.slope * p.t * p.t / (rise - origin.slope * p.t);
    p.t = std::isfinite(guess) ? std::clamp(guess, 0.1 * p.t, 0.5 * p.t) : 0.5 * p.t;
  }
  return {.found = false, .point = origin, .trials = max_trials};
}

}  // namespace logitlab
