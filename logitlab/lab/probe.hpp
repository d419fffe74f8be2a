// SPDX-License-Identifier: MIT
// What the losses are at a point of the plane, aloud.
#pragma once

#include <string>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// "w 3.2, b −1: cross-entropy 0.21, slope 0.4, downhill towards larger w and smaller b; squared
// error 0.02, ...; 17 of 20 right", at (u, v) in the coordinates of the run's plane. The losses are
// the run's own and those it is compared with, in their safe form, float64; slopes are along the
// plane. A sentence without its full stop. Pure; a pass over the data for each loss.
std::string probe(const Run& run, double u, double v);

}  // namespace logitlab::lab
