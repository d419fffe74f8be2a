// SPDX-License-Identifier: MIT
// The loop that the stochastic family shares: epochs of mini-batches, an update rule, a rate.
#pragma once

#include <cassert>
#include <concepts>

#include "logitlab/base/result.hpp"
#include "logitlab/data/loader.hpp"
#include "logitlab/objective/objective.hpp"
#include "logitlab/solver/solver.hpp"
#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/update_rule.hpp"

namespace logitlab {

// What every solver of the family is told.
struct StochasticSettings {
  LoaderOptions loader;
  double learning_rate = 0;  // finite and > 0, in float32 too where that is the precision
  Precision precision = Precision::float64;
};

// The settings in the options. Errors (usage): a learning rate that is not finite and > 0 in the
// precision asked for.
Result<StochasticSettings> stochastic_settings(const SolverOptions& options);

// Runs `rule` over the batches of `rows` until something of `stop` is reached. Passes count the
// rows of the batches; what is evaluated only because the observer wants it is not counted.
// Float and double are provided.
template <std::floating_point Real>
Outcome minimize_by_batches(const Problem& problem, const RowMean<Real>& rows,
                            const StochasticSettings& settings, UpdateRule<Real>& rule, Vec w,
                            const Stop& stop, Observer& observer);

// The same in the precision of the settings. `Rule` is the rule as a template over Real,
// made from the dimension of the problem and then `arguments`.
template <template <std::floating_point> class Rule, class... Arguments>
Outcome minimize_with_rule(const Problem& problem, const StochasticSettings& settings, Vec w,
                           const Stop& stop, Observer& observer, const Arguments&... arguments) {
  if (settings.precision == Precision::float32) {
    assert(problem.rows_f32 != nullptr);
    Rule<float> rule(w.size(), arguments...);
    return minimize_by_batches<float>(problem, *problem.rows_f32, settings, rule, w, stop,
                                      observer);
  }
  assert(problem.rows != nullptr);
  Rule<double> rule(w.size(), arguments...);
  return minimize_by_batches<double>(problem, *problem.rows, settings, rule, w, stop, observer);
}

}  // namespace logitlab
