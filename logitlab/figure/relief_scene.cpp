// SPDX-License-Identifier: MIT
#include "logitlab/figure/relief_scene.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "logitlab/base/sort.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {
namespace {

constexpr double tick_length = 5;
// Of a direction's ticks on the floor and on the walls: more would crowd the slanting edges.
constexpr std::size_t floor_ticks = 5, height_ticks = 6;

struct EdgeTick {
  double at;  // -1 ... 1 along the axis, or the height
  std::string text;
};

std::vector<EdgeTick> along(const GridAxis& axis, double half) {
  std::vector<EdgeTick> ticks;
  for (const Tick& tick : linear_ticks(axis.low, axis.high, floor_ticks)) {
    const double share = (tick.value - axis.low) / (axis.high - axis.low);
    ticks.push_back({half * (2 * share - 1), tick.text});
  }
  return ticks;
}

std::vector<EdgeTick> upwards(const LossScale& scale) {
  std::vector<EdgeTick> ticks;
  if (!(scale.high > scale.low)) {
    ticks.push_back({scale.height(scale.low), tick_text(scale.low, scale.low, scale.low)});
    return ticks;
  }
  for (const Tick& tick : log_ticks(scale.low, scale.high, height_ticks)) {
    ticks.push_back({scale.height(tick.value), tick.text});
  }
  return ticks;
}

void add_line(Scene& scene, const ReliefView& view, std::initializer_list<Point3> points,
              Role role) {
  Path path;
  for (const Point3& point : points) path.points.push_back(view.page(point));
  path.stroke = {{role}, 1};
  scene.add(std::move(path));
}

void add_page_line(Scene& scene, Point a, Point b) {
  Path path;
  path.points = {a, b};
  path.stroke = {{Role::axis}, 1};
  scene.add(std::move(path));
}

// A text that would touch another or an arrow or leave the canvas is left out; its tick stays.
void add_tick_text(Scene& scene, Occupied& occupied, Point at, const std::string& text,
                   Anchor anchor) {
  Text label;
  label.at = at;
  label.text = text;
  label.size = tick_size;
  label.anchor = anchor;
  label.fill = {Role::ink2};
  const Box box = text_box(label).bounds();
  if (box.left < 0 || box.right > scene.width) return;
  if (occupied.hits_box(turned(box.grown(3), {}, 0)) || occupied.hits_line(box, 1)) return;
  occupied.add(label);
  scene.add(std::move(label));
}

// One of the two floor edges before the surface, from `from` to `to` on the page.
struct FloorEdge {
  std::vector<std::pair<Point, std::string>> ticks;
  Point from, to;
  std::string name;
};

// Where on an edge a name has room: half-way between two ticks, the nearest to its middle first, of
// equals the one on the right.
std::vector<Point> name_places(const FloorEdge& edge) {
  const Point middle{(edge.from.x + edge.to.x) / 2, (edge.from.y + edge.to.y) / 2};
  std::vector<Point> places;
  for (std::size_t k = 0; k + 1 < edge.ticks.size(); ++k) {
    const Point a = edge.ticks[k].first, b = edge.ticks[k + 1].first;
    places.push_back({(a.x + b.x) / 2, (a.y + b.y) / 2});
  }
  if (places.empty()) places.push_back(middle);
  // A hair to the right, so that rounding does not choose between equals.
  sort_by(places, [&](Point p) { return std::fabs(p.x - middle.x - 0.1); });
  return places;
}

// A name below an edge, on one line or two, at the first place where it touches nothing.
void add_name(Scene& scene, Occupied& occupied, const FloorEdge& edge, Point offset,
              Anchor anchor) {
  std::vector<Text> best;
  bool placed = false;
  for (const double away : {1.0, 1.5, 2.0}) {
    for (const Point place : name_places(edge)) {
      const Point at{place.x + away * offset.x, place.y + away * offset.y};
      const double room = anchor == Anchor::end ? at.x - margin : scene.width - margin - at.x;
      std::vector<Text> lines;
      bool free = true;
      for (const std::string& part : wrapped(edge.name, room, label_size)) {
        Text line;
        line.at = {at.x, at.y + 15 * static_cast<double>(lines.size())};
        line.text = part;
        line.size = label_size;
        line.anchor = anchor;
        const Box box = text_box(line).bounds();
        free = free && box.bottom < scene.height && !occupied.hits_line(box, 4) &&
               !occupied.hits_box(turned(box.grown(4), {}, 0));
        lines.push_back(std::move(line));
      }
      if (best.empty() || free) best = std::move(lines);
      placed = free;
      if (placed) break;
    }
    if (placed) break;
  }
  for (Text& line : best) {
    occupied.add(line);
    scene.add(std::move(line));
  }
}

// The edge that falls to the right, on the left of the front corner.
void add_left_edge(Scene& scene, Occupied& occupied, const FloorEdge& edge) {
  for (const auto& [at, text] : edge.ticks) {
    add_page_line(scene, at, {at.x, at.y + tick_length});
    add_tick_text(scene, occupied, {at.x - 2, at.y + 17}, text, Anchor::middle);
  }
  add_name(scene, occupied, edge, {4, 34}, Anchor::end);
}

void add_right_edge(Scene& scene, Occupied& occupied, const FloorEdge& edge) {
  for (const auto& [at, text] : edge.ticks) {
    add_page_line(scene, at, {at.x + tick_length, at.y + 2});
    add_tick_text(scene, occupied, {at.x + 9, at.y + 8}, text, Anchor::start);
  }
  add_name(scene, occupied, edge, {20, 23}, Anchor::start);
}

// The corner of the floor that is leftmost or rightmost on the page.
Point3 side_corner(const ReliefView& view, bool left) {
  const Point3 a{-view.near_x() * box_half_width, view.near_y() * box_half_depth, 0};
  const Point3 b{view.near_x() * box_half_width, -view.near_y() * box_half_depth, 0};
  return (view.page(a).x < view.page(b).x) == left ? a : b;
}

void add_height_axis(Scene& scene, Occupied& occupied, const ReliefView& view,
                     const std::string& name) {
  const Point3 corner = side_corner(view, true);
  Point3 top = corner;
  top.z = box_high;
  add_line(scene, view, {corner, top}, Role::axis);
  for (const EdgeTick& tick : upwards(view.relief().scale())) {
    const Point at = view.page({corner.x, corner.y, tick.at});
    add_page_line(scene, at, {at.x - tick_length, at.y});
    add_tick_text(scene, occupied, {at.x - 9, at.y + 0.36 * tick_size}, tick.text, Anchor::end);
  }
  Text label;
  label.at = view.page(top);
  label.at.y -= 14;
  label.text = name;
  label.size = label_size;
  // Above the axis and not cut by the canvas.
  label.anchor = Anchor::middle;
  label.at.x = std::max(label.at.x, margin + text_width(name, label_size) / 2);
  occupied.add(label);
  scene.add(std::move(label));
}

}  // namespace

