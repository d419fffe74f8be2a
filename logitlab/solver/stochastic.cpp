// SPDX-License-Identifier: MIT
//
// The problem: min over w of F(w) = (1/n) sum_i f_i(w), by steps that see a batch of rows each.
// Given: the mean over any rows with its gradient, in Real; an update rule; a learning rate for
// each epoch. A step costs one pass over its batch and O(d); nothing is allocated after the start.
// Memory: 4 d numbers and the order of the rows. H. Robbins, S. Monro, "A stochastic approximation
// method", Ann. Math. Statist. 22, 1951; for batches and step lengths L. Bottou, F. E. Curtis, J.
// Nocedal, "Optimization methods for large-scale machine learning", SIAM Review 60, 2018.
//
// The first step whose batch loss, gradient or new parameters are not finite is not kept: it is not
// reported, and the run ends on the parameters before it.
#include "logitlab/solver/stochastic.hpp"

#include <cassert>
#include <cmath>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/data/loader.hpp"
#include "logitlab/solver/budget.hpp"
#include "logitlab/solver/update_rule.hpp"
#include "logitlab/solver/vectors.hpp"
#include "logitlab/solver/words.hpp"

namespace logitlab {
namespace {

template <std::floating_point Real>
class BatchRun {
 public:
  BatchRun(const Problem& problem, const RowMean<Real>& rows, const SolverOptions& options,
           UpdateRule<Real>& rule, CVec start, const Stop& stop, Observer& observer)
      : smooth_(problem.smooth),
        mean_(rows),
        rows_(rows.rows()),
        rule_(rule),
        observer_(observer),
        options_(options),
        loader_(rows.rows(), options.loader),
        batches_(loader_.batches_per_epoch()),
        budget_(stop),
        w_(start.size()),
        gradient_(start.size()),
        next_(start.size()),
        wide_(start.begin(), start.end()),
        batch_(batches_) {
    for (std::size_t j = 0; j < w_.size(); ++j) w_[j] = static_cast<Real>(start[j]);
  }

  Outcome run(Vec w) {
    // 1. The start is reported whatever it is.
    if (!all_finite<Real>(w_)) return not_finite_start();
    if (report() == Flow::stop)
      return end(Reason::observer, "stopped by its observer at the start");

    for (;;) {
      // 2. Is another step allowed?
      if (const auto reason = budget_.spent(step_.index, step_.passes, work_)) {
        return finish(w, *reason, budget_.detail(*reason, step_.index, step_.passes));
      }
      // 3. The next batch, its loss and its gradient at w.
      const std::span<const Row> batch = next_batch();
      const Real loss = mean_.value_and_gradient(batch, w_, gradient_);
      // 4. The new parameters.
      rule_.apply(step_.index + 1, rate_, w_, gradient_, next_);
      if (!std::isfinite(loss) || !all_finite<Real>(gradient_) || !all_finite<Real>(next_)) {
        return finish(w, Reason::not_finite, not_finite_detail(loss));
      }
      // 5. Keep the step and show it.
      accept(loss, batch.size());
      if (report() == Flow::stop) {
        return finish(w, Reason::observer,
                      "stopped by its observer after step " + grouped(step_.index));
      }
    }
  }

 private:
  std::span<const Row> next_batch() {
    if (batch_ == batches_) {
      ++epoch_;
      batch_ = 0;
      rate_ = static_cast<Real>(rate_in_epoch(options_, epoch_));
      loader_.start_epoch(epoch_);
    }
    return loader_.batch(batch_++);
  }

  void accept(Real loss, std::size_t batch_rows) {
    w_.swap(next_);
    rows_seen_ += batch_rows;
    work_ = static_cast<double>(batch_rows * w_.size());
    ++step_.index;
    step_.batch_value = static_cast<double>(loss);
    step_.rate = static_cast<double>(rate_);
    step_.epoch = static_cast<std::uint32_t>(epoch_);
    step_.batch = static_cast<std::uint32_t>(batch_);
    step_.passes = static_cast<double>(rows_seen_) / static_cast<double>(rows_);
  }

  Flow report() {
    step_.w = widened();
    const Observer::Wants wants = observer_.wants();
    step_.value = unknown;
    step_.gradient = {};
    if (wants.value || wants.gradient) evaluate_over_all_rows(wants);
    return observer_.on_step(step_);
  }

  void evaluate_over_all_rows(const Observer::Wants& wants) {
    work_ += static_cast<double>(rows_ * w_.size());
    if (!wants.gradient) {
      step_.value = smooth_.value(step_.w);
      return;
    }
    full_gradient_.resize(w_.size());
    step_.value = smooth_.value_and_gradient(step_.w, full_gradient_);
    step_.gradient = full_gradient_;
  }

  CVec widened() {
    if constexpr (std::is_same_v<Real, double>) {
      return w_;
    } else {
      for (std::size_t j = 0; j < w_.size(); ++j) wide_[j] = static_cast<double>(w_[j]);
      return wide_;
    }
  }

