// SPDX-License-Identifier: MIT
// The two ways in which a map of starts trains: through the solver, and side by side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "logitlab/landscape/basin_map.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab {

// What both are told. Borrows the model, which must outlive the trainer.
struct BasinTask {
  const LinearModel& model;
  Loss loss;
  const SolverRow& solver;
  SolverOptions options;  // complete and checked: make_solver takes them
  std::uint64_t epochs;
};

struct BasinTrainer {
  virtual ~BasinTrainer() = default;
  // How many starts it likes to be given at once, at least 1.
  virtual std::size_t width() const = 0;
  // Trains the starts first ... first + count - 1, 1 <= count <= width(), which stand in map.end,
  // and writes their ends, accuracies and epochs.
  virtual void train(std::size_t first, std::size_t count, BasinMap& map) = 0;
};

// Any solver, by its own minimize(); the problem must have its views.
std::unique_ptr<BasinTrainer> train_one_by_one(const BasinTask& task);

// Null where the solver's row has no rule.
std::unique_ptr<BasinTrainer> train_side_by_side(const BasinTask& task);

}  // namespace logitlab
