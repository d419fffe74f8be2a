// SPDX-License-Identifier: MIT
#include "logitlab/figure/curve_series.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "logitlab/data/loader.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab::figure {
namespace {

bool is_iteration(const std::string& solver) {
  const SolverRow* row = find_solver(solver);
  return row != nullptr && row->unit == StepUnit::iteration;
}

bool alike(const std::vector<const lab::Training*>& trainings, std::string lab::Settings::* name) {
  return std::ranges::all_of(trainings, [&](const lab::Training* t) {
    return t->settings.*name == trainings.front()->settings.*name;
  });
}

// How the trainings differ decides what they are called.
std::vector<std::string> names_of(const std::vector<const lab::Training*>& trainings) {
  const bool one_loss = alike(trainings, &lab::Settings::loss),
             one_solver = alike(trainings, &lab::Settings::solver);
  std::vector<std::string> names;
  for (const lab::Training* t : trainings) {
    const std::string loss = loss_title(t->settings.loss),
                      solver = solver_title(t->settings.solver);
    names.push_back(one_solver ? loss : one_loss ? solver : concat({loss, ", ", solver}));
  }
  return names;
}

// Green and solid is cross-entropy, purple and dashed squared error; what comes later with the same
// loss takes ink, told apart by its dashes.
class Strokes {
 public:
  Stroke next(const std::string& loss) {
    constexpr double width = 2.2;
    const bool squared = !is_convex(loss);
    bool& taken = squared ? squared_taken_ : entropy_taken_;
    if (!std::exchange(taken, true)) {
      return squared ? Stroke{{Role::squared_error}, width, 6, 3}
                     : Stroke{{Role::cross_entropy}, width};
    }
    constexpr std::array further = {Stroke{{Role::ink}, 1.6, 2, 3}, Stroke{{Role::ink2}, 1.6},
                                    Stroke{{Role::ink2}, 1.6, 10, 4}, Stroke{{Role::ink}, 1.2},
                                    Stroke{{Role::ink}, 1.2, 12, 3}};
    return further[further_++ % further.size()];
  }

 private:
  bool entropy_taken_ = false, squared_taken_ = false;
  std::size_t further_ = 0;
};

// The mean of the rows first ... end - 1.
double mean(const std::vector<double>& values, std::size_t first, std::size_t end) {
  return std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(first),
                         values.begin() + static_cast<std::ptrdiff_t>(end), 0.0) /
         static_cast<double>(end - first);
}

// Last tenth of the rows over the tenth before it; the last row over the one before in a short run.
double late_ratio(const std::vector<double>& loss) {
  const std::size_t n = loss.size();
  if (n < 2) return 1;
  const std::size_t tenth = std::max<std::size_t>(1, n / 10);
  return mean(loss, n - tenth, n) / mean(loss, n - 2 * tenth, n - tenth);
}

std::vector<const lab::Training*> trainings_of(const lab::Run& run) {
  std::vector<const lab::Training*> trainings;
  if (run.training) trainings.push_back(&*run.training);
  for (const lab::Training& t : run.comparisons) trainings.push_back(&t);
  return trainings;
}

bool has_values(const lab::Training& t, std::size_t row) {
  return !std::isnan(t.columns.loss[row]) && !std::isnan(t.columns.accuracy[row]);
}

constexpr double noticeable = 1e-3;  // of a loss: half a unit of the digits shown

}  // namespace

std::string CurveSeries::length_text() const {
  return counted(training->result.steps, iterations ? "iteration" : "step");
}

std::uint64_t CurveSeries::right(std::size_t samples) const {
  return static_cast<std::uint64_t>(accuracy.back() * static_cast<double>(samples) + 0.5);
}

bool CurveSeries::unmoved() const {
  const auto [low, high] = std::ranges::minmax(loss);
  return loss.size() > 1 && high - low <= noticeable * loss.front();
}

