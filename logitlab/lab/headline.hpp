// SPDX-License-Identifier: MIT
// What a run came to, in a few large numbers: counts before rates, both losses side by side.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

struct Headline {
  // A training: the run's own first, then its comparisons.
  struct Of {
    std::string loss, solver;  // names of their tables
    std::string title;         // "Cross-entropy"; of another solver "Newton"
    std::uint64_t right = 0;   // at the end, of `rows`
    std::uint64_t rows = 0;
    std::string loss_start, loss_end, slope_start, moved;  // as sentences show them: "4.551"
    std::string words;  // why it got no further, in short; empty where there is nothing to say
  };
  std::vector<Of> of;
  // How many times the slope of the steeper of two losses is that of the other at the start,
  // "45,416×", and which is: "cross-entropy". Empty where there are not two losses, or no slopes.
  std::string ratio, steeper;
  std::string separable;  // whether there is an end to come to, in short; empty: not decided
};

// Empty where nothing was trained. Pure.
Headline headline(const Run& run);

}  // namespace logitlab::lab
