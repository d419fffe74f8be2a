// SPDX-License-Identifier: MIT
#include "logitlab/figure/page_track.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "logitlab/figure/layout.hpp"
#include "logitlab/landscape/contour.hpp"

namespace logitlab::figure {
namespace {

// More points are too many for a page that draws them anew thirty times a second.
constexpr std::size_t many_page_points = 1500, most_page_points = 1200;

constexpr double thin_width = 0.8;

// The number of points that belong to rows up to `row`.
std::size_t points_up_to(const InkedLine& line, std::size_t row) {
  return static_cast<std::size_t>(std::ranges::upper_bound(line.rows, row) - line.rows.begin());
}

void add_part(Scene& scene, Path path, Stroke stroke, std::size_t clip) {
  if (path.points.empty()) return;
  path.stroke = stroke;
  scene.add(std::move(path), clip);
}

}  // namespace

PageTrack page_track(const lab::Training& training, const Plane& plane, const Panel& panel) {
  const std::vector<Point> pixels =
      track_pixels(training, plane, panel, training.trajectory.length());
  return {panel.frame, inked(pixels, panel.frame.grown(6), many_page_points, most_page_points),
          dense_from(training, pixels)};
}

void append_simplified(Path& path, const InkedLine& line, std::size_t first, std::size_t last) {
  auto next = std::ranges::upper_bound(line.breaks, first);
  std::vector<PlanePoint> piece;
  while (first < last) {
    const std::size_t end = next == line.breaks.end() ? last : std::min(last, *next++);
    piece.clear();
    for (std::size_t k = first; k < end; ++k) piece.push_back({line.points[k].x, line.points[k].y});
    first = end;
    if (piece.size() < 2) continue;
    if (!path.points.empty()) path.breaks.push_back(path.points.size());
    for (const PlanePoint& p : simplify(piece, 1, 1, page_tolerance)) {
      path.points.push_back({p.u, p.v});
    }
  }
  path.dense = true;
}

void add_page_track(Scene& scene, const PageTrack& track, std::size_t now, std::size_t clip,
                    Occupied& occupied) {
  const InkedLine& line = track.line;
  const std::size_t played = points_up_to(line, now);
  const std::size_t open = std::min(played, points_up_to(line, track.dense));
  // Each part begins where the one before it ends.
  const auto joined = [](std::size_t k) { return k > 0 ? k - 1 : 0; };
  Path wide, narrow, rest;
  append_simplified(wide, line, 0, open);
  append_simplified(narrow, line, joined(open), played);
  append_simplified(rest, line, joined(played), line.points.size());
  for (const Path* path : {&wide, &narrow, &rest}) occupied.add_line(path->points, path->breaks);

  add_part(scene, std::move(rest), {{Role::path, 0, 0, 0.75}, thin_width}, clip);
  add_part(scene, wide, {{Role::casing}, track_width + casing_extra}, clip);
  add_part(scene, narrow, {{Role::casing}, dense_track_width + casing_extra}, clip);
  add_part(scene, std::move(wide), {{Role::path}, track_width}, clip);
  add_part(scene, std::move(narrow), {{Role::path}, dense_track_width}, clip);
}

}  // namespace logitlab::figure
