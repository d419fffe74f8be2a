// SPDX-License-Identifier: MIT
#include "logitlab/lab/other_run.hpp"

#include <utility>

#include "logitlab/lab/columns.hpp"
#include "logitlab/lab/loss_claim.hpp"

namespace logitlab::lab {

OtherRun evaluate(const Experiment& experiment, const Settings& settings, OtherPath path,
                  Progress& progress) {
  OtherRun other;
  Training& training = other.training;
  training.settings = settings;
  training.settings.batch_size = 0;  // what a step saw is not known
  training.columns = compute_columns(experiment, settings.loss, path.trajectory, progress);
  if (!path.loss.empty()) {
    other.claim = find_claim(experiment, path, settings.loss, training.columns.loss);
  }
  other.file = std::move(path.file);
  other.sha256 = std::move(path.sha256);
  other.non_finite_line = path.non_finite_line;
  training.trajectory = std::move(path.trajectory);

  const Trajectory& steps = training.trajectory;
  const CVec last = steps.w_at(steps.length() - 1);
  training.result.w.assign(last.begin(), last.end());
  training.result.steps = steps.step.back() - steps.step.front();
  training.result.loss = training.columns.loss.back();
  training.result.accuracy = training.columns.accuracy.back();
  return other;
}

}  // namespace logitlab::lab
