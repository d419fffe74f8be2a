// SPDX-License-Identifier: MIT
#include "logitlab/solver/budget.hpp"

#include <cassert>
#include <cmath>

#include "logitlab/base/text.hpp"

namespace logitlab {

Budget::Budget(const Stop& stop) : stop_(stop), timed_(std::isfinite(stop.max_seconds)) {
  if (timed_) start_ = std::chrono::steady_clock::now();
}

double Budget::elapsed() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

std::string Budget::detail(Reason reason, std::uint64_t steps, double passes) const {
  assert(reason == Reason::budget || reason == Reason::seconds);
  if (reason == Reason::seconds) {
    return "the " + shortest(stop_.max_seconds) + " seconds allowed were used up by " +
           grouped(steps) + " steps";
  }
  if (steps >= stop_.max_steps) return "the " + grouped(steps) + " steps allowed are made";
  return "the " + shortest(stop_.max_passes) +
         " passes over the data allowed are made: " + plain(passes, 6) + " in " + grouped(steps) +
         " steps";
}

}  // namespace logitlab
