// SPDX-License-Identifier: MIT
//
// The problem: min F(w), F smooth. Given: its value and gradient, and its restriction to a line.
// Cost of an iteration: two passes over the data (X d for the line search, then value and gradient
// at the new point), O(n) a trial, 4 memory d. Memory: 2 memory d. J. Nocedal, "Updating
// quasi-Newton matrices with limited storage", Math. Comp. 35, 1980; D. C. Liu, J. Nocedal, "On the
// limited memory BFGS method for large scale optimization", Math. Program. 45, 1989.
//
// On data that a plane separates F has no minimum without a penalty: the walk goes on until the
// gradient is as short as was asked for, and ends there with finite numbers.
#include "logitlab/solver/lbfgs.hpp"

#include <cmath>
#include <optional>
#include <vector>

#include "logitlab/solver/curvature_memory.hpp"
#include "logitlab/solver/descent.hpp"
#include "logitlab/solver/line_search.hpp"
#include "logitlab/solver/vectors.hpp"

namespace logitlab {
namespace {

class LbfgsRun {
 public:
  LbfgsRun(const Problem& problem, std::size_t pairs, Vec w, const Stop& stop, Observer& observer)
      : descent_(problem, w, stop, observer), memory_(pairs, w.size()), direction_(w.size()) {}

  Outcome run() {
    std::optional<Outcome> outcome = descent_.start();
    while (!outcome) {
      // 1. Where to go.
      choose_direction();
      // 2. How far; along the gradient itself if the remembered curvature misled.
      LineStep step = search();
      if (!step.found && !memory_.empty()) {
        memory_.clear();
        choose_direction();
        step = search();
      }
      if (!step.found) return descent_.end_without_descent(step.trials);
      // 3. Go there, and remember what the way showed.
      outcome = descent_.move(direction_, step.point.t);
      if (!outcome) memory_.add(descent_.step_taken(), descent_.gradient_change());
    }
    return *outcome;
  }

 private:
  // -H g; without a memory, or where rounding has spoilt it, along -g.
  void choose_direction() {
    if (!memory_.empty()) {
      memory_.descent_direction(descent_.gradient(), direction_);
      const double slope = descent_.slope(direction_);
      if (std::isfinite(slope) && slope < 0 && all_finite<double>(direction_)) return;
      memory_.clear();
    }
    descent_.point_downhill(direction_);
  }

  LineStep search() {
    const LinePoint origin = descent_.origin(direction_);
    if (!(origin.slope < 0)) return {.found = false, .point = origin, .trials = 0};
    return strong_wolfe(*descent_.line_along(direction_), origin, 1);
  }

  Descent descent_;
  CurvatureMemory memory_;
  std::vector<double> direction_;
};

class Lbfgs final : public Solver {
 public:
  explicit Lbfgs(std::size_t pairs) : pairs_(pairs) {}

  Outcome minimize(const Problem& problem, Vec w, const Stop& stop,
                   Observer& observer) const override {
    return LbfgsRun(problem, pairs_, w, stop, observer).run();
  }

 private:
  std::size_t pairs_;
};

}  // namespace

Result<std::unique_ptr<Solver>> make_lbfgs(const SolverOptions& options) {
  if (options.memory == 0) {
    return usage_error("L-BFGS must remember at least one pair, and 0 are allowed", "memory",
                       "3 to 20 are usual.");
  }
  return std::unique_ptr<Solver>(std::make_unique<Lbfgs>(options.memory));
}

}  // namespace logitlab
