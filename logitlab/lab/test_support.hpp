// SPDX-License-Identifier: MIT
// What several tests of the lab need.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/text.hpp"
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

// The answers of the replay in 60-digit arithmetic; tests/reference says where they come from.
inline const nlohmann::json& exact() {
  static const nlohmann::json file = [] {
    std::ifstream stream(std::string(LOGITLAB_REFERENCE_DIR) + "/lab_exact.json");
    return nlohmann::json::parse(stream);
  }();
  return file;
}

// A JSON number, or one written as a string with more digits than a double holds.
inline double number(const nlohmann::json& value) {
  return value.is_string() ? parse_double(value.get<std::string>()).value() : value.get<double>();
}

inline double relative_error(double value, double expected) {
  return std::fabs(value - expected) / std::fabs(expected);
}

}  // namespace logitlab::lab::test
