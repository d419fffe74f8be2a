// SPDX-License-Identifier: MIT
#include "logitlab/figure/plane_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/line_labels.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

// Pixels that a simplified line may stray: below what an eye sees at twice the size.
constexpr double tolerance = 0.25;

std::vector<Point> in_pixels(const Panel& panel, const ContourLine& line) {
  std::vector<PlanePoint> points = line.points;
  if (line.closed) points.push_back(points.front());
  const double scale_u = (panel.x.to - panel.x.from) / (panel.x.high - panel.x.low);
  const double scale_v = (panel.y.to - panel.y.from) / (panel.y.high - panel.y.low);
  std::vector<Point> pixels;
  for (const PlanePoint p : simplify(points, scale_u, scale_v, tolerance)) {
    pixels.push_back(panel.to_pixel(p.u, p.v));
  }
  return pixels;
}

Path joined(const Panel& panel, const std::vector<ContourLine>& lines) {
  Path path;
  path.dense = true;
  for (const ContourLine& line : lines) {
    const std::vector<Point> pixels = in_pixels(panel, line);
    if (!path.points.empty()) path.breaks.push_back(path.points.size());
    path.points.insert(path.points.end(), pixels.begin(), pixels.end());
  }
  return path;
}

void add_bands(Scene& scene, FigureInputs& inputs, const Panel& panel, std::size_t clip) {
  const LossScale& scale = inputs.scale();
  const std::vector<IsoLevel>& levels = inputs.iso_levels();
  // A band takes the colour of its middle on the log scale.
  const auto band = [&](std::size_t k) {
    const double low = k == 0 ? scale.low : levels[k - 1].level.value;
    const double high = k == levels.size() ? scale.high : levels[k].level.value;
    return map_paint(inputs, std::sqrt(low) * std::sqrt(high));
  };
  Rectangle ground;
  ground.box = panel.frame;
  ground.fill = band(0);
  scene.add(ground, clip);
  if (levels.empty()) return;
  for (std::size_t k = 0; k < levels.size(); ++k) {
    Path above = joined(panel, inputs.grounds()[k]);
    above.closed = true;
    above.fill = band(k + 1);
    scene.add(std::move(above), clip);
  }
}

// Whether a number may stand at a place, and how much better another would be: towards a diagonal
// through the panel, so that the numbers of neighbouring lines stand in a row that the eye can
// climb.
double place_cost(const Panel& panel, const Occupied& occupied, const Text& text, Point centre) {
  constexpr double forbidden = std::numeric_limits<double>::infinity();
  const Box& f = panel.frame;
  const Box bounds = text_box(text).bounds();
  if (bounds.left < f.left + 4 || bounds.right > f.right - 4 || bounds.top < f.top + 4 ||
      bounds.bottom > f.bottom - 4) {
    return forbidden;
  }
  if (occupied.distance_to_lines(centre) < label_distance ||
      occupied.distance_to_boxes(centre) < label_distance ||
      occupied.hits_box(turned(bounds.grown(6), {}, 0))) {
    return forbidden;
  }
  const double across = (centre.x - f.left) / f.width(), up = (f.bottom - centre.y) / f.height();
  return 1.5 * std::fabs(1.28 - across - up * 0.75) + (up < 0.4 ? 0.5 : 0);
}

// Whether the lowest line is one line with both ends on that edge of the window.
bool opens_at(const std::vector<IsoLevel>& levels, const Window& w, Edge edge) {
  const auto on_edge = [&](PlanePoint p) {
    switch (edge) {
      case Edge::left:
        return p.u == w.u_low;
      case Edge::right:
        return p.u == w.u_high;
      case Edge::bottom:
        return p.v == w.v_low;
      case Edge::top:
        return p.v == w.v_high;
      case Edge::none:
        break;
    }
    return false;
  };
  for (const IsoLevel& level : levels) {
    if (level.lines.empty()) continue;
    const ContourLine& line = level.lines.front();
    return level.lines.size() == 1 && !line.closed && on_edge(line.points.front()) &&
           on_edge(line.points.back());
  }
  return false;
}

}  // namespace

Panel plane_panel(const lab::Run& run, const Box& frame) {
  const Window& w = run.window;
  return {"plane",
          frame,
          {ScaleKind::linear, w.u_low, w.u_high, frame.left, frame.right},
          {ScaleKind::linear, w.v_low, w.v_high, frame.bottom, frame.top}};
}

