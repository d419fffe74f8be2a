// SPDX-License-Identifier: MIT
// What sentences about one step share: the batch in words, why the loss rose or fell.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "logitlab/lab/step_facts.hpp"

namespace logitlab::lab {

// A step of a training with all that sentences about it need. Borrows run and training.
struct StepContext {
  StepContext(const Run& its_run, const Training& its_training, std::uint64_t step);

  const Run& run;
  const Training& training;
  Experiment experiment;
  std::uint64_t n;
  StepFacts facts;
  bool line;                // one input: w and b, not weights
  bool iterates;            // a step is an iteration over all rows
  bool convex;              // the loss, in its safe form
  const SolverRow* solver;  // null: another program's path

  bool is_last() const { return facts.row + 1 == training.trajectory.length(); }
  CVec before() const { return training.trajectory.w_at(facts.row - 1); }
  CVec after() const { return training.trajectory.w_at(facts.row); }
};

// "step 18"; where that is not all that a reader has to know, "squared error, step 18".
std::string name_of_step(const StepContext& step);
// "three", "13": as a sentence says it.
std::string number_word(std::uint64_t count);
// "0.323 → 0.374", with as many decimals as it takes to see the difference.
std::string change_text(double before, double after);
// All digits that a learning rate has, and no exponent.
std::string rate_text(double rate);
// "13 of 20 right": with these parameters.
std::string right_at(const StepContext& step, CVec w);

// "The three samples of this batch are all class 0"; "Two of the three samples of this batch are
// class 1"; without a full stop. Empty where the batch is not known.
std::string batch_text(const StepContext& step);

// Why the loss over all rows rose, or fell, and why a step hardly moved: sentences, each true by
// itself; empty where nothing is known. The step before it was kept.
std::string why_it_rose(const StepContext& step);
std::string why_it_fell(const StepContext& step);
std::string why_it_hardly_moved(const StepContext& step);

// The last of these as far as the batch is not the reason: the rate, momentum, rounding, a valley
// that was crossed. Of a loss that rose; empty where it is the batch.
std::string why_beyond_the_batch(const StepContext& step);

// Minus the step: the way that its parameters came down, before - after.
std::vector<double> way_of(const StepContext& step);

// Whether the step is next to nothing beside the parameters.
bool hardly_moved(const StepContext& step);

}  // namespace logitlab::lab
