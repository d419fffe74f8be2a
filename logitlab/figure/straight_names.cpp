// SPDX-License-Identifier: MIT
#include "logitlab/figure/straight_names.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

#include "logitlab/figure/line_labels.hpp"
#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {
namespace {

// A segment as a box one pixel wide, so that a turned text can be held against it.
TurnedBox bar(const Segment& s) {
  const double x = s.b.x - s.a.x, y = s.b.y - s.a.y, length = std::sqrt(x * x + y * y);
  if (!(length > 0)) return turned(Box{s.a.x, s.a.y, s.a.x, s.a.y}.grown(0.5), {}, 0);
  const double u = -0.5 * y / length, v = 0.5 * x / length;
  return {{{s.a.x + u, s.a.y + v},
           {s.b.x + u, s.b.y + v},
           {s.b.x - u, s.b.y - v},
           {s.a.x - u, s.a.y - v}}};
}

bool within(const Box& inner, const Box& outer) {
  return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top &&
         inner.bottom <= outer.bottom;
}

TurnedBox grown_box(const Text& text, double by) {
  return turned(unrotated_box(text).grown(by), text.at, text.rotation);
}

Text styled(Text text, const NamedLine& line, const std::string& name) {
  text.text = name;
  text.size = line.size;
  text.bold = line.bold;
  text.halo = line.halo;
  text.halo_width = 4;
  return text;
}

std::optional<Text> on_line(const Panel& panel, const NamedLine& line, const Occupied& others) {
  const Box room = panel.frame.grown(-3);
  const auto cost = [&](const Text& text, Point centre) {
    const Text whole = styled(text, line, line.name);
    if (!within(text_box(whole).bounds(), room) || others.hits_box(grown_box(whole, 1.5))) {
      return std::numeric_limits<double>::infinity();
    }
    return 0.001 * (centre.y - panel.frame.top);  // high up, so that names stand in a row
  };
  const auto found = label_on_line({line.line.a, line.line.b}, line.name, cost);
  if (!found) return std::nullopt;
  return styled(found->text, line, line.name);
}

// Above the frame or to its right, where the line ends there.
std::optional<Text> at_end(const Scene& scene, const Panel& panel, const NamedLine& line,
                           const Occupied& others) {
  const Box& frame = panel.frame;
  const Box canvas{4, 4, scene.width - 4, scene.height - 4};
  constexpr double edge = 0.5, clear = 4;  // pixels
  for (const std::string& name : {line.name, line.short_name}) {
    for (const Point end : {line.line.a, line.line.b}) {
      Text text = styled({}, line, name);
      text.halo = {};
      if (std::fabs(end.y - frame.top) < edge) {
        text.anchor = Anchor::middle;
        text.at = {end.x, frame.top - 5};
      } else if (std::fabs(end.x - frame.right) < edge) {
        text.at = {frame.right + 5, end.y + 0.36 * line.size};
      } else {
        continue;
      }
      const Box box = text_box(text).bounds();
      const Box beside{box.left - clear, box.top - 1, box.right + clear, box.bottom + 1};
      if (within(box, canvas) && !others.hits_box(turned(beside, {}, 0))) return text;
    }
  }
  return std::nullopt;
}

// Takes the line away under a name that stands on it.
void add_patch(Scene& scene, const NamedLine& line, const Text& text) {
  const TurnedBox box = grown_box(text, 2);
  const auto middle = [](Point p, Point q) { return Point{(p.x + q.x) / 2, (p.y + q.y) / 2}; };
  Path path;
  path.points = {middle(box.corner[0], box.corner[3]), middle(box.corner[1], box.corner[2])};
  path.stroke = {line.halo, line.size / 2};
  scene.add(std::move(path));
}

}  // namespace

std::size_t add_line_names(Scene& scene, const Panel& panel, std::span<const NamedLine> lines,
                           Occupied& taken) {
  std::size_t unnamed = 0;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    Occupied others = taken;
    for (std::size_t other = 0; other < lines.size(); ++other) {
      if (other != k) others.add(bar(lines[other].line));
    }
    std::optional<Text> text = on_line(panel, lines[k], others);
    if (text) add_patch(scene, lines[k], *text);
    if (!text) text = at_end(scene, panel, lines[k], others);
    if (!text) {
      ++unnamed;
      continue;
    }
    taken.add(*text);
    scene.add(std::move(*text));
  }
  return unnamed;
}

void occupy_texts(const Scene& scene, Occupied& occupied) {
  for (const Element& element : scene.elements) {
    if (const Text* text = std::get_if<Text>(&element.shape)) occupied.add(*text);
  }
}

}  // namespace logitlab::figure
