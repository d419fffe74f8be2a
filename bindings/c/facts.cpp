// SPDX-License-Identifier: MIT
//
// What a page has to know, as JSON. The keys are those of docs/engine.md.
#include "bindings/c/logitlab.h"
#include "bindings/c/run_handle.hpp"
#include "logitlab/base/json_text.hpp"
#include "logitlab/data/generators.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/headline.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/solver/schedule.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace {

namespace lab = logitlab::lab;
using logitlab::JsonText;

// ---- what can be chosen

void write_losses(JsonText& json) {
  json.key("loss").open('[');
  for (const logitlab::LossRow& row : logitlab::loss_table()) {
    json.open('{').text("name", row.name).text("title", row.title).text("formula", row.formula);
    json.flag("epsilon", row.takes_epsilon).text("rival", row.rival).close('}');
  }
  json.close(']');
}

void write_solvers(JsonText& json) {
  json.key("solver").open('[');
  for (const logitlab::SolverRow& row : logitlab::solver_table()) {
    json.open('{').text("name", row.name).text("title", row.title);
    json.number("lr", row.default_learning_rate).number("momentum", row.default_momentum);
    json.flag("batches", row.unit == logitlab::StepUnit::mini_batch);
    json.flag("float32", row.takes_float32).close('}');
  }
  json.close(']');
}

void write_data_sets(JsonText& json) {
  json.key("data").open('[');
  for (const logitlab::DatasetRow& row : logitlab::dataset_table()) {
    json.open('{').text("name", row.name).text("title", row.summary);
    json.flag("options", row.takes_options).number("noise", row.noise).close('}');
  }
  json.close(']');
}

void write_schedules(JsonText& json) {
  json.key("schedule").open('[');
  for (const logitlab::ScheduleRow& row : logitlab::schedule_table()) {
    json.open('{').text("name", row.name).text("title", row.meaning).close('}');
  }
  json.close(']');
}

// ---- a run

void write_data(const lab::Run& run, bool own_points, JsonText& json) {
  json.key("data").open('{').text("name", run.data->name());
  json.text("source", own_points ? "points" : "named").count("rows", run.data->length());
  json.count("positives", run.data->positives()).key("inputs").open('[');
  for (const std::string& name : run.data->inputs()) json.text(name);
  json.close(']').close('}');
}

void write_numbers(const std::vector<double>& numbers, JsonText& json) {
  json.open('[');
  for (const double number : numbers) json.number(number);
  json.close(']');
}

// Each by its key in a link, with what resolve() made of it; null where the solver takes none.
void write_settings(const lab::Settings& settings, JsonText& json) {
  json.key("settings").open('{').text("data", settings.data).text("loss", settings.loss);
  json.text("solver", settings.solver).text("precision", to_string(settings.precision));
  json.text("schedule", settings.schedule.value_or("")).number("epsilon", settings.epsilon);
  json.number("lr", settings.learning_rate.value_or(logitlab::unknown));
  json.number("momentum", settings.momentum.value_or(logitlab::unknown));
  json.count("bs", settings.batch_size.value_or(0)).count("epochs", settings.epochs);
  json.flag("shuffle", settings.shuffle).count("seed", settings.seed);
  json.flag("droplast", settings.drop_last).key("compare").open('[');
  for (const std::string& name : settings.compare) json.text(name);
  json.close(']');
  if (settings.rows) json.count("rows", *settings.rows);
  if (settings.inputs) json.count("inputs", *settings.inputs);
  if (settings.noise) json.number("noise", *settings.noise);
  json.close('}');
}

// Why an option means nothing to this run; the keys whose option does are not there.
void write_reasons(const lab::Settings& settings, JsonText& json) {
  const logitlab::SolverRow& solver = *logitlab::find_solver(settings.solver);
  const auto say = [&](const char* key, std::string_view what, std::string_view who) {
    json.text(key, lab::text_of({who, " takes no ", what}));
  };
  json.key("unused").open('{');
  if (solver.default_learning_rate == 0) {
    say("lr", "learning rate", solver.title);
    say("schedule", "schedule", solver.title);
  }
  if (solver.default_momentum == 0) say("momentum", "momentum", solver.title);
  if (solver.unit == logitlab::StepUnit::iteration) {
    say("bs", "batches: each step sees all rows", solver.title);
    say("shuffle", "order of rows", solver.title);
    say("droplast", "batches", solver.title);
  }
  if (!solver.takes_float32) say("precision", "float32", solver.title);
  const logitlab::LossRow& loss = *logitlab::find_loss(settings.loss);
  if (!loss.takes_epsilon) say("epsilon", "epsilon", loss.title);
  json.close('}');
}

void write_headline(const lab::Run& run, JsonText& json) {
  const lab::Headline head = lab::headline(run);
  json.key("losses").open('[');
  for (const lab::Headline::Of& of : head.of) {
    json.open('{').text("name", of.loss).text("solver", of.solver).text("title", of.title);
    json.count("right", of.right).count("rows", of.rows).text("loss_start", of.loss_start);
    json.text("loss_end", of.loss_end).text("slope_start", of.slope_start);
    json.text("moved", of.moved).text("words", of.words).close('}');
  }
  json.close(']').text("ratio", head.ratio).text("steeper", head.steeper);
  json.key("separable").open('{').text("kind", to_string(run.separable.kind));
  json.text("sentence", head.separable).close('}');
}

void write_training(const lab::Run& run, JsonText& json) {
  const lab::Training& training = *run.training;
  const std::size_t rows = run.data->length();
  json.text("sha256", training.trajectory.sha256).count("steps", training.result.steps);
  json.count("kept", training.trajectory.length());
  json.count("epochs", training.result.epochs);
  json.count("steps_per_epoch", lab::steps_per_epoch(training.settings, rows));
  json.text("reason", to_string(training.result.reason)).text("detail", training.result.detail);
}

void write_run(const logitlab_run& handle, JsonText& json) {
  const lab::Run& run = *handle.run;
  write_data(run, !handle.read.points.empty(), json);
  write_training(run, json);
  write_headline(run, json);
  write_settings(run.settings, json);
  write_reasons(run.settings, json);
  json.key("start");
  write_numbers(*run.settings.start, json);
  json.key("plane").open('[').text(run.plane.name[0]).text(run.plane.name[1]).close(']');
  const logitlab::Window& window = run.window;
  json.key("window");
  write_numbers({window.u_low, window.u_high, window.v_low, window.v_high}, json);
  if (!handle.read.run.empty()) {
    json.flag("same_run", run.training->trajectory.sha256.starts_with(handle.read.run));
  }
}

}  // namespace

const char* logitlab_choices(void) {
  static const std::string text = [] {
    JsonText json;
    json.open('{').text("version", LOGITLAB_VERSION);
    write_losses(json);
    write_solvers(json);
    write_schedules(json);
    write_data_sets(json);
    json.key("precision").open('[');
    for (const auto precision : {logitlab::Precision::float64, logitlab::Precision::float32}) {
      json.open('{').text("name", to_string(precision)).text("title", to_string(precision));
      json.close('}');
    }
    return json.close(']').close('}').take();
  }();
  return text.c_str();
}

const char* logitlab_run_facts(logitlab_run* run) {
  JsonText json;
  json.open('{').text("version", LOGITLAB_VERSION).text("link", run->link);
  json.text("error", run->error).text("notes", run->notes).text("hide", run->read.hide);
  if (run->read.step) json.count("step", *run->read.step);
  if (run->run) write_run(*run, json);
  run->facts = json.close('}').take();
  return run->facts.c_str();
}
