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
#include "logitlab/lab/link.hpp"
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

inline Run run_on(const Settings& settings, const std::shared_ptr<const Dataset>& data,
                  Extent extent = Extent::whole) {
  Watch watch;
  Result<Run> result = run(settings, data, watch, extent);
  if (!result) ADD_FAILURE() << to_string(result.error());
  return std::move(result).value();
}

inline Run run_of(const Settings& settings) { return run_on(settings, data_of(settings)); }

// The training that a link asks for.
inline Run run_of_link(const std::string& text) {
  const Link link = read_link(text);
  EXPECT_TRUE(link.refused.empty()) << text;
  const auto data = std::make_shared<const Dataset>(lab::data_of(link).value());
  return run_on(settings_of(link, *data).value(), data, Extent::training);
}

// The lab, stopped in its training.
inline Run stopped_run() {
  struct Stopper final : Watch {
    int steps = 0;
    Flow on_progress(double, double) override { return ++steps > 30 ? Flow::stop : Flow::proceed; }
  } stopper;
  return run({}, data_of({}), stopper).value();
}

// A number of the replay in 60-digit arithmetic, rounded to a double, by its JSON pointer:
// "/lab/cross_entropy/w/699". tests/reference says where they come from.
double exact(const std::string& pointer);

inline double relative_error(double value, double expected) {
  return std::fabs(value - expected) / std::fabs(expected);
}

}  // namespace logitlab::lab::test
