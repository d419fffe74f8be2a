// SPDX-License-Identifier: MIT
//
// The problem: margins of all rows, and how many of them have the sign of their label. Given: a
// design, parameters, labels. Cost: one pass over the rows; memory: none of its own.
#include "logitlab/stats/metrics.hpp"

#include <cassert>

namespace logitlab {

void margins(const Design& x, CVec w, Vec out) {
  const std::size_t d = x.columns();
  assert(w.size() == d + 1 && out.size() == x.rows());
  x.multiply(0, CMat{w.data(), d, 1, 1}, Mat{out.data(), out.size(), 1, 1});
  for (double& eta : out) eta += w[d];
}

std::size_t count_right(CVec margin, CVec y) {
  assert(margin.size() == y.size());
  std::size_t right = 0;
  for (std::size_t i = 0; i < y.size(); ++i) right += (margin[i] > 0) == (y[i] > 0.5) ? 1U : 0U;
  return right;
}

double accuracy(CVec margin, CVec y) {
  assert(!y.empty());
  return static_cast<double>(count_right(margin, y)) / static_cast<double>(y.size());
}

}  // namespace logitlab
