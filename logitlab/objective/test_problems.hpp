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
  std::unique_ptr<Objective> (*make)();  // owns all it needs; value, gradient, Hessian and product
  std::vector<double> (*start)();
  std::vector<double> (*solution)();  // the only minimum
  double value;                       // at the solution
  bool convex;
};

// Rosenbrock's function in 2 and 10 parameters, quadratics of condition 1, 100 and 1e6, and a small
// regularised logistic regression. Static storage.
std::span<const TestProblem> test_problem_table();

}  // namespace logitlab
