// SPDX-License-Identifier: MIT
// The data space of a model with one input: samples, estimated line, sigmoid, threshold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// How the model w x + b sorts the samples of one input.
struct DataFacts {
  double w = 0, b = 0;
  std::uint64_t rows = 0, right = 0, called_one = 0;  // class 1 where w x + b > 0
  double low = 0, high = 1;                           // the x axis: the samples and a little more
  std::optional<double> threshold;                    // -b / w, where it is finite
  bool threshold_in_view = false;
  double level = 0.5;  // the output in the middle of the axis
};
DataFacts data_facts(const Dataset& data, double w, double b);

// The output along the axis, in pixels: evenly, and closely around the threshold, where it may be
// steep.
std::vector<Point> sigmoid_pixels(const Panel& panel, const DataFacts& facts);

// The threshold with as many digits as the axis can show.
std::string threshold_text(const DataFacts& facts);

// Samples at y = 0 and 1, wrong ones ringed; the line w x + b dashed; the output p in ink. Names
// stand beside what they name where there is room. Returns what is to be said of samples that are
// not drawn; empty where all are.
std::string add_data_panel(Scene& scene, const lab::Run& run, const DataFacts& facts,
                           const Box& frame);

}  // namespace logitlab::figure
