// SPDX-License-Identifier: MIT
#include "logitlab/solver/curvature_memory.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

#include "logitlab/solver/vectors.hpp"

namespace logitlab {

CurvatureMemory::CurvatureMemory(std::size_t pairs, std::size_t dimension)
    : pairs_(pairs),
      dimension_(dimension),
      s_(pairs * dimension),
      y_(pairs * dimension),
      curvature_(pairs),
      alpha_(pairs) {
  assert(pairs > 0);
}

bool CurvatureMemory::add(CVec s, CVec y) {
  // The rounding of the sum s . y is about epsilon |s| |y|: below that, its sign means nothing.
  // R. H. Byrd, P. Lu, J. Nocedal, C. Zhu, "A limited memory algorithm for bound constrained
  // optimization", SIAM J. Sci. Comput. 16, 1995, leave out a pair by their inequality 3.9, s . y
  // <= epsilon y . y; but that depends on the units of F: times 2^60 no pair of Rosenbrock's
  // passed. Below the smallest normal number a product has lost digits: no use either.
  constexpr double floor = std::numeric_limits<double>::epsilon();
  constexpr double smallest = std::numeric_limits<double>::min();
  const double sy = dot(s, y), yy = dot(y, y);
  if (!(sy > floor * length(s) * length(y)) || !(sy >= smallest) || !(yy >= smallest)) {
    return false;
  }

  newest_ = empty() ? 0 : (newest_ + 1) % pairs_;
  size_ = std::min(size_ + 1, pairs_);
  const auto first = static_cast<std::ptrdiff_t>(newest_ * dimension_);
  std::ranges::copy(s, s_.begin() + first);
  std::ranges::copy(y, y_.begin() + first);
  curvature_[newest_] = sy;
  scale_ = sy / yy;
  return true;
}

// The two-loop recursion: J. Nocedal, S. J. Wright, Numerical Optimization, 2nd ed. 2006, algorithm
// 7.4, with the scaling 7.20, applied to -g.
void CurvatureMemory::descent_direction(CVec g, Vec out) {
  assert(!empty());
  for (std::size_t j = 0; j < dimension_; ++j) out[j] = -g[j];
  for (std::size_t age = 0; age < size_; ++age) {
    const std::size_t k = slot(age);
    alpha_[k] = dot(s(k), out) / curvature_[k];
    step_along(out, -alpha_[k], y(k), out);
  }
  for (double& x : out) x *= scale_;
  for (std::size_t age = size_; age-- > 0;) {
    const std::size_t k = slot(age);
    const double beta = dot(y(k), out) / curvature_[k];
    step_along(out, alpha_[k] - beta, s(k), out);
  }
}

}  // namespace logitlab