  // The parameters go back to the caller only when a step was kept: a start rounded to float32 and
  // back is another.
  Outcome finish(Vec w, Reason reason, std::string detail) {
    if (step_.index > 0) {
      const CVec last = widened();
      for (std::size_t j = 0; j < w.size(); ++j) w[j] = last[j];
    }
    return end(reason, std::move(detail));
  }

  Outcome end(Reason reason, std::string detail) const {
    return {.reason = reason,
            .value = step_.value,
            .steps = step_.index,
            .passes = step_.passes,
            .detail = std::move(detail)};
  }

  // wide_ still holds the start as it was given.
  Outcome not_finite_start() {
    step_.w = wide_;
    if (observer_.on_step(step_) == Flow::stop) {
      return end(Reason::observer, "stopped by its observer at the start");
    }
    const std::string where = all_finite<double>(wide_) ? " once rounded to float32" : "";
    return end(Reason::not_finite,
               "no step was made: of the start, " + first_not_finite<Real>(w_) + where);
  }

  std::string not_finite_detail(Real loss) const {
    std::string what;
    if (!std::isfinite(loss)) {
      what = "the loss of its batch is " + in_words(static_cast<double>(loss));
    } else if (!all_finite<Real>(gradient_)) {
      what = "in the gradient of its batch, " + first_not_finite<Real>(gradient_);
    } else {
      what = "in the new parameters, " + first_not_finite<Real>(next_);
    }
    return "step " + grouped(step_.index + 1) + " (epoch " + grouped(epoch_) + ", batch " +
           grouped(batch_) + ") is not kept: " + what + "; the parameters after step " +
           grouped(step_.index) + " are";
  }

  const Objective& smooth_;
  const RowMean<Real>& mean_;
  std::size_t rows_;
  UpdateRule<Real>& rule_;
  Observer& observer_;
  const SolverOptions& options_;
  DataLoader loader_;
  std::size_t batches_;
  Real rate_ = 0;  // of this epoch
  Budget budget_;
  std::vector<Real> w_, gradient_, next_;
  std::vector<double> wide_, full_gradient_;
  Step step_;
  std::uint64_t epoch_ = 0, rows_seen_ = 0;
  std::size_t batch_;  // of this epoch, how many are done; at the start as if all were
  double work_ = 0;    // numbers read since the budget was last asked
};

class StochasticSolver final : public Solver {
 public:
  StochasticSolver(const SolverOptions& options, const RuleMakers& rule)
      : options_(options), rule_(rule) {}

  Outcome minimize(const Problem& problem, Vec w, const Stop& stop,
                   Observer& observer) const override {
    if (options_.precision == Precision::float32) {
      assert(problem.rows_f32 != nullptr && w.size() == problem.rows_f32->dimension());
      const auto rule = rule_.float32(options_, w.size());
      return BatchRun<float>(problem, *problem.rows_f32, options_, *rule, w, stop, observer).run(w);
    }
    assert(problem.rows != nullptr && w.size() == problem.rows->dimension());
    const auto rule = rule_.float64(options_, w.size());
    return BatchRun<double>(problem, *problem.rows, options_, *rule, w, stop, observer).run(w);
  }

 private:
  SolverOptions options_;
  RuleMakers rule_;
};

Status check_momentum(const SolverOptions& options) {
  if (!options.momentum) return {};
  const double momentum = *options.momentum;
  if (!(momentum >= 0 && momentum < 1)) {
    return usage_error("the momentum must be a number >= 0 and < 1, not " + in_words(momentum),
                       "--momentum");
  }
  if (options.precision == Precision::float32 && !(static_cast<float>(momentum) < 1)) {
    return usage_error("the momentum " + shortest(momentum) + " is 1 in float32", "--momentum",
                       "Use at most 0.9999999, or float64.");
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Solver>> make_stochastic(const SolverOptions& options,
                                                const RuleMakers& rule) {
  const double rate = options.learning_rate;
  if (!std::isfinite(rate) || !(rate > 0)) {
    return usage_error("the learning rate must be a finite number > 0, not " + in_words(rate),
                       "--learning-rate");
  }
  const float narrow = static_cast<float>(rate);
  if (options.precision == Precision::float32 && (!std::isfinite(narrow) || !(narrow > 0))) {
    return usage_error("the learning rate " + shortest(rate) + " is outside the range of float32",
                       "--learning-rate", "Use one between 1.2e-38 and 3.4e38, or float64.");
  }
  if (Status checked = check_momentum(options); !checked) return checked.error();
  if (options.schedule != nullptr && options.schedule->needs_epochs && options.epochs == 0) {
    return usage_error("the schedule " + std::string(options.schedule->name) +
                           " depends on the number of epochs, and none is given",
                       "--schedule");
  }
  return std::unique_ptr<Solver>(std::make_unique<StochasticSolver>(options, rule));
}

}  // namespace logitlab
