// SPDX-License-Identifier: MIT
#include "logitlab/solver/descent.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "logitlab/base/text.hpp"
#include "logitlab/solver/vectors.hpp"
#include "logitlab/solver/words.hpp"

namespace logitlab {

Descent::Descent(const Problem& problem, Vec w, const Stop& stop, Observer& observer)
    : objective_(problem.smooth),
      result_(w),
      stop_(stop),
      observer_(observer),
      budget_(stop),
      w_(w.begin(), w.end()),
      gradient_(w.size()),
      next_w_(w.size()),
      next_gradient_(w.size()),
      step_taken_(w.size()),
      gradient_change_(w.size()) {
  assert(w.size() == objective_.dimension());
}

double Descent::slope(CVec d) const { return dot(gradient_, d); }

std::optional<Outcome> Descent::start() {
  value_ = objective_.value_and_gradient(w_, gradient_);
  count_pass();
  gradient_length_ = length(gradient_);
  lowest_value_ = value_;
  shortest_gradient_ = gradient_length_;
  if (auto outcome = report()) return outcome;
  if (!std::isfinite(value_)) {
    return end(Reason::not_finite, "no step was made: at the start, F is " + in_words(value_));
  }
  if (!all_finite<double>(gradient_)) {
    return end(Reason::not_finite, "no step was made: in the gradient at the start, " +
                                       first_not_finite<double>(gradient_));
  }
  return check();
}

std::optional<Outcome> Descent::move(CVec d, double t) {
  // 1. The new point, and F and its gradient there.
  step_along(w_, t, d, next_w_);
  if (std::ranges::equal(next_w_, w_)) {
    return end(Reason::small_step, "a step of length " + in_words(t * length(d)) +
                                       " changes no parameter; the gradient's length is " +
                                       in_words(gradient_length_));
  }
  const double next_value = objective_.value_and_gradient(next_w_, next_gradient_);
  count_pass();
  if (!all_finite<double>(next_w_) || !std::isfinite(next_value) ||
      !all_finite<double>(next_gradient_)) {
    return end(Reason::not_finite, "step " + grouped(steps() + 1) + " is not kept: F there is " +
                                       in_words(next_value) + " and the gradient's length " +
                                       in_words(length(next_gradient_)));
  }

  // 2. Worth keeping? F may rise by its rounding while the gradient still shrinks, but one of the
  // two must reach a new low: this ends a walk through rounding errors, always.
  const double next_length = length(next_gradient_);
  if (!(next_value < lowest_value_) && !(next_length < shortest_gradient_)) {
    return end(Reason::no_descent, "rounding hides any further descent: F stays at " +
                                       in_words(value_) + " with a gradient of length " +
                                       in_words(gradient_length_));
  }
  lowest_value_ = std::min(lowest_value_, next_value);
  shortest_gradient_ = std::min(shortest_gradient_, next_length);

  // 3. Keep it.
  step_along(next_w_, -1, w_, step_taken_);
  step_along(next_gradient_, -1, gradient_, gradient_change_);
  w_.swap(next_w_);
  gradient_.swap(next_gradient_);
  value_ = next_value;
  gradient_length_ = next_length;
  ++step_.index;
  step_.rate = t;
  if (auto outcome = report()) return outcome;
  return check();
}

void Descent::point_downhill(Vec d) const {
  for (std::size_t j = 0; j < d.size(); ++j) d[j] = -gradient_[j] / gradient_length_;
}

std::unique_ptr<Objective> Descent::line_along(CVec d) {
  count_pass();
  const CVec directions[] = {d};
  return objective_.along(w_, directions);
}

std::optional<Outcome> Descent::report() {
  step_.w = w_;
  step_.value = value_;
  step_.gradient = gradient_;
  step_.passes = passes_;
  if (observer_.on_step(step_) == Flow::stop) {
    return end(Reason::observer, "stopped by its observer after step " + grouped(steps()));
  }
  return std::nullopt;
}

std::optional<Outcome> Descent::check() {
  if (gradient_length_ <= stop_.relative_gradient * std::max(1.0, std::fabs(value_))) {
    return end(Reason::gradient, "the gradient's length " + in_words(gradient_length_) +
                                     " is at most " + in_words(stop_.relative_gradient) +
                                     " x max(1, |F|), where F = " + in_words(value_));
  }
  // A step of these solvers reads much: the clock is looked at after each.
  const double work = std::numeric_limits<double>::infinity();
  if (const auto reason = budget_.spent(steps(), passes_, work)) {
    return end(*reason, budget_.detail(*reason, steps(), passes_));
  }
  return std::nullopt;
}

Outcome Descent::end(Reason reason, std::string detail) const {
  std::ranges::copy(w_, result_.begin());
  return {.reason = reason,
          .value = value_,
          .steps = steps(),
          .passes = passes_,
          .detail = std::move(detail)};
}

Outcome Descent::end_without_descent(int trials) const {
  return end(Reason::no_descent, "no step that was tried lowers F = " + in_words(value_) + " (" +
                                     grouped(static_cast<std::uint64_t>(trials)) +
                                     " tried); the gradient's length is " +
                                     in_words(gradient_length_));
}

}  // namespace logitlab
