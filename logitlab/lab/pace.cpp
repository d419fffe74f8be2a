// SPDX-License-Identifier: MIT
//
// The problem: a training sits on a plateau; how long would it have to go on? Given: where it
// ended. There a step is short beside anything that changes the gradient, so an epoch is one step
// of gradient flow, theta' = -(mean over its batches of their gradients), of duration rate times
// batches; momentum m adds up to 1 / (1 - m) times as much. Heun's method, with steps as long as
// the difference to Euler's allows (E. Hairer, S. P. Norsett, G. Wanner, "Solving ordinary
// differential equations I", 1993, section II.4). Most of the time passes where the flow is slow
// and a step of it covers thousands of epochs.
#include "logitlab/lab/pace.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "logitlab/lab/numbers.hpp"
#include "logitlab/solver/solver_table.hpp"
#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {
namespace {

constexpr double most_visits = 1e5;  // of a row: about a millisecond

bool is_simple(const Settings& settings) {
  const bool rule = settings.solver == "sgd" || settings.solver == "momentum";
  return rule && settings.schedule == schedule_table()[0].name && !settings.drop_last;
}

// How much a row counts in the mean over the batches of an epoch: the rows of a last, smaller batch
// count more. In a new order each epoch that evens out.
std::vector<double> weights_of_rows(const Settings& settings, std::size_t rows) {
  std::vector<double> weight(rows, 1.0);
  if (settings.shuffle) return weight;
  const DataLoader loader(rows, loader_options(settings));
  for (std::size_t k = 0; k < loader.batches_per_epoch(); ++k) {
    const auto batch = loader.batch(k);
    for (const Row i : batch) weight[i] = 1 / static_cast<double>(batch.size());
  }
  return weight;
}

// Steps of a few units in the last place of the largest parameter go elsewhere, or nowhere.
bool is_lost_in_rounding(const Training& training) {
  constexpr double few = 4;
  double largest = 0;
  for (const double w : training.result.w) largest = std::max(largest, std::fabs(w));
  const double unit = largest * static_cast<double>(std::numeric_limits<float>::epsilon());
  return *training.settings.learning_rate * training.columns.gradient_norm.back() < few * unit;
}

class GradientFlow {
 public:
  GradientFlow(const Experiment& experiment, const Objective& mean, CVec from)
      : experiment_(experiment),
        mean_(mean),
        w_(from.begin(), from.end()),
        ahead_(w_),
        here_(w_.size()),
        there_(w_.size()),
        margin_(experiment.data().length()) {}

  // The time until all rows are right.
  std::optional<double> until_perfect() {
    const auto rows = static_cast<double>(margin_.size());
    double time = 0, step = 1;
    mean_.value_and_gradient(w_, here_);
    for (double visits = 0; visits < most_visits; visits += 3 * rows) {
      const double slope = length_of(here_);
      if (!(slope > 0) || !std::isfinite(slope)) return std::nullopt;
      // 1. As far as a step may go at once, and be right.
      step = std::min(step, longest_move / (slope * reach()));
      const double off = try_step(step);
      if (off > allowed && step * slope > shortest_move) {
        step *= 0.5;
        continue;
      }
      // 2. Go there.
      w_ = ahead_;
      time += step;
      mean_.value_and_gradient(w_, here_);
      margins(experiment_.x(), w_, margin_);
      if (accuracy(margin_, experiment_.data().y()) == 1) return time;
      step *= off > allowed / 4 ? 1 : 2;
    }
    return std::nullopt;
  }

 private:
  // In margins, whose natural unit is 1: what a step may be, and be off by. Tried on plateaus of
  // 3,300 to 33,000,000 epochs: within 1 % of the training itself (pace_test.cpp).
  static constexpr double longest_move = 0.2, allowed = 0.01, shortest_move = 1e-9;

