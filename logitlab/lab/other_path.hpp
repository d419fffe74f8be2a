// SPDX-License-Identifier: MIT
// A path that another program recorded over the same data, and how its losses compare with ours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "logitlab/solver/recorder.hpp"

namespace logitlab::lab {

// As it was read. Every parameter is finite; there is at least one row.
struct OtherPath {
  std::string file, sha256;  // the hash of its bytes
  // `batch_value` from a column batch_loss; epoch and batch 0, rate and batch_value unknown, where
  // the file says nothing of them.
  Trajectory trajectory;
  std::vector<double> loss;  // one a row, unknown where empty; or empty: no such column
  // The line of the file at which the path was cut off, because a parameter there is not finite;
  // 0: none.
  std::size_t non_finite_line = 0;
};

// What the losses of such a file seem to be.
struct LossClaim {
  // The first that fits of: the loss looked at or another of the table, over all rows or over
  // batches in file order, as a mean or a sum, after the step of its row or before it.
  bool fits = false;
  std::string loss;       // the name of its row in the table
  std::size_t batch = 0;  // rows in a batch; 0: all rows
  bool sum = false;
  bool before = false;  // at the parameters of the row before
  // Over all rows, against the loss looked at, over all samples and at the row's own parameters:
  // the row furthest off, relative to ours.
  std::size_t compared = 0;  // rows with a loss
  std::uint64_t furthest_step = 0;
  double theirs = unknown, ours = unknown, largest_difference = unknown;
};

}  // namespace logitlab::lab
