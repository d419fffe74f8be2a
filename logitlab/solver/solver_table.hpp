// SPDX-License-Identifier: MIT
// The table of solvers: one row adds a solver to the command, the documentation and the conformance
// tests.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "logitlab/base/result.hpp"
#include "logitlab/data/loader.hpp"
#include "logitlab/solver/schedule.hpp"
#include "logitlab/solver/solver.hpp"
#include "logitlab/solver/update_rule.hpp"

namespace logitlab {

enum class Precision { float64, float32 };
std::string_view to_string(Precision precision);

enum class StepUnit {
  mini_batch,
  iteration
};  // what one step is; for `iteration`, an epoch is an iteration

// Everything that some solver of the table can be told. Fields that a solver does not take (its row
// says which) must be left alone.
struct SolverOptions {
  double learning_rate = 0;  // 0: the row's default
  LoaderOptions loader = {};
  Precision precision = Precision::float64;
  std::size_t memory = 10;                // pairs kept by L-BFGS
  std::optional<double> momentum = {};    // 0 <= momentum < 1; none: the row's default
  const ScheduleRow* schedule = nullptr;  // of the learning rate; null: it is constant
  std::uint64_t epochs = 0;               // of the run; only for a schedule that needs it
};

// Makes the update rule of a solver, for a run of `dimension` parameters, from options that
// make_solver would take.
struct RuleMakers {
  std::unique_ptr<UpdateRule<double>> (*float64)(const SolverOptions&,
                                                 std::size_t dimension) = nullptr;
  std::unique_ptr<UpdateRule<float>> (*float32)(const SolverOptions&,
                                                std::size_t dimension) = nullptr;
};

struct SolverRow {
  std::string_view name;   // as the command spells it: "sgd"
  std::string_view title;  // as a sentence calls it: "SGD"
  std::string_view paper;  // who to read
  StepUnit unit;
  bool needs_rows;     // Problem::rows or rows_f32, as the precision says
  bool needs_hessian;  // Problem::smooth.has_hessian()
  bool takes_float32;
  double default_learning_rate;  // 0: it takes none, and no schedule
  double default_momentum;       // 0: it takes none
  // What make_solver calls when it has looked at the options against this row and filled in the
  // learning rate and the momentum.
  Result<std::unique_ptr<Solver>> (*make)(const SolverOptions&);
  // Of a solver that is nothing but the loop of stochastic.hpp with a rule under which no parameter
  // sees another: then many runs side by side are one run with more parameters. Null for others.
  RuleMakers rule = {};
};

std::span<const SolverRow> solver_table();
const SolverRow* find_solver(std::string_view name);  // null: no such solver

// The learning rate in an epoch, counted from 1, of a run with these options.
double rate_in_epoch(const SolverOptions& options, std::uint64_t epoch);

// The options with the row's defaults where nothing is said.
SolverOptions with_defaults(const SolverRow& row, const SolverOptions& options);

// The solver of that name. Errors (usage): unknown name (with the nearest), an option out of range,
// float32, a learning rate, a schedule or a momentum for a solver that takes none.
Result<std::unique_ptr<Solver>> make_solver(std::string_view name,
                                            const SolverOptions& options = {});

// Whether the problem has the views that the solver needs; if not, the sentence says which is
// missing.
Status check_problem(const SolverRow& row, const Problem& problem, Precision precision);

}  // namespace logitlab