  // How much a unit of the parameters can move a margin.
  double reach() {
    if (reach_ > 0) return reach_;
    std::vector<double> x(experiment_.x().columns());
    for (std::size_t i = 0; i < margin_.size(); ++i) {
      experiment_.x().copy_row(i, x);
      reach_ = std::max(reach_, 1 + length_of(x));
    }
    return reach_;
  }

  // Heun's point into ahead_; how far off, in margins, Euler's is.
  double try_step(double step) {
    for (std::size_t j = 0; j < w_.size(); ++j) ahead_[j] = w_[j] - step * here_[j];
    mean_.value_and_gradient(ahead_, there_);
    double square = 0;
    for (std::size_t j = 0; j < w_.size(); ++j) {
      const double half_change = step * (here_[j] - there_[j]) / 2;
      ahead_[j] += half_change;
      square += half_change * half_change;
    }
    return std::sqrt(square) * reach();
  }

  const Experiment& experiment_;
  const Objective& mean_;
  std::vector<double> w_, ahead_, here_, there_, margin_;
  double reach_ = 0;
};

}  // namespace

double moved_in_all(const Training& training) {
  const CVec from = training.trajectory.w_at(0);
  std::vector<double> way = training.result.w;
  for (std::size_t j = 0; j < way.size(); ++j) way[j] -= from[j];
  return length_of(way);
}

bool is_stuck(const Training& training) {
  constexpr double flat = 1e-3, still = 1e-3;
  const Settings& settings = training.settings;
  if (training.result.accuracy == 1) return false;
  if (find_solver(settings.solver)->unit == StepUnit::iteration) return false;
  const bool convex = is_convex(find_loss(settings.loss)->safe_form);
  return (!convex && training.columns.gradient_norm.back() < flat) ||
         moved_in_all(training) < still * std::max(1.0, length_of(training.trajectory.w_at(0)));
}

std::optional<double> epochs_to_perfection(const Experiment& experiment, const Training& training) {
  const Settings& settings = training.settings;
  const std::size_t rows = experiment.data().length();
  if (settings.precision == Precision::float32 && is_lost_in_rounding(training)) {
    return std::nullopt;
  }
  if (!is_simple(settings) || static_cast<double>(rows) * 100 > most_visits) return std::nullopt;
  LinearModel model = experiment.model();
  const std::vector<double> weight = weights_of_rows(settings, rows);
  model.weight = weight;
  const auto mean =
      make_empirical_risk(model, make_loss(find_loss(settings.loss)->safe_form).value());
  const auto time = GradientFlow(experiment, *mean, training.result.w).until_perfect();
  if (!time) return std::nullopt;
  const double an_epoch = *settings.learning_rate / (1 - settings.momentum.value_or(0)) *
                          static_cast<double>(steps_per_epoch(settings, rows));
  return static_cast<double>(training.result.epochs) + *time / an_epoch;
}

std::optional<std::vector<double>> minimum_near(const Run& run, const Experiment& experiment,
                                                const Training& training) {
  const LossRow& loss = *find_loss(find_loss(training.settings.loss)->safe_form);
  const auto d = static_cast<double>(experiment.dimension());
  const double iteration = static_cast<double>(experiment.data().length()) * d * d;
  constexpr double most_iterations = 50, most_work = 5e6;
  if (!loss.convex || run.separable.kind != SeparableKind::none ||
      iteration * most_iterations > most_work) {
    return std::nullopt;
  }
  const auto smooth = experiment.safe_risk(loss.name);
  const Problem problem{*smooth, nullptr, nullptr, &experiment.model()};
  std::vector<double> w = training.result.w;
  Unwatched nobody;
  Stop stop;
  stop.max_steps = static_cast<std::uint64_t>(most_iterations);
  const Outcome outcome = make_solver("newton").value()->minimize(problem, w, stop, nobody);
  if (!converged(outcome.reason)) return std::nullopt;
  return w;
}

}  // namespace logitlab::lab
