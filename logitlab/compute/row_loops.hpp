// SPDX-License-Identifier: MIT
// A loss over the margins of a block of rows: the inner loops of every pass over the data.
#pragma once

#include "logitlab/base/types.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab {

// m rows, each as its margin.
struct MarginRows {
  CVec eta;    // m margins
  CVec y;      // m labels, 0 or 1
  CVec scale;  // m weights over their sum (of all rows); empty: all `equal_scale`
  double equal_scale = 1;
};

// Pure functions; sums run in eight lanes (lanes.hpp). What is written must not overlap what is
// read.

// sum_i scale_i loss(eta_i, y_i).
double sum_of_values(const Loss& loss, const MarginRows& rows);

// The same sum; slope[i] = scale_i loss'(eta_i, y_i). slope: m.
double values_and_slopes(const Loss& loss, const MarginRows& rows, Vec slope);

// curvature[i] = scale_i loss''(eta_i, y_i). curvature: m.
void curvatures(const Loss& loss, const MarginRows& rows, Vec curvature);

}  // namespace logitlab
