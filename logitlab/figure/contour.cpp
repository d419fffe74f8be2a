// SPDX-License-Identifier: MIT
#include "logitlab/figure/contour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

constexpr Box frame{64, plot_top, 654, 504};
constexpr double contour_caption = 576, arrow_length = 52;

// The descent at the start as it lies in the plane: its direction in plane coordinates and the
// slope along it.
struct Descent {
  double u = 0, v = 0, slope = 0;
};

std::optional<Descent> descent_at_start(const lab::Run& run) {
  const std::vector<double>& gradient = run.start.gradient_of(run.settings.loss);
  const Plane& plane = run.plane;
  if (gradient.size() != plane.origin.size()) return std::nullopt;
  std::vector<double> downhill = plane.origin;
  for (std::size_t k = 0; k < downhill.size(); ++k) downhill[k] -= gradient[k];
  // The origin lies in the plane, at (0, 0).
  const auto [u, v] = plane.project(downhill);
  const std::vector<double> reached = plane.point(u, v);
  double square = 0;
  for (std::size_t k = 0; k < reached.size(); ++k) {
    square += (reached[k] - plane.origin[k]) * (reached[k] - plane.origin[k]);
  }
  // Short gradients vanish beside a far origin; where the plane holds all parameters, ask directly.
  if (plane.origin.size() == 2) square = gradient[0] * gradient[0] + gradient[1] * gradient[1];
  const Descent descent{u, v, std::sqrt(square)};
  if (!std::isfinite(descent.slope) || !(descent.slope > 0)) return std::nullopt;
  return descent;
}

void add_start_mark(Scene& scene, FigureInputs& inputs, const Panel& panel, Occupied& occupied) {
  const lab::Run& run = inputs.run();
  if (!run.settings.start) return;
  const auto uv = run.plane.project(*run.settings.start);
  const Point at = panel.to_pixel(uv[0], uv[1]);
  if (!panel.frame.contains(at)) return;
  occupied.add_mark(at, start_radius + 1);

  const std::optional<Descent> descent = descent_at_start(run);
  std::optional<Point> tip;
  if (descent) {
    // The tip may leave the window: then the arrow ends at the frame.
    const Point ahead = panel.to_pixel(uv[0] + descent->u, uv[1] + descent->v);
    const double dx = ahead.x - at.x, dy = ahead.y - at.y;
    const double length = std::sqrt(dx * dx + dy * dy);
    if (length > 0) {
      tip = Point{at.x + arrow_length * dx / length, at.y + arrow_length * dy / length};
      const std::array ends = {at, *tip};
      occupied.add_line(ends);
      add_arrow(scene, {at, *tip, {Role::path}, 1.6, true});
    }
  }
  add_start(scene, at);

  const Paint halo = paint_under(inputs, panel, at);
  const Box inside = panel.frame.grown(-4);
  constexpr std::array beside = {Side::left,  Side::right,      Side::above,
                                 Side::below, Side::above_left, Side::below_right};
  const std::string loss = std::isfinite(run.start.loss)
                               ? concat({"start, loss ", loss_text(run.start.loss)})
                               : std::string("start, where the loss is not finite");
  add_placed(
      scene, occupied,
      place_somehow(occupied, {bold_line(loss)}, at, {inside, start_radius + 2, 1.5, beside}),
      halo);
  if (!tip) return;
  constexpr std::array around = {Side::right,      Side::left,        Side::above_right,
                                 Side::above_left, Side::below_right, Side::below_left,
                                 Side::above,      Side::below};
  add_placed(scene, occupied,
             place_lines(occupied,
                         {plain_line("steepest descent"),
                          plain_line(concat({"slope ", lab::slope_text(descent->slope)}))},
                         *tip, {inside, 4, 1.5, around}),
             paint_under(inputs, panel, *tip));
}

