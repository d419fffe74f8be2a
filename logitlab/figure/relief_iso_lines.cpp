// SPDX-License-Identifier: MIT
// Lines of equal loss on a relief.
#include <cmath>

#include "logitlab/figure/relief_scene.hpp"

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

}  // namespace

void add_iso_lines(Scene& scene, const ReliefView& view, const std::vector<IsoLevel>& levels) {
  for (const IsoLevel& iso : levels) {
    Path path;
    for (const ContourLine& line : iso.lines) {
      const std::vector<Point3> placed = on_relief(view, line, iso.level.value);
      for (const std::vector<Point3>& part :
           cut_by_visibility(view.relief(), view.camera(), placed).visible) {
        if (!path.points.empty()) path.breaks.push_back(path.points.size());
        for (const Point3& p : part) path.points.push_back(view.page(p));
      }
    }
    if (path.points.empty()) continue;
    path.dense = true;
    path.stroke = iso.level.heavy ? Stroke{{Role::ink, 0, 0, 0.55}, 0.9}
                                  : Stroke{{Role::ink, 0, 0, 0.33}, 0.55};
    scene.add(std::move(path));
  }
}

}  // namespace logitlab::figure
