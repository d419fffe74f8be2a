// SPDX-License-Identifier: MIT
// What a reader is told of the plane that the pictures show.
#pragma once

#include <string>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// "The pictures show the plane of the path's two main directions, in which 98 % of the path's
// variance lies; after step 31 the path is furthest off it, by 0.0452." Empty where nothing was
// trained, and for one input, whose every plane shows all there is.
std::string plane_sentence(const Run& run);

// "98 % of the path's variance"; empty where the path has none or nothing was trained.
std::string variance_text(const Run& run);

}  // namespace logitlab::lab
