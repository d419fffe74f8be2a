// SPDX-License-Identifier: MIT
//
// The problem: prove that Z v >= 0 has no solution with Z v != 0. By Stiemke's theorem (1915) that
// is so if and only if some u > 0 has Z'u = 0, and for logistic regression it is the condition
// under which a finite estimate exists (A. Albert, J. A. Anderson, Biometrika 71, 1984).
//
// Given: u > 0 that solves Z'u = 0 nearly; g = -Z'u. With A = sum u_i^2 z_i z_i' and t = A^-1 g the
// numbers u_i + u_i^2 z_i . t solve it exactly. They are positive where |u_i z_i . t| < 1, and
//     (u_i z_i . t)^2 <= sum_i (u_i z_i . t)^2 = g' A^-1 g.
// So g' A^-1 g < 1 proves that the solution exists; it is never computed. Rows may be left out of
// A, which leaves their u as they are. Columns outside the basis are exact combinations of it and
// follow.
//
// Rounding: with n rows, k columns and u = 2^-53, a sum of n products is off by (n + 2) u times the
// sum of magnitudes (N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., 2002,
// section 3.1), hence A, scaled to a diagonal of ones by s, by k (n + 8) u in norm. A Cholesky
// factorisation of C - theta I that runs through proves that C >= (theta - 4 k (k + 2) u) I (S. M.
// Rump, "Verification of positive definiteness", BIT 46, 2006). Then g' A^-1 g <= |g / s|^2 / tau
// for tau below the least eigenvalue so proved.
#include "logitlab/stats/minimum_proof.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "logitlab/base/dense.hpp"

namespace logitlab {
namespace {

constexpr double unit_roundoff = std::numeric_limits<double>::epsilon() / 2;
// Relative to the largest u. Below the first a u is raised to it, so that its products keep all
// digits; below the second its row is left out of A, so that their squares do.
constexpr double least_u = 1e-150, least_in_matrix = 1e-50;

// Z'u over the basis with a bound of each entry's error, and A.
struct Sums {
  std::vector<double> g, size, a;
};

Sums sum_rows(const SignedRows& z, std::span<const Row> rows, std::span<const std::size_t> basis,
              CVec u) {
  const std::size_t k = basis.size();
  const double largest = *std::ranges::max_element(u);
  Sums sums{std::vector<double>(k), std::vector<double>(k), std::vector<double>(k * k)};
  std::vector<double> scaled(k);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double relative = std::max(u[i] / largest, least_u);
    const CVec row = z[rows[i]];
    for (std::size_t j = 0; j < k; ++j) {
      scaled[j] = relative * row[basis[j]];
      sums.g[j] += scaled[j];
      sums.size[j] += std::fabs(scaled[j]);
    }
    if (relative < least_in_matrix) continue;
    for (std::size_t j = 0; j < k; ++j) {
      for (std::size_t l = 0; l <= j; ++l) sums.a[j * k + l] += scaled[j] * scaled[l];
    }
  }
  return sums;
}

}  // namespace

bool proves_a_minimum(const SignedRows& z, std::span<const Row> rows, const ColumnSpace& space,
                      CVec u) {
  assert(u.size() == rows.size());
  // 1. Nothing is proved by numbers that are not positive, or with columns left over.
  if (!z.usable() || !space.complete || rows.empty()) return false;
  if (!std::ranges::all_of(u, [](double a) { return a > 0 && std::isfinite(a); })) return false;

  // 2. Z'u and A.
  const std::size_t k = space.basis.size();
  Sums sums = sum_rows(z, rows, space.basis, u);
  const double n = static_cast<double>(rows.size()), columns = static_cast<double>(k);
  const double sum_error = 1.01 * (n + 2) * unit_roundoff;

  // 3. |g / s|^2 from above, and C = A scaled to a diagonal of ones.
  double length2 = 0;
  std::vector<double> s(k);
  for (std::size_t j = 0; j < k; ++j) {
    s[j] = std::sqrt(sums.a[j * k + j]);
    if (!(s[j] >= 1e-100)) return false;
    const double entry = 1.01 * (std::fabs(sums.g[j]) + 1.01 * sum_error * sums.size[j]) / s[j];
    length2 += entry * entry;
  }
  for (std::size_t j = 0; j < k; ++j) {
    for (std::size_t l = 0; l <= j; ++l) sums.a[j * k + l] /= s[j] * s[l];
  }

  // 4. The least eigenvalue that would do, and whether it is there.
  const double tau = 1.05 * length2 + 1e-14;
  const double theta = tau + 1.1 * columns * (n + 8) * unit_roundoff +
                       4 * columns * (columns + 2) * unit_roundoff + 2 * unit_roundoff;
  for (std::size_t j = 0; j < k; ++j) sums.a[j * k + j] -= theta;
  return cholesky_factor({sums.a.data(), k, k, k});
}

}  // namespace logitlab
