// SPDX-License-Identifier: MIT
// The marks of samples: circles for class 0, triangles for class 1, a ring around those that are
// wrong. Every figure that shows the data draws them by this.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

struct SampleMark {
  Point at;
  bool one = false;    // of class 1
  bool wrong = false;  // ringed
};

// A picture has no use for more marks, and a file of 150 KB no room.
inline constexpr std::size_t most_sample_marks = 500;

// What of the samples is drawn. Marks of one kind on the same half pixel are one mark; where more
// than most_sample_marks are left, every so manieth row of each class is taken, counted from its
// first.
struct ChosenSamples {
  std::vector<SampleMark> marks;  // in the order of the rows
  std::size_t rows = 0, stride = 1;
};
ChosenSamples chosen_samples(const std::vector<SampleMark>& samples,
                             std::size_t most = most_sample_marks);

// "Drawn is every 20th sample of each class."; empty where all are.
std::string thinning_sentence(const ChosenSamples& chosen);

// The marks, then their rings over all of them. Adds them to `occupied`.
void add_samples(Scene& scene, const ChosenSamples& chosen, std::size_t clip, Occupied& occupied);

}  // namespace logitlab::figure
