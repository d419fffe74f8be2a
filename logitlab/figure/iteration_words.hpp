// SPDX-License-Identifier: MIT
// What the figures "iteration-NNNN" say: the verdict of the title, the caption of either data
// space.
#pragma once

#include <cstdint>
#include <string>

#include "logitlab/figure/data_panel.hpp"
#include "logitlab/figure/data_plane.hpp"
#include "logitlab/figure/data_slice.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// How a model sorts the samples, whatever the number of its inputs.
struct Sorted {
  std::uint64_t rows = 0, right = 0, called_one = 0;  // class 1 where the margin is > 0
  double steepness = 0;                               // the length of the weights
};
Sorted sorted_by(const DataFacts& facts);
Sorted sorted_by(const lab::Run& run, const DataSlice& slice, CVec w);

// A phrase; `before`: the moment of the figure before this one, or null.
std::string verdict_for(const Sorted& now, const Sorted* before, bool one_input);

// One input: what the sigmoid shows.
std::string line_caption(const DataFacts& facts, const std::string& thinning);

// More inputs: what the boundary shows.
std::string plane_caption(const lab::Run& run, const Sorted& sorted, const DataPlaneFacts& facts);

}  // namespace logitlab::figure
