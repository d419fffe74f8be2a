// SPDX-License-Identifier: MIT
// A data set in the views that an experiment asks for, and one training on it.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "logitlab/data/dataset.hpp"
#include "logitlab/data/loader.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/lab/settings.hpp"
#include "logitlab/objective/empirical_risk.hpp"

namespace logitlab::lab {

// Borrows the data set, which must outlive it.
class Experiment {
 public:
  explicit Experiment(const Dataset& data)
      : data_(data), x_(data.x()), model_{x_, data.y(), {}, {}, {}, true, 2} {}
  Experiment(const Experiment&) = delete;
  Experiment& operator=(const Experiment&) = delete;

  const Dataset& data() const { return data_; }
  const Design& x() const { return x_; }
  const LinearModel& model() const { return model_; }
  std::size_t dimension() const { return data_.columns() + 1; }

  // The mean of the loss over all rows. The name and epsilon have been checked by resolve().
  // It borrows the experiment.
  std::unique_ptr<Objective> risk(std::string_view loss, double epsilon) const&;
  std::unique_ptr<Objective> risk(std::string_view loss, double epsilon) && = delete;
  // The same of the safe form of that loss: what columns and figures show.
  std::unique_ptr<Objective> safe_risk(std::string_view loss) const&;
  std::unique_ptr<Objective> safe_risk(std::string_view loss) && = delete;

 private:
  const Dataset& data_;
  DenseDesign x_;
  LinearModel model_;
};

// Work done in one run, in visits of a row; tells the Watch, and remembers that it wants to stop.
class Progress {
 public:
  Progress(Watch& watch, double all) : watch_(watch), all_(all) {}
  Flow add(double work) {
    done_ += work;
    if (watch_.on_progress(done_ < all_ ? done_ : all_, all_) == Flow::stop) stopped_ = true;
    return stopped_ ? Flow::stop : Flow::proceed;
  }
  // For a part that ended early.
  void skip_to(double done) { done_ = done; }
  double done() const { return done_; }
  bool stopped() const { return stopped_; }

 private:
  Watch& watch_;
  double all_, done_ = 0;
  bool stopped_ = false;
};

// Which batches resolved settings of a solver by mini-batches make.
LoaderOptions loader_options(const Settings& settings);

// What make_solver is told by settings whose learning rate and momentum are resolved.
SolverOptions solver_options(const Settings& settings);

// How many steps of a path through `dimension` parameters are kept, the start among them: a million
// and one, or fewer where they would take more than half a gigabyte.
std::size_t kept_steps(std::size_t dimension);

// How much Progress one training makes: its steps, then its columns.
double training_work(const Experiment& experiment, const Settings& settings);

// The steps that the settings allow, at most 2^64 - 1.
std::uint64_t step_budget(const Settings& settings, std::size_t rows);
std::uint64_t steps_per_epoch(const Settings& settings, std::size_t rows);

// Where it starts and what it is compared with where nothing is said of it.
std::vector<double> default_start(std::string_view data, std::size_t columns, std::uint64_t seed);
std::string_view default_rival(std::string_view loss);

// The start as the run's precision holds it.
std::vector<double> start_parameters(const Settings& settings);

// Trains with resolved settings, from their start.
Training train(const Experiment& experiment, const Settings& settings, Progress& progress);

}  // namespace logitlab::lab
