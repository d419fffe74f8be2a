// SPDX-License-Identifier: MIT
#include "logitlab/landscape/directions.hpp"

#include <cmath>
#include <utility>

namespace logitlab {

double dot(CVec a, CVec b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

bool orthonormalise(Vec v, const Directions& found) {
  // Below this share of its length what is left of v is taken for rounding error, its own and that
  // of the vectors it came from.
  constexpr double least_share = 1e-8;
  const double before = std::sqrt(dot(v, v));
  for (int pass = 0; pass < 2; ++pass) {
    for (const std::vector<double>& unit : found) {
      const double along = dot(v, unit);
      for (std::size_t k = 0; k < v.size(); ++k) v[k] -= along * unit[k];
    }
  }
  const double length = std::sqrt(dot(v, v));
  if (!(length > least_share * before)) return false;
  for (double& x : v) x *= 1 / length;
  return true;
}

bool scale_to_one(Vec v) {
  double largest = 0;
  for (const double x : v) {
    if (!std::isfinite(x)) return false;
    largest = std::fmax(largest, std::fabs(x));
  }
  if (largest == 0) return false;
  for (double& x : v) x /= largest;
  return true;
}

void fill_with_coordinates(Directions& found, std::size_t dimension) {
  for (std::size_t k = 0; found.size() < 2 && k < dimension; ++k) {
    std::vector<double> axis(dimension, 0.0);
    axis[k] = 1;
    if (orthonormalise(axis, found)) found.push_back(std::move(axis));
  }
}

}  // namespace logitlab
