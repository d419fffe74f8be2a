// SPDX-License-Identifier: MIT
//
// The problem: min F(w), F twice differentiable. Given: value, gradient, Hessian, restriction to a
// line. An iteration solves H d = -g and goes along d, or along -g where that leads nowhere. Cost
// of an iteration: three passes over the data (Hessian n d^2, X d, value and gradient), d^3/3 for
// each factorisation. Memory: 2 d^2. J. Nocedal, S. J. Wright, Numerical Optimization, 2nd ed.
// 2006, algorithms 3.2 and 3.3; for the decrement S. Boyd, L. Vandenberghe, Convex Optimization,
// 2004, section 9.5.
//
// On data that a plane separates F has no minimum without a penalty: each step adds about one to
// the smallest margin, F is divided by e each time, and the run ends when the gradient or the
// decrement is as small as was asked for.
#include "logitlab/solver/newton.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "logitlab/base/dense.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/solver/descent.hpp"
#include "logitlab/solver/line_search.hpp"
#include "logitlab/solver/vectors.hpp"
#include "logitlab/solver/words.hpp"

namespace logitlab {
namespace {

class NewtonRun {
 public:
  NewtonRun(const Problem& problem, Vec w, const Stop& stop, Observer& observer)
      : descent_(problem, w, stop, observer),
        stop_(stop),
        dimension_(w.size()),
        hessian_(w.size() * w.size()),
        factor_(w.size() * w.size()),
        direction_(w.size()) {}

  Outcome run() {
    std::optional<Outcome> outcome = descent_.start();
    while (!outcome) {
      // 1. The Hessian, made positive definite.
      [[maybe_unused]] const bool has_hessian =
          descent_.objective().hessian(descent_.w(), matrix(hessian_));
      assert(has_hessian);
      descent_.count_pass();
      if (!all_finite<double>(hessian_)) return not_finite();
      const bool has_direction = factorise();
      // 2. The Newton direction and its decrement, and how far along it.
      LineStep step{.found = false, .point = {}, .trials = 0};
      if (has_direction) {
        solve();
        if (reached_decrement()) return at_decrement();
        step = search();
      }
      // 3. Where it leads nowhere, straight downhill for once.
      if (!step.found && far_from_flat()) {
        const int before = step.trials;
        step = search_downhill();
        step.trials += before;
      }
      if (!step.found) {
        return step.trials > 0 ? descent_.end_without_descent(step.trials) : no_direction();
      }
      // 4. Go there.
      outcome = descent_.move(direction_, step.point.t);
    }
    return *outcome;
  }

 private:
  Mat matrix(std::vector<double>& entries) const {
    return {entries.data(), dimension_, dimension_, dimension_};
  }

  // L L' = H + shift I with the first shift of 0, m + 1e-10 s, m + 1e-9 s, ... that makes it
  // positive definite, where s is the largest magnitude on the diagonal and m = max(0, -min h_ii).
  // This is algorithm 3.3 of Nocedal and Wright but for three constants: the first shift is
  // relative, so that it does not depend on units; it is small, because the Hessian of a convex F
  // that is singular, as collinear columns make it, fails by its rounding (about d x 1e-16) alone;
  // and it grows by ten instead of two: up to 1e4 s, beyond which the step is one along -g, in
  // sixteen factorisations.
  bool factorise() {
    double largest = 0, lowest = 0;
    for (std::size_t j = 0; j < dimension_; ++j) {
      const double h = hessian_[j * dimension_ + j];
      largest = std::max(largest, std::fabs(h));
      lowest = std::min(lowest, h);
    }
    shift_ = 0;
    double next = 1e-10 * largest;
    for (int trial = 0; trial < 16; ++trial) {
      if (factorise_with(shift_)) return true;
      shift_ = next - lowest;
      next *= 10;
    }
    return false;
  }

  bool factorise_with(double shift) {
    factor_ = hessian_;
    for (std::size_t j = 0; j < dimension_; ++j) factor_[j * dimension_ + j] += shift;
    return cholesky_factor(matrix(factor_));
  }

  void solve() {
    for (std::size_t j = 0; j < dimension_; ++j) direction_[j] = -descent_.gradient()[j];
    cholesky_solve(matrix(factor_), direction_);
  }

  // Half of the squared decrement g' H^-1 g estimates F(w) - min F, whatever the units of the
  // columns. With a shifted Hessian it estimates nothing.
  double half_squared_decrement() const { return -0.5 * descent_.slope(direction_); }

  bool reached_decrement() const {
    const double bound = stop_.relative_decrement * std::max(1.0, std::fabs(descent_.value()));
    return shift_ == 0 && half_squared_decrement() <= bound;
  }

  LineStep search() {
    const LinePoint origin = descent_.origin(direction_);
    if (!all_finite<double>(direction_) || !(origin.slope < 0)) {
      return {.found = false, .point = origin, .trials = 0};
    }
    return backtrack(*descent_.line_along(direction_), origin, 1);
  }

  // Whether a slope is left that F's own rounding does not hide. Where it is and the Hessian is
  // nothing, the quadratic model is at fault and not the place: every margin of a logistic model is
  // saturated, at probabilities of 0 and 1, as inputs far from zero bring about at many a start.
  bool far_from_flat() const {
    return descent_.gradient_length() >
           std::numeric_limits<double>::epsilon() * std::max(1.0, std::fabs(descent_.value()));
  }

  // A search that also goes further than its first step: the next Hessian is another one.
  LineStep search_downhill() {
    descent_.point_downhill(direction_);
    return strong_wolfe(*descent_.line_along(direction_), descent_.origin(direction_), 1);
  }

  Outcome at_decrement() const {
    return descent_.end(Reason::decrement,
                        "half the squared Newton decrement, " + in_words(half_squared_decrement()) +
                            ", is at most " + in_words(stop_.relative_decrement) +
                            " x max(1, |F|), where F = " + in_words(descent_.value()));
  }

  Outcome not_finite() const {
    return descent_.end(Reason::not_finite, "of the Hessian after step " +
                                                grouped(descent_.steps()) + ", " +
                                                first_not_finite<double>(hessian_));
  }

  Outcome no_direction() const {
    return descent_.end(
        Reason::no_descent,
        "the Hessian is too small to be made positive definite: its largest entry is " +
            in_words(largest_magnitude(hessian_)) + ", the gradient's length " +
            in_words(descent_.gradient_length()));
  }

  Descent descent_;
  Stop stop_;
  std::size_t dimension_;
  std::vector<double> hessian_, factor_, direction_;
  double shift_ = 0;  // added to the diagonal of the factorised matrix
};

class Newton final : public Solver {
 public:
  Outcome minimize(const Problem& problem, Vec w, const Stop& stop,
                   Observer& observer) const override {
    return NewtonRun(problem, w, stop, observer).run();
  }
};

}  // namespace

Result<std::unique_ptr<Solver>> make_newton(const SolverOptions& /*options*/) {
  return std::unique_ptr<Solver>(std::make_unique<Newton>());
}

}  // namespace logitlab
