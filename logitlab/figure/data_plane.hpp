// SPDX-License-Identifier: MIT
// The data space of a model with several inputs: the samples over two of them, the output as shaded
// bands between straight lines of equal output, the boundary where it is one half.
#pragma once

#include <string>

#include "logitlab/figure/data_slice.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// What a caption has to say of the panel.
struct DataPlaneFacts {
  bool defined = true;             // the output has values
  double lowest = 0, highest = 1;  // of them in the frame
  bool boundary_in_view = false;
  bool lines_named = true;  // all of 0.1, 0.25, 0.5, 0.75 and 0.9 that cross the frame
  bool jump = false;        // the lines lie too close together to be told apart
  std::string thinning;     // which samples are drawn; empty where all are
};

// Draws into `frame` what has a place there; names stand clear of all texts that the scene has.
DataPlaneFacts add_data_plane(Scene& scene, const lab::Run& run, const DataSlice& slice,
                              const Box& frame, std::size_t most_marks = most_sample_marks);

// "class 0" and "class 1", each beside samples of its own and away from the other's; left out where
// there is no such place.
void add_class_names(Scene& scene, const Panel& panel, const ChosenSamples& samples,
                     Occupied& occupied);

}  // namespace logitlab::figure
