// SPDX-License-Identifier: MIT
//
// The problem: train from many starts with any solver. Given: the problem in the views that the
// solver needs. Each start is one call of minimize(), watched by an observer that counts right rows
// at the end of each epoch. Cost: that of the solver, and one pass an epoch.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "logitlab/data/loader.hpp"
#include "logitlab/landscape/basin_map_margins.hpp"
#include "logitlab/landscape/basin_map_training.hpp"
#include "logitlab/objective/empirical_risk.hpp"

namespace logitlab {
namespace {

// The last parameters, how many rows are right there, and since which epoch all are.
class EndWatcher final : public Observer {
 public:
  EndWatcher(const RowData<double>& rows, std::uint64_t steps_per_epoch)
      : rows_(rows), steps_per_epoch_(steps_per_epoch) {}

  Flow on_step(const Step& step) override {
    last_.assign(step.w.begin(), step.w.end());
    step_ = step.index;
    if (step_ % steps_per_epoch_ == 0) look(step_ / steps_per_epoch_);
    return Flow::proceed;
  }

  // Of a run that may have ended within an epoch.
  void write(std::size_t start, BasinMap& map) {
    look((step_ + steps_per_epoch_ - 1) / steps_per_epoch_);
    std::ranges::copy(last_, map.end.begin() + static_cast<std::ptrdiff_t>(start * last_.size()));
    map.accuracy[start] = static_cast<double>(right_) / static_cast<double>(rows_.n);
    map.perfect_from_epoch[start] = perfect_from_;
  }

 private:
  void look(std::uint64_t epoch) {
    right_ = 0;
    for (std::size_t i = 0; i < rows_.n; ++i) {
      double eta = 0;
      margins_side_by_side<1>(rows_, i, last_.data(), &eta);
      right_ += (eta > 0) == (rows_.y[i] > 0.5) ? 1U : 0U;
    }
    if (right_ < rows_.n) {
      perfect_from_ = BasinMap::never;
    } else if (perfect_from_ == BasinMap::never) {
      perfect_from_ = epoch;
    }
  }

  const RowData<double>& rows_;
  std::uint64_t steps_per_epoch_;
  std::vector<double> last_;
  std::uint64_t step_ = 0, perfect_from_ = BasinMap::never;
  std::size_t right_ = 0;
};

class OneByOne final : public BasinTrainer {
 public:
  explicit OneByOne(const BasinTask& task)
      : task_(task),
        rows_(copy_rows<double>(task.model)),
        smooth_(make_empirical_risk(task.model, task.loss)),
        solver_(make_solver(task.solver.name, task.options).value()) {
    if (!task.solver.needs_rows) return;
    if (task.options.precision == Precision::float32) {
      row_mean_f32_ = make_row_mean<float>(task.model, task.loss);
    } else {
      row_mean_ = make_row_mean<double>(task.model, task.loss);
    }
  }

  std::size_t width() const override { return 1; }

  void train(std::size_t first, [[maybe_unused]] std::size_t count, BasinMap& map) override {
    assert(count == 1);
    const std::uint64_t each = task_.solver.unit == StepUnit::iteration
                                   ? 1
                                   : DataLoader(rows_.n, task_.options.loader).batches_per_epoch();
    EndWatcher watcher(rows_, each);
    const auto at = map.end.begin() + static_cast<std::ptrdiff_t>(first * map.dimension);
    std::vector<double> w(at, at + static_cast<std::ptrdiff_t>(map.dimension));
    Stop stop;
    stop.max_steps = each * task_.epochs;
    const Problem problem{*smooth_, row_mean_.get(), row_mean_f32_.get(), &task_.model};
    solver_->minimize(problem, w, stop, watcher);
    watcher.write(first, map);
  }

 private:
  BasinTask task_;
  RowData<double> rows_;
  std::unique_ptr<Objective> smooth_;
  std::unique_ptr<RowMean<double>> row_mean_;
  std::unique_ptr<RowMean<float>> row_mean_f32_;
  std::unique_ptr<Solver> solver_;
};

}  // namespace

std::unique_ptr<BasinTrainer> train_one_by_one(const BasinTask& task) {
  return std::make_unique<OneByOne>(task);
}

}  // namespace logitlab
