// SPDX-License-Identifier: MIT
// Problems with known answers, for whoever writes a solver.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "logitlab/objective/objective.hpp"

namespace logitlab {

struct TestProblem {
  std::string_view name;
  std::unique_ptr<Objective> (*make)();
  std::vector<double> (*start)();
  std::vector<double> (*solution)();
  double value;  // at the solution
  bool convex;
};

// Rosenbrock (2 and more parameters) and quadratics of several condition numbers.
std::span<const TestProblem> test_problem_table();

}  // namespace logitlab
