// SPDX-License-Identifier: MIT
// What solvers with a full gradient share: the iterate, its report, and when to end.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/solver/budget.hpp"
#include "logitlab/solver/line_search.hpp"
#include "logitlab/solver/solver.hpp"

namespace logitlab {

// A run that moves along directions. Parameters, value and gradient are evaluated together, at the
// point itself and after the line search, so that they always belong to each other. Each value,
// gradient, Hessian or restriction to a line counts as one pass over the data; trials along a line
// count nothing, they read n numbers.
//
// Each member that can end the run returns the Outcome with which it ended, or nothing.
class Descent {
 public:
  Descent(const Problem& problem, Vec w, const Stop& stop, Observer& observer);

  // Evaluates the start and reports it as step 0.
  std::optional<Outcome> start();
  // Moves to w + t d and reports the step. d must lead downhill (slope() < 0).
  std::optional<Outcome> move(CVec d, double t);
  // d = -g / |g|: downhill with unit length, so that the first step of a line search, t = 1, does
  // not depend on the scale of F.
  void point_downhill(Vec d) const;
  // F from the present iterate along d, at the cost of a pass.
  std::unique_ptr<Objective> line_along(CVec d);
  // Ends the run on the present iterate.
  Outcome end(Reason reason, std::string detail) const;
  // The same where none of these trials of a line search lowered F.
  Outcome end_without_descent(int trials) const;

  const Objective& objective() const { return objective_; }
  CVec w() const { return w_; }
  double value() const { return value_; }
  CVec gradient() const { return gradient_; }
  double gradient_length() const { return gradient_length_; }
  std::uint64_t steps() const { return step_.index; }
  // The last move: w - w before and g - g before.
  CVec step_taken() const { return step_taken_; }
  CVec gradient_change() const { return gradient_change_; }
  void count_pass() { passes_ += 1; }

  // g . d.
  double slope(CVec d) const;
  LinePoint origin(CVec d) const { return {.t = 0, .value = value_, .slope = slope(d)}; }

 private:
  std::optional<Outcome> report();
  std::optional<Outcome> check();

  const Objective& objective_;
  Vec result_;
  Stop stop_;
  Observer& observer_;
  Budget budget_;
  std::vector<double> w_, gradient_, next_w_, next_gradient_, step_taken_, gradient_change_;
  double value_ = unknown, gradient_length_ = unknown;
  double lowest_value_ = unknown, shortest_gradient_ = unknown;
  double passes_ = 0;
  Step step_;
};

}  // namespace logitlab
