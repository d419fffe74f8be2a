// SPDX-License-Identifier: MIT
// Everything a user can choose about one experiment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/landscape/surface.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab::lab {

// As given; what is not given is filled in by resolve() from the data, the loss's row and the
// solver's row.
struct Settings {
  std::string data = "lab";  // a name of dataset_table(), else a path
  // Of a generated data set; not for one that is given as it is. Default: GeneratorOptions,
  // for the noise the data set's row.
  std::optional<std::size_t> rows, inputs;
  std::optional<double> noise;
  std::string loss = "cross-entropy";
  double epsilon = 0;  // inside the logarithm of cross-entropy-as-written
  std::string solver = "sgd";
  std::optional<double> learning_rate;    // default: the solver's row
  std::optional<double> momentum;         // default: the solver's row
  std::optional<std::string> schedule;    // a name of schedule_table(); default: constant
  std::optional<std::size_t> batch_size;  // default: 3
  bool drop_last = false;
  std::uint64_t epochs = 100;
  bool shuffle = false;
  std::uint64_t seed = 0;
  std::optional<std::vector<double>> start;  // d + 1 numbers, b last
  Precision precision = Precision::float64;
  std::optional<Window> window;  // over the two coordinates of the plane
  std::size_t resolution = 30;   // of surface.csv
  std::string plane;             // empty: (w, b) for one input, the PCA of the path for more
  std::string pair;              // empty: the two inputs that matter most at the end
  std::uint64_t every = 20;      // epochs between iteration figures
  std::vector<std::string>
      compare;  // losses or solvers; empty: the default rival of the loss; {"none"}: nothing
};

// What a generator of data sets is told.
GeneratorOptions generator_options(const Settings& settings);

}  // namespace logitlab::lab
