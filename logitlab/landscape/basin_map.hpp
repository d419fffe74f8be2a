// SPDX-License-Identifier: MIT
// The map of starts: train from every point of a grid over a plane and see where each run ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "logitlab/base/function_ref.hpp"
#include "logitlab/base/result.hpp"
#include "logitlab/landscape/surface.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/objective/objective.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab {

// The recipe, the same from every start.
struct BasinRecipe {
  std::string solver = "sgd";  // a name of solver_table()
  SolverOptions options;       // as make_solver takes them, but for its epochs
  std::uint64_t epochs = 100;  // for a solver that steps by iterations: so many iterations
};

struct BasinMap {
  static constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();

  struct Share {
    double accuracy, share;
  };

  GridAxis u, v;
  std::size_t dimension = 0;
  // One entry a start, v slowest: start (u.at(i), v.at(j)) is number j * u.count + i.
  std::vector<double> end;       // `dimension` parameters each: the last finite ones of the run
  std::vector<double> accuracy;  // there, over all rows, class 1 where the margin is > 0; `unknown`
                                 // for a start that was not reached before the map was stopped
  // The first epoch after which accuracy was 1 at the end of that epoch and of all that followed;
  // 0: from the start on; `never`: it is not 1 at the end.
  std::vector<std::uint64_t> perfect_from_epoch;

  // Of the starts that were trained: the share that ended at accuracy 1 (0 where there are none),
  double reached() const;
  // and of each accuracy that occurs, ascending.
  std::vector<Share> share_by_accuracy() const;
};

// Hears which share of the starts is done, from the thread that called, and may stop the map there.
using BasinProgress = FunctionRef<Flow(double done)>;

// Trains from each point of the grid, both ends of each axis included. Each run has the bits that
// the solver gives it alone; a solver whose row has a rule (solver_table.hpp) trains many starts
// side by side, any other one after the other. Errors (usage): those of make_solver. l1 must be 0
// and the axes must have points (asserted).
Result<BasinMap> make_basin_map(const LinearModel& model, const Loss& loss, const Plane& plane,
                                const GridAxis& u, const GridAxis& v, const BasinRecipe& recipe);
Result<BasinMap> make_basin_map(const LinearModel& model, const Loss& loss, const Plane& plane,
                                const GridAxis& u, const GridAxis& v, const BasinRecipe& recipe,
                                BasinProgress progress);

}  // namespace logitlab