bool CurveSeries::falling() const { return late_ratio(loss) < 1 - noticeable; }
bool CurveSeries::rising() const { return late_ratio(loss) > 1 + noticeable; }

bool has_curves(const lab::Run& run) {
  return std::ranges::any_of(trainings_of(run), [](const lab::Training* t) {
    for (std::size_t row = 0; row < t->columns.loss.size(); ++row) {
      if (has_values(*t, row)) return true;
    }
    return false;
  });
}

std::vector<CurveSeries> curve_series(const lab::Run& run) {
  const std::vector<const lab::Training*> trainings = trainings_of(run);
  const std::vector<std::string> names = names_of(trainings);

  std::vector<CurveSeries> all;
  Strokes strokes;
  for (std::size_t k = 0; k < trainings.size(); ++k) {
    const lab::Training& t = *trainings[k];
    CurveSeries series;
    series.training = &t;
    series.name = names[k];
    series.stroke = strokes.next(t.settings.loss);
    series.iterations = is_iteration(t.settings.solver);
    for (std::size_t row = 0; row < t.columns.loss.size(); ++row) {
      if (!has_values(t, row)) continue;
      series.step.push_back(static_cast<double>(t.trajectory.step[row]));
      series.loss.push_back(t.columns.loss[row]);
      series.accuracy.push_back(t.columns.accuracy[row]);
      series.gradient.push_back(t.columns.gradient_norm[row]);
    }
    if (!series.step.empty()) all.push_back(std::move(series));
  }
  return all;
}

std::optional<BatchLosses> readable_batch_losses(const lab::Run& run, const CurveSeries& s) {
  constexpr double most_decades = 1e4;
  const std::size_t batch = s.training->settings.batch_size.value_or(0);
  if (s.iterations || batch == 0 || batch >= run.data->length()) return {};
  BatchLosses found;
  double low = s.loss.front(), high = low;
  const Trajectory& t = s.training->trajectory;
  for (std::size_t row = 1; row < t.length(); ++row) {
    const double loss = t.batch_value[row];
    if (!std::isfinite(loss) || !(loss > 0)) return {};
    low = std::min(low, loss);
    high = std::max(high, loss);
    found.step.push_back(static_cast<double>(t.step[row] - 1));
    found.loss.push_back(loss);
  }
  for (const double loss : s.loss) {
    low = std::min(low, loss);
    high = std::max(high, loss);
  }
  if (found.step.empty() || !(low > 0) || high > low * most_decades) return {};
  return found;
}

std::vector<OneClassStretch> one_class_stretches(const lab::Run& run, const lab::Training& training,
                                                 std::uint64_t steps) {
  std::vector<OneClassStretch> stretches;
  const lab::Settings& settings = training.settings;
  const Dataset& data = *run.data;
  if (is_iteration(settings.solver)) return stretches;
  DataLoader loader(data.length(), {settings.batch_size.value_or(0), settings.shuffle,
                                    settings.seed, settings.drop_last});
  if (loader.batch_size() >= data.length()) return stretches;
  const std::uint64_t last = std::min(steps, training.result.steps);
  const std::uint64_t per_epoch = loader.batches_per_epoch();
  for (std::uint64_t step = 1; step <= last; ++step) {
    const std::uint64_t batch = (step - 1) % per_epoch;
    if (batch == 0) loader.start_epoch(1 + (step - 1) / per_epoch);
    std::size_t ones = 0;
    const auto rows = loader.batch(static_cast<std::size_t>(batch));
    for (const Row row : rows) {
      if (data[row].y > 0.5) ++ones;
    }
    if (ones != 0 && ones != rows.size()) continue;
    const bool all_ones = ones != 0;
    if (!stretches.empty() && stretches.back().last + 1 == step &&
        stretches.back().ones == all_ones) {
      stretches.back().last = step;
    } else {
      stretches.push_back({step, step, all_ones});
    }
  }
  return stretches;
}

}  // namespace logitlab::figure
