// SPDX-License-Identifier: MIT
// How far a run is, on a terminal, and the way Ctrl-C reaches it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/terminal.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::cli {

// "42 %, 12 s left", from what was done in how many seconds. `all` > 0.
std::string progress_text(double done, double all, double seconds);

// Shows a line on a terminal once a run has lasted half a second, and stops the run when the
// program was interrupted.
class Progress final : public lab::Watch {
 public:
  Progress(const Terminal& terminal, bool shown) : terminal_(terminal), shown_(shown) {}
  Flow on_progress(double done, double all) override;
  // Wipes the line.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  void look_at_clock(double done, double all);

  const Terminal& terminal_;
  bool shown_, drawn_ = false;
  Clock::time_point begin_ = Clock::now(), asked_ = begin_, shown_at_ = begin_;
  // Asking for the time costs as much as a step of the lab: it is asked every `stride_` steps.
  std::uint64_t calls_ = 0, stride_ = 1;
};

}  // namespace logitlab::cli
