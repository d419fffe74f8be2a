// SPDX-License-Identifier: MIT
// Watches over what Stop allows, for every solver alike. The only file here that knows a clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "logitlab/solver/solver.hpp"

namespace logitlab {

class Budget {
 public:
  // The time allowed starts now.
  explicit Budget(const Stop& stop);

  // The reason to end instead of making another step, if there is one: `budget` or `seconds`.
  // `work` is how many numbers were read since the last call; the clock is read only when enough
  // work has gathered to make its own cost (some 25 ns) vanish, and never where time is unlimited.
  std::optional<Reason> spent(std::uint64_t steps, double passes, double work) {
    if (steps >= stop_.max_steps || passes >= stop_.max_passes) return Reason::budget;
    if (!timed_) return std::nullopt;
    work_ += work;
    if (work_ < work_between_readings) return std::nullopt;
    work_ = 0;
    if (elapsed() >= stop_.max_seconds) return Reason::seconds;
    return std::nullopt;
  }

  // The sentence behind a reason that spent() gave.
  std::string detail(Reason reason, std::uint64_t steps, double passes) const;

 private:
  // About 4 microseconds at 1e9 numbers a second, which a reading lengthens by less than 1 %.
  static constexpr double work_between_readings = 4096;

  double elapsed() const;

  Stop stop_;
  bool timed_;
  double work_ = work_between_readings;  // the first call reads the clock
  std::chrono::steady_clock::time_point start_;
};

}  // namespace logitlab
