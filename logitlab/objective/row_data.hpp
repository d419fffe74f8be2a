// SPDX-License-Identifier: MIT
// What the stochastic family reads of a model, copied once in the precision of the run.
#pragma once

#include <concepts>
#include <cstddef>
#include <vector>

#include "logitlab/base/types.hpp"
#include "logitlab/objective/objective.hpp"

namespace logitlab {

// The parts of F as numbers of type Real.
template <std::floating_point Real>
struct RowData {
  std::size_t n, d;
  bool intercept;
  std::vector<Real> x;               // n x d, row-major
  std::vector<Real> y;               // n
  std::vector<Real> weight, offset;  // n, or empty: all one, all zero
  std::vector<Real> ridge;           // d, l2 times the column's factor; or empty: all zero
};

template <std::floating_point Real>
std::vector<Real> rounded(CVec values) {
  std::vector<Real> result;
  result.reserve(values.size());
  for (const double value : values) result.push_back(static_cast<Real>(value));
  return result;
}

// Each number rounded to Real once. O(n d) memory.
template <std::floating_point Real>
RowData<Real> copy_rows(const LinearModel& model) {
  RowData<Real> data{.n = model.x.rows(),
                     .d = model.x.columns(),
                     .intercept = model.intercept,
                     .x = {},
                     .y = rounded<Real>(model.y),
                     .weight = rounded<Real>(model.weight),
                     .offset = rounded<Real>(model.offset),
                     .ridge = {}};
  data.x.reserve(data.n * data.d);
  std::vector<double> row(data.d);
  for (std::size_t i = 0; i < data.n; ++i) {
    model.x.copy_row(i, row);
    for (const double value : row) data.x.push_back(static_cast<Real>(value));
  }
  if (model.penalty.l2 != 0) {
    for (std::size_t j = 0; j < data.d; ++j) {
      const double factor = model.penalty.factor.empty() ? 1.0 : model.penalty.factor[j];
      data.ridge.push_back(static_cast<Real>(model.penalty.l2 * factor));
    }
  }
  return data;
}

}  // namespace logitlab
