// SPDX-License-Identifier: MIT
#include "logitlab/figure/layout.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {

void add_heading(Scene& scene, const std::string& title, const std::string& subtitle) {
  const double room = scene.width - 2 * margin;
  Text text;
  text.at = {margin, 34};
  text.text = fitted(title, room, title_size, true);
  text.size = title_size;
  text.bold = true;
  scene.add(text);
  text.at = {margin, 54};
  text.text = fitted(subtitle, room, caption_size);
  text.size = caption_size;
  text.bold = false;
  text.fill = {Role::ink2};
  scene.add(text);
  scene.title = unmarked(title);
}

void add_caption(Scene& scene, double baseline, const std::string& caption,
                 const std::string& extremes, double beside) {
  Text text;
  text.at = {margin, baseline};
  text.size = caption_size;
  text.fill = {Role::ink2};
  for (const std::string& line :
       wrapped(caption, scene.width - 2 * margin - beside, caption_size)) {
    text.text = line;
    scene.add(text);
    text.at.y += line_step;
  }
  scene.height = std::ceil(text.at.y - line_step + 20);
  scene.description = unmarked(concat({caption, " ", extremes}));
}

std::string unmarked(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == superscript_on) plain += '^';
    if (c == italic_on || c == italic_off || c == superscript_on || c == superscript_off) continue;
    plain += c;
  }
  return plain;
}

void add_cased_line(Scene& scene, const std::vector<Point>& points, double width, std::size_t clip,
                    std::vector<std::size_t> breaks) {
  Path path;
  path.points = points;
  path.breaks = std::move(breaks);
  path.dense = true;
  path.stroke = {{Role::casing}, width + casing_extra};
  scene.add(path, clip);
  path.stroke = {{Role::path}, width};
  scene.add(std::move(path), clip);
}

void add_arrow(Scene& scene, const Arrow& arrow, std::size_t clip) {
  const double dx = arrow.to.x - arrow.from.x, dy = arrow.to.y - arrow.from.y;
  const double length = std::sqrt(dx * dx + dy * dy);
  if (!(length > 0)) return;
  const Point along{dx / length, dy / length}, across{-along.y, along.x};
  const double head = std::min(8.0, length), half = 0.42 * head;
  const Point neck{arrow.to.x - along.x * head, arrow.to.y - along.y * head};
  Path tip;
  tip.points = {arrow.to,
                {neck.x + across.x * half, neck.y + across.y * half},
                {neck.x - across.x * half, neck.y - across.y * half}};
  tip.closed = true;
  Path shaft;
  // Ends inside the head, so that no gap shows between the two.
  shaft.points = {arrow.from, {neck.x + along.x, neck.y + along.y}};
  if (arrow.cased) {
    tip.fill = {Role::casing};
    tip.stroke = {{Role::casing}, casing_extra};
    shaft.stroke = {{Role::casing}, arrow.width + casing_extra};
    scene.add(shaft, clip);
    scene.add(tip, clip);
    tip.stroke = {};
  }
  shaft.stroke = {arrow.paint, arrow.width};
  tip.fill = arrow.paint;
  scene.add(std::move(shaft), clip);
  scene.add(std::move(tip), clip);
}

void add_start(Scene& scene, Point at) {
  scene.add(Circle{at, start_radius + 2, {Role::casing}, {}, Meaning::decoration});
  scene.add(Circle{at, start_radius, {Role::casing}, {{Role::path}, 2}, Meaning::start});
}

void add_end(Scene& scene, Point at) {
  scene.add(Circle{at, end_radius, {Role::path}, {{Role::casing}, 1.2}, Meaning::end});
}

void add_epoch(Scene& scene, Point at) {
  scene.add(Circle{at, epoch_radius, {Role::path}, {{Role::casing}, 1}, Meaning::decoration});
}

}  // namespace logitlab::figure
