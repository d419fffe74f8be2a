// SPDX-License-Identifier: MIT
// What one step of a training saw and did: the numbers behind the sentences and pictures of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "logitlab/base/types.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// The row of the kept step that is nearest to `step`; the earlier of two.
std::size_t nearest_row(const Trajectory& path, std::uint64_t step);

// The rows of the data that these settings have in a batch of an epoch, in their order; both count
// from 1. Costs the order of an epoch.
std::vector<Row> rows_of_batch(const Dataset& data, const Settings& settings, std::uint64_t epoch,
                               std::uint64_t batch);

struct StepFacts {
  std::size_t row = 0;      // of the trajectory: the step asked for, or the nearest that was kept
  std::uint64_t step = 0;   // of that row
  bool kept = true;         // it is the one asked for
  bool has_before = false;  // the step before it was kept too; what follows is of that one
  std::uint64_t epoch = 0, batch = 0;  // counted from 1; 0: the solver makes none, or the start
  std::vector<Row> rows;               // of the batch, in its order; empty: not known
  std::uint64_t ones = 0;              // of the batch
  double loss_before = unknown, loss_after = unknown;  // over all rows, safe form
  double moved = 0;                                    // the length of the step
  std::vector<double> gradient;  // over all rows before the step, safe form; w..., b
  std::vector<double>
      batch_gradient;  // of the batch before the step, as the solver had it; or none
};

// Of the kept step of one of the run's trainings, or of another program's path, that is nearest to
// `step`; the earlier of two. A pass or two over the data. Pure.
StepFacts facts_of_step(const Run& run, const Experiment& experiment, const Training& training,
                        std::uint64_t step);

// Over all rows after the step of that row of the trajectory, safe form, float64: the column's
// value where it has one.
double loss_at(const Experiment& experiment, const Training& training, std::size_t row);

// The gradient of a batch as a training's solver has it: its loss, its precision, its order of
// rows. Whatever it comes to, finite or not. Copies the rows; not for several threads at once.
class BatchGradient {
 public:
  BatchGradient(const Experiment& experiment, const Settings& settings, std::span<const Row> rows);
  std::vector<double> of_all(CVec w) const;
  std::vector<double> of_one(std::size_t k, CVec w) const;  // of the k-th of them alone

 private:
  std::vector<double> of(std::span<const Row> rows, CVec w) const;

  std::vector<Row> rows_;                  // 0, 1, ...: numbers in what was copied
  std::unique_ptr<RowMean<double>> wide_;  // one of the two
  std::unique_ptr<RowMean<float>> narrow_;
};

// Between two vectors, in whole degrees, 0 to 180; none where one of them has no direction.
std::optional<unsigned> degrees_between(CVec a, CVec b);

}  // namespace logitlab::lab
