// SPDX-License-Identifier: MIT
//
// The problem: train once, with everything about it recorded. Given: resolved settings. The walk:
// loss and data become an objective and its mean over rows, the solver's row of solver_table() goes
// down it, one observer records, watches for the first perfect step and listens to the user; then
// the columns over all rows are computed from what was kept.
#include "logitlab/lab/experiment.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "logitlab/data/loader.hpp"
#include "logitlab/lab/columns.hpp"
#include "logitlab/lab/perfect_steps.hpp"
#include "logitlab/solver/recorder.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab::lab {
namespace {

// What listens to the steps of one training.
class TrainingObserver final : public Observer {
 public:
  TrainingObserver(Recorder& recorder, PerfectSteps& perfect, Progress& progress, double step_work)
      : recorder_(recorder), perfect_(perfect), progress_(progress), step_work_(step_work) {}

  Flow on_step(const Step& step) override {
    recorder_.on_step(step);
    perfect_.see(step.index, step.w);
    return progress_.add(step_work_);
  }

 private:
  Recorder& recorder_;
  PerfectSteps& perfect_;
  Progress& progress_;
  double step_work_;
};

// Rows that one step visits.
double step_work(const Settings& settings, std::size_t rows) {
  return static_cast<double>(rows) / static_cast<double>(steps_per_epoch(settings, rows));
}

TrainingResult describe(const Outcome& outcome, const Settings& settings, std::size_t rows,
                        const PerfectSteps& perfect) {
  TrainingResult result;
  result.steps = outcome.steps;
  result.epochs = outcome.steps / steps_per_epoch(settings, rows);
  result.reason = outcome.reason;
  result.detail = outcome.detail;
  result.first_perfect_step = perfect.first();
  result.perfect_from_step = perfect.lasting();
  if (outcome.reason == Reason::not_finite) result.non_finite_step = outcome.steps + 1;
  return result;
}

}  // namespace

SolverOptions solver_options(const Settings& settings) {
  SolverOptions options;
  if (find_solver(settings.solver)->unit == StepUnit::iteration) return options;
  options.learning_rate = settings.learning_rate.value_or(0);
  options.momentum = settings.momentum;
  if (settings.schedule) options.schedule = find_schedule(*settings.schedule);
  options.epochs = settings.epochs;
  options.loader = loader_options(settings);
  options.precision = settings.precision;
  return options;
}

LoaderOptions loader_options(const Settings& settings) {
  return {.batch_size = settings.batch_size.value_or(0),
          .shuffle = settings.shuffle,
          .seed = settings.seed,
          .drop_last = settings.drop_last};
}

std::unique_ptr<Objective> Experiment::risk(std::string_view loss, double epsilon) const& {
  return make_empirical_risk(model_, make_loss(loss, epsilon).value());
}

std::unique_ptr<Objective> Experiment::safe_risk(std::string_view loss) const& {
  return risk(find_loss(loss)->safe_form, 0);
}

std::size_t kept_steps(std::size_t dimension) {
  constexpr std::size_t most_numbers = std::size_t{1} << 26;  // half a gigabyte
  constexpr std::size_t fewest = 1000;                        // still a path
  return std::clamp(most_numbers / dimension, fewest, Recorder::default_capacity);
}

std::uint64_t steps_per_epoch(const Settings& settings, std::size_t rows) {
  if (find_solver(settings.solver)->unit == StepUnit::iteration) return 1;
  return DataLoader(rows, loader_options(settings)).batches_per_epoch();
}

std::uint64_t step_budget(const Settings& settings, std::size_t rows) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t each = steps_per_epoch(settings, rows);
  return settings.epochs > most / each ? most : settings.epochs * each;
}

double training_work(const Experiment& experiment, const Settings& settings) {
  const std::size_t n = experiment.data().length();
  const std::uint64_t steps = step_budget(settings, n);
  const auto kept =
      static_cast<std::size_t>(std::min<std::uint64_t>(steps, Recorder::default_capacity - 1) + 1);
  const std::size_t valued = column_rows(kept, n, experiment.data().columns()).size();
  return (static_cast<double>(steps) + 1) * step_work(settings, n) +
         static_cast<double>(valued) * static_cast<double>(n);
}

std::vector<double> start_parameters(const Settings& settings) {
  std::vector<double> w = *settings.start;
  if (settings.precision == Precision::float32) {
    for (double& v : w) v = static_cast<double>(static_cast<float>(v));
  }
  return w;
}

Training train(const Experiment& experiment, const Settings& settings, Progress& progress) {
  // 1. The problem, in the views that the solver needs.
  const std::size_t n = experiment.data().length();
  const SolverRow& row = *find_solver(settings.solver);
  const Loss loss = make_loss(settings.loss, settings.epsilon).value();
  const auto smooth = make_empirical_risk(experiment.model(), loss);
  std::unique_ptr<RowMean<double>> rows;
  std::unique_ptr<RowMean<float>> rows_f32;
  if (row.needs_rows && settings.precision == Precision::float64) {
    rows = make_row_mean<double>(experiment.model(), loss);
  } else if (row.needs_rows) {
    rows_f32 = make_row_mean<float>(experiment.model(), loss);
  }
  const Problem problem{*smooth, rows.get(), rows_f32.get(), &experiment.model()};
  const auto solver = make_solver(settings.solver, solver_options(settings)).value();

  // 2. The walk down, every step heard.
  Recorder recorder(kept_steps(experiment.dimension()));
  PerfectSteps perfect(experiment.x(), experiment.data().y());
  TrainingObserver observer(recorder, perfect, progress, step_work(settings, n));
  const double end_of_work = progress.done() + training_work(experiment, settings);
  Stop stop;
  stop.max_steps = step_budget(settings, n);
  Training training;
  training.result.w = start_parameters(settings);
  const auto begin = std::chrono::steady_clock::now();
  const Outcome outcome = solver->minimize(problem, training.result.w, stop, observer);
  training.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();

  // 3. What it came to.
  std::vector<double> w = std::move(training.result.w);
  training.result = describe(outcome, settings, n, perfect);
  training.result.w = std::move(w);
  training.settings = settings;
  training.trajectory = recorder.take();
  training.columns = compute_columns(experiment, settings.loss, training.trajectory, progress);
  training.result.loss = training.columns.loss.back();
  training.result.accuracy = training.columns.accuracy.back();
  progress.skip_to(end_of_work);
  return training;
}

}  // namespace logitlab::lab
