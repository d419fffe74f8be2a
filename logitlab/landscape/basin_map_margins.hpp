// SPDX-License-Identifier: MIT
// Margins of one row under many parameters side by side: the inner loop of the map of starts.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>

#include "logitlab/compute/lanes.hpp"
#include "logitlab/objective/row_data.hpp"

namespace logitlab {

// eta[s] = x_i . w(s) + b(s) + o_i for `width` runs s, where parameter j of run s is
// w[j * width + s]: for each run the operations of RowMean in their order (eight lanes from eight
// inputs on), so that they round alike.
template <std::size_t width, std::floating_point Real>
[[gnu::always_inline]] inline void margins_side_by_side(const RowData<Real>& rows, std::size_t i,
                                                        const Real* w, Real* eta) {
  const std::size_t d = rows.d;
  const Real* x = rows.x.data() + i * d;
  std::fill_n(eta, width, Real{0});
  std::size_t j = 0;
  if (d >= lanes::count) {
    std::array<std::array<Real, width>, lanes::count> part{};
    for (; j + lanes::count <= d; j += lanes::count) {
      for (std::size_t l = 0; l < lanes::count; ++l) {
        const Real factor = x[j + l];
        const Real* column = w + (j + l) * width;
        for (std::size_t s = 0; s < width; ++s) part[l][s] += factor * column[s];
      }
    }
    for (std::size_t s = 0; s < width; ++s) {
      eta[s] = ((part[0][s] + part[1][s]) + (part[2][s] + part[3][s])) +
               ((part[4][s] + part[5][s]) + (part[6][s] + part[7][s]));
    }
  }
  for (; j < d; ++j) {
    const Real factor = x[j];
    const Real* column = w + j * width;
    for (std::size_t s = 0; s < width; ++s) eta[s] += factor * column[s];
  }
  if (rows.intercept) {
    const Real* b = w + d * width;
    for (std::size_t s = 0; s < width; ++s) eta[s] += b[s];
  }
  if (!rows.offset.empty()) {
    const Real offset = rows.offset[i];
    for (std::size_t s = 0; s < width; ++s) eta[s] += offset;
  }
}

}  // namespace logitlab
