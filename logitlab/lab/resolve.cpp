// SPDX-License-Identifier: MIT
// Fills in what a user left open, from the rows of the tables and the data, and refuses what does
// not go together.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/pair.hpp"
#include "logitlab/lab/plane.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/lab/suggestion.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::lab {
namespace {

// The numbers of the start must not move with those of the data or of the order of batches.
constexpr std::uint64_t start_stream = 0x7374617274;  // "start"

bool is_lab(std::string_view data) { return data == "lab" || data == "lab-float32"; }

Status check_generator(const Settings& settings) {
  const DatasetRow* row = find_dataset(settings.data);
  if (row != nullptr && row->takes_options) return {};
  const auto refuse = [&](std::string_view flag) {
    return usage_error(quoted(settings.data) + " is a data set of its own: nothing is generated",
                       std::string(flag), "Leave it out, or use --data gaussians");
  };
  if (settings.rows) return refuse("--rows");
  if (settings.inputs) return refuse("--inputs");
  if (settings.noise) return refuse("--noise");
  return {};
}

// Solvers that go over all rows at once have no batches, rate or order, and no float32.
Status check_solver(const Settings& settings, const SolverRow& row) {
  const std::string title(row.title);
  const auto refuse = [&](std::string_view flag, std::string message) {
    return usage_error(std::move(message), std::string(flag), "Leave it out, or use --solver sgd");
  };
  if (row.unit == StepUnit::iteration) {
    const std::string whole = title + " takes all rows at each step";
    if (settings.batch_size) return refuse("--batch-size", whole + ": it has no batches");
    if (settings.drop_last) return refuse("--drop-last", whole + ": it has no batches");
    if (settings.shuffle) return refuse("--shuffle", whole + ": it has no order of rows");
  }
  if (row.default_learning_rate == 0 && settings.learning_rate) {
    return refuse("--learning-rate", title + " finds its own step length: it has no learning rate");
  }
  if (row.default_learning_rate == 0 && settings.schedule) {
    return refuse("--schedule", title + " has no learning rate that a schedule could change");
  }
  if (row.default_momentum == 0 && settings.momentum) {
    return usage_error(title + " has no momentum", "--momentum",
                       "Leave it out, or use --solver momentum");
  }
  if (settings.schedule && find_schedule(*settings.schedule) == nullptr) {
    return unknown_schedule(*settings.schedule);
  }
  if (!row.takes_float32 && settings.precision == Precision::float32) {
    return refuse("--precision", title + " computes in float64 only");
  }
  return {};
}

Status resolve_start(Settings& settings, const Dataset& data) {
  const std::size_t d = data.columns();
  if (!settings.start) settings.start = default_start(data.name(), d, settings.seed);
  if (settings.start->size() != d + 1) {
    const std::string one =
        d == 1 ? "one for the input" : "one for each of the " + std::to_string(d) + " inputs";
    return usage_error("expected " + std::to_string(d + 1) + " numbers, " + one +
                           " and b last, found " + std::to_string(settings.start->size()),
                       "--start", d == 1 ? "Write for example --start -5,-10" : "");
  }
  for (const double v : *settings.start) {
    const bool fits =
        settings.precision == Precision::float64 || std::isfinite(static_cast<float>(v));
    if (!std::isfinite(v) || !fits) {
      return usage_error("expected finite numbers in " + std::string(to_string(settings.precision)),
                         "--start");
    }
  }
  return {};
}

Status resolve_plane(Settings& settings, const Dataset& data) {
  if (settings.plane.empty()) settings.plane = data.columns() == 1 ? "w,b" : "pca";
  return check_plane(settings.plane, data);
}

Status resolve_window(Settings& settings, const Dataset& data) {
  if (!settings.window && is_lab(data.name()) && settings.plane == "w,b")
    settings.window = Window{};
  if (!settings.window) return {};
  const Window& w = *settings.window;
  if (w.u_low < w.u_high && w.v_low < w.v_high && std::isfinite(w.u_high - w.u_low) &&
      std::isfinite(w.v_high - w.v_low)) {
    return {};
  }
  return usage_error(
      "expected low < high for both directions: w0,w1,b0,b1 with w0 < w1 and b0 < b1", "--window",
      "Write for example --window -15,15,-13,13");
}

Status check_rival(const Settings& settings, const std::string& name) {
  if (name == settings.loss || name == settings.solver) {
    return usage_error(name + " is what is trained already", "--compare",
                       "Name another loss or solver, or none");
  }
  if (std::ranges::count(settings.compare, name) > 1) {
    return usage_error(name + " is named twice", "--compare");
  }
  if (find_loss(name) != nullptr || find_solver(name) != nullptr) return {};
  std::vector<std::string_view> known;
  for (const LossRow& row : loss_table()) known.push_back(row.name);
  for (const SolverRow& row : solver_table()) known.push_back(row.name);
  known.emplace_back("none");
  return usage_error("expected losses, solvers or none, found " + quoted(name), "--compare",
                     with_suggestion(name, known));
}

Status resolve_compare(Settings& settings) {
  if (settings.compare.empty()) {
    settings.compare = {std::string(default_rival(settings.loss))};
  }
  if (settings.compare == std::vector<std::string>{"none"}) return {};
  for (const std::string& name : settings.compare) {
    if (Status checked = check_rival(settings, name); !checked) return checked;
  }
  return {};
}

Status check_counts(const Settings& settings) {
  constexpr std::uint64_t most_epochs = 0xffffffffU;  // what a Step counts to
  if (settings.epochs < 1 || settings.epochs > most_epochs) {
    return usage_error(
        "expected 1 to " + grouped(most_epochs) + ", found " + grouped(settings.epochs),
        "--epochs");
  }
  if (settings.resolution < 2 || settings.resolution > 2048) {
    return usage_error("expected 2 to 2048, found " + std::to_string(settings.resolution),
                       "--resolution");
  }
  if (settings.every < 1) return usage_error("expected 1 or more, found 0", "--every");
  return {};
}

}  // namespace

