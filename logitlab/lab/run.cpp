// SPDX-License-Identifier: MIT
//
// The problem: one experiment, told as one value. Given: settings and data. The walk: resolve,
// train, train the rivals, choose plane and window, look at the loss from above.
#include "logitlab/lab/run.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "logitlab/lab/curvatures.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/other_run.hpp"
#include "logitlab/lab/plane.hpp"
#include "logitlab/lab/starts.hpp"
#include "logitlab/landscape/path_in_plane.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {
namespace {

class Clock {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

StartFacts facts_of_start(const Experiment& experiment, const Settings& settings) {
  const std::vector<double> w = start_parameters(settings);
  const CVec y = experiment.data().y();
  std::vector<double> margin(y.size());
  StartFacts facts;
  facts.gradient_cross_entropy.resize(w.size());
  facts.gradient_squared_error.resize(w.size());
  const double cross_entropy =
      experiment.safe_risk("cross-entropy")->value_and_gradient(w, facts.gradient_cross_entropy);
  const double squared_error =
      experiment.safe_risk("squared-error")->value_and_gradient(w, facts.gradient_squared_error);
  facts.loss = is_convex(settings.loss) ? cross_entropy : squared_error;
  margins(experiment.x(), w, margin);
  facts.accuracy = accuracy(margin, y);
  return facts;
}

// The settings of a comparison: another loss by the same recipe, or another solver from the same
// start with its own defaults where it takes other options.
Settings rival(const Settings& settings, const std::string& name) {
  Settings other = settings;
  if (find_loss(name) != nullptr) {
    other.loss = name;
    if (!find_loss(name)->takes_epsilon) other.epsilon = 0;
    return other;
  }
  const SolverRow& row = *find_solver(name);
  other.solver = name;
  other.learning_rate.reset();
  if (row.default_learning_rate > 0) {
    other.learning_rate = row.default_learning_rate;
    if (!other.schedule) other.schedule = schedule_table()[0].name;
  } else {
    other.schedule.reset();
  }
  if (row.default_momentum == 0) {
    other.momentum.reset();
  } else if (!other.momentum) {
    other.momentum = row.default_momentum;
  }
  if (!row.takes_float32) other.precision = Precision::float64;
  if (row.unit == StepUnit::iteration) {
    other.batch_size.reset();
    other.shuffle = other.drop_last = false;
  } else if (!other.batch_size) {
    other.batch_size = LoaderOptions{}.batch_size;
  }
  return other;
}

std::vector<Settings> rivals(const Settings& settings) {
  std::vector<Settings> all;
  for (const std::string& name : settings.compare) {
    if (name != "none") all.push_back(rival(settings, name));
  }
  return all;
}

double surface_terms(const Settings& settings, std::size_t rows) {
  return static_cast<double>(settings.resolution) * static_cast<double>(settings.resolution) *
         static_cast<double>(rows);
}

// In visits of a row: a loss that is folded over the grid (loss/terms.hpp) sees a row in a fraction
// of the time that a training takes.
double surface_work(const Settings& settings, std::size_t rows) {
  constexpr double folded_speed = 30, plain_speed = 5;
  const bool folded =
      settings.precision == Precision::float64 && find_loss(settings.loss)->finite_everywhere;
  return surface_terms(settings, rows) / (folded ? folded_speed : plain_speed);
}

// A step of the training after which all rows were right, if there is one that was kept.
std::optional<std::size_t> perfect_row(const Training& training) {
  const std::vector<double>& accuracy = training.columns.accuracy;
  for (std::size_t r = accuracy.size(); r-- > 0;) {
    if (accuracy[r] == 1) return r;
  }
  return std::nullopt;
}

// Decided where that is a matter of a second at most. Measured on Gaussians of noise 0.1, 0.4 and
// 1, on one core of an AMD EPYC, the slowest of the three, rows x inputs: 12 million x 1: 8.6 s;
// 500,000 x 9: 0.71 s; 50,000 x 31: 0.26 s; 5,000 x 99: 0.15 s. That is 3 to 7 ns for each row and
// each of d^2 + 100, d counting b.
Separable decide(const Experiment& experiment) {
  constexpr double most_work = 1.5e8, beside_products = 100;
  const double d = static_cast<double>(experiment.dimension());
  const double work = static_cast<double>(experiment.data().length()) * (d * d + beside_products);
  if (work > most_work) return {};
  return decide_separability(experiment.x(), experiment.data().y());
}

// By parameters that a training went through, if some will do: they are free and of this run.
Separable find_separation(const Experiment& experiment, const Run& run) {
  const auto try_training = [&](const Training& training) -> Separable {
    const auto row = perfect_row(training);
    if (!row) return {};
    return separation_witness(experiment.x(), experiment.data().y(),
                              training.trajectory.w_at(*row));
  };
  Separable found = try_training(*run.training);
  for (const Training& training : run.comparisons) {
    if (found.kind != SeparableKind::undecided) break;
    found = try_training(training);
  }
  return found.kind != SeparableKind::undecided ? found : decide(experiment);
}

// Where the loss is least, if it is convex and has a minimum that a batch solver settles on soon.
// L-BFGS took 3 to 35 iterations on Gaussians, moons and xor of noise 0.5 and 1, from 200 x 2 to 1
// million x 23: with 200 it has room for much worse. An iteration took 2.3 ns for each row and each
// of d + 20, d counting b (the 20 are the row's exponential): the budget is 12 s where it uses all
// of its iterations, 2 s where it ends after 35, on runs whose training takes as long.
std::optional<std::vector<double>> find_optimum(const Experiment& experiment, const Run& run) {
  constexpr std::uint64_t most_iterations = 200;
  constexpr double most_work = 5e9, beside_products = 20;
  const LossRow& row = *find_loss(find_loss(run.settings.loss)->safe_form);
  const double pass = static_cast<double>(experiment.data().length()) *
                      (static_cast<double>(experiment.dimension()) + beside_products);
  const SeparableKind kind = run.separable.kind;
  if (!row.convex || kind == SeparableKind::complete || kind == SeparableKind::quasi ||
      pass * most_iterations > most_work) {
    return std::nullopt;
  }
  Unwatched observer;
  const auto smooth = experiment.safe_risk(row.name);
  const Problem problem{*smooth, nullptr, nullptr, &experiment.model()};
  std::vector<double> w(experiment.dimension(), 0.0);
  Stop stop;
  stop.max_steps = most_iterations;
  const Outcome outcome = make_solver("lbfgs").value()->minimize(problem, w, stop, observer);
  if (!converged(outcome.reason)) return std::nullopt;
  if (separation_witness(experiment.x(), experiment.data().y(), w).kind ==
      SeparableKind::complete) {
    return std::nullopt;
  }
  return w;
}

// Whether a comparison is one of losses, which has a map of starts of its own.
bool compares_losses(const Settings& settings, const Settings& other) {
  return other.solver == settings.solver;
}

double starts_work_of_all(const Experiment& experiment, const Settings& settings,
                          const std::vector<Settings>& others) {
  double work = starts_work(experiment, settings);
  for (const Settings& other : others) {
    if (compares_losses(settings, other)) work += starts_work(experiment, other);
  }
  return work;
}

void map_starts(const Experiment& experiment, Run& run, Progress& progress) {
  Training& training = *run.training;
  training.basin_map =
      map_of_starts(experiment, training.settings, run.plane, run.window, progress);
  for (Training& other : run.comparisons) {
    if (!compares_losses(run.settings, other.settings)) continue;
    other.basin_map = map_of_starts(experiment, other.settings, run.plane, run.window, progress);
  }
}

// How the losses bend, and where the formula as written breaks.
void examine(const Experiment& experiment, Run& run) {
  const auto facts = [&](const Training& training) {
    return curvature_facts(experiment, training.settings.loss, run.plane, run.window,
                           training.trajectory.w_at(0), training.result.w);
  };
  run.curvature = facts(*run.training);
  for (Training& other : run.comparisons) {
    if (compares_losses(run.settings, other.settings)) other.curvature = facts(other);
  }
  if (!find_loss(run.settings.loss)->finite_everywhere) {
    run.numerics = numerics_of(*run.data, run.settings, run.training->trajectory);
  }
}

// The start alone, as a path of one step.
Trajectory only(CVec w) {
  Trajectory path;
  path.dimension = w.size();
  path.step = {0};
  path.epoch = path.batch = {0};
  path.rate = path.batch_value = {unknown};
  path.w.assign(w.begin(), w.end());
  return path;
}

// The loss over the run's window, in the arithmetic of the run. Stopped, it is left incomplete
// where the rest would take long.
Surface look_around(const Experiment& experiment, const Run& run, Progress& progress) {
  constexpr double at_once = 1e7;  // terms: less than a tenth of a second
  const Settings& settings = run.settings;
  const std::size_t rows = experiment.data().length();
  const GridAxis u{run.window.u_low, run.window.u_high, settings.resolution};
  const GridAxis v{run.window.v_low, run.window.v_high, settings.resolution};
  const bool short_work = surface_terms(settings, rows) <= at_once;
  double before = 0;
  const auto hear = [&](double done) {
    const double more = surface_work(settings, rows) * (done - std::exchange(before, done));
    return progress.add(more) == Flow::proceed || short_work;
  };
  if (settings.precision == Precision::float32) {
    const Loss loss = make_loss(settings.loss, settings.epsilon).value();
    return sample_surface(*make_row_mean<float>(experiment.model(), loss), run.plane, u, v, hear);
  }
  return sample_surface(*experiment.risk(settings.loss, settings.epsilon), run.plane, u, v, hear);
}

void look(const Experiment& experiment, const Trajectory& path, Run& run, Progress& progress) {
  // 1. Where to look.
  Settings& settings = run.settings;
  run.plane = choose_plane(settings, experiment, path);
  if (shown_path(run) != nullptr) run.path_in_plane = path_in_plane(run.plane, path.w);
  if (!settings.window) {
    settings.window = window_around(run.plane, path, find_optimum(experiment, run));
  }
  run.window = *settings.window;

  // 2. The loss there.
  run.surface = look_around(experiment, run, progress);
}

// What a run knows before it does anything.
Run begin(const Experiment& experiment, Settings resolved, std::shared_ptr<const Dataset> data) {
  Run run;
  run.data = std::move(data);
  run.settings = std::move(resolved);
  run.start = facts_of_start(experiment, run.settings);
  return run;
}

}  // namespace

const std::vector<double>& StartFacts::gradient_of(std::string_view name) const {
  return is_convex(name) ? gradient_cross_entropy : gradient_squared_error;
}

Result<Run> run(const Settings& settings, std::shared_ptr<const Dataset> data, Watch& watch,
                Extent extent) {
  const Clock clock;
  Result<Settings> resolved = resolve(settings, *data);
  if (!resolved) return resolved.error();

  // 1. The start.
  const Experiment experiment(*data);
  Run run = begin(experiment, std::move(*resolved), data);

  // 2. The walk, and what others make of the same recipe.
  const std::vector<Settings> others = rivals(run.settings);
  double work =
      training_work(experiment, run.settings) + surface_work(run.settings, data->length());
  for (const Settings& other : others) work += training_work(experiment, other);
  if (extent == Extent::whole) work += starts_work_of_all(experiment, run.settings, others);
  Progress progress(watch, work);
  run.training = train(experiment, run.settings, progress);
  for (const Settings& other : others) {
    if (progress.stopped()) break;
    run.comparisons.push_back(train(experiment, other, progress));
  }

  // 3. What it shows.
  run.separable = find_separation(experiment, run);
  if (data->columns() > 1) {
    run.pair = choose_pair(run.settings.pair, *data, run.training->result.w);
  }
  look(experiment, run.training->trajectory, run, progress);
  if (extent == Extent::whole) {
    map_starts(experiment, run, progress);
    examine(experiment, run);
  }
  run.interrupted = progress.stopped();
  run.seconds = clock.seconds();
  return run;
}

double expected_seconds(const Settings& settings, const Dataset& data) {
  // On one core of an AMD EPYC: 2,100 visits of batches of three took 51 microseconds; a row
  // of the columns takes 1.5 ns for each of d + 8. The page's engine takes 1.4 to 2.7 times as
  // long, hence half as much again.
  constexpr double step = 30e-9, visit = 22e-9, product = 2.2e-9;
  const Experiment experiment(data);
  const double d = static_cast<double>(experiment.dimension());
  double seconds = 0;
  const auto add = [&](const Settings& one) {
    const auto steps = static_cast<double>(step_budget(one, data.length()));
    seconds += steps * step + training_work(experiment, one) * (visit + d * product);
  };
  add(settings);
  for (const Settings& other : rivals(settings)) add(other);
  return seconds + surface_work(settings, data.length()) * visit;
}

Result<Run> survey(const Settings& settings, std::shared_ptr<const Dataset> data, Watch& watch,
                   std::optional<OtherPath> path) {
  const Clock clock;
  Result<Settings> resolved = resolve_survey(settings, *data, path.has_value());
  if (!resolved) return resolved.error();

  // 1. The start: the path's, where there is one.
  if (path) {
    const CVec first = path->trajectory.w_at(0);
    resolved->start.emplace(first.begin(), first.end());
  }
  const Experiment experiment(*data);
  Run run = begin(experiment, std::move(*resolved), data);

  // 2. What can be known without training, and of the path.
  Progress progress(watch, surface_work(run.settings, data->length()));
  if (path) run.other = evaluate(experiment, run.settings, std::move(*path), progress);
  const CVec known = run.other ? CVec(run.other->training.result.w) : CVec(*run.settings.start);
  run.separable = separation_witness(experiment.x(), data->y(), known);
  if (run.separable.kind == SeparableKind::undecided) run.separable = decide(experiment);

  // 3. The loss from above.
  const Trajectory start = only(start_parameters(run.settings));
  look(experiment, run.other ? run.other->training.trajectory : start, run, progress);
  run.curvature =
      curvature_facts(experiment, run.settings.loss, run.plane, run.window, start.w_at(0),
                      run.other ? std::optional<CVec>(run.other->training.result.w) : std::nullopt);
  run.interrupted = progress.stopped();
  run.seconds = clock.seconds();
  return run;
}

Result<Run> survey(const Settings& settings, std::shared_ptr<const Dataset> data) {
  Watch nobody;
  return survey(settings, std::move(data), nobody);
}

const Training* shown_path(const Run& run) {
  if (run.training) return &*run.training;
  return run.other ? &run.other->training : nullptr;
}

Surface relief(const Run& run, const std::string& loss, std::size_t resolution) {
  const Experiment experiment(*run.data);
  return sample_surface(*experiment.safe_risk(loss), run.plane,
                        {run.window.u_low, run.window.u_high, resolution},
                        {run.window.v_low, run.window.v_high, resolution});
}

}  // namespace logitlab::lab
