// SPDX-License-Identifier: MIT
// Lines of equal loss on a relief.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/line_labels.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/relief_scene.hpp"
#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {
namespace {

// Pixels by which a line may leave its place to be written with fewer points.
constexpr double tolerance = 0.25;

// The line as it lies on the relief, closed if it is.
std::vector<Point3> on_relief(const ReliefView& view, const ContourLine& line, double loss) {
  const Relief& relief = view.relief();
  const double pixels = view.camera().pixels_per_unit();
  std::vector<PlanePoint> points =
      simplify(line.points, 2 * box_half_width * pixels / (relief.u().high - relief.u().low),
               2 * box_half_depth * pixels / (relief.v().high - relief.v().low), tolerance);
  if (line.closed && !points.empty()) points.push_back(points.front());
  std::vector<Point3> placed;
  for (const PlanePoint& p : points) placed.push_back(relief.place(p.u, p.v, loss));
  return placed;
}

double distance(Point a, Point b) {
  return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

// What is written on a line of the relief: away from what is written already and from its
// neighbours, wholly on the surface, and in a row with the number of the level before it.
class NumberOnRelief {
 public:
  NumberOnRelief(const ReliefView& view, const Occupied& occupied, const Occupied& others,
                 const std::optional<Point>& before)
      : view_(view), occupied_(occupied), others_(others), before_(before) {}

  double operator()(const Text& text, Point centre) const {
    constexpr double forbidden = std::numeric_limits<double>::infinity();
    const TurnedBox box = text_box(text);
    if (occupied_.distance_to_boxes(centre) < label_distance ||
        occupied_.hits_box(turned(box.bounds().grown(4), {}, 0))) {
      return forbidden;
    }
    for (const Point corner : box.corner) {
      if (!view_.covers(corner)) return forbidden;
    }
    // Not at the surface's rim, where the eye looks for the outline.
    double rim = 0;
    for (const Point corner : turned(box.bounds().grown(16), {}, 0).corner) {
      if (!view_.covers(corner)) rim = 0.6;
    }
    const double crowd = std::max(0.0, 12 - others_.distance_to_lines(centre)) / 3;
    return crowd + rim + (before_ ? 0.02 * distance(*before_, centre) : 0);
  }

 private:
  const ReliefView& view_;
  const Occupied& occupied_;
  const Occupied& others_;  // the lines of the other levels
  const std::optional<Point>& before_;
};

}  // namespace

std::vector<DrawnLevel> add_iso_lines(Scene& scene, const ReliefView& view,
                                      const std::vector<IsoLevel>& levels) {
  std::vector<DrawnLevel> drawn;
  for (const IsoLevel& iso : levels) {
    DrawnLevel level{iso.level, {}};
    Path path;
    for (const ContourLine& line : iso.lines) {
      const std::vector<Point3> placed = on_relief(view, line, iso.level.value);
      for (const std::vector<Point3>& part :
           cut_by_visibility(view.relief(), view.camera(), placed).visible) {
        std::vector<Point> page;
        for (const Point3& p : part) page.push_back(view.page(p));
        if (!path.points.empty()) path.breaks.push_back(path.points.size());
        path.points.insert(path.points.end(), page.begin(), page.end());
        level.lines.push_back(std::move(page));
      }
    }
    if (path.points.empty()) continue;
    path.dense = true;
    path.stroke = iso.level.heavy ? Stroke{{Role::ink, 0, 0, 0.55}, 0.9}
                                  : Stroke{{Role::ink, 0, 0, 0.33}, 0.55};
    scene.add(std::move(path));
    drawn.push_back(std::move(level));
  }
  return drawn;
}

void add_relief_labels(Scene& scene, const ReliefView& view, const std::vector<DrawnLevel>& drawn,
                       Occupied& occupied) {
  std::optional<Point> before;
  for (const DrawnLevel& level : drawn) {
    if (!level.level.heavy) continue;
    Occupied others;
    for (const DrawnLevel& other : drawn) {
      if (&other == &level) continue;
      for (const std::vector<Point>& line : other.lines) others.add_line(line);
    }
    const NumberOnRelief wishes(view, occupied, others, before);
    std::optional<LineLabel> best;
    for (const std::vector<Point>& line : level.lines) {
      const auto found = label_on_line(line, level_text(level.level.value), wishes);
      if (found && (!best || found->cost < best->cost)) best = found;
    }
    if (!best) continue;
    best->text.halo = view.paint_under(best->centre);
    scene.add(best->text);
    occupied.add(best->text);
    before = best->centre;
  }
}

}  // namespace logitlab::figure
