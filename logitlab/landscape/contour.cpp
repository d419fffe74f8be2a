// SPDX-License-Identifier: MIT
// Marching squares in the form of Lorensen & Cline (1987, SIGGRAPH 21:163) for two dimensions. Each
// cell of the grid joins the crossings on its edges by directed segments with higher ground on
// their left, so that a crossing has at most one segment in and one out, and lines are joined by
// following them. One pass over the grid finds which levels each cell has between its corners; from
// there a level costs what its lines are long. In a cell whose diagonals disagree (a saddle) the
// asymptotic decider of Nielson & Hamann (1991, Visualization '91, 83) chooses: the value of the
// bilinear surface at its saddle point.
#include "logitlab/landscape/contour.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <utility>

#include "logitlab/base/sort.hpp"

namespace logitlab {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

// The cells that each level passes through, row by row. A cell with a value that is not finite has
// none.
std::vector<std::vector<std::uint32_t>> cells_of(const Surface& s, std::span<const double> levels) {
  const std::size_t columns = s.u.count;
  std::vector<std::vector<std::uint32_t>> cells(levels.size());
  for (std::size_t j = 0; j + 1 < s.v.count; ++j) {
    const double* near = &s.value[j * columns];
    const double* far = near + columns;
    for (std::size_t i = 0; i + 1 < columns; ++i) {
      const double a = near[i], b = near[i + 1], c = far[i + 1], d = far[i];
      if (!std::isfinite((a - a) + (b - b) + (c - c) + (d - d))) continue;
      const double low = std::min(std::min(a, b), std::min(c, d));
      const double high = std::max(std::max(a, b), std::max(c, d));
      // Some corners are >= the level, and some are not.
      for (auto at = std::ranges::upper_bound(levels, low); at != levels.end() && *at <= high;
           ++at) {
        cells[static_cast<std::size_t>(at - levels.begin())].push_back(
            static_cast<std::uint32_t>(j * columns + i));
      }
    }
  }
  return cells;
}

// Follows the lines of one level after the other.
class Tracer {
 public:
  explicit Tracer(const Surface& surface)
      : s_(surface),
        columns_(surface.u.count),
        horizontal_((columns_ - 1) * surface.v.count),
        next_(horizontal_ + columns_ * (surface.v.count - 1), none),
        entered_(next_.size(), false) {}

  std::vector<ContourLine> lines(double level, std::span<const std::uint32_t> cells) {
    level_ = level;
    from_.clear();
    for (const std::uint32_t cell : cells) cross(cell % columns_, cell / columns_);
    sort(from_);
    std::vector<ContourLine> found;
    // Open lines first: they begin where no segment comes in. What is left closes on itself.
    for (const bool closed : {false, true}) {
      for (const std::uint32_t edge : from_) {
        if (next_[edge] != none && (closed || !entered_[edge])) follow(edge, closed, found);
      }
    }
    for (const std::uint32_t edge : to_) entered_[edge] = false;
    to_.clear();
    return found;
  }

 private:
  std::uint32_t along_u(std::size_t i, std::size_t j) const {  // from (i, j) to (i + 1, j)
    return static_cast<std::uint32_t>(j * (columns_ - 1) + i);
  }
  std::uint32_t along_v(std::size_t i, std::size_t j) const {  // from (i, j) to (i, j + 1)
    return static_cast<std::uint32_t>(horizontal_ + j * columns_ + i);
  }

  void join(std::uint32_t from, std::uint32_t to) {
    next_[from] = to;
    entered_[to] = true;
    from_.push_back(from);
    to_.push_back(to);
  }

