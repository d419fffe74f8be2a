// SPDX-License-Identifier: MIT
// What a camera sees of a relief: the order in which to paint it, its light, its hidden lines.
//
// Painter's order without sorting: a point hides another only if the ray from the other towards the
// eye passes over it, and along that ray neither coordinate of the floor ever moves away from the
// eye. So going through the grid from the far side to the near one, in both directions, paints each
// patch before all that can hide it.
#include <algorithm>
#include <cmath>
#include <vector>

#include "logitlab/figure/relief.hpp"

namespace logitlab::figure {
namespace {

// From behind the viewer's left shoulder, in the box's own directions; of length 1.006.
constexpr Point3 light{-0.5, -0.35, 0.8};

Point3 difference(const Point3& a, const Point3& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }

Point3 cross(const Point3& a, const Point3& b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

double dot(const Point3& a, const Point3& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

Point3 between(const Point3& a, const Point3& b, double t) {
  return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), a.z + t * (b.z - a.z)};
}

// Grid lines that bound at most `across` patches: all of them, or evenly spread ones.
std::vector<std::size_t> grid_lines(std::size_t count, std::size_t across) {
  const std::size_t cells = count - 1, patches = std::min(cells, across);
  std::vector<std::size_t> lines(patches + 1);
  for (std::size_t k = 0; k <= patches; ++k) lines[k] = (k * cells + patches / 2) / patches;
  return lines;
}

// The shade on a patch: Lambert's cosine law; the underside, seen past an edge, gets none.
double shade_of(const std::array<Point3, 4>& corner, const Camera& camera) {
  const Point3 normal = cross(difference(corner[2], corner[0]), difference(corner[3], corner[1]));
  const double length = std::sqrt(dot(normal, normal) * dot(light, light));
  if (!(length > 0) || dot(normal, camera.eye()) < 0) return shade_depth;
  return shade_depth * (1 - std::clamp(dot(normal, light) / length, 0.0, 1.0));
}

double page_length(const Camera& camera, const Point3& a, const Point3& b) {
  const Projected p = camera.project(a), q = camera.project(b);
  return std::sqrt((p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y));
}

// Cuts a line at the places where it goes into hiding or comes out.
class Cutter {
 public:
  Cutter(const Relief& relief, const Camera& camera, double clearance)
      : relief_(relief), camera_(camera), clearance_(clearance) {}

  LineParts cut(std::span<const Point3> line) {
    if (line.empty()) return {};
    hidden_ = hides(line[0]);
    part_.push_back(line[0]);
    for (std::size_t k = 1; k < line.size(); ++k) follow(line[k - 1], line[k]);
    finish();
    const double whole = visible_length_ + hidden_length_;
    parts_.hidden_share = whole > 0 ? hidden_length_ / whole : 0;
    return std::move(parts_);
  }

 private:
  bool hides(const Point3& p) const { return relief_.hides(camera_, p, clearance_); }

  void follow(const Point3& a, const Point3& b) {
    const double cell = 2 * box_half_width / static_cast<double>(relief_.columns() - 1);
    const double run = std::max(std::fabs(b.x - a.x), std::fabs(b.y - a.y));
    const int pieces = std::clamp(static_cast<int>(run / cell) + 1, 1, 1000);
    for (int k = 1; k <= pieces; ++k) {
      const double from = static_cast<double>(k - 1) / pieces;
      const double to = static_cast<double>(k) / pieces;
      if (hides(between(a, b, to)) != hidden_) change(between(a, b, edge(a, b, from, to)));
    }
    append(b);
  }

  // Bisection: the state at `from` is hidden_, at `to` the other one.
  double edge(const Point3& a, const Point3& b, double from, double to) const {
    for (int k = 0; k < 12; ++k) {
      const double middle = (from + to) / 2;
      (hides(between(a, b, middle)) == hidden_ ? from : to) = middle;
    }
    return (from + to) / 2;
  }

  void append(const Point3& p) {
    (hidden_ ? hidden_length_ : visible_length_) += page_length(camera_, part_.back(), p);
    part_.push_back(p);
  }

  void change(const Point3& p) {
    append(p);
    finish();
    hidden_ = !hidden_;
    part_.push_back(p);
  }

  void finish() {
    if (part_.size() > 1) (hidden_ ? parts_.hidden : parts_.visible).push_back(part_);
    part_.clear();
  }

  const Relief& relief_;
  const Camera& camera_;
  double clearance_;
  LineParts parts_;
  std::vector<Point3> part_;
  bool hidden_ = false;
  double visible_length_ = 0, hidden_length_ = 0;
};

}  // namespace

std::vector<Quad> quads_back_to_front(const Relief& relief, const Camera& camera,
                                      std::size_t across) {
  std::vector<std::size_t> columns = grid_lines(relief.columns(), across);
  std::vector<std::size_t> rows = grid_lines(relief.rows(), across);
  if (camera.eye().x < 0) std::reverse(columns.begin(), columns.end());
  if (camera.eye().y < 0) std::reverse(rows.begin(), rows.end());

  std::vector<Quad> quads;
  quads.reserve((columns.size() - 1) * (rows.size() - 1));
  for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
    const auto [south, north] = std::minmax(rows[r], rows[r + 1]);
    for (std::size_t c = 0; c + 1 < columns.size(); ++c) {
      const auto [west, east] = std::minmax(columns[c], columns[c + 1]);
      const std::array<Point3, 4> corner{relief.vertex(west, south), relief.vertex(east, south),
                                         relief.vertex(east, north), relief.vertex(west, north)};
      const double z = (corner[0].z + corner[1].z + corner[2].z + corner[3].z) / 4;
      if (!std::isfinite(z)) continue;
      quads.push_back({corner, (z - box_low) / (box_high - box_low), shade_of(corner, camera)});
    }
  }
  return quads;
}

LineParts cut_by_visibility(const Relief& relief, const Camera& camera,
                            std::span<const Point3> line, double clearance) {
  return Cutter(relief, camera, clearance).cut(line);
}

Camera clear_view(const Relief& relief, std::span<const Point3> path) {
  constexpr double turn = 15, enough = 0.1;
  Camera best;
  double least = cut_by_visibility(relief, best, path).hidden_share;
  for (int k = 1; k <= 12 && least > enough; ++k) {
    for (const double side : {1.0, -1.0}) {
      const Camera turned(Camera::default_azimuth + side * turn * k);
      const double share = cut_by_visibility(relief, turned, path).hidden_share;
      if (share < least) {
        least = share;
        best = turned;
      }
      if (least <= enough) break;
    }
  }
  return best;
}

}  // namespace logitlab::figure
