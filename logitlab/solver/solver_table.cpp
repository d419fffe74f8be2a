// SPDX-License-Identifier: MIT
#include "logitlab/solver/solver_table.hpp"

#include <array>
#include <string>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/solver/adagrad.hpp"
#include "logitlab/solver/adam.hpp"
#include "logitlab/solver/lbfgs.hpp"
#include "logitlab/solver/momentum.hpp"
#include "logitlab/solver/nesterov.hpp"
#include "logitlab/solver/newton.hpp"
#include "logitlab/solver/rmsprop.hpp"
#include "logitlab/solver/sgd.hpp"
#include "logitlab/solver/stochastic.hpp"

namespace logitlab {
namespace {

// A member of the family of stochastic.hpp whose rule lets no parameter see another.
template <auto rule_f64, auto rule_f32>
constexpr SolverRow stochastic(std::string_view name, std::string_view title,
                               std::string_view paper, double learning_rate, double momentum = 0) {
  constexpr auto make = [](const SolverOptions& options) {
    return make_stochastic(options, {.float64 = rule_f64, .float32 = rule_f32});
  };
  return {.name = name,
          .title = title,
          .paper = paper,
          .unit = StepUnit::mini_batch,
          .needs_rows = true,
          .needs_hessian = false,
          .takes_float32 = true,
          .default_learning_rate = learning_rate,
          .default_momentum = momentum,
          .make = make,
          .rule = {.float64 = rule_f64, .float32 = rule_f32}};
}

constexpr std::array rows = {
    stochastic<make_sgd_rule<double>, make_sgd_rule<float>>(  //
        "sgd", "SGD", "Robbins and Monro 1951", 2),
    stochastic<make_momentum_rule<double>, make_momentum_rule<float>>(
        "momentum", "SGD with momentum", "Polyak 1964", 2, 0.9),
    stochastic<make_nesterov_rule<double>, make_nesterov_rule<float>>(
        "nesterov", "SGD with Nesterov's momentum", "Nesterov 1983, Sutskever et al. 2013", 2, 0.9),
    stochastic<make_adagrad_rule<double>, make_adagrad_rule<float>>(
        "adagrad", "AdaGrad", "Duchi, Hazan and Singer 2011", 0.05),
    stochastic<make_rmsprop_rule<double>, make_rmsprop_rule<float>>(
        "rmsprop", "RMSprop", "Tieleman and Hinton 2012, lecture 6.5", 0.05),
    stochastic<make_adam_rule<double>, make_adam_rule<float>>(  //
        "adam", "Adam", "Kingma and Ba 2015", 0.05),
    SolverRow{.name = "lbfgs",
              .title = "L-BFGS",
              .paper = "Liu and Nocedal 1989",
              .unit = StepUnit::iteration,
              .needs_rows = false,
              .needs_hessian = false,
              .takes_float32 = false,
              .default_learning_rate = 0,
              .default_momentum = 0,
              .make = make_lbfgs},
    SolverRow{.name = "newton",
              .title = "Newton's method",
              .paper = "Nocedal and Wright 2006, chapter 3",
              .unit = StepUnit::iteration,
              .needs_rows = false,
              .needs_hessian = true,
              .takes_float32 = false,
              .default_learning_rate = 0,
              .default_momentum = 0,
              .make = make_newton},
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

std::string takers_of_momentum() {
  std::string list;
  for (const SolverRow& row : rows) {
    if (row.default_momentum == 0) continue;
    list += (list.empty() ? "" : ", ") + std::string(row.name);
  }
  return list;
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
  if (options.schedule != nullptr && row->default_learning_rate == 0) {
    return usage_error(title + " has no learning rate that a schedule could change", "--schedule");
  }
  if (options.momentum && row->default_momentum == 0) {
    return usage_error(title + " takes no momentum", "--momentum",
                       "Solvers that do: " + takers_of_momentum() + ".");
  }
  return row->make(with_defaults(*row, options));
}

SolverOptions with_defaults(const SolverRow& row, const SolverOptions& options) {
  SolverOptions complete = options;
  if (complete.learning_rate == 0) complete.learning_rate = row.default_learning_rate;
  if (!complete.momentum && row.default_momentum > 0) complete.momentum = row.default_momentum;
  return complete;
}

double rate_in_epoch(const SolverOptions& options, std::uint64_t epoch) {
  if (options.schedule == nullptr) return options.learning_rate;
  return options.learning_rate * options.schedule->factor(epoch, options.epochs);
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
