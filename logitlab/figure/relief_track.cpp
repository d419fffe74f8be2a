// SPDX-License-Identifier: MIT
#include "logitlab/figure/relief_track.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "logitlab/figure/clipping.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/places_taken.hpp"
#include "logitlab/landscape/contour.hpp"

namespace logitlab::figure {
namespace {

// A step at least this long on the page is seen by itself: up to the last of them the line is full,
// behind it the zigzag is denser than the line.
constexpr double long_step = 6;
constexpr double line_width = 1.6, dense_width = 0.95, rest_width = 0.8;

// The part of the segment a b over the window, as shares of it; empty if there is none.
std::optional<SegmentPart> inside_part(const Point3& a, const Point3& b) {
  constexpr Box window{-box_half_width, -box_half_depth, box_half_width, box_half_depth};
  const auto part = part_inside({a.x, a.y}, {b.x, b.y}, window);
  return part && part->from < part->to ? part : std::nullopt;
}

class TrackBuilder {
 public:
  TrackBuilder(const Relief& relief, std::size_t rows)
      : relief_(relief), sparse_(rows > many_rows) {}

  // The piece between two steps, following the ground.
  void append(const Point3& a, const Point3& b, std::size_t row) {
    const auto part = inside_part(a, b);
    if (!part || !std::isfinite(b.x) || !std::isfinite(b.y)) {
      finish();
      return;
    }
    if (part->from > 0) finish();
    if (sparse_ && !joined_.take(cell_of(a.x), cell_of(a.y), cell_of(b.x), cell_of(b.y))) {
      finish();
      return;
    }
    const double cell = 2 * box_half_width / static_cast<double>(relief_.columns() - 1);
    const double run = std::max(std::fabs(b.x - a.x), std::fabs(b.y - a.y));
    const double share = part->to - part->from;
    const int pieces = 1 + static_cast<int>(std::min(400.0, share * run / (2 * cell)));
    for (int k = line_.empty() ? 0 : 1; k <= pieces; ++k) {
      const double t = part->from + share * k / pieces;
      Point3 p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), 0};
      // Rounding may put the end of the part a hair outside.
      p.x = std::clamp(p.x, -box_half_width, box_half_width);
      p.y = std::clamp(p.y, -box_half_depth, box_half_depth);
      p.z = relief_.height_at(p.x, p.y);
      if (!std::isfinite(p.z)) {
        finish();
        continue;
      }
      line_.push_back(p);
      rows_.push_back(row);
    }
    if (part->to < 1) finish();
  }

  void finish() {
    if (line_.size() > 1) {
      track.lines.push_back(line_);
      track.rows.push_back(rows_);
    }
    line_.clear();
    rows_.clear();
  }

  ReliefTrack track;

 private:
  // Of a very long path only what adds ink: not what joins two places half a pixel wide that were
  // joined before.
  static constexpr std::size_t many_rows = 1000;
  static int cell_of(double x) {
    return static_cast<int>(std::floor(std::clamp(x, -1e6, 1e6) * 400));
  }

  const Relief& relief_;
  bool sparse_;
  PlacesTaken joined_;
  std::vector<Point3> line_;
  std::vector<std::size_t> rows_;
};

Point lifted(const ReliefView& view, const Point3& p) {
  const Point at = view.page(p);
  return {at.x, at.y - lift};
}

double page_distance(const ReliefView& view, const Point3& a, const Point3& b) {
  const Point p = view.page(a), q = view.page(b);
  return std::sqrt((p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y));
}

// The row behind the last long step.
std::size_t dense_from(const ReliefView& view, const ReliefTrack& track) {
  for (std::size_t row = track.place.size(); row-- > 1;) {
    if (!track.place[row] || !track.place[row - 1]) continue;
    if (page_distance(view, *track.place[row - 1], *track.place[row]) >= long_step) return row + 1;
  }
  return 0;
}

struct Strands {
  Path open, dense, rest, hidden;
};

