// SPDX-License-Identifier: MIT
//
// The problem: eigenvalues of Hessians. Two by two they have a closed form: the one of larger
// magnitude is a sum without cancellation, the other the determinant over it, with the determinant
// of entries scaled to size 1 computed to its last digits by fused multiply-adds (W. Kahan's
// method; C.-P. Jeannerod, N. Louvet, J.-M. Muller, "Further analysis of Kahan's algorithm for the
// accurate computation of 2 x 2 determinants", Math. Comp. 82, 2013). Larger ones go to base/dense.
#include "logitlab/landscape/curvature.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <memory>

#include "logitlab/base/dense.hpp"
#include "logitlab/base/math.hpp"

namespace logitlab {
namespace {

// a c - b b, off by about one unit in the last place, whatever cancels: what the two products lost
// in rounding is added to their difference.
double determinant(double a, double b, double c) {
  return (a * c - b * b) + (math::product_error(a, c) - math::product_error(b, b));
}

// Of ((a, b), (b, c)).
Curvature two_by_two(double a, double b, double c) {
  const double size = std::max({std::fabs(a), std::fabs(b), std::fabs(c)});
  if (size == 0) return {};
  if (!std::isfinite(size)) return {size, size};
  // By a power of two, which changes no digit: squares neither overflow nor vanish.
  int exponent = 0;
  std::frexp(size, &exponent);
  const double scale = std::ldexp(1.0, std::max(exponent, -1000));
  a /= scale;
  b /= scale;
  c /= scale;
  const double middle = (a + c) / 2, half = (a - c) / 2;
  const double radius = std::sqrt(half * half + b * b);
  const double far = middle < 0 ? middle - radius : middle + radius;
  const double near = far == 0 ? 0 : determinant(a, b, c) / far;
  return {std::min(far, near) * scale, std::max(far, near) * scale};
}

}  // namespace

int Curvature::sign_of_smallest() const {
  constexpr double rounding = 1e-12;
  const double size = std::max(std::fabs(smallest), std::fabs(largest));
  if (std::fabs(smallest) <= rounding * size) return 0;
  return smallest > 0 ? 1 : -1;
}

double Curvature::condition_number() const { return smallest > 0 ? largest / smallest : HUGE_VAL; }

double Curvature::largest_stable_rate() const { return largest > 0 ? 2 / largest : HUGE_VAL; }

std::optional<Curvature> curvature_at(const Objective& objective, CVec w) {
  const std::size_t n = objective.dimension();
  assert(w.size() == n && n > 0);
  std::vector<double> h(n * n), values(n), vectors(n * n);
  if (!objective.hessian(w, {h.data(), n, n, n})) return std::nullopt;
  if (!symmetric_eigen({h.data(), n, n, n}, values, {vectors.data(), n, n, n})) return std::nullopt;
  return Curvature{values.front(), values.back()};
}

double CurvatureMap::convex_share(double rounding) const {
  assert(!at.empty());
  const auto convex =
      std::ranges::count_if(at, [&](const Curvature& c) { return c.smallest >= -rounding; });
  return static_cast<double>(convex) / static_cast<double>(at.size());
}

std::optional<CurvatureMap> sample_curvature(const Objective& objective, const Plane& plane,
                                             const GridAxis& u, const GridAxis& v) {
  const CVec directions[] = {plane.direction[0], plane.direction[1]};
  const std::unique_ptr<Objective> restricted = objective.along(plane.origin, directions);
  CurvatureMap map{u, v, {}};
  map.at.reserve(u.count * v.count);
  std::array<double, 4> h{};
  for (std::size_t j = 0; j < v.count; ++j) {
    for (std::size_t i = 0; i < u.count; ++i) {
      const double at[] = {u.at(i), v.at(j)};
      if (!restricted->hessian(at, {h.data(), 2, 2, 2})) return std::nullopt;
      const Curvature curvature = two_by_two(h[0], h[1], h[3]);
      if (!std::isfinite(curvature.smallest) || !std::isfinite(curvature.largest)) {
        return std::nullopt;
      }
      map.at.push_back(curvature);
    }
  }
  return map;
}

}  // namespace logitlab