Paint map_paint(FigureInputs& inputs, double loss) {
  const double share = inputs.colours().share(loss);
  return {Role::loss_ramp, std::isfinite(share) ? share : 1.0};
}

Paint paint_under(FigureInputs& inputs, const Panel& panel, Point p) {
  if (!panel.frame.contains(p)) return {Role::paper};
  const Surface& s = inputs.surface();
  const auto nearest = [](const GridAxis& axis, double value) {
    const double share = (value - axis.low) / (axis.high - axis.low);
    const double k = std::clamp(share, 0.0, 1.0) * static_cast<double>(axis.count - 1);
    return static_cast<std::size_t>(k + 0.5);
  };
  return map_paint(
      inputs, s.at(nearest(s.u, panel.x.from_pixel(p.x)), nearest(s.v, panel.y.from_pixel(p.y))));
}

void add_plane_lines(Scene& scene, FigureInputs& inputs, const Panel& panel, std::size_t clip,
                     bool light_ones) {
  for (const bool heavy : {false, true}) {
    if (!heavy && !light_ones) continue;
    for (const IsoLevel& level : inputs.iso_levels()) {
      if (level.level.heavy != heavy || level.lines.empty()) continue;
      Path path = joined(panel, level.lines);
      path.stroke.paint = {.role = Role::ink, .opacity = heavy ? 0.55 : 0.33};
      path.stroke.width = heavy ? 0.9 : 0.55;
      scene.add(std::move(path), clip);
    }
  }
}

std::size_t add_plane_map(Scene& scene, FigureInputs& inputs, const Box& frame) {
  const std::size_t clip = scene.add_panel(plane_panel(inputs.run(), frame));
  const Panel panel = scene.panels[clip - 1];
  add_bands(scene, inputs, panel, clip);
  add_plane_lines(scene, inputs, panel, clip);
  return clip;
}

Text plain_line(std::string text) {
  Text line;
  line.text = std::move(text);
  line.size = label_size;
  return line;
}

Text bold_line(std::string text) {
  Text line = plain_line(std::move(text));
  line.bold = true;
  return line;
}

std::string extremes_sentence(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const Extremes& extremes = inputs.extremes();
  if (!extremes.any) return "The loss is not finite anywhere in this window.";
  const auto named = [](const std::string& name) {
    return name.find(' ') == std::string::npos ? name : concat({"the ", name});
  };
  // With the digits that tell the two ends apart.
  const auto range = [](double low, double high, std::string_view between) {
    const double largest = std::fmax(std::fabs(low), std::fabs(high));
    return concat({tick_text(low, (high - low) / 10, largest), between,
                   tick_text(high, (high - low) / 10, largest)});
  };
  const Window& w = run.window;
  const std::string low = loss_text(extremes.low), high = loss_text(extremes.high);
  return concat({"Over ", named(run.plane.name[0]), " from ", range(w.u_low, w.u_high, " to "),
                 " and ", named(run.plane.name[1]), " from ", range(w.v_low, w.v_high, " to "),
                 " the loss lies between ",
                 low != high || !(extremes.high > extremes.low)
                     ? concat({low, " and ", high})
                     : range(extremes.low, extremes.high, " and "),
                 "; at the start it is ", loss_text(run.start.loss), "."});
}

bool valley_is_open(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const LossRow* row = find_loss(run.settings.loss);
  return row != nullptr && row->convex && run.separable.kind == lab::SeparableKind::complete &&
         run.plane.origin.size() == 2 && inputs.extremes().edge != Edge::none &&
         opens_at(inputs.iso_levels(), run.window, inputs.extremes().edge);
}

void add_iso_labels(Scene& scene, FigureInputs& inputs, const Panel& panel, Occupied& occupied) {
  for (const IsoLevel& level : inputs.iso_levels()) {
    if (!level.level.heavy) continue;
    const auto cost = [&](const Text& text, Point centre) {
      return place_cost(panel, occupied, text, centre);
    };
    std::optional<LineLabel> best;
    for (const ContourLine& line : level.lines) {
      const auto found = label_on_line(in_pixels(panel, line), level_text(level.level.value), cost);
      if (found && (!best || found->cost < best->cost)) best = found;
    }
    if (!best) continue;
    best->text.halo = map_paint(inputs, level.level.value);
    occupied.add(best->text);
    scene.add(std::move(best->text));
  }
}

}  // namespace logitlab::figure
