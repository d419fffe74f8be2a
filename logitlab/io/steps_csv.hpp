// SPDX-License-Identifier: MIT
//
// Every step of a training as CSV.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "logitlab/lab/run.hpp"

namespace logitlab {

// step,epoch,batch,learning_rate,w,b,batch_loss,loss,gradient_norm,accuracy and one line for each
// step kept; with more inputs w1,...,wd,b. Numbers in the shortest form that reads back the same
// (float32 parameters as the doubles they were widened to); what is not known, or not finite, is an
// empty field. Row 0 is the start: no step made it, so epoch, batch, learning_rate and batch_loss
// are empty.
std::string steps_csv(const lab::Training& training);

// "w", "b" for two parameters; "w1", ..., "wd", "b" for more.
std::vector<std::string> parameter_names(std::size_t dimension);

}  // namespace logitlab
