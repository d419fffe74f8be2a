// SPDX-License-Identifier: MIT
// What the losses in another program's file are: ours, or the sum, or another loss, or a batch's.
#pragma once

#include <string_view>

#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/other_path.hpp"

namespace logitlab::lab {

// `ours`: the loss looked at, over all samples, after each row's step; unknown where it was not
// computed.
LossClaim find_claim(const Experiment& experiment, const OtherPath& path, std::string_view loss,
                     CVec ours);

}  // namespace logitlab::lab
