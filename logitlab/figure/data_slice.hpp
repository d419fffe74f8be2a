// SPDX-License-Identifier: MIT
// A model of several inputs over two of them, the others at their means, and how it sorts the
// samples.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "logitlab/figure/samples.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// Over the slice the output is sigmoid(w[0] x + w[1] y + b): b holds what the other inputs add at
// their means.
struct SliceModel {
  std::array<double, 2> w{};
  double b = 0;
};
// w: d + 1 parameters, b last. The run has a pair.
SliceModel slice_model(const lab::Run& run, CVec w);

struct DataSlice {
  SliceModel model;
  std::uint64_t right = 0, called_one = 0;  // by all inputs of each sample
  std::vector<bool> wrong;                  // by row
};
DataSlice data_slice(const lab::Run& run, CVec w);

// The panel "data" of the pair in `frame`: the samples and a little room.
Panel slice_panel(const lab::Run& run, const Box& frame);

// Its frame, ticks and names.
void add_slice_axes(Scene& scene, const lab::Run& run, const Panel& panel);

// All samples in the panel; `wrong` empty: none of them ringed.
std::vector<SampleMark> sample_marks(const lab::Run& run, const Panel& panel,
                                     const std::vector<bool>& wrong);

// "income and years"
std::string pair_names(const lab::Run& run);

// "age and height at their means", with as many names as `room` pixels hold; empty where the pair
// is all there is.
std::string rest_at_means(const lab::Run& run, double room);

}  // namespace logitlab::figure
