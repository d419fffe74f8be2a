// SPDX-License-Identifier: MIT
//
// The problem: the Hessian of the loss, d + 1 by d + 1, at two places, and two by two along the
// plane over the window. Cost: n d^2 + 9 d^3 a place; n a point of the window, for a loss that is
// not convex by its formula.
//
// Rounding. The curvature of one row is a polynomial of p whose derivative is at most 2; p is off
// by at most 3 u (u = 2^-53), so that the curvature is off by at most 8 u, roundings of its own
// terms included. The sum of n rows of at most 1/4 adds n u / 4 in each block of 4,096. Entry ij of
// the Hessian is thus off by (8 + n / 4) u times the mean of |z_i z_j|, where z are the rows seen
// along the plane; an eigenvalue by no more than the Frobenius norm of that (H. Weyl), at most (8 +
// n / 4) u times the mean of |z|^2.
#include "logitlab/lab/curvatures.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {
namespace {

double rounding_of_curvature(const Experiment& experiment, const Plane& plane) {
  constexpr double u = std::numeric_limits<double>::epsilon() / 2;
  constexpr double block = 4096;
  const auto n = static_cast<double>(experiment.data().length());
  std::vector<double> seen(experiment.data().length());
  double squares = 0;
  for (const std::vector<double>& direction : plane.direction) {
    margins(experiment.x(), direction, seen);
    for (const double z : seen) squares += z * z;
  }
  return (8 + std::min(n, block) / 4) * u * (squares / n);
}

// Points a side of the window: as many as the map of starts has, fewer where that takes long.
std::size_t points_a_side(std::size_t rows) {
  constexpr double most_terms = 4e7;  // of a row: about half a second
  for (const std::size_t side : {64U, 16U}) {
    if (static_cast<double>(side * side) * static_cast<double>(rows) <= most_terms) return side;
  }
  return 0;
}

void see_window(const Experiment& experiment, const Objective& risk, const Plane& plane,
                const Window& window, CurvatureFacts& facts) {
  const std::size_t side = points_a_side(experiment.data().length());
  if (side == 0) return;
  const auto map = sample_curvature(risk, plane, {window.u_low, window.u_high, side},
                                    {window.v_low, window.v_high, side});
  if (!map) return;
  facts.convex_share = map->convex_share(rounding_of_curvature(experiment, plane));
  facts.resolution = side;
}

}  // namespace

CurvatureFacts curvature_facts(const Experiment& experiment, std::string_view loss,
                               const Plane& plane, const Window& window, CVec start,
                               std::optional<CVec> end) {
  CurvatureFacts facts;
  // 1. Over the window.
  const auto risk = experiment.safe_risk(loss);
  if (find_loss(find_loss(loss)->safe_form)->convex) {
    facts.convex_share = 1;
  } else {
    see_window(experiment, *risk, plane, window, facts);
  }
  // 2. At the two ends of the path.
  constexpr double most_work = 1e9;  // multiplications
  const auto n = static_cast<double>(experiment.data().length());
  const auto d = static_cast<double>(experiment.dimension());
  if (d * d * (n + 9 * d) > most_work) return facts;
  facts.start = curvature_at(*risk, start);
  if (end) facts.end = curvature_at(*risk, *end);
  return facts;
}

}  // namespace logitlab::lab
