// SPDX-License-Identifier: MIT
// The status line: one step of a run in plain words. What happened, how much, why, in that order.
#pragma once

#include <cstdint>
#include <string>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// "Step 18: the loss rose, 0.323 → 0.374. The three points of this batch are all class 0; ...": of
// the run's training, or of the path of another program. A step that was not kept is told as the
// nearest one that was, and the sentence says so; one beyond the end as the last. Empty where there
// is no path. Pure; costs a pass or two over the data.
std::string status(const Run& run, std::uint64_t step);
// The same of one of the run's trainings: a comparison, say. Borrows both.
std::string status(const Run& run, const Training& training, std::uint64_t step);

}  // namespace logitlab::lab
