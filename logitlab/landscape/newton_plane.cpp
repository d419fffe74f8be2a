// SPDX-License-Identifier: MIT
//
// The problem: a picture of the loss in which both the step of a first-order and that of a
// second-order method lie. Given: the objective with its gradient and Hessian at one point. With H
// = V diag(l) V', Newton's direction is -V diag(1 / l) V' g. Where the loss is not convex, |l|
// takes the place of l: then it leads down along every eigenvector (Y. Dauphin and others,
// "Identifying and attacking the saddle point problem in high-dimensional non-convex optimization",
// NeurIPS 2014). A singular H has eigenvalues of rounding error; they are left out, as in the
// pseudoinverse (G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th ed. 2013, section 5.5).
// About 9 d^3 operations and 2 d^2 numbers for d parameters.
#include "logitlab/landscape/newton_plane.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/dense.hpp"
#include "logitlab/landscape/directions.hpp"

namespace logitlab {
namespace {

// Newton's direction up to its length, from the gradient up to its length; empty where there is
// none.
std::vector<double> newton_direction(const Objective& objective, CVec at, CVec gradient) {
  const std::size_t d = at.size();
  std::vector<double> hessian(d * d), values(d), vectors(d * d);
  if (!objective.hessian(at, {hessian.data(), d, d, d})) return {};
  if (!symmetric_eigen({hessian.data(), d, d, d}, values, {vectors.data(), d, d, d})) return {};
  // Relative to the largest one, so that a saturated Hessian of 1e-300 does not overflow.
  const double largest = std::fmax(std::fabs(values.front()), std::fabs(values.back()));
  const double least = static_cast<double>(d) * std::numeric_limits<double>::epsilon();
  std::vector<double> direction(d, 0.0);
  for (std::size_t j = 0; j < d; ++j) {
    const double curvature = std::fabs(values[j]) / largest;
    if (!(curvature > least)) continue;
    double along = 0;
    for (std::size_t k = 0; k < d; ++k) along += vectors[k * d + j] * gradient[k];
    for (std::size_t k = 0; k < d; ++k) direction[k] -= along / curvature * vectors[k * d + j];
  }
  return direction;
}

}  // namespace

Plane newton_plane(const Objective& objective, CVec at) {
  assert(at.size() >= 2);
  // 1. The two ways down.
  std::vector<double> gradient(at.size());
  objective.value_and_gradient(at, gradient);
  Directions found;
  std::vector<std::string> names;
  const auto add = [&](std::vector<double> v, const char* first, const char* second) {
    if (v.empty() || !scale_to_one(v) || !orthonormalise(v, found)) return;
    names.emplace_back(found.empty() ? first : second);
    found.push_back(std::move(v));
  };
  if (scale_to_one(gradient)) {
    std::vector<double> downhill(gradient);
    for (double& g : downhill) g = -g;
    add(newton_direction(objective, at, gradient), "Newton direction", "");
    add(std::move(downhill), "steepest descent", "steepest descent across it");
  }
  // 2. What is missing.
  fill_with_coordinates(found, at.size());
  while (names.size() < 2)
    names.emplace_back(names.empty() ? "first direction" : "direction across it");
  return {{at.begin(), at.end()},
          {std::move(found[0]), std::move(found[1])},
          {std::move(names[0]), std::move(names[1])}};
}

}  // namespace logitlab
