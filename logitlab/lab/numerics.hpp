// SPDX-License-Identifier: MIT
// Where the cross-entropy as written parts from the safe form: the margins at which its value is
// off, infinite or not a number, found by search with the loss code of the training itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "logitlab/base/types.hpp"
#include "logitlab/data/dataset.hpp"
#include "logitlab/lab/settings.hpp"
#include "logitlab/solver/recorder.hpp"

namespace logitlab::lab {

// A point of class y as its margin goes from 0 to one side: to the wrong one (up for class 0, down
// for class 1) or to the right one. Each number is the first margin, of those that the precision
// can hold, at which something is so; nothing where it never is. A value that is not finite counts
// as off.
struct BreakingPoints {
  Precision precision;
  double epsilon;
  int y;       // 0 or 1
  bool right;  // which side: whether the class is the one that the margin says
  // |as written - safe| > 0.001 or 0.01 of the safe loss.
  std::optional<double> off_thousandth, off_hundredth;
  std::optional<double> infinite, undefined;  // of the value: log 0, and 0 * log 0
  std::optional<double> slope_lost;           // the slope is 0, or not a number
};

// Of one precision, class and side. About a millisecond. Pure.
BreakingPoints breaking_points(Precision precision, double epsilon, int y, bool right);

// Both precisions, each epsilon, both classes, the wrong side first.
std::vector<BreakingPoints> numerics_table(std::span<const double> epsilons);

// As text: a line for each row, "-" where there is nothing, a line break at the end of each.
std::string numerics_text(std::span<const BreakingPoints> table);

// What a training saw of it: rows of its trajectory after which some point lies so far out that
// its loss as written is off by 1 % or more (that point's own loss; on the right side it is small).
struct BreakingSteps {
  std::uint64_t first = 0, last = 0, count = 0;  // count 0: no such step; step 0 is the start
};

struct Numerics {
  std::vector<BreakingPoints> table;
  BreakingSteps wrong, right;  // by the side of the point
};

// The table for epsilon 0, 1e-16 and the run's own, and the steps of the path. Cost: the table, and
// a pass over the data for each row of the path that columns are computed for.
Numerics numerics_of(const Dataset& data, const Settings& settings, const Trajectory& path);

// Rows of the table that speak of this precision and epsilon.
std::vector<BreakingPoints> rows_of(std::span<const BreakingPoints> table, Precision precision,
                                    double epsilon);

}  // namespace logitlab::lab
