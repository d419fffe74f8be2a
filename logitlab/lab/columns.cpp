// SPDX-License-Identifier: MIT
//
// The problem: after each step, what are the loss, the length of the gradient and the accuracy over
// all n rows? The solver does not know them (a step of SGD sees one batch), so they are computed
// once, afterwards, from the kept parameters. Cost: O(n d) for each row of the trajectory.
#include "logitlab/lab/columns.hpp"

#include <cmath>

#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {
namespace {

// A row's exp, log1p and divisions take about as long as eight of its products.
constexpr double margin_cost = 8;
// About two seconds at a nanosecond a product: a million steps of the lab's 20 points take a tenth
// of it, a million steps of 100,000 samples would take hours.
constexpr double cost_limit = 2e9;

}  // namespace

std::vector<std::size_t> column_rows(std::size_t kept, std::size_t samples, std::size_t inputs) {
  const double one = static_cast<double>(samples) * (static_cast<double>(inputs) + margin_cost);
  const double affordable = std::fmax(2.0, std::floor(cost_limit / one));
  std::vector<std::size_t> rows;
  if (static_cast<double>(kept) <= affordable) {
    rows.resize(kept);
    for (std::size_t r = 0; r < kept; ++r) rows[r] = r;
    return rows;
  }
  const auto count = static_cast<std::size_t>(affordable);
  const double gap = static_cast<double>(kept - 1) / static_cast<double>(count - 1);
  rows.resize(count);
  for (std::size_t r = 0; r < count; ++r) {
    rows[r] = static_cast<std::size_t>(static_cast<double>(r) * gap);
  }
  rows.back() = kept - 1;
  return rows;
}

Columns compute_columns(const Experiment& experiment, const std::string& loss,
                        const Trajectory& trajectory, Progress& progress) {
  const std::size_t kept = trajectory.length();
  const CVec y = experiment.data().y();
  const auto n = static_cast<double>(y.size());
  const auto risk = experiment.safe_risk(loss);
  std::vector<double> gradient(trajectory.dimension), margin(y.size());

  Columns columns;
  columns.loss.assign(kept, unknown);
  columns.gradient_norm.assign(kept, unknown);
  columns.accuracy.assign(kept, unknown);
  for (const std::size_t r : column_rows(kept, y.size(), experiment.data().columns())) {
    // Stopped, only the end is still looked at.
    if (progress.stopped() && r + 1 < kept) continue;
    const CVec w = trajectory.w_at(r);
    columns.loss[r] = risk->value_and_gradient(w, gradient);
    double square = 0;
    for (const double g : gradient) square += g * g;
    columns.gradient_norm[r] = std::sqrt(square);
    margins(experiment.x(), w, margin);
    columns.accuracy[r] = accuracy(margin, y);
    progress.add(n);
  }
  return columns;
}

}  // namespace logitlab::lab
