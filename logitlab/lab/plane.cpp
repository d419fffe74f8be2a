// SPDX-License-Identifier: MIT
//
// The problem: a path has d + 1 coordinates, a picture has two. Given: the path (T steps of D = d +
// 1 parameters). The plane of its main directions is found by orthogonal iteration (G. H. Golub, C.
// F. Van Loan, Matrix Computations, 4th ed., 2013, section 8.2.4) on at most `most_rows` evenly
// spread steps, without forming the D x D covariance: O(rows D) a round. Memory: rows x D numbers.
#include "logitlab/lab/plane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace logitlab::lab {
namespace {

// More steps move the directions less than a figure can show; 300 rounds settle directions whose
// variances differ by 5 %, and closer ones are equally good.
constexpr std::size_t most_rows = 2000, rounds = 300;

using Pair = std::array<std::vector<double>, 2>;

double dot(CVec a, CVec b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += a[j] * b[j];
  return sum;
}

// Subtracts from v its part along `unit`, twice, so that rounding leaves nothing of it.
void take_out(CVec unit, Vec v) {
  for (int pass = 0; pass < 2; ++pass) {
    const double along = dot(unit, v);
    for (std::size_t j = 0; j < v.size(); ++j) v[j] -= along * unit[j];
  }
}

// False if v is too short for its direction to mean anything.
bool normalise(Vec v, double least) {
  const double length = std::sqrt(dot(v, v));
  if (!(length > least) || !std::isfinite(length)) return false;
  for (double& c : v) c /= length;
  return true;
}

// The axis that v is furthest from, made orthogonal to it.
std::vector<double> other_axis(CVec v) {
  std::vector<double> axis(v.size(), 0.0);
  const auto least = std::ranges::min_element(v, {}, [](double c) { return std::fabs(c); });
  axis[static_cast<std::size_t>(least - v.begin())] = 1;
  take_out(v, axis);
  normalise(axis, 0);
  return axis;
}

// Evenly spread steps of the path, each minus their mean.
struct Deviations {
  std::vector<double> mean;
  std::vector<std::vector<double>> rows;
  double size = 0;  // the largest length of a row

  explicit Deviations(const Trajectory& path) : mean(path.dimension, 0.0) {
    const std::size_t count = std::min(path.length(), most_rows);
    for (std::size_t r = 0; r < count; ++r) {
      const CVec w = path.w_at(count < 2 ? 0 : r * (path.length() - 1) / (count - 1));
      rows.emplace_back(w.begin(), w.end());
      for (std::size_t j = 0; j < mean.size(); ++j) mean[j] += w[j] / static_cast<double>(count);
    }
    for (std::vector<double>& row : rows) {
      for (std::size_t j = 0; j < mean.size(); ++j) row[j] -= mean[j];
      size = std::max(size, std::sqrt(dot(row, row)));
    }
  }

  // (sum over rows of row row') v
  std::vector<double> covariance_times(CVec v) const {
    std::vector<double> out(v.size(), 0.0);
    for (const std::vector<double>& row : rows) {
      const double along = dot(row, v);
      for (std::size_t j = 0; j < v.size(); ++j) out[j] += along * row[j];
    }
    return out;
  }
};

// First the direction from the start to the end, then the row furthest from that line.
Pair first_guess(const Trajectory& path, const Deviations& deviations) {
  Pair guess;
  const double least = 1e-9 * deviations.size;
  const CVec start = path.w_at(0), end = path.w_at(path.length() - 1);
  guess[0].assign(end.begin(), end.end());
  for (std::size_t j = 0; j < start.size(); ++j) guess[0][j] -= start[j];
  if (!normalise(guess[0], least)) {
    guess[0].assign(path.dimension, 0.0);
    guess[0][0] = 1;
  }
  double furthest = 0;
  for (std::vector<double> row : deviations.rows) {
    take_out(guess[0], row);
    const double length = std::sqrt(dot(row, row));
    if (length > furthest) {
      furthest = length;
      guess[1] = std::move(row);
    }
  }
  if (!(furthest > least) || !normalise(guess[1], least)) guess[1] = other_axis(guess[0]);
  return guess;
}

void orthogonal_iteration(const Deviations& deviations, Pair& direction) {
  // Below this a product is rounding, not a direction.
  const double least = 1e-24 * deviations.size * deviations.size;
  for (std::size_t round = 0; round < rounds; ++round) {
    std::vector<double> first = deviations.covariance_times(direction[0]);
    std::vector<double> second = deviations.covariance_times(direction[1]);
    if (!normalise(first, least)) return;
    take_out(first, second);
    if (!normalise(second, least)) second = other_axis(first);
    const double turned =
        2 - std::fabs(dot(first, direction[0])) - std::fabs(dot(second, direction[1]));
    direction = {std::move(first), std::move(second)};
    if (turned < 1e-15) return;
  }
}

void face(Vec v, bool forward) {
  if (forward) return;
  for (double& c : v) c = -c;
}

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

Plane principal_plane(const Trajectory& path) {
  const Deviations deviations(path);
  Pair direction = first_guess(path, deviations);
  if (deviations.size > 0) orthogonal_iteration(deviations, direction);

  const CVec start = path.w_at(0), end = path.w_at(path.length() - 1);
  face(direction[0], dot(direction[0], end) >= dot(direction[0], start));
  const auto largest =
      std::ranges::max_element(direction[1], {}, [](double c) { return std::fabs(c); });
  face(direction[1], *largest > 0);
  return {deviations.mean, direction, {"path direction 1", "path direction 2"}};
}

Plane choose_plane(const Settings& settings, const Dataset& data, const Trajectory& path,
                   CVec centre) {
  if (settings.plane == "pca") return principal_plane(path);
  const auto [a, b] = named_parameters(settings.plane, data).value();
  const std::size_t d = data.columns();
  const auto name = [&](std::size_t k) {
    if (k == d) return std::string("b");
    return d == 1 ? std::string("w") : data.inputs()[k];
  };
  return coordinate_plane(centre, a, b, name(a), name(b));
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
