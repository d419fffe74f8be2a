// SPDX-License-Identifier: MIT
// U. Jugel, Z. Jerzak, G. Hackenbroich, V. Markl, "M4: a visualization-oriented time series data
// aggregation", PVLDB 7(10), 2014: first, last, lowest and highest of each column of pixels are
// all that a line drawn through them needs.
#include "logitlab/figure/decimate.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace logitlab::figure {
namespace {

// The points of one column that are kept: row numbers, ascending and without repeats.
void append_column(std::span<const double> y, std::size_t first, std::size_t end,
                   std::vector<std::size_t>& kept) {
  std::size_t low = first, high = first;
  for (std::size_t k = first + 1; k < end; ++k) {
    if (y[k] < y[low]) low = k;
    if (y[k] > y[high]) high = k;
  }
  const auto [early, late] = std::minmax(low, high);
  for (const std::size_t k : {first, early, late, end - 1}) {
    if (kept.empty() || kept.back() < k) kept.push_back(k);
  }
}

}  // namespace

Stretches decimated(std::span<const double> x, std::span<const double> y, double column) {
  assert(x.size() == y.size() && column > 0);
  Stretches stretches;
  const auto gap = [&](std::size_t k) { return !std::isfinite(x[k]) || !std::isfinite(y[k]); };
  for (std::size_t k = 0; k < x.size();) {
    if (gap(k)) {
      ++k;
      continue;
    }
    if (k == 0 || gap(k - 1)) stretches.emplace_back();
    const double place = std::floor(x[k] / column);
    std::size_t end = k + 1;
    while (end < x.size() && !gap(end) && std::floor(x[end] / column) == place) ++end;
    append_column(y, k, end, stretches.back());
    k = end;
  }
  return stretches;
}

}  // namespace logitlab::figure