std::vector<double> default_start(std::string_view data, std::size_t columns, std::uint64_t seed) {
  if (is_lab(data)) return {-5, -10};
  const double bound = 1 / std::sqrt(static_cast<double>(columns));
  Rng rng(seed, start_stream);
  std::vector<double> start(columns + 1);
  for (double& v : start) v = rng.uniform(-bound, bound);
  return start;
}

std::string_view default_rival(std::string_view loss) { return find_loss(loss)->rival; }

GeneratorOptions generator_options(const Settings& settings) {
  GeneratorOptions options;
  options.rows = settings.rows.value_or(options.rows);
  options.inputs = settings.inputs.value_or(options.inputs);
  options.noise = settings.noise;
  options.seed = settings.seed;
  return options;
}

Result<Settings> resolve(const Settings& settings, const Dataset& data) {
  Settings resolved = settings;
  // 1. What stands alone.
  if (const auto loss = make_loss(settings.loss, settings.epsilon); !loss) return loss.error();
  const SolverRow* row = find_solver(settings.solver);
  if (row == nullptr) return make_solver(settings.solver).error();
  if (Status checked = check_generator(settings); !checked) return checked.error();
  if (Status checked = check_counts(settings); !checked) return checked.error();
  if (Status checked = check_solver(settings, *row); !checked) return checked.error();

  // 2. Defaults of the solver's row.
  if (row->unit == StepUnit::mini_batch) {
    resolved.batch_size = settings.batch_size.value_or(LoaderOptions{}.batch_size);
  }
  if (row->default_learning_rate > 0) {
    resolved.learning_rate = settings.learning_rate.value_or(row->default_learning_rate);
    resolved.schedule = settings.schedule.value_or(std::string(schedule_table()[0].name));
    if (row->default_momentum > 0) {
      resolved.momentum = settings.momentum.value_or(row->default_momentum);
    }
    const auto made = make_solver(resolved.solver, solver_options(resolved));
    if (!made) return made.error();
    if (!(*resolved.learning_rate > 0)) {
      return usage_error("expected a finite number > 0, found " + shortest(*resolved.learning_rate),
                         "--learning-rate");
    }
  }

  // 3. What depends on the data.
  if (Status filled = resolve_start(resolved, data); !filled) return filled.error();
  if (Status filled = resolve_plane(resolved, data); !filled) return filled.error();
  if (!settings.pair.empty()) {
    if (const auto named = named_inputs(settings.pair, data); !named) return named.error();
  }
  if (Status filled = resolve_window(resolved, data); !filled) return filled.error();
  if (Status filled = resolve_compare(resolved); !filled) return filled.error();
  return resolved;
}

Result<Settings> resolve_survey(const Settings& settings, const Dataset& data, bool has_path) {
  Settings named = settings;
  if (has_path && settings.start) {
    return usage_error("the path has its own start, its first row", "--start", "Leave it out");
  }
  const PlaneRow* row = find_plane(settings.plane);
  if (!has_path && row != nullptr && row->needs_path) {
    return usage_error("the main directions of a path need a path, and surface does not train",
                       "--plane", "Use logitlab lab, or name two parameters: --plane NAME,NAME");
  }
  if (!has_path && settings.plane.empty() && data.columns() > 1) {
    named.plane = text_of({data.inputs()[0], ",", data.inputs()[1]});
  }
  return resolve(named, data);
}

}  // namespace logitlab::lab
