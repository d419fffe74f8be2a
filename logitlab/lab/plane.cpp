// SPDX-License-Identifier: MIT
//
// The problem: a path has d + 1 coordinates, a picture has two and a frame. Given: the path, the
// plane asked for, and the optimum where it is known. Cost: one pass over the path.
#include "logitlab/lab/plane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace logitlab::lab {
namespace {

// One span of a window, grown by a share of itself; never empty.
std::array<double, 2> with_room(double low, double high) {
  constexpr double room = 0.2;  // a fifth on each side: marks and labels at the ends stay inside
  const double middle = low + (high - low) / 2;
  const double least = 1e-3 * std::fmax(1.0, std::fabs(middle));
  const double half = std::fmax((high - low) / 2, least) * (1 + 2 * room);
  // Outwards to a round number: ten to some power, at most a fortieth of the window.
  double unit = 1, inverse = 1;
  while (unit * 400 <= 2 * half && unit < 1e300) unit *= 10;
  while (2 * half * inverse < 40 && unit == 1) inverse *= 10;
  const auto round = [&](double x, auto f) {
    const double rounded = unit > 1 ? f(x / unit) * unit : f(x * inverse) / inverse;
    return std::isfinite(rounded) ? rounded : x;
  };
  return {round(middle - half, [](double v) { return std::floor(v); }),
          round(middle + half, [](double v) { return std::ceil(v); })};
}

struct Bounds {
  std::array<double, 2> low = {std::numeric_limits<double>::infinity(),
                               std::numeric_limits<double>::infinity()};
  std::array<double, 2> high = {-low[0], -low[1]};

  void include(const std::array<double, 2>& point) {
    for (std::size_t k = 0; k < 2; ++k) {
      if (!std::isfinite(point[k])) continue;
      low[k] = std::min(low[k], point[k]);
      high[k] = std::max(high[k], point[k]);
    }
  }
  double extent() const { return std::max(high[0] - low[0], high[1] - low[1]); }
};

}  // namespace

Plane choose_plane(const Settings& settings, const Experiment& experiment, const Trajectory& path) {
  if (const PlaneRow* row = find_plane(settings.plane)) {
    return row->make(experiment, settings, path);
  }
  const Dataset& data = experiment.data();
  const auto [a, b] = named_parameters(settings.plane, data).value();
  const std::size_t d = data.columns();
  const auto name = [&](std::size_t k) {
    if (k == d) return std::string("b");
    return d == 1 ? std::string("w") : data.inputs()[k];
  };
  return coordinate_plane(path.w_at(path.length() - 1), a, b, name(a), name(b));
}

Window window_around(const Plane& plane, const Trajectory& path,
                     const std::optional<std::vector<double>>& optimum) {
  constexpr double furthest = 8;  // the path keeps an eighth of the picture at least
  Bounds bounds;
  for (std::size_t r = 0; r < path.length(); ++r) bounds.include(plane.project(path.w_at(r)));
  if (bounds.low[0] > bounds.high[0] || bounds.low[1] > bounds.high[1]) bounds.include({0, 0});
  if (optimum) {
    Bounds both = bounds;
    both.include(plane.project(*optimum));
    if (path.length() == 1 || both.extent() <= furthest * bounds.extent()) bounds = both;
  }
  // Neither side thinner than a quarter of the other: a path along an axis is still in a valley.
  const double least = bounds.extent() / 4;
  std::array<std::array<double, 2>, 2> span{};
  for (std::size_t k = 0; k < 2; ++k) {
    const double missing = std::fmax(0.0, least - (bounds.high[k] - bounds.low[k])) / 2;
    span[k] = with_room(bounds.low[k] - missing, bounds.high[k] + missing);
  }
  return {span[0][0], span[0][1], span[1][0], span[1][1]};
}

}  // namespace logitlab::lab
