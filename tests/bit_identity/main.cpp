// SPDX-License-Identifier: MIT
//
// Prints the SHA-256 of what the engine computes, a line each. Every build of it must print the
// same.

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/bit_hashes.hpp"
#include "logitlab/logitlab.hpp"

namespace {

using logitlab::Precision;
using logitlab::Sha256;
using logitlab::lab::Run;
using logitlab::lab::Settings;

void print(const std::string& what, const std::string& hash) {
  std::printf("%-40s %s\n", what.c_str(), hash.c_str());
}

std::string hash_of(const std::vector<double>& numbers) {
  Sha256 hash;
  for (const double number : numbers) {
    hash.update_le(number);
  }
  return hash.hex();
}

Settings recipe(std::string data, Precision precision, std::string loss, std::string solver) {
  Settings settings;
  settings.data = std::move(data);
  settings.precision = precision;
  settings.loss = std::move(loss);
  settings.solver = std::move(solver);
  settings.compare = {"none"};
  return settings;
}

// One of each: precision, loss, solver, schedule, data set, plane, more than one input, shuffled
// batches.
std::vector<Settings> recipes() {
  std::vector<Settings> all = {
      recipe("lab", Precision::float64, "cross-entropy", "sgd"),
      recipe("lab", Precision::float64, "squared-error", "sgd"),
      recipe("lab-float32", Precision::float32, "cross-entropy", "sgd"),
      recipe("lab-float32", Precision::float32, "cross-entropy-as-written", "sgd"),
      recipe("lab-float32", Precision::float32, "squared-error", "sgd"),
  };
  for (const logitlab::SolverRow& solver : logitlab::solver_table()) {
    const std::string name(solver.name);
    all.push_back(recipe("gaussians", Precision::float64, "cross-entropy", name));
    if (solver.takes_float32) {
      all.push_back(recipe("gaussians", Precision::float32, "cross-entropy", name));
    }
  }
  for (const char* data : {"moons", "xor"}) {
    all.push_back(recipe(data, Precision::float64, "cross-entropy", "sgd"));
    all.back().plane = "newton";
    all.push_back(recipe(data, Precision::float64, "squared-error", "sgd"));
    all.back().plane = "random";
  }
  for (const logitlab::ScheduleRow& schedule : logitlab::schedule_table()) {
    all.push_back(recipe("lab", Precision::float64, "cross-entropy", "momentum"));
    all.back().schedule = schedule.name;
  }
  for (Settings& settings : all) {
    if (settings.data == "gaussians") {
      settings.rows = 5000;  // more than one block of the reduction
      settings.inputs = 7;
    }
    const bool batches =
        logitlab::find_solver(settings.solver)->unit == logitlab::StepUnit::mini_batch;
    if (settings.data == "gaussians" && batches) {
      settings.batch_size = 32;
      settings.epochs = 3;
      settings.shuffle = true;
      settings.seed = 7;
    }
  }
  return all;
}

// Trains and prints the path, what is computed along it, and the surface. False: the run was
// refused.
bool print_run(const Settings& settings) {
  const bool single = settings.precision == Precision::float32;
  const std::string name = settings.data + (single ? " f32 " : " f64 ") + settings.loss + " " +
                           settings.solver + (settings.schedule ? " " + *settings.schedule : "");
  auto data =
      logitlab::find_dataset(settings.data)->make(logitlab::lab::generator_options(settings));
  if (!data) {
    return false;
  }
  logitlab::lab::Watch watch;
  const auto run = logitlab::lab::run(
      settings, std::make_shared<const logitlab::Dataset>(std::move(data.value())), watch);
  if (!run) {
    std::printf("%s: %s\n", name.c_str(), run.error().message.c_str());
    return false;
  }
  const auto& training = *run.value().training;
  print(name, training.trajectory.sha256);
  print("  loss", hash_of(training.columns.loss));
  print("  gradient norm", hash_of(training.columns.gradient_norm));
  print("  surface", hash_of(run.value().surface.value));
  return true;
}

}  // namespace

int main() {
  for (const logitlab::NamedHash& hash : logitlab::base_bit_hashes()) {
    print(hash.name, hash.hex);
  }
  bool all_ran = true;
  for (const Settings& settings : recipes()) {
    all_ran = print_run(settings) && all_ran;
  }
  return all_ran ? 0 : 1;
}
