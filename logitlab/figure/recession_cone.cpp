// SPDX-License-Identifier: MIT
// With one input only the outermost samples of each class count: the cone is cut out by at most
// four half planes s (w x + b) >= 0, and the widest margin is a quadratic programme of two unknowns
// whose solution touches one or two of four lines: all of them are tried.
#include "logitlab/figure/recession_cone.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace logitlab::figure {
namespace {

// The lowest and the highest input of a class.
struct Extent {
  bool any = false;
  double low = 0, high = 0;
  void add(double x) {
    low = any ? std::min(low, x) : x;
    high = any ? std::max(high, x) : x;
    any = true;
  }
};

struct Extents {
  Extent zeros, ones;
};

Extents extents_of(const Dataset& data) {
  Extents e;
  for (std::size_t i = 0; i < data.length(); ++i) {
    const Sample sample = data[i];
    (sample.y == 1 ? e.ones : e.zeros).add(sample.x[0]);
  }
  return e;
}

// One side of the plane of (w, b): s (w x + b) >= 1.
struct Constraint {
  double x = 0, side = 1;
  double margin(const WbDirection& v) const { return side * (v.w * x + v.b); }
};

double square_length(const WbDirection& v) { return v.w * v.w + v.b * v.b; }

}  // namespace

std::optional<SeparatingCone> separating_cone(const Dataset& data) {
  const auto [zeros, ones] = extents_of(data);
  const auto cone = [](WbDirection first, WbDirection second) {
    const bool ray = first.w == second.w && first.b == second.b;
    return SeparatingCone{{first, second}, ray};
  };
  // 0.0 - x: no minus before a zero.
  if (!zeros.any) return cone({1, 0.0 - ones.low}, {-1, ones.high});
  if (!ones.any) return cone({-1, zeros.low}, {1, 0.0 - zeros.high});
  const bool ones_above = zeros.high <= ones.low, ones_below = ones.high <= zeros.low;
  if (ones_above && ones_below) return std::nullopt;  // all samples at one input
  if (ones_above) return cone({1, 0.0 - ones.low}, {1, 0.0 - zeros.high});
  if (ones_below) return cone({-1, zeros.low}, {-1, ones.high});
  return std::nullopt;
}

std::optional<WbDirection> widest_margin(const Dataset& data) {
  const auto [zeros, ones] = extents_of(data);
  std::vector<Constraint> constraints;
  if (zeros.any) constraints.insert(constraints.end(), {{zeros.low, -1}, {zeros.high, -1}});
  if (ones.any) constraints.insert(constraints.end(), {{ones.low, 1}, {ones.high, 1}});
  std::optional<WbDirection> best;
  const auto consider = [&](const WbDirection& v) {
    if (!std::isfinite(v.w) || !std::isfinite(v.b)) return;
    for (const Constraint& c : constraints) {
      // Candidates meet their own constraints up to the rounding of b and of the margin.
      const double rounding = 0x1p-50 * (std::fabs(v.w * c.x) + std::fabs(v.b) + 1);
      if (!(c.margin(v) >= 1 - rounding)) return;
    }
    if (!best || square_length(v) < square_length(*best)) best = v;
  };
  for (const Constraint& c : constraints) {
    const double size = c.x * c.x + 1;
    consider({c.side * c.x / size, c.side / size});
    for (const Constraint& d : constraints) {
      const double w = (c.side - d.side) / (c.x - d.x);
      consider({w, c.side - w * c.x});
    }
  }
  return best;
}

}  // namespace logitlab::figure