ReliefView::ReliefView(const Relief& relief, const Camera& camera, const Box& frame,
                       std::size_t across)
    : relief_(relief), camera_(fitted_to_box(camera, frame)), frame_(frame) {
  for (const Quad& quad : quads_back_to_front(relief_, camera_, across)) {
    Patch patch{{}, {Role::loss_ramp, quad.share, quad.shade}};
    std::ranges::transform(quad.corner, patch.corner.begin(),
                           [&](const Point3& p) { return page(p); });
    patches_.push_back(patch);
  }
  sort_patches();
}

// What lies outside belongs to the cell at the border, and what is not a number to the first.
std::size_t ReliefView::page_cell(double at, double low, double high) {
  constexpr double last = page_cells - 1;
  const double cell = last * (at - low) / (high - low);
  return cell > 0 ? static_cast<std::size_t>(std::min(cell, last)) : 0;
}

void ReliefView::sort_patches() {
  patches_in_.resize(page_cells * page_cells);
  for (std::uint32_t k = 0; k < patches_.size(); ++k) {
    Box bounds{patches_[k].corner[0].x, patches_[k].corner[0].y, patches_[k].corner[0].x,
               patches_[k].corner[0].y};
    for (const Point& p : patches_[k].corner) {
      bounds = {std::min(bounds.left, p.x), std::min(bounds.top, p.y), std::max(bounds.right, p.x),
                std::max(bounds.bottom, p.y)};
    }
    const std::size_t right = page_cell(bounds.right, frame_.left, frame_.right);
    const std::size_t bottom = page_cell(bounds.bottom, frame_.top, frame_.bottom);
    for (std::size_t j = page_cell(bounds.top, frame_.top, frame_.bottom); j <= bottom; ++j) {
      for (std::size_t i = page_cell(bounds.left, frame_.left, frame_.right); i <= right; ++i) {
        patches_in_[j * page_cells + i].push_back(k);
      }
    }
  }
}

Point ReliefView::page(const Point3& point) const {
  const Projected p = camera_.project(point);
  return {p.x, p.y};
}

