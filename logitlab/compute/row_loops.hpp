// SPDX-License-Identifier: MIT
// A loss over the margins of a block of rows: the inner loops of every pass over the data.
#pragma once

#include <concepts>
#include <span>
#include <type_traits>

#include "logitlab/base/types.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab {

// m rows, each as its margin.
template <std::floating_point Real>
struct MarginRows {
  std::span<const Real> eta;    // m margins
  std::span<const Real> y;      // m labels, 0 or 1
  std::span<const Real> scale;  // m weights over their sum (of all rows); empty: all `equal_scale`
  Real equal_scale = 1;
};

// Pure functions; the bits do not depend on the instruction set in use. What is written must not
// overlap what is read.

// sum_i scale_i loss(eta_i, y_i), in eight lanes (lanes.hpp).
double sum_of_values(const Loss& loss, const MarginRows<double>& rows);

// The same sum; slope[i] = scale_i loss'(eta_i, y_i). slope: m.
double values_and_slopes(const Loss& loss, const MarginRows<double>& rows, Vec slope);

// curvature[i] = scale_i loss''(eta_i, y_i). curvature: m.
void curvatures(const Loss& loss, const MarginRows<double>& rows, Vec curvature);

// Value and slope of each row, for whoever sums them in an order of its own; rows.scale must be
// given. Float and double.
template <std::floating_point Real>
void row_terms(const Loss& loss, const MarginRows<Real>& rows,
               std::type_identity_t<std::span<Real>> value,
               std::type_identity_t<std::span<Real>> slope);

}  // namespace logitlab
