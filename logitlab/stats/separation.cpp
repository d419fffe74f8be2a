// SPDX-License-Identifier: MIT
//
// The problem: does w separate the classes of the stored numbers? Given: a design, labels, w with b
// last. A margin is a sum of d + 1 terms; whatever the order of addition, its computed value is off
// by at most (d + 1) u sum |terms| / (1 - (d + 1) u), u = 2^-53 (N. J. Higham, "Accuracy and
// Stability of Numerical Algorithms", 2nd ed., 2002, section 3.1). Twice that covers the rounding
// of the bound. Cost: one pass over the rows, ended at the first row that fails; memory: one row.
#include "logitlab/stats/separation.hpp"

#include <cassert>
#include <cmath>
#include <limits>

namespace logitlab {

std::string_view to_string(SeparableKind kind) {
  switch (kind) {
    case SeparableKind::complete:
      return "complete";
    case SeparableKind::quasi:
      return "quasi";
    case SeparableKind::none:
      return "none";
    case SeparableKind::undecided:
      break;
  }
  return "unknown";
}

Separable separation_witness(const Design& x, CVec y, CVec w) {
  const std::size_t d = x.columns();
  assert(w.size() == d + 1 && y.size() == x.rows());
  const double doubt =
      static_cast<double>(d + 1) * std::numeric_limits<double>::epsilon();  // 2 (d + 1) u
  std::vector<double> row(d);
  for (std::size_t i = 0; i < x.rows(); ++i) {
    x.copy_row(i, row);
    double eta = w[d];
    double size = std::fabs(w[d]);
    for (std::size_t j = 0; j < d; ++j) {
      eta += row[j] * w[j];
      size += std::fabs(row[j] * w[j]);
    }
    const double own_side = y[i] > 0.5 ? eta : -eta;
    if (!(own_side > doubt * size) || !std::isfinite(size)) return {};
  }
  return {SeparableKind::complete, std::vector<double>(w.begin(), w.end())};
}

}  // namespace logitlab