// An arrow through the edge where the lowest value lies, along the direction of separation.
void add_way_out(Scene& scene, FigureInputs& inputs, const Panel& panel, Occupied& occupied) {
  const Extremes& extremes = inputs.extremes();
  const Point gate = panel.to_pixel(extremes.lowest.u, extremes.lowest.v);
  Point along = extremes.edge == Edge::right  ? Point{1, 0}
                : extremes.edge == Edge::left ? Point{-1, 0}
                : extremes.edge == Edge::top  ? Point{0, -1}
                                              : Point{0, 1};
  const std::vector<double>& w = inputs.run().separable.direction;
  if (w.size() == 2) {
    const Point a = panel.to_pixel(0, 0), b = panel.to_pixel(w[0], w[1]);
    const double length = std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
    const Point out{(b.x - a.x) / length, (b.y - a.y) / length};
    if (out.x * along.x + out.y * along.y > 0.3) along = out;
  }
  const Text name = bold_line("keeps falling");
  if (extremes.edge == Edge::right) {
    const Arrow arrow{{gate.x + 6 * along.x, gate.y + 6 * along.y},
                      {gate.x + 34 * along.x, gate.y + 34 * along.y}};
    add_arrow(scene, arrow);
    Text text = name;
    text.at = {panel.frame.right + 6, std::clamp(std::min(arrow.from.y, arrow.to.y) - 12,
                                                 panel.frame.top + 12, panel.frame.bottom - 4)};
    occupied.add(text);
    scene.add(std::move(text));
    return;
  }
  // Elsewhere the ticks stand outside: the arrow points at the edge from within.
  const Arrow arrow{{gate.x - 40 * along.x, gate.y - 40 * along.y},
                    {gate.x - 4 * along.x, gate.y - 4 * along.y},
                    {Role::path},
                    1.6,
                    true};
  const std::array ends = {arrow.from, arrow.to};
  occupied.add_line(ends);
  add_arrow(scene, arrow);
  add_placed(scene, occupied,
             place_lines(occupied, {name}, arrow.from, {panel.frame.grown(-4), 4, 1.5, any_side}),
             paint_under(inputs, panel, arrow.from));
}

std::string subtitle_for(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const std::vector<IsoLevel>& levels = inputs.iso_levels();
  std::string text = concat(
      {"Mean ", loss_title(run.settings.loss), " of the ", counted(run.data->length(), "sample")});
  if (levels.empty()) return text;
  text += "; the numbers on the lines are losses";
  if (levels.size() < 3 || !is_convex(run.settings.loss)) return text;
  const double first = levels[1].level.value - levels[0].level.value;
  const double second = levels[2].level.value - levels[1].level.value;
  return concat(
      {text, std::fabs(first - second) < 1e-6 * second ? ", in even steps" : ", log-spaced"});
}

std::string_view name_of(Edge edge) {
  switch (edge) {
    case Edge::left:
      return "on the left";
    case Edge::right:
      return "on the right";
    case Edge::bottom:
      return "at the bottom";
    case Edge::top:
      return "at the top";
    case Edge::none:
      break;
  }
  return "inside";
}

// Whether the lowest line is one closed ring.
bool closes(const std::vector<IsoLevel>& levels) {
  for (const IsoLevel& level : levels) {
    if (!level.lines.empty()) return level.lines.size() == 1 && level.lines.front().closed;
  }
  return false;
}

std::string caption_for(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const Extremes& e = inputs.extremes();
  std::string caption;
  if (!e.any) {
    caption = "The loss is not finite anywhere in this window.";
  } else if (!(e.high > e.low)) {
    caption = concat({"The loss is ", loss_text(e.low), " everywhere in this window."});
  } else if (valley_is_open(inputs)) {
    caption = concat({"The lines stay open ", name_of(e.edge),
                      ": the loss has no closed lowest ring because these data are separable."});
  } else if (e.edge != Edge::none) {
    caption = concat({"The lowest loss in this window, ", loss_text(e.low), ", lies on its edge, ",
                      name_of(e.edge), "."});
  } else {
    caption =
        concat({closes(inputs.iso_levels()) ? "The lines close around the lowest point, loss "
                                            : "The lowest point lies inside the window, loss ",
                loss_text(e.low), " near (", parameter_text(e.lowest.u), ", ",
                parameter_text(e.lowest.v), ")."});
  }
  const std::optional<Descent> descent = descent_at_start(run);
  if (!is_convex(run.settings.loss) && descent && descent->slope < 1e-3) {
    caption += concat({" At the start the surface is almost flat: its slope there is ",
                       lab::slope_text(descent->slope), "."});
  }
  if (e.any && e.missing) caption += " Where nothing is drawn the loss is not finite.";
  return caption;
}

}  // namespace

Scene draw_contour(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  Scene scene;
  scene.name = "contour";
  add_heading(scene, "The same surface from above", subtitle_for(inputs));
  // 1. The map.
  const std::size_t clip = add_plane_map(scene, inputs, frame);
  const Panel panel = scene.panels[clip - 1];
  add_plane_axes(scene, panel, {axis_name(run.plane.name[0]), axis_name(run.plane.name[1])});
  // 2. The start, and where the valley goes.
  Occupied occupied;
  if (valley_is_open(inputs)) add_way_out(scene, inputs, panel, occupied);
  add_start_mark(scene, inputs, panel, occupied);
  // 3. What the lines say, where there is room left.
  add_iso_labels(scene, inputs, panel, occupied);
  add_caption(scene, contour_caption, caption_for(inputs), extremes_sentence(inputs));
  return scene;
}

}  // namespace logitlab::figure
