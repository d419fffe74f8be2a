// SPDX-License-Identifier: MIT
// What to try after a run: commands that work as they stand.
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/story.hpp"
#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::lab {
namespace {

class Options {
 public:
  void add(std::string_view flag, std::string_view value) {
    add(flag);
    text_ += text_of({" ", shell_word(value)});
  }
  void add(std::string_view flag) {
    if (!text_.empty()) text_ += ' ';
    text_ += flag;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string numbers(std::span<const double> values) {
  std::string text;
  for (const double v : values) {
    if (!text.empty()) text += ',';
    text += shortest(v);
  }
  return text;
}

bool is_lab(const Settings& s) { return s.data == "lab" || s.data == "lab-float32"; }

// Whether it starts where it would if nothing were said.
bool starts_by_default(const Settings& s) {
  return !s.start || *s.start == default_start(s.data, s.start->size() - 1, s.seed);
}

std::array<double, 4> ends_of(const Window& w) { return {w.u_low, w.u_high, w.v_low, w.v_high}; }

// Whether it is the window that the data set has of its own.
bool is_own_window(const Settings& s) {
  return is_lab(s) && s.plane == "w,b" && ends_of(*s.window) == ends_of(Window{});
}

bool shows(const Window& w, double u, double v) {
  return u >= w.u_low && u <= w.u_high && v >= w.v_low && v <= w.v_high;
}

void add_data(const Settings& s, Options& options) {
  if (s.data != "lab") options.add("--data", s.data);
  if (s.rows) options.add("--rows", std::to_string(*s.rows));
  if (s.inputs) options.add("--inputs", std::to_string(*s.inputs));
  if (s.noise) options.add("--noise", shortest(*s.noise));
  if (s.seed != 0) options.add("--seed", std::to_string(s.seed));
}

void add_training(const Settings& s, Options& options) {
  const Settings standard;
  if (s.loss != standard.loss) options.add("--loss", s.loss);
  if (s.epsilon != 0) options.add("--epsilon", shortest(s.epsilon));
  if (s.solver != standard.solver) options.add("--solver", s.solver);
  const SolverRow* row = find_solver(s.solver);
  if (s.learning_rate && row != nullptr && *s.learning_rate != row->default_learning_rate) {
    options.add("--lr", shortest(*s.learning_rate));
  }
  if (s.momentum && row != nullptr && *s.momentum != row->default_momentum) {
    options.add("--momentum", shortest(*s.momentum));
  }
  if (s.schedule && *s.schedule != schedule_table()[0].name) options.add("--schedule", *s.schedule);
  if (s.batch_size && *s.batch_size != LoaderOptions{}.batch_size) {
    options.add("--batch-size", std::to_string(*s.batch_size));
  }
  if (s.drop_last) options.add("--drop-last");
  if (s.epochs != standard.epochs) options.add("--epochs", std::to_string(s.epochs));
  if (s.shuffle) options.add("--shuffle");
  if (s.precision == Precision::float32) options.add("--precision", "float32");
}

void add_looking(const Settings& s, Options& options) {
  const Settings standard;
  const bool one_input = s.start && s.start->size() == 2;
  if (!s.plane.empty() && s.plane != (one_input ? "w,b" : "pca")) options.add("--plane", s.plane);
  if (s.window && !is_own_window(s)) options.add("--window", numbers(ends_of(*s.window)));
  if (s.resolution != standard.resolution) {
    options.add("--resolution", std::to_string(s.resolution));
  }
  if (!s.pair.empty()) options.add("--pair", s.pair);
  if (s.every != standard.every) options.add("--every", std::to_string(s.every));
}

void add_rivals(const Settings& s, Options& options) {
  std::string names;
  for (const std::string& name : s.compare) names += text_of({names.empty() ? "" : ",", name});
  if (!names.empty() && names != default_rival(s.loss)) options.add("--compare", names);
}

// Another loss or solver for the same recipe: compared with the same, but not with itself.
Settings with_loss(Settings s, std::string_view loss) {
  if (s.compare == std::vector{std::string(default_rival(s.loss))}) s.compare.clear();
  s.loss = loss;
  s.epsilon = 0;
  std::erase(s.compare, s.loss);
  return s;
}

Settings with_newton(Settings s) {
  s.solver = "newton";
  s.precision = Precision::float64;
  s.learning_rate.reset();
  s.momentum.reset();
  s.schedule.reset();
  s.batch_size.reset();
  s.shuffle = s.drop_last = false;
  std::erase(s.compare, s.solver);
  return s;
}

// Without a path, the same for every run; `verb` and the options make the command.
Suggestion suggestion(std::string_view verb, const Settings& settings, std::string why) {
  const std::string options = options_of(settings);
  return {text_of({"logitlab ", verb, options.empty() ? "" : " ", options}), std::move(why)};
}

void after_not_finite(const Settings& settings, std::vector<Suggestion>& next) {
  Settings other = settings;
  if (find_loss(settings.loss)->finite_everywhere) {
    if (settings.learning_rate) {
      other.learning_rate = *settings.learning_rate / 10;
      next.push_back(suggestion("lab", other, "a tenth of the learning rate"));
    } else if (!starts_by_default(settings)) {
      other.start = default_start(settings.data, settings.start->size() - 1, settings.seed);
      next.push_back(suggestion("lab", other, "from the usual start"));
    }
    return;
  }
  other = with_loss(settings, find_loss(settings.loss)->safe_form);
  next.push_back(suggestion("lab", other, "the same recipe with the safe formula"));
  if (settings.epsilon == 0) {
    other = settings;
    other.epsilon = 1e-16;
    next.push_back(suggestion("lab", other, "what an epsilon inside the logarithm changes"));
  }
}

void after_training(const Run& run, std::vector<Suggestion>& next) {
  const Settings& settings = run.training->settings;
  const bool unfinished =
      run.training->result.reason == Reason::budget && run.training->result.accuracy < 1;
  Settings other = settings;
  if (const double limit = rate_limit_passed(run); limit > 0) {
    other.learning_rate = one_digit_below(limit);
    next.push_back(suggestion("lab", other, "a learning rate that the end bears"));
  }
  const LossRow& row = *find_loss(settings.loss);
  const LossRow& shown = *find_loss(row.safe_form == row.name ? row.rival : row.safe_form);
  other = with_loss(settings, shown.name);
  next.push_back(suggestion("lab", other, text_of({"the same recipe on the ", shown.title})));
  other = settings;
  if (is_lab(settings) && starts_by_default(settings) && shows(run.window, 10, 10)) {
    other.start = {10.0, 10.0};
    next.push_back(suggestion("lab", other, "from the other side of the window"));
  } else if (settings.epochs <= 1'000'000 && unfinished) {
    other.epochs *= 10;
    next.push_back(suggestion("lab", other, "ten times as long"));
  }
  if (settings.data == "lab" && settings.loss == "cross-entropy") {
    Settings broken;
    broken.data = "lab-float32";
    broken.precision = Precision::float32;
    broken.loss = "cross-entropy-as-written";
    broken.epochs = 600;
    next.push_back(suggestion("lab", broken, "where the formula as written has no value"));
  } else if (find_solver(settings.solver)->unit == StepUnit::mini_batch &&
             run.separable.kind != SeparableKind::complete &&
             run.separable.kind != SeparableKind::quasi) {
    other = with_newton(settings);
    next.push_back(suggestion("lab", other, "second derivatives instead of a learning rate"));
  }
}

}  // namespace

std::string options_of(const Settings& settings) {
  Options options;
  add_data(settings, options);
  add_training(settings, options);
  // A start that the seed or the data set gives needs no words.
  if (!starts_by_default(settings)) options.add("--start", numbers(*settings.start));
  add_looking(settings, options);
  add_rivals(settings, options);
  return options.take();
}

std::vector<Suggestion> what_next(const Run& run) {
  std::vector<Suggestion> next;
  if (run.settings.data == "-") return next;  // what came through standard input is gone
  if (run.other) {
    // The window lay around that path, in its plane.
    Settings ours = run.settings;
    ours.window.reset();
    ours.plane.clear();
    next.push_back(suggestion("lab", ours, "trains from where that path began"));
  } else if (!run.training) {
    next.push_back(suggestion("lab", run.settings, "trains across this surface"));
  } else if (run.training->result.reason == Reason::not_finite) {
    after_not_finite(run.training->settings, next);
  } else {
    after_training(run, next);
  }
  return next;
}

}  // namespace logitlab::lab
