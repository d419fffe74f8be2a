// SPDX-License-Identifier: MIT
#include "logitlab/solver/solver_table.hpp"

#include <array>
#include <string>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/solver/lbfgs.hpp"
#include "logitlab/solver/newton.hpp"
#include "logitlab/solver/sgd.hpp"

namespace logitlab {
namespace {

constexpr std::array rows = {
    SolverRow{.name = "sgd",
              .title = "SGD",
              .paper = "Robbins and Monro 1951",
              .unit = StepUnit::mini_batch,
              .needs_rows = true,
              .needs_hessian = false,
              .takes_float32 = true,
              .default_learning_rate = 2,
              .make = make_sgd,
              .rule = {.float64 = make_sgd_rule<double>, .float32 = make_sgd_rule<float>}},
    SolverRow{.name = "lbfgs",
              .title = "L-BFGS",
              .paper = "Liu and Nocedal 1989",
              .unit = StepUnit::iteration,
              .needs_rows = false,
              .needs_hessian = false,
              .takes_float32 = false,
              .default_learning_rate = 0,
              .make = make_lbfgs,
              .rule = {}},
    SolverRow{.name = "newton",
              .title = "Newton's method",
              .paper = "Nocedal and Wright 2006, chapter 3",
              .unit = StepUnit::iteration,
              .needs_rows = false,
              .needs_hessian = true,
              .takes_float32 = false,
              .default_learning_rate = 0,
              .make = make_newton,
              .rule = {}},
};

Error unknown_solver(std::string_view name) {
  std::vector<std::string_view> names;
  std::string list;
  for (const SolverRow& row : rows) {
    names.push_back(row.name);
    list += (list.empty() ? "" : ", ") + std::string(row.name);
  }
  const auto nearest = did_you_mean(name, names);
  return usage_error(
      "no solver is called \"" + std::string(name) + "\"", "--solver",
      nearest ? "Did you mean " + std::string(*nearest) + "?" : "Solvers: " + list + ".");
}

}  // namespace

std::string_view to_string(Precision precision) {
  return precision == Precision::float32 ? "float32" : "float64";
}

std::span<const SolverRow> solver_table() { return rows; }

const SolverRow* find_solver(std::string_view name) {
  for (const SolverRow& row : rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

Result<std::unique_ptr<Solver>> make_solver(std::string_view name, const SolverOptions& options) {
  const SolverRow* row = find_solver(name);
  if (row == nullptr) return unknown_solver(name);
  const std::string title(row->title);
  if (options.precision == Precision::float32 && !row->takes_float32) {
    return usage_error(title + " computes in float64 only", "--precision",
                       "Leave float32 to solvers that step by mini-batches.");
  }
  if (options.learning_rate != 0 && row->default_learning_rate == 0) {
    return usage_error(title + " finds its step lengths itself and takes no learning rate",
                       "--learning-rate");
  }
  SolverOptions complete = options;
  if (complete.learning_rate == 0) complete.learning_rate = row->default_learning_rate;
  return row->make(complete);
}

Status check_problem(const SolverRow& row, const Problem& problem, Precision precision) {
  const std::string title(row.title);
  const bool wide = precision == Precision::float64;
  if (!wide && !row.takes_float32) {
    return usage_error(title + " computes in float64 only, and float32 is asked for");
  }
  if (row.needs_rows && wide && problem.rows == nullptr) {
    return usage_error(title + " steps by rows, and this problem has none (Problem::rows)");
  }
  if (row.needs_rows && !wide && problem.rows_f32 == nullptr) {
    return usage_error(title +
                       " steps by rows in float32, and this problem has none"
                       " (Problem::rows_f32)");
  }
  if (row.needs_hessian && !problem.smooth.has_hessian()) {
    return usage_error(title + " needs the Hessian, and this objective has none", "",
                       "L-BFGS needs gradients only.");
  }
  return {};
}

}  // namespace logitlab