  // The segments of one cell.
  void cross(std::size_t i, std::size_t j) {
    const double a = s_.at(i, j), b = s_.at(i + 1, j), c = s_.at(i + 1, j + 1), d = s_.at(i, j + 1);
    const unsigned high = (a >= level_ ? 1u : 0u) | (b >= level_ ? 2u : 0u) |
                          (c >= level_ ? 4u : 0u) | (d >= level_ ? 8u : 0u);
    const std::uint32_t south = along_u(i, j), north = along_u(i, j + 1), west = along_v(i, j),
                        east = along_v(i + 1, j);
    // For each pattern of high corners (1 south-west, 2 south-east, 4 north-east, 8 north-west).
    switch (high) {
      case 1:
        return join(south, west);
      case 2:
        return join(east, south);
      case 3:
        return join(east, west);
      case 4:
        return join(north, east);
      case 6:
        return join(north, south);
      case 7:
        return join(north, west);
      case 8:
        return join(west, north);
      case 9:
        return join(south, north);
      case 11:
        return join(east, north);
      case 12:
        return join(west, east);
      case 13:
        return join(south, east);
      case 14:
        return join(west, south);
      default:
        break;
    }
    // The bilinear surface, with heights above the level, is (A C - B D) / (A + C - B - D) at its
    // saddle point, and one diagonal is positive, the other negative: only the products matter.
    const double up = (a - level_) * (c - level_), down = (b - level_) * (d - level_);
    const bool ridge = high == 5 ? up >= down : down >= up;  // the high corners join in the middle
    if (high == 5) {
      join(south, ridge ? east : west);
      join(north, ridge ? west : east);
    } else {
      join(east, ridge ? north : south);
      join(west, ridge ? south : north);
    }
  }

  // Where the level crosses an edge, by linear interpolation from its lower end.
  PlanePoint crossing(std::uint32_t edge) const {
    const bool flat = edge < horizontal_;
    const std::size_t k = flat ? edge : edge - horizontal_;
    const std::size_t width = flat ? columns_ - 1 : columns_;
    const std::size_t i = k % width, j = k / width;
    const double from = s_.at(i, j), to = flat ? s_.at(i + 1, j) : s_.at(i, j + 1);
    const double t = (level_ - from) / (to - from);
    const double u = s_.u.at(i), v = s_.v.at(j);
    return flat ? PlanePoint{u + t * (s_.u.at(i + 1) - u), v}
                : PlanePoint{u, v + t * (s_.v.at(j + 1) - v)};
  }

  void follow(std::uint32_t edge, bool closed, std::vector<ContourLine>& found) {
    ContourLine line;
    line.closed = closed;
    const auto append = [&line](PlanePoint p) {
      // A level that passes exactly through a grid point crosses several edges there.
      if (!line.points.empty() && line.points.back().u == p.u && line.points.back().v == p.v) {
        return;
      }
      line.points.push_back(p);
    };
    while (true) {
      append(crossing(edge));
      const std::uint32_t after = std::exchange(next_[edge], none);
      if (after == none) break;
      edge = after;
    }
    // A closed line came back to its first crossing; the flag says that the last joins the first.
    if (closed && line.points.size() > 1 && line.points.front().u == line.points.back().u &&
        line.points.front().v == line.points.back().v) {
      line.points.pop_back();
    }
    if (line.points.size() >= (closed ? 3u : 2u)) found.push_back(std::move(line));
  }

  const Surface& s_;
  double level_ = 0;
  std::size_t columns_, horizontal_;
  std::vector<std::uint32_t> next_;  // edge to edge; none again once it was followed
  std::vector<bool> entered_;
  std::vector<std::uint32_t> from_, to_;  // of this level's segments
};

}  // namespace

std::vector<std::vector<ContourLine>> contour_lines(const Surface& surface,
                                                    std::span<const double> levels) {
  assert(std::ranges::is_sorted(levels));
  std::vector<std::vector<ContourLine>> lines(levels.size());
  if (surface.u.count < 2 || surface.v.count < 2) return lines;
  const auto cells = cells_of(surface, levels);
  Tracer tracer(surface);
  for (std::size_t k = 0; k < levels.size(); ++k) lines[k] = tracer.lines(levels[k], cells[k]);
  return lines;
}

std::vector<ContourLine> contour_lines(const Surface& surface, double level) {
  return std::move(contour_lines(surface, std::span(&level, 1)).front());
}

}  // namespace logitlab
