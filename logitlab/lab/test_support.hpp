// SPDX-License-Identifier: MIT
// What several tests of the lab need.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::lab::test {

inline std::shared_ptr<const Dataset> data_of(const Settings& settings) {
  return std::make_shared<const Dataset>(
      find_dataset(settings.data)->make(generator_options(settings)).value());
}

// A data set of one input from its rows (x, y).
inline std::shared_ptr<const Dataset> line(std::string name,
                                           const std::vector<std::pair<double, double>>& rows) {
  std::vector<double> x, y;
  for (const auto& [value, label] : rows) {
    x.push_back(value);
    y.push_back(label);
  }
  return std::make_shared<const Dataset>(std::move(name), std::vector<std::string>{"x1"},
                                         std::move(x), std::move(y));
}

inline Run run_on(const Settings& settings, const std::shared_ptr<const Dataset>& data) {
  Watch watch;
  Result<Run> result = run(settings, data, watch);
  if (!result) ADD_FAILURE() << to_string(result.error());
  return std::move(result).value();
}

inline Run run_of(const Settings& settings) { return run_on(settings, data_of(settings)); }

// A number of the replay in 60-digit arithmetic, rounded to a double, by its JSON pointer:
// "/lab/cross_entropy/w/699". tests/reference says where they come from.
double exact(const std::string& pointer);

inline double relative_error(double value, double expected) {
  return std::fabs(value - expected) / std::fabs(expected);
}

}  // namespace logitlab::lab::test
