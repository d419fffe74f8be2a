// SPDX-License-Identifier: MIT
#include "logitlab/lab/explain.hpp"

namespace logitlab::lab {

Explanation explain(const Run& run, std::uint64_t step) {
  if (shown_path(run) == nullptr) return {};
  Explanation explanation;
  explanation.title = "Step " + std::to_string(step) + ", explained";
  return explanation;
}

}  // namespace logitlab::lab
