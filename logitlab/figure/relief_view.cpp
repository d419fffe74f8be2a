// SPDX-License-Identifier: MIT
// What a camera sees of a relief: the order in which to paint it, its light, its hidden lines.
//
// Painter's order without sorting: a point hides another only if the ray from the other towards the
// eye passes over it, and along that ray neither coordinate of the floor ever moves away from the
// eye. So going through the grid from the far side to the near one, in both directions, paints each
// patch before all that can hide it.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "logitlab/figure/relief.hpp"

namespace logitlab::figure {
namespace {

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

// The shade at a place with this normal: Lambert's cosine law, with level ground as full light, so
// that it keeps the colour of its loss; the underside, seen past an edge, gets none.
double shade_of(const Point3& normal, const Camera& camera) {
  const double length = std::sqrt(dot(normal, normal));
  if (!(length > 0) || dot(normal, camera.eye()) < 0) return shade_depth;
  return shade_depth *
         (1 - std::clamp(dot(normal, towards_light) / (length * towards_light.z), 0.0, 1.0));
}

// The grid of patches: every vertex's place and normal.
class Lattice {
 public:
  Lattice(const Relief& relief, std::vector<std::size_t> columns, std::vector<std::size_t> rows)
      : relief_(relief), columns_(std::move(columns)), rows_(std::move(rows)) {}

  Point3 vertex(std::size_t c, std::size_t r) const {
    return relief_.vertex(columns_[c], rows_[r]);
  }

  // Across the two neighbours on each side: smoother than the patches' own, which would show as
  // facets where a valley turns.
  Point3 normal(std::size_t c, std::size_t r) const {
    const std::size_t west = c == 0 ? c : c - 1, east = std::min(c + 1, columns_.size() - 1);
    const std::size_t south = r == 0 ? r : r - 1, north = std::min(r + 1, rows_.size() - 1);
    return upwards(cross(difference(vertex(east, r), vertex(west, r)),
                         difference(vertex(c, north), vertex(c, south))));
  }

 private:
  // The order of columns and rows may turn a normal over; a relief's normal points up.
  static Point3 upwards(const Point3& n) { return n.z < 0 ? Point3{-n.x, -n.y, -n.z} : n; }

  const Relief& relief_;
  std::vector<std::size_t> columns_, rows_;
};

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
    parts_.hidden_share = whole > 0 ? hidden_length_ / whole : (hides(line[0]) ? 1 : 0);
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

Camera fitted_to_box(Camera camera, const Box& frame) {
  std::vector<Point3> corners;
  for (const double x : {-box_half_width, box_half_width}) {
    for (const double y : {-box_half_depth, box_half_depth}) {
      for (const double z : {0.0, box_high}) corners.push_back({x, y, z});
    }
  }
  camera.fit(corners, frame);
  return camera;
}

std::vector<Quad> quads_back_to_front(const Relief& relief, const Camera& camera,
                                      std::size_t across) {
  std::vector<std::size_t> columns = grid_lines(relief.columns(), across);
  std::vector<std::size_t> rows = grid_lines(relief.rows(), across);
  if (camera.eye().x < 0) std::reverse(columns.begin(), columns.end());
  if (camera.eye().y < 0) std::reverse(rows.begin(), rows.end());

  const std::size_t across_u = columns.size() - 1, across_v = rows.size() - 1;
  const Lattice lattice(relief, std::move(columns), std::move(rows));

  std::vector<Quad> quads;
  quads.reserve(across_u * across_v);
  for (std::size_t r = 0; r < across_v; ++r) {
    for (std::size_t c = 0; c < across_u; ++c) {
      Quad quad{};
      double z = 0;
      for (std::size_t k = 0; k < 4; ++k) {  // around the patch
        const std::size_t column = c + (k == 1 || k == 2 ? 1 : 0), row = r + (k >= 2 ? 1 : 0);
        quad.corner[k] = lattice.vertex(column, row);
        z += quad.corner[k].z / 4;
        quad.shade += shade_of(lattice.normal(column, row), camera) / 4;
      }
      if (!std::isfinite(z)) continue;
      quad.share = (z - box_low) / (box_high - box_low);
      quads.push_back(quad);
    }
  }
  return quads;
}

LineParts cut_by_visibility(const Relief& relief, const Camera& camera,
                            std::span<const Point3> line, double clearance) {
  return Cutter(relief, camera, clearance).cut(line);
}

double hidden_ground(const Relief& relief, const Camera& camera) {
  constexpr int places = 24;
  int seen = 0, hidden = 0;
  for (int j = 0; j < places; ++j) {
    for (int i = 0; i < places; ++i) {
      Point3 p{box_half_width * (2 * (i + 0.5) / places - 1),
               box_half_depth * (2 * (j + 0.5) / places - 1), 0};
      p.z = relief.height_at(p.x, p.y);
      if (!std::isfinite(p.z)) continue;
      (relief.hides(camera, p, default_clearance) ? hidden : seen) += 1;
    }
  }
  return hidden == 0 ? 0 : static_cast<double>(hidden) / (seen + hidden);
}

Camera clear_view(const Relief& relief, std::span<const Point3> path) {
  constexpr double turn = 15, enough_path = 0.1, enough_ground = 0.25;
  // How far a view is from good enough: 0 is.
  const auto lack = [&](const Camera& camera) {
    const double on_path = cut_by_visibility(relief, camera, path).hidden_share;
    return std::max(0.0, on_path - enough_path) +
           std::max(0.0, hidden_ground(relief, camera) - enough_ground);
  };
  Camera best;
  double least = lack(best);
  for (int k = 1; k <= 12 && least > 0; ++k) {
    for (const double side : {1.0, -1.0}) {
      const Camera turned(Camera::default_azimuth + side * turn * k);
      const double found = lack(turned);
      if (found < least) {
        least = found;
        best = turned;
      }
      if (!(least > 0)) break;
    }
  }
  return best;
}

}  // namespace logitlab::figure
