// SPDX-License-Identifier: MIT
// What each sample contributes to the gradient, and when to look at it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "logitlab/base/types.hpp"
#include "logitlab/data/dataset.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {

// What one sample of one input does to the parameters. With the slope s of its loss against its
// margin w x + b, its part of minus the gradient is -s (x, 1) / n.
struct Pull {
  double x = 0;
  bool one = false;            // its class
  bool wrong = false;          // on the other class's side
  double pull = 0;             // -s: positive where it wants a larger margin
  std::array<double, 2> step;  // its part of (w, b) per unit of learning rate
};

// In the order of the data. w: 2 numbers, b last.
std::vector<Pull> pulls_of(const Dataset& data, CVec w, const Loss& loss);

// Pulls of one class laid end to end, by x from low to high; more than `most` of them are joined
// into groups of equal size (the last ones smaller by one), whose pulls are summed.
struct Chain {
  std::size_t samples = 0;
  std::size_t largest_group = 0;             // 1: each link is one sample
  std::vector<std::array<double, 2>> links;  // their steps
};
Chain chain_of(const std::vector<Pull>& pulls, bool one, std::size_t most);

// When the pulls are looked at: at the start, if a mistake there is so bad that squared error lets
// go of it; else at the end of the training, if there was one.
struct PullMoment {
  bool at_start = true;
  std::uint64_t step = 0;
  std::vector<double> w;     // b last
  std::string name() const;  // "the start", "step 700"
};
PullMoment pull_moment(const lab::Run& run);

}  // namespace logitlab::figure
