// SPDX-License-Identifier: MIT
#include "logitlab/figure/track.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include "logitlab/figure/clipping.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/places_taken.hpp"

namespace logitlab::figure {
namespace {

// Where an epoch's zigzag moves on by less than this, its teeth run into each other.
constexpr double dense_spacing = 3.0;
// Longer steps than this on the average are seen one by one, however little they lead to.
constexpr double largest_tooth = 8;
// More points than this are drawn without what was drawn before; of these as many as leave two such
// paths and their maps below 150 KB of SVG.
constexpr std::size_t many_points = 4000, most_inked = 3000;

double distance(Point a, Point b) {
  return std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
}

// A segment that ends at a step.
void add_segment(InkedLine& line, Point a, Point b, std::size_t row) {
  if (line.points.empty() || line.points.back().x != a.x || line.points.back().y != a.y) {
    if (!line.points.empty()) line.breaks.push_back(line.points.size());
    line.points.push_back(a);
    line.rows.push_back(row);
  }
  line.points.push_back(b);
  line.rows.push_back(row);
}

// The two ends of the part of a segment inside a box.
std::optional<std::pair<Point, Point>> cut(Point a, Point b, const Box& box) {
  const auto part = part_inside(a, b, box);
  if (!part) return std::nullopt;
  const auto at = [&](double t) { return Point{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; };
  return std::pair{part->from == 0 ? a : at(part->from), part->to == 1 ? b : at(part->to)};
}

// Segments inside `box`; of a very long path only those that add ink: a segment between two cells,
// of which `cells` make a pixel, that were joined before is left out.
InkedLine inked_once(std::span<const Point> pixels, const Box& box, double cells, bool sparse) {
  InkedLine line;
  PlacesTaken drawn;
  const auto cell = [cells](double v) { return static_cast<int>(std::floor(v * cells)); };
  const auto same = [cells](Point p, Point q) {
    return std::floor(p.x * cells) == std::floor(q.x * cells) &&
           std::floor(p.y * cells) == std::floor(q.y * cells);
  };
  std::size_t from = 0;
  for (std::size_t k = 1; k < pixels.size(); ++k) {
    // Steps within a cell are joined first, or nothing would be left between the dots.
    if (sparse && k + 1 < pixels.size() && same(pixels[from], pixels[k])) continue;
    const auto part = cut(pixels[from], pixels[k], box);
    from = k;
    if (!part) continue;
    const auto& [a, b] = *part;
    if (sparse) {
      if (!drawn.take(cell(a.x), cell(a.y), cell(b.x), cell(b.y))) continue;
    }
    add_segment(line, a, b, k);
  }
  return line;
}

}  // namespace

InkedLine inked(std::span<const Point> pixels, const Box& box, std::size_t many, std::size_t most) {
  const bool sparse = pixels.size() > many;
  double cells = 2;
  InkedLine line = inked_once(pixels, box, cells, sparse);
  while (sparse && line.points.size() > most && cells > 0.2) {
    cells /= 2;
    line = inked_once(pixels, box, cells, sparse);
  }
  return line;
}

std::size_t dense_from(const lab::Training& training, std::span<const Point> pixels) {
  const std::vector<Moment> ends = epoch_ends(training);
  std::size_t first = pixels.size();
  for (std::size_t k = ends.size(); k-- > 1;) {
    const std::size_t begin = ends[k - 1].row, end = ends[k].row;
    if (end >= pixels.size()) continue;
    double length = 0;
    for (std::size_t r = begin + 1; r <= end; ++r) length += distance(pixels[r - 1], pixels[r]);
    const double net = distance(pixels[begin], pixels[end]);
    const auto steps = static_cast<double>(end - begin);
    const bool zigzag = steps > 1 && length > 1.5 * net && length < largest_tooth * steps;
    if (!zigzag || net > dense_spacing) break;
    first = begin;
  }
  return first;
}

std::vector<Point> track_pixels(const lab::Training& training, const Plane& plane,
                                const Panel& panel, std::size_t rows) {
  const Trajectory& path = training.trajectory;
  std::vector<Point> pixels;
  pixels.reserve(rows);
  for (std::size_t r = 0; r < std::min(rows, path.length()); ++r) {
    const auto uv = plane.project(path.w_at(r));
    pixels.push_back(panel.to_pixel(uv[0], uv[1]));
  }
  return pixels;
}

bool add_track(Scene& scene, const lab::Training& training, std::size_t clip,
               const std::vector<Point>& pixels, Occupied& occupied) {
  const Box room = scene.panels[clip - 1].frame.grown(6);
  const std::size_t split = std::min(dense_from(training, pixels), pixels.size());
  const std::span<const Point> all(pixels);
  const InkedLine open =
      inked(all.first(std::min(split + 1, pixels.size())), room, many_points, most_inked);
  const InkedLine dense = split < pixels.size()
                              ? inked(all.subspan(split), room, many_points, most_inked)
                              : InkedLine{};
  for (const bool casing : {true, false}) {
    for (const auto& [line, width] : {std::pair{&open, track_width}, {&dense, dense_track_width}}) {
      if (line->points.size() < 2) continue;
      Path path;
      path.points = line->points;
      path.breaks = line->breaks;
      path.dense = true;
      path.stroke = {{casing ? Role::casing : Role::path}, casing ? width + casing_extra : width};
      scene.add(std::move(path), clip);
    }
  }
  occupied.add_line(open.points, open.breaks);
  occupied.add_line(dense.points, dense.breaks);
  return !open.points.empty() || !dense.points.empty();
}

double moved_in_all(const lab::Training& training) {
  const Trajectory& path = training.trajectory;
  const CVec a = path.w_at(0), b = path.w_at(path.length() - 1);
  double square = 0;
  for (std::size_t k = 0; k < a.size(); ++k) square += (a[k] - b[k]) * (a[k] - b[k]);
  return std::sqrt(square);
}

std::string other_path_text(const lab::OtherRun& other) {
  constexpr std::size_t longest = 40;
  std::string name = other.file.substr(other.file.rfind('/') + 1);  // npos + 1 is 0
  if (name.size() > longest) name = "a file of another program";
  return concat({"Recorded in ", name});
}

std::string counting_word(const lab::Training& training) {
  return std::ranges::any_of(training.trajectory.batch, [](std::uint32_t b) { return b > 1; })
             ? "epoch"
             : "step";
}

std::vector<Moment> epoch_ends(const lab::Training& training) {
  const Trajectory& path = training.trajectory;
  const std::uint32_t batches = path.batch.empty() ? 0 : std::ranges::max(path.batch);
  std::vector<Moment> ends;
  for (std::size_t r = 0; r < path.length(); ++r) {
    // Where an epoch is one step, steps count.
    if (batches <= 1) {
      if (r > 0) ends.push_back({path.step[r], r});
    } else if (path.batch[r] == batches) {
      ends.push_back({path.epoch[r], r});
    }
  }
  return ends;
}

std::vector<Moment> named_moments(const lab::Training& training) {
  const std::vector<Moment> ends = epoch_ends(training);
  std::vector<Moment> named;
  if (ends.empty()) return named;
  const std::uint64_t last = ends.back().number;
  constexpr std::array<std::uint64_t, 3> mantissas = {1, 2, 5};
  for (std::uint64_t decade = 1; decade < last; decade *= 10) {
    for (const std::uint64_t m : mantissas) {
      const auto found = std::ranges::lower_bound(ends, m * decade, {}, &Moment::number);
      if (m * decade >= last || found == ends.end() || found->number != m * decade) continue;
      named.push_back(*found);
    }
  }
  return named;
}

}  // namespace logitlab::figure
