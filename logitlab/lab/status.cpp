// SPDX-License-Identifier: MIT
#include "logitlab/lab/status.hpp"

#include <algorithm>

namespace logitlab::lab {

std::string status(const Run& run, const Training& training, std::uint64_t step) {
  static_cast<void>(run);
  const Trajectory& path = training.trajectory;
  return "Step " + std::to_string(std::min(step, path.step.back())) + ".";
}

std::string status(const Run& run, std::uint64_t step) {
  const Training* training = shown_path(run);
  return training == nullptr ? "" : status(run, *training, step);
}

}  // namespace logitlab::lab
