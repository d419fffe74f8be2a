// SPDX-License-Identifier: MIT
// The two inputs that figures of the data show where there are more than one.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "logitlab/base/result.hpp"
#include "logitlab/base/types.hpp"
#include "logitlab/data/dataset.hpp"

namespace logitlab::lab {

// Two columns of the data, and the mean of every column: where the others stand.
struct InputPair {
  std::array<std::size_t, 2> column{0, 1};
  std::vector<double> mean;  // d numbers
};

// The columns that "NAME,NAME" means, in the order of the names: names of the data's columns, else
// x1 ... xd. Errors (usage, at --pair): one input only, an unknown name (with the nearest), the
// same twice.
Result<std::array<std::size_t, 2>> named_inputs(const std::string& pair, const Dataset& data);

// The pair asked for, which resolve() has checked; where `asked` is empty, the two columns whose
// |w_j| times standard deviation is largest, in the order of the file. w: d + 1 numbers. O(n d)
// time. With two inputs both. At least two inputs.
InputPair choose_pair(const std::string& asked, const Dataset& data, CVec w);

}  // namespace logitlab::lab
