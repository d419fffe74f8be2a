// SPDX-License-Identifier: MIT
//
// The problem: the sign of a sum of products of doubles. First the rounded sum with a bound of its
// error: n products and n - 1 additions, in any order, are off by at most n u sum |terms| /
// (1 - n u), u = 2^-53 (N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed.,
// 2002, section 3.1). If that leaves the sign open, each product is split into two doubles that
// hold it exactly, and they are added up as an expansion: numbers that do not overlap, whose
// largest has the sign of the whole (J. R. Shewchuk, "Adaptive precision floating-point
// arithmetic", Discrete and Computational Geometry 18, 1997, GROW-EXPANSION).
#include "logitlab/stats/exact_sign.hpp"

#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "logitlab/base/math.hpp"

namespace logitlab {
namespace {

bool in_range(double a) {
  const double size = std::fabs(a);
  return size == 0 || (size >= 0x1p-400 && size <= 0x1p400);
}

int sign(double a) { return a > 0 ? 1 : (a < 0 ? -1 : 0); }

// expansion += a, exactly; its parts stand in ascending order of magnitude.
void grow(std::vector<double>& expansion, double a) {
  for (double& part : expansion) {
    const double sum = a + part;
    const double part_in_sum = sum - a;
    const double lost = (a - (sum - part_in_sum)) + (part - part_in_sum);
    part = lost;
    a = sum;
  }
  expansion.push_back(a);
}

int sign_of_expansion(CVec a, CVec b) {
  std::vector<double> expansion;
  for (std::size_t j = 0; j < a.size(); ++j) {
    const double product = a[j] * b[j];
    if (product == 0) continue;
    grow(expansion, math::product_error(a[j], b[j]));
    grow(expansion, product);
  }
  for (std::size_t k = expansion.size(); k-- > 0;) {
    if (expansion[k] != 0) return sign(expansion[k]);
  }
  return 0;
}

}  // namespace

BoundedSum bounded_dot(CVec a, CVec b) {
  assert(a.size() == b.size());
  double sum = 0, size = 0;
  for (std::size_t j = 0; j < a.size(); ++j) {
    sum += a[j] * b[j];
    size += std::fabs(a[j] * b[j]);
  }
  // 2 u (n + 1): twice what is needed, which covers the rounding of `size` and of the bound.
  const double rounding =
      static_cast<double>(a.size() + 1) * std::numeric_limits<double>::epsilon();
  return {sum, rounding * size};
}

std::optional<int> sign_of_dot(CVec a, CVec b) {
  for (std::size_t j = 0; j < a.size(); ++j) {
    if (!in_range(a[j]) || !in_range(b[j])) return std::nullopt;
  }
  const BoundedSum sum = bounded_dot(a, b);
  if (std::fabs(sum.value) > sum.error) return sign(sum.value);
  return sign_of_expansion(a, b);
}

}  // namespace logitlab
