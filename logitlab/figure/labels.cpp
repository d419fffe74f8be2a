// SPDX-License-Identifier: MIT
#include "logitlab/figure/labels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace logitlab::figure {
namespace {

constexpr double far_away = std::numeric_limits<double>::infinity();

// Whether the segment a b enters the box (Liang & Barsky 1984).
bool enters(Point a, Point b, const Box& box) {
  double from = 0, to = 1;
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double step[] = {-dx, dx, -dy, dy};
  const double room[] = {a.x - box.left, box.right - a.x, a.y - box.top, box.bottom - a.y};
  for (int k = 0; k < 4; ++k) {
    if (step[k] == 0) {
      if (room[k] < 0) return false;
      continue;
    }
    const double t = room[k] / step[k];
    if (step[k] < 0) {
      from = std::max(from, t);
    } else {
      to = std::min(to, t);
    }
    if (from > to) return false;
  }
  return true;
}

double distance(Point p, Point a, Point b) {
  const double x = b.x - a.x, y = b.y - a.y, length = x * x + y * y;
  const double t =
      length > 0 ? std::clamp(((p.x - a.x) * x + (p.y - a.y) * y) / length, 0.0, 1.0) : 0;
  const double dx = p.x - a.x - t * x, dy = p.y - a.y - t * y;
  return std::sqrt(dx * dx + dy * dy);
}

// Where the block's top left corner comes for a side, `gap` from the mark.
Point corner_for(Side side, Point mark, double gap, double width, double height) {
  const double above = mark.y - gap - height, below = mark.y + gap;
  const double left = mark.x - gap - width, right = mark.x + gap;
  const double middle_x = mark.x - width / 2, middle_y = mark.y - height / 2;
  const double near = 0.6 * gap;  // diagonal places may come closer
  switch (side) {
    case Side::above:
      return {middle_x, above};
    case Side::below:
      return {middle_x, below};
    case Side::left:
      return {left, middle_y};
    case Side::right:
      return {right, middle_y};
    case Side::above_left:
      return {mark.x - near - width, mark.y - near - height};
    case Side::above_right:
      return {mark.x + near, mark.y - near - height};
    case Side::below_left:
      return {mark.x - near - width, mark.y + near};
    case Side::below_right:
      return {mark.x + near, mark.y + near};
  }
  return mark;
}

// A block above or below its mark may slide sideways, one beside it up and down.
Point slid_inside(Point corner, Side side, const Box& inside, double width, double height) {
  if (side == Side::above || side == Side::below) {
    corner.x = std::max(inside.left, std::min(corner.x, inside.right - width));
  }
  if (side == Side::left || side == Side::right) {
    corner.y = std::max(inside.top, std::min(corner.y, inside.bottom - height));
  }
  return corner;
}

// Lines of a block stand against the mark: those left of it end there.
Anchor anchor_for(Side side) {
  switch (side) {
    case Side::left:
    case Side::above_left:
    case Side::below_left:
      return Anchor::end;
    case Side::above:
    case Side::below:
      return Anchor::middle;
    default:
      return Anchor::start;
  }
}

bool within(const Box& inner, const Box& outer) {
  return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top &&
         inner.bottom <= outer.bottom;
}

}  // namespace

void Occupied::add_line(std::span<const Point> points, std::span<const std::size_t> breaks) {
  std::size_t next = 0;
  for (std::size_t k = 1; k < points.size(); ++k) {
    if (next < breaks.size() && breaks[next] == k) {
      ++next;
      continue;
    }
    segments_.push_back({points[k - 1], points[k]});
  }
}

bool Occupied::hits_box(const TurnedBox& box) const {
  return std::ranges::any_of(boxes_, [&](const TurnedBox& other) { return box.overlaps(other); });
}

bool Occupied::hits_line(const Box& box, double clearance) const {
  const Box grown = box.grown(clearance);
  return std::ranges::any_of(segments_, [&](const Segment& s) { return enters(s.a, s.b, grown); });
}

double Occupied::distance_to_lines(Point p) const {
  double least = far_away;
  for (const Segment& s : segments_) least = std::min(least, distance(p, s.a, s.b));
  return least;
}

double Occupied::distance_to_boxes(Point p) const {
  double least = far_away;
  for (const TurnedBox& box : boxes_) {
    const Point centre = box.bounds().centre();
    least = std::min(least, distance(p, centre, centre));
  }
  return least;
}

std::optional<std::vector<Text>> place_lines(const Occupied& occupied, std::vector<Text> lines,
                                             Point mark, const LabelSearch& search) {
  double width = 0, height = 0;
  for (const Text& line : lines) {
    width = std::max(width, text_width(line.text, line.size, line.bold));
    height += 1.25 * line.size;
  }
  constexpr double further[] = {3, 8, 16, 28};
  for (const double away : further) {
    for (const Side side : search.sides) {
      const double gap = search.radius + away;
      const Point corner = slid_inside(corner_for(side, mark, gap, width, height), side,
                                       search.inside, width, height);
      const Box box{corner.x, corner.y, corner.x + width, corner.y + height};
      if (!within(box, search.inside) || occupied.hits_box(turned(box.grown(1), {}, 0)) ||
          (search.clearance >= 0 && occupied.hits_line(box, search.clearance))) {
        continue;
      }
      const Anchor anchor = anchor_for(side);
      double y = corner.y;
      for (Text& line : lines) {
        line.anchor = anchor;
        line.at.x = anchor == Anchor::start ? box.left
                    : anchor == Anchor::end ? box.right
                                            : box.centre().x;
        line.at.y = y + 0.97 * line.size;
        y += 1.25 * line.size;
      }
      return lines;
    }
  }
  return std::nullopt;
}

std::optional<std::vector<Text>> place_somehow(const Occupied& occupied, std::vector<Text> lines,
                                               Point mark, LabelSearch search) {
  auto placed = place_lines(occupied, lines, mark, search);
  if (placed) return placed;
  search.clearance = -1;
  return place_lines(occupied, std::move(lines), mark, search);
}

std::optional<Text> place_label(const Occupied& occupied, Text text, Point mark,
                                const LabelSearch& search) {
  auto placed = place_lines(occupied, {std::move(text)}, mark, search);
  if (!placed) return std::nullopt;
  return std::move(placed->front());
}

}  // namespace logitlab::figure