// The line on the page, without the points that it does not need: of a long step most.
void append(Path& path, const ReliefView& view, std::span<const Point3> line) {
  constexpr double tolerance = 0.15;  // pixels
  std::vector<PlanePoint> page;
  for (const Point3& p : line) {
    const Point at = lifted(view, p);
    page.push_back({at.x, at.y});
  }
  if (page.size() < 2) return;
  if (!path.points.empty()) path.breaks.push_back(path.points.size());
  for (const PlanePoint& p : simplify(page, 1, 1, tolerance)) path.points.push_back({p.u, p.v});
}

void append_cut(Strands& strands, Path& strand, const ReliefView& view,
                std::span<const Point3> line) {
  const LineParts parts = cut_by_visibility(view.relief(), view.camera(), line);
  for (const auto& part : parts.visible) append(strand, view, part);
  for (const auto& part : parts.hidden) append(strands.hidden, view, part);
}

}  // namespace

ReliefTrack track_on_relief(const lab::Run& run, const Relief& relief) {
  const Trajectory& t = lab::shown_path(run)->trajectory;
  TrackBuilder builder(relief, t.length());
  Point3 before;
  bool connected = false;  // with the row before
  for (std::size_t row = 0; row < t.length(); ++row) {
    const auto uv = run.plane.project(t.w_at(row));
    Point3 here = relief.place(uv[0], uv[1], relief.scale().low);
    here.z = relief.height_at(here.x, here.y);
    builder.track.place.push_back(std::isfinite(here.z) ? std::optional(here) : std::nullopt);
    if (connected) builder.append(before, here, row);
    connected = std::isfinite(here.x) && std::isfinite(here.y);
    if (!connected) builder.finish();
    before = here;
  }
  builder.finish();
  return std::move(builder.track);
}

bool add_relief_track(Scene& scene, const ReliefView& view, const ReliefTrack& track,
                      Occupied& occupied, std::size_t now) {
  const std::size_t split = dense_from(view, track);
  Strands strands;
  for (std::size_t l = 0; l < track.lines.size(); ++l) {
    const std::span<const Point3> line(track.lines[l]);
    const std::vector<std::size_t>& rows = track.rows[l];
    const auto points_before = [&](std::size_t row) {
      return static_cast<std::size_t>(std::ranges::lower_bound(rows, row) - rows.begin());
    };
    const std::size_t played = now == all_rows ? line.size() : points_before(now + 1);
    const std::size_t open = std::min(played, points_before(split));
    // Each part begins where the one before it ends.
    const auto part = [&](std::size_t from, std::size_t to) {
      from = from > 0 ? from - 1 : 0;
      return line.subspan(from, to - from);
    };
    if (open > 0) append_cut(strands, strands.open, view, line.first(open));
    if (open < played) append_cut(strands, strands.dense, view, part(open, played));
    if (played < line.size()) append_cut(strands, strands.rest, view, part(played, line.size()));
  }
  const bool hidden = !strands.hidden.points.empty();
  if (hidden) {
    // The casing thins out the wires before it, so that the dashes can be followed.
    strands.hidden.dense = true;
    strands.hidden.stroke = {{Role::casing, 0, 0, 0.7}, 1.4 + casing_extra};
    scene.add(strands.hidden);
    strands.hidden.stroke = {{Role::path, 0, 0, 0.45}, 1.4, 4, 3};
    scene.add(strands.hidden);
  }
  if (!strands.rest.points.empty()) {
    strands.rest.dense = true;
    strands.rest.stroke = {{Role::path, 0, 0, 0.75}, rest_width};
    scene.add(strands.rest);
  }
  for (const bool casing : {true, false}) {
    for (const auto& [path, width] :
         {std::pair{&strands.open, line_width}, {&strands.dense, dense_width}}) {
      if (path->points.empty()) continue;
      Path drawn = *path;
      drawn.dense = true;
      drawn.stroke = {{casing ? Role::casing : Role::path}, casing ? width + casing_extra : width};
      scene.add(std::move(drawn));
    }
  }
  for (const Path* path : {&strands.open, &strands.dense, &strands.rest, &strands.hidden}) {
    occupied.add_line(path->points, path->breaks);
  }
  return hidden;
}

}  // namespace logitlab::figure
