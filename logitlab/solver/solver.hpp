// SPDX-License-Identifier: MIT
// A solver walks down a problem, one reported step at a time, and ends with a reason.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "logitlab/base/types.hpp"
#include "logitlab/objective/objective.hpp"

namespace logitlab {

// One step, as its observer sees it.
struct Step {
  std::uint64_t index = 0;  // 0 is the start, and is always reported
  CVec w;  // after the step, b last; valid during the call; float32 parameters arrive widened
  double value = unknown;  // F at w, where the solver had it or wants() asked for it
  CVec gradient;           // likewise; empty where not known
  double batch_value =
      unknown;  // loss of the batch that made this step, before it, in the run's precision
  double rate = unknown;  // learning rate of this step, or the step length of a line search
  std::uint32_t epoch = 0, batch = 0;  // counted from 1; 0: the solver has none
  double passes = 0;                   // over the data, so far
};

enum class Flow { proceed, stop };

struct Observer {
  struct Wants {
    bool value = false, gradient = false;  // over all rows
  };
  virtual ~Observer() = default;
  // Asked before each step is reported. Where the solver does not have what is wanted, it is
  // computed for this step, at the cost of a pass over the data that Step::passes does not count.
  virtual Wants wants() const { return {}; }
  // Called once a step, step 0 first, in order, from the thread that called minimize.
  virtual Flow on_step(const Step& step) = 0;
};

// Looks on and says nothing.
struct Unwatched final : Observer {
  Flow on_step(const Step&) override { return Flow::proceed; }
};

enum class Reason {
  gradient,
  decrement,
  gap,  // of duality: a word that readers of run.json know; no solver of the table has a dual yet
  small_step,
  budget,
  seconds,
  observer,
  no_descent,
  not_finite
};
std::string_view to_string(Reason reason);  // as run.json spells it: "not_finite"
// Whether the run ended at a minimum as far as the solver can tell.
bool converged(Reason reason);

// Whichever comes first; the Outcome says which.
struct Stop {
  std::uint64_t max_steps = std::numeric_limits<std::uint64_t>::max();
  double max_passes = std::numeric_limits<double>::infinity();
  double max_seconds = std::numeric_limits<double>::infinity();
  // |grad F(w)| <= relative_gradient * max(1, |F(w)|): solvers with full gradients.
  double relative_gradient = 1e-8;
  // Half the squared Newton decrement, g' H^-1 g / 2, which estimates F(w) - min F in any units,
  // <= relative_decrement * max(1, |F(w)|): solvers with the Hessian. The default is below the
  // rounding of F.
  double relative_decrement = 1e-16;
};

struct Outcome {
  Reason reason = Reason::budget;
  double value = unknown;   // F at the final w, where the solver has it
  std::uint64_t steps = 0;  // kept; the final w is the one after this step
  double passes = 0;
  std::string detail;  // the numbers behind the reason, as a sentence
};

// Const and stateless: one solver may run many problems, from many threads. Options are checked
// when it is made.
struct Solver {
  virtual ~Solver() = default;
  // From w to w, in place: the last finite iterate, whatever happens. The problem must have the
  // views that the solver's row in solver_table() needs (check_problem says so in a sentence); a
  // missing view is a bug here.
  virtual Outcome minimize(const Problem& problem, Vec w, const Stop& stop,
                           Observer& observer) const = 0;
};

}  // namespace logitlab
