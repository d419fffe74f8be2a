// SPDX-License-Identifier: MIT
// One step with its numbers: what the batch saw, what it did, and why the loss rose or fell.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

struct Explanation {
  struct Section {
    std::string heading;                         // "What the batch saw"
    std::vector<std::vector<std::string>> rows;  // cells, as many in each row; perhaps none
    std::string text;                            // whole sentences; perhaps none
  };
  std::string title,
      subtitle;  // "Step 18, explained"; "epoch 3, batch 4: samples at ..., all class 0"
  std::vector<Section> sections;
};

// Of the run's training, or of the path of another program; of the kept step nearest to `step`.
// Empty where there is no path. Pure; costs a pass or two over the data.
Explanation explain(const Run& run, std::uint64_t step);
// The same of one of the run's trainings. Borrows both.
Explanation explain(const Run& run, const Training& training, std::uint64_t step);

}  // namespace logitlab::lab