Point3 ReliefView::on_ground(double u, double v) const {
  Point3 point = relief_.place(u, v, relief_.scale().low);
  point.z = relief_.height_at(point.x, point.y);
  return point;
}

Paint ReliefView::paint_under(Point p) const {
  const auto holds = [p](const Patch& patch) {
    bool left = false, right = false;
    for (std::size_t k = 0; k < 4; ++k) {
      const Point a = patch.corner[k], b = patch.corner[(k + 1) % 4];
      const double side = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
      left |= side > 0;
      right |= side < 0;
    }
    return !(left && right);
  };
  const std::vector<std::uint32_t>& near =
      patches_in_[page_cell(p.y, frame_.top, frame_.bottom) * page_cells +
                  page_cell(p.x, frame_.left, frame_.right)];
  const auto found =
      std::find_if(near.rbegin(), near.rend(), [&](std::uint32_t k) { return holds(patches_[k]); });
  return found == near.rend() ? Paint{Role::paper} : patches_[*found].fill;
}

void add_box_behind(Scene& scene, const ReliefView& view) {
  const double x = box_half_width, y = box_half_depth;
  const double back_x = -view.near_x() * x, back_y = -view.near_y() * y;
  // 1. The floor.
  for (const EdgeTick& tick : along(view.relief().u(), x)) {
    add_line(scene, view, {{tick.at, -y, 0}, {tick.at, y, 0}}, Role::grid);
  }
  for (const EdgeTick& tick : along(view.relief().v(), y)) {
    add_line(scene, view, {{-x, tick.at, 0}, {x, tick.at, 0}}, Role::grid);
  }
  add_line(scene, view, {{back_x, -back_y, 0}, {back_x, back_y, 0}, {-back_x, back_y, 0}},
           Role::grid);
  // 2. The walls: a line at each tick of the height, and their upright edges.
  for (const EdgeTick& tick : upwards(view.relief().scale())) {
    add_line(scene, view,
             {{back_x, -back_y, tick.at}, {back_x, back_y, tick.at}, {-back_x, back_y, tick.at}},
             Role::grid);
  }
  add_line(scene, view, {{back_x, back_y, 0}, {back_x, back_y, box_high}}, Role::grid);
  const Point3 right = side_corner(view, false);
  add_line(scene, view, {right, {right.x, right.y, box_high}}, Role::grid);
}

void add_box_axes(Scene& scene, const ReliefView& view, const BoxNames& names, Occupied& occupied) {
  const double x = view.near_x() * box_half_width, y = view.near_y() * box_half_depth;
  const Point front = view.page({x, y, 0});
  FloorEdge along_u{{}, view.page({-x, y, 0}), front, names.u};
  for (const EdgeTick& tick : along(view.relief().u(), box_half_width)) {
    along_u.ticks.emplace_back(view.page({tick.at, y, 0}), tick.text);
  }
  FloorEdge along_v{{}, view.page({x, -y, 0}), front, names.v};
  for (const EdgeTick& tick : along(view.relief().v(), box_half_depth)) {
    along_v.ticks.emplace_back(view.page({x, tick.at, 0}), tick.text);
  }
  for (const FloorEdge& edge : {along_u, along_v}) {
    Path line;
    line.points = {edge.from, edge.to};
    line.stroke = {{Role::axis}, 1};
    scene.add(std::move(line));
    edge.from.x < front.x ? add_left_edge(scene, occupied, edge)
                          : add_right_edge(scene, occupied, edge);
  }
  add_height_axis(scene, occupied, view, names.height);
}

void add_shaded_surface(Scene& scene, const ReliefView& view) {
  for (const ReliefView::Patch& patch : view.patches()) {
    Path path;
    path.points.assign(patch.corner.begin(), patch.corner.end());
    path.closed = path.dense = path.sealed = true;
    path.fill = patch.fill;
    scene.add(std::move(path));
  }
}

void add_wireframe(Scene& scene, const ReliefView& view) {
  // Neighbours of one colour share their attributes in the file: a few steps of the ramp are
  // enough.
  constexpr double steps = 16, towards_ink = -0.3;
  for (const ReliefView::Patch& patch : view.patches()) {
    Path path;
    path.points.assign(patch.corner.begin(), patch.corner.end());
    path.closed = path.dense = true;
    path.fill = {Role::paper};
    path.stroke = {
        {Role::loss_ramp, std::floor(patch.fill.position * steps + 0.5) / steps, towards_ink}, 0.9};
    scene.add(std::move(path));
  }
}

}  // namespace logitlab::figure
