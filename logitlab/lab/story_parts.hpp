// SPDX-License-Identifier: MIT
// Sentences that need more thought than the others, a file for each subject. Empty where there is
// nothing to say.
#pragma once

#include <string>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// How long the slopes of both losses are at the start, and whether one points the wrong way.
std::string slopes_text(const Run& run);

// Where each loss is convex, and which learning rates the curvature at both ends bears.
std::string curvature_text(const Run& run);
// That the last rate is above what plain gradient descent bears, and what comes of it.
std::string rate_warning(const Run& run);
// The rate that the end would have borne, where there is that warning; unknown elsewhere.
double rate_limit_passed(const Run& run);

// Where the formula as written breaks in this run's precision, and which steps went there.
std::string numerics_text_of(const Run& run);

// What another program's path came to, and what its losses are.
std::string path_text(const Run& run);
// That it was cut off where it is not finite.
std::string path_warning(const Run& run);

// The text with its first letter a capital.
std::string capital(std::string text);

}  // namespace logitlab::lab
