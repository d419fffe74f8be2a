// SPDX-License-Identifier: MIT
#include "logitlab/figure/line_labels.hpp"

#include <algorithm>
#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {
namespace {

constexpr double spacing = 3;      // pixels between the places that are tried
constexpr double most_bend = 1.0;  // pixels; beyond it letters leave their line
constexpr double steepest = 2;     // rise over run; steeper reads badly, if at all

// Points every `spacing` pixels along a polyline.
std::vector<Point> resampled(const std::vector<Point>& line) {
  std::vector<Point> even;
  double left = 0;  // until the next point
  for (std::size_t k = 1; k < line.size(); ++k) {
    const Point a = line[k - 1], b = line[k];
    const double length = std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
    for (; left <= length && length > 0; left += spacing) {
      const double t = left / length;
      even.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
    }
    left -= length;
  }
  return even;
}

// How far the points first ... last stray from the chord between them.
double bend(const std::vector<Point>& points, std::size_t first, std::size_t last) {
  const Point a = points[first], b = points[last];
  const double x = b.x - a.x, y = b.y - a.y, length = std::sqrt(x * x + y * y);
  if (!(length > 0)) return 2 * most_bend;
  double most = 0;
  for (std::size_t k = first + 1; k < last; ++k) {
    const double off = ((points[k].x - a.x) * y - (points[k].y - a.y) * x) / length;
    most = std::max(most, std::fabs(off));
  }
  return most;
}

// The arctangent in degrees, to 1e-3: C. Hastings, Approximations for Digital Computers, 1955,
// sheet 9.
double angle_of(double slope) {
  const bool steep = std::fabs(slope) > 1;
  const double t = steep ? 1 / slope : slope, s = t * t;
  const double arc =
      t *
      (0.99997726 +
       s * (-0.33262347 + s * (0.19354346 + s * (-0.11643287 + s * (0.05265332 - s * 0.0117212)))));
  constexpr double quarter = 1.57079632679489662, degrees = 57.2957795130823209;
  if (!steep) return degrees * arc;
  return degrees * ((slope > 0 ? quarter : -quarter) - arc);
}

// The number with its middle at `centre`, along the direction (x, y).
Text standing_on(const std::string& number, Point centre, double x, double y) {
  if (x < 0) {
    x = -x;
    y = -y;
  }
  const double length = std::sqrt(x * x + y * y);
  Text text;
  text.text = number;
  text.size = contour_size;
  text.anchor = Anchor::middle;
  text.halo_width = 4;
  text.rotation = angle_of(y / std::max(x, 1e-9));
  const double down = 0.36 * contour_size;  // half the height of a digit
  text.at = {centre.x - down * y / length, centre.y + down * x / length};
  return text;
}

}  // namespace

std::string level_text(double value) {
  if (value >= 0.001 && value < 1e4) return shortest(value);
  return tick_text(value, value, value);
}

std::optional<LineLabel> label_on_line(const std::vector<Point>& line, const std::string& number,
                                       FunctionRef<double(const Text&, Point)> further_cost) {
  const std::vector<Point> points = resampled(line);
  const double width = text_width(number, contour_size) + 8;
  const auto half = static_cast<std::size_t>(width / (2 * spacing)) + 1;
  std::optional<LineLabel> best;
  for (const bool steep : {false, true}) {
    if (steep && best) break;
    for (std::size_t k = half; k + half < points.size(); ++k) {
      const double stray = bend(points, k - half, k + half);
      if (stray > most_bend) continue;
      const double x = points[k + half].x - points[k - half].x;
      const double y = points[k + half].y - points[k - half].y;
      if (std::fabs(y) > steepest * std::fabs(x) && !steep) continue;
      const Text text = standing_on(number, points[k], x, y);
      const double cost = 2 * stray + 0.01 * std::fabs(text.rotation);
      if (best && cost >= best->cost) continue;
      const double whole = cost + further_cost(text, points[k]);
      if (std::isfinite(whole) && (!best || whole < best->cost)) {
        best = LineLabel{text, points[k], whole};
      }
    }
  }
  return best;
}

}  // namespace logitlab::figure
