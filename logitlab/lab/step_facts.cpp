// SPDX-License-Identifier: MIT
//
// The problem: a step is kept as the parameters after it; what made it? Given: the step before it,
// and that the batch depends on seed and epoch alone. So the batch is found again, and its gradient
// computed where the solver did. Cost: a pass over the data, and the order of an epoch.
#include "logitlab/lab/step_facts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "logitlab/base/math.hpp"
#include "logitlab/lab/numbers.hpp"

namespace logitlab::lab {
namespace {

// Which batches another program made is not known.
bool makes_batches(const Run& run, const Training& training) {
  const bool ours = !run.other || &training != &run.other->training;
  return ours && find_solver(training.settings.solver)->unit == StepUnit::mini_batch;
}

void find_batch(const Experiment& experiment, const Training& training, StepFacts& facts) {
  const Dataset& data = experiment.data();
  const std::uint64_t each = steps_per_epoch(training.settings, data.length());
  facts.epoch = (facts.step - 1) / each + 1;
  facts.batch = (facts.step - 1) % each + 1;
  facts.rows = rows_of_batch(data, training.settings, facts.epoch, facts.batch);
  for (const Row i : facts.rows) facts.ones += data.y()[i] == 1 ? 1U : 0U;
}

template <class Real>
std::vector<double> gradient_in(const RowMean<Real>& mean, std::span<const Row> rows, CVec w) {
  std::vector<Real> at(w.size()), gradient(w.size());
  for (std::size_t j = 0; j < w.size(); ++j) at[j] = static_cast<Real>(w[j]);
  mean.value_and_gradient(rows, at, gradient);
  return {gradient.begin(), gradient.end()};
}

}  // namespace

std::size_t nearest_row(const Trajectory& path, std::uint64_t step) {
  const std::vector<std::uint64_t>& kept = path.step;
  const auto after = std::ranges::lower_bound(kept, step);
  if (after == kept.begin()) return 0;
  const auto row = static_cast<std::size_t>(after - kept.begin());
  if (after == kept.end()) return row - 1;
  return *after - step < step - kept[row - 1] ? row : row - 1;
}

std::vector<Row> rows_of_batch(const Dataset& data, const Settings& settings, std::uint64_t epoch,
                               std::uint64_t batch) {
  DataLoader loader(data.length(), loader_options(settings));
  loader.start_epoch(epoch);
  const std::span<const Row> rows = loader.batch(static_cast<std::size_t>(batch - 1));
  return {rows.begin(), rows.end()};
}

BatchGradient::BatchGradient(const Experiment& experiment, const Settings& settings,
                             std::span<const Row> rows)
    : rows_(rows.size()) {
  const std::size_t d = experiment.x().columns();
  std::vector<double> x(rows.size() * d), y(rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    rows_[k] = static_cast<Row>(k);
    experiment.x().copy_row(rows[k], Vec(x).subspan(k * d, d));
    y[k] = experiment.data().y()[rows[k]];
  }
  // The mean has copies of its own.
  const DenseDesign design({x.data(), rows.size(), d, d});
  const LinearModel model{design, y, {}, {}, {}, true, 2};
  const Loss loss = make_loss(settings.loss, settings.epsilon).value();
  if (settings.precision == Precision::float32) {
    narrow_ = make_row_mean<float>(model, loss);
  } else {
    wide_ = make_row_mean<double>(model, loss);
  }
}

std::vector<double> BatchGradient::of_all(CVec w) const { return of(rows_, w); }

std::vector<double> BatchGradient::of_one(std::size_t k, CVec w) const {
  return of({&rows_[k], 1}, w);
}

std::vector<double> BatchGradient::of(std::span<const Row> rows, CVec w) const {
  return narrow_ ? gradient_in(*narrow_, rows, w) : gradient_in(*wide_, rows, w);
}

double loss_at(const Experiment& experiment, const Training& training, std::size_t row) {
  const double known = training.columns.loss[row];
  if (!std::isnan(known)) return known;
  return experiment.safe_risk(training.settings.loss)->value(training.trajectory.w_at(row));
}

StepFacts facts_of_step(const Run& run, const Experiment& experiment, const Training& training,
                        std::uint64_t step) {
  const Trajectory& path = training.trajectory;
  // 1. Which step.
  StepFacts facts;
  facts.row = nearest_row(path, step);
  facts.step = path.step[facts.row];
  facts.kept = facts.step == step;
  facts.loss_after = loss_at(experiment, training, facts.row);
  const bool batches = makes_batches(run, training);
  if (facts.row > 0 && batches) find_batch(experiment, training, facts);
  facts.has_before = facts.row > 0 && path.step[facts.row - 1] + 1 == facts.step;
  if (!facts.has_before) return facts;

  // 2. What it did.
  const CVec before = path.w_at(facts.row - 1), after = path.w_at(facts.row);
  facts.loss_before = loss_at(experiment, training, facts.row - 1);
  std::vector<double> change(after.begin(), after.end());
  for (std::size_t j = 0; j < change.size(); ++j) change[j] -= before[j];
  facts.moved = length_of(change);

  // 3. What pulled.
  facts.gradient.resize(before.size());
  experiment.safe_risk(training.settings.loss)->value_and_gradient(before, facts.gradient);
  if (batches) {
    facts.batch_gradient = BatchGradient(experiment, training.settings, facts.rows).of_all(before);
  }
  return facts;
}

// By bisection over degrees with our own cosine, so that every machine says the same.
std::optional<unsigned> degrees_between(CVec a, CVec b) {
  const double length_a = length_of(a), length_b = length_of(b);
  if (!(length_a > 0) || !(length_b > 0) || !std::isfinite(length_a * length_b)) return {};
  double cosine = 0;
  for (std::size_t j = 0; j < a.size(); ++j) cosine += (a[j] / length_a) * (b[j] / length_b);
  unsigned low = 0, high = 180;  // low <= degrees <= high
  while (low < high) {
    const unsigned middle = (low + high) / 2;
    const double between = (middle + 0.5) * std::numbers::pi / 180;
    if (cosine > math::cos(between)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace logitlab::lab
