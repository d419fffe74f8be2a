// SPDX-License-Identifier: MIT
// What the curves of a run are made of: one series a training, and what can be said about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// One training as columns over its steps; rows without values are left out. Borrows the training.
struct CurveSeries {
  const lab::Training* training = nullptr;
  std::string name;  // what sets it apart from the others: its loss, its solver, or both
  Stroke stroke;
  bool iterations = false;  // a step is an iteration, not a mini-batch
  std::vector<double> step, loss, accuracy, gradient;

  // "700 steps", "8 iterations", of those that were taken.
  std::string length_text() const;
  std::uint64_t right(std::size_t samples) const;  // at the end
  bool unmoved() const;                            // the loss stayed within 0.1 % of the start's
  bool falling() const;                            // over the last fifth of its rows
  bool rising() const;
};

// The run's training, then its comparisons; none without a value. Empty where no row of any has
// values: from a start so far off that margins are infinite less infinite.
std::vector<CurveSeries> curve_series(const lab::Run& run);
bool has_curves(const lab::Run& run);

// The loss of each step's batch, before it.
struct BatchLosses {
  std::vector<double> step, loss;
};

// Those of a training, where they can be read: mini-batches whose losses lie within four decades.
std::optional<BatchLosses> readable_batch_losses(const lab::Run& run, const CurveSeries& s);

// Consecutive steps whose batches hold one class only, `first` ... `last`.
struct OneClassStretch {
  std::uint64_t first = 0, last = 0;
  bool ones = false;
};

// Those among the first `steps` steps of a mini-batch training, in order.
std::vector<OneClassStretch> one_class_stretches(const lab::Run& run, const lab::Training& training,
                                                 std::uint64_t steps);

}  // namespace logitlab::figure
