// SPDX-License-Identifier: MIT
#include "logitlab/figure/labels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "logitlab/figure/clipping.hpp"

namespace logitlab::figure {
namespace {

constexpr double far_away = std::numeric_limits<double>::infinity();

double squared_distance(Point p, Point a, Point b) {
  const double x = b.x - a.x, y = b.y - a.y, length = x * x + y * y;
  const double t =
      length > 0 ? std::clamp(((p.x - a.x) * x + (p.y - a.y) * y) / length, 0.0, 1.0) : 0;
  const double dx = p.x - a.x - t * x, dy = p.y - a.y - t * y;
  return dx * dx + dy * dy;
}

// To the nearest point of the box; 0 inside.
double squared_distance(Point p, const Box& box) {
  const double x = std::max({box.left - p.x, p.x - box.right, 0.0});
  const double y = std::max({box.top - p.y, p.y - box.bottom, 0.0});
  return x * x + y * y;
}

Box around(const Box& box, Point p) {
  return {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x),
          std::max(box.bottom, p.y)};
}

// Whether two boxes do not even touch.
bool apart(const Box& a, const Box& b) {
  return a.left > b.right || b.left > a.right || a.top > b.bottom || b.top > a.bottom;
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

void Occupied::begin_stretch(Point at) {
  stretches_.push_back({{at.x, at.y, at.x, at.y}, segments_.size(), segments_.size()});
}

void Occupied::add_line(std::span<const Point> points, std::span<const std::size_t> breaks) {
  constexpr std::size_t stretch = 16;
  std::size_t next = 0;
  bool begins = true;
  for (std::size_t k = 1; k < points.size(); ++k) {
    if (next < breaks.size() && breaks[next] == k) {
      ++next;
      begins = true;
      continue;
    }
    const Segment segment{points[k - 1], points[k]};
    if (begins || stretches_.back().last - stretches_.back().first == stretch) {
      begin_stretch(segment.a);
    }
    begins = false;
    segments_.push_back(segment);
    Stretch& current = stretches_.back();
    current.last = segments_.size();
    current.bounds = around(current.bounds, segment.b);
  }
}

bool Occupied::hits_box(const TurnedBox& box) const {
  return std::ranges::any_of(boxes_, [&](const TurnedBox& other) { return box.overlaps(other); });
}

bool Occupied::hits_line(const Box& box, double clearance) const {
  const Box grown = box.grown(clearance);
  for (const Stretch& stretch : stretches_) {
    if (apart(stretch.bounds, grown)) continue;
    for (std::size_t k = stretch.first; k < stretch.last; ++k) {
      if (part_inside(segments_[k].a, segments_[k].b, grown)) return true;
    }
  }
  return false;
}

double Occupied::distance_to_lines(Point p) const {
  double least = far_away;
  for (const Stretch& stretch : stretches_) {
    if (!(squared_distance(p, stretch.bounds) < least)) continue;
    for (std::size_t k = stretch.first; k < stretch.last; ++k) {
      least = std::min(least, squared_distance(p, segments_[k].a, segments_[k].b));
    }
  }
  return std::sqrt(least);
}

double Occupied::distance_to_boxes(Point p) const {
  double least = far_away;
  for (const TurnedBox& box : boxes_) {
    const Point centre = box.bounds().centre();
    least = std::min(least, squared_distance(p, centre, centre));
  }
  return std::sqrt(least);
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

bool add_placed(Scene& scene, Occupied& occupied, const std::optional<std::vector<Text>>& lines,
                const std::optional<Paint>& halo) {
  if (!lines) return false;
  for (Text line : *lines) {
    if (halo) {
      line.halo = *halo;
      line.halo_width = 4;
    }
    occupied.add(line);
    scene.add(std::move(line));
  }
  return true;
}

bool add_placed(Scene& scene, Occupied& occupied, std::optional<Text> text) {
  if (!text) return false;
  occupied.add(*text);
  scene.add(std::move(*text));
  return true;
}

}  // namespace logitlab::figure
