// SPDX-License-Identifier: MIT
// The model's output over its one input after the epochs where it changes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "logitlab/figure/data_panel.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// The output after one moment of the run; number 0 is the start.
struct OutputCurve {
  Moment moment;
  DataFacts facts;
  std::vector<Point> pixels;
  bool with_start = false;  // so near to the start's that the two share a name
};

// The zeros on one side and the ones on the other: the open interval between them.
struct Gap {
  double low, high;
};

std::optional<Gap> gap_between(const Dataset& data);

// Epochs 1, 2, 3, 5, 10, 20, 50, ... as far as the run kept their ends, and its last.
std::vector<Moment> epoch_candidates(const lab::Training& training);

// "start", "epoch 20".
std::string name_of_moment(const lab::Training& training, const Moment& moment);

// The start, the last, and between them those that differ from their neighbours.
std::vector<OutputCurve> chosen_curves(const lab::Run& run, const Panel& panel);

}  // namespace logitlab::figure
