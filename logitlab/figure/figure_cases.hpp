// SPDX-License-Identifier: MIT
// Runs that are unlike each other, for tests that hold of every figure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure::test {

struct Case {
  std::string name;
  lab::Settings settings;
  GeneratorOptions generator;
  bool trains = true;
  std::vector<std::pair<double, double>> rows = {};  // (x, y) in place of a data set by name
};

inline lab::Settings settings_of(void (*change)(lab::Settings&)) {
  lab::Settings settings;
  settings.compare = {"none"};
  change(settings);
  return settings;
}

using S = lab::Settings;

inline std::vector<Case> cases() {
  return {
      {"lab", settings_of([](S&) {}), {}},
      {"surface_only", settings_of([](S&) {}), {}, false},
      {"squared_error", settings_of([](S& s) { s.loss = "squared-error"; }), {}},
      {"as_written_until_not_finite",
       settings_of([](S& s) {
         s.data = "lab-float32";
         s.loss = "cross-entropy-as-written";
         s.precision = Precision::float32;
         s.epochs = 600;
       }),
       {}},
      {"leaves_the_window", settings_of([](S& s) { s.epochs = 150; }), {}},
      {"one_step",
       settings_of([](S& s) {
         s.epochs = 1;
         s.batch_size = 0;
       }),
       {}},
      {"starts_outside",
       settings_of([](S& s) {
         s.start = std::vector<double>{-30, 0};
         s.learning_rate = 5;
       }),
       {}},
      {"starts_in_a_corner",
       settings_of([](S& s) { s.start = std::vector<double>{14.9, 12.9}; }),
       {}},
      {"starts_at_the_left_edge",
       settings_of([](S& s) { s.start = std::vector<double>{-15, -13}; }),
       {}},
      {"tiny_window",
       settings_of([](S& s) { s.window = Window{-5.001, -4.999, -10.002, -10}; }),
       {}},
      {"tiniest_window",
       settings_of([](S& s) { s.window = Window{-5, -5 + 3e-6, -10 - 1e-7, -10 + 1e-7}; }),
       {}},
      {"narrowest_window", settings_of([](S& s) { s.window = Window{0, 5e-324, 0, 5e-324}; }), {}},
      {"huge_window", settings_of([](S& s) { s.window = Window{-4e6, 3e7, -1e5, 2e6}; }), {}},
      {"path_elsewhere", settings_of([](S& s) { s.window = Window{20, 30, 20, 30}; }), {}},
      {"plateau_only",
       settings_of([](S& s) {
         s.loss = "squared-error";
         s.window = Window{-1, 1, -900, -800};
       }),
       {}},
      {"valley_to_the_left", settings_of([](S& s) { s.window = Window{-2, 4, -30, 2}; }), {}},
      {"large_rate", settings_of([](S& s) { s.learning_rate = 300; }), {}},
      {"newton",
       settings_of([](S& s) {
         s.solver = "newton";
         s.epochs = 30;
         s.every = 1;
       }),
       {}},
      {"lbfgs", settings_of([](S& s) { s.solver = "lbfgs"; }), {}},
      {"no_step",  // the start is a minimum already, as far as doubles go
       settings_of([](S& s) {
         s.solver = "newton";
         s.start = std::vector<double>{1e6, -2.5e5};
         s.window = Window{0, 2e6, -5e5, 0};
       }),
       {}},
      {"one_input_overlapping",
       settings_of([](S& s) {
         s.data = "gaussians";
         s.epochs = 10;
         s.every = 3;
       }),
       {.rows = 120, .inputs = 1, .noise = 1.5}},
      {"two_inputs",
       settings_of([](S& s) {
         s.data = "gaussians";
         s.epochs = 10;
       }),
       {.rows = 100, .inputs = 2}},
      {"margins_without_a_value",  // infinite less infinite, at the start already
       settings_of([](S& s) {
         s.data = "gaussians";
         s.start = std::vector<double>{-1e308, 1e308, 1e308};
       }),
       {.rows = 40, .inputs = 2, .noise = 1e6}},
      {"two_losses", settings_of([](S& s) { s.compare = {"squared-error"}; }), {}},
      {"two_losses_squared_error_first",
       settings_of([](S& s) {
         s.loss = "squared-error";
         s.compare = {"newton", "cross-entropy"};
       }),
       {}},
      {"two_losses_one_step",
       settings_of([](S& s) {
         s.compare = {"squared-error"};
         s.epochs = 1;
         s.batch_size = 0;
       }),
       {}},
      {"two_losses_in_the_tiniest_window",
       settings_of([](S& s) {
         s.compare = {"squared-error"};
         s.window = Window{-5, -5 + 3e-6, -10 - 1e-7, -10 + 1e-7};
       }),
       {}},
      {"two_losses_in_a_huge_window",
       settings_of([](S& s) {
         s.compare = {"squared-error"};
         s.window = Window{-4e6, 3e7, -1e5, 2e6};
       }),
       {}},
      {"two_losses_overlapping",
       settings_of([](S& s) {
         s.data = "gaussians";
         s.compare = {"squared-error"};
         s.epochs = 30;
       }),
       {.rows = 120, .inputs = 1, .noise = 1.5}},
      {"two_losses_two_inputs",
       settings_of([](S& s) {
         s.data = "gaussians";
         s.compare = {"squared-error"};
         s.epochs = 10;
       }),
       {.rows = 60, .inputs = 2}},
      {"three_rows", settings_of([](S&) {}), {}, true, {{1, 0}, {2, 0}, {3.5, 1}}},
      {"classes_that_touch", settings_of([](S&) {}), {}, true, {{1, 0}, {2, 0}, {2, 1}, {3, 1}}},
      {"ones_below_zeros", settings_of([](S&) {}), {}, true, {{-2, 1}, {-1, 1}, {0.5, 0}, {1, 0}}},
      {"inputs_far_from_zero",
       settings_of([](S& s) { s.solver = "newton"; }),
       {},
       true,
       {{23, 0}, {41, 0}, {52, 0}, {53, 1}, {60, 1}, {71, 1}}},
      {"many_rows_one_input",
       settings_of([](S& s) {
         s.data = "gaussians";
         s.every = 2;
         s.epochs = 7;
       }),
       {.rows = 3000, .inputs = 1, .noise = 1}},
      {"two_inputs_far_apart",  // a boundary as steep as a step
       settings_of([](S& s) {
         s.data = "gaussians";
         s.learning_rate = 50;
         s.epochs = 60;
         s.every = 30;
       }),
       {.rows = 60, .inputs = 2, .noise = 0.1}},
      {"two_inputs_after_one_epoch",
       settings_of([](S& s) {
         s.data = "gaussians";
         s.epochs = 1;
         s.pair = "x2,x1";
       }),
       {.rows = 200, .inputs = 2}},
      {"two_inputs_of_many_samples",
       settings_of([](S& s) {
         s.data = "gaussians";
         s.epochs = 1;
         s.batch_size = 1000;
       }),
       {.rows = 5'000, .inputs = 2}},
      {"five_inputs",
       settings_of([](S& s) {
         s.data = "gaussians";
         s.epochs = 40;
       }),
       {.rows = 200, .inputs = 5}},
      {"six_inputs",
       settings_of([](S& s) {
         s.data = "gaussians";
         s.epochs = 20;
       }),
       {.rows = 60, .inputs = 6, .noise = 0.3}},
  };
}

}  // namespace logitlab::figure::test
