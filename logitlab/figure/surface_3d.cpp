// SPDX-License-Identifier: MIT
#include "logitlab/figure/surface_3d.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/relief_scene.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

constexpr Box box_frame{66, 72, 648, 486};
constexpr double surface_3d_caption = 552, surface_3d_width = 760;

// Below it a step of rate 1 moves a parameter by less than a thousandth.
constexpr double flat_slope = 0.001;

// The share of the window where the slope of the loss is below flat_slope, by central differences.
double flat_share(const Surface& surface) {
  const std::size_t columns = surface.u.count, rows = surface.v.count;
  const double du = 2 * (surface.u.high - surface.u.low) / static_cast<double>(columns - 1);
  const double dv = 2 * (surface.v.high - surface.v.low) / static_cast<double>(rows - 1);
  std::size_t flat = 0, all = 0;
  for (std::size_t j = 1; j + 1 < rows; ++j) {
    for (std::size_t i = 1; i + 1 < columns; ++i) {
      const double gu = (surface.at(i + 1, j) - surface.at(i - 1, j)) / du;
      const double gv = (surface.at(i, j + 1) - surface.at(i, j - 1)) / dv;
      if (!std::isfinite(gu) || !std::isfinite(gv)) continue;
      ++all;
      if (gu * gu + gv * gv < flat_slope * flat_slope) ++flat;
    }
  }
  return all > 0 ? static_cast<double>(flat) / static_cast<double>(all) : 0;
}

bool has_relief(const Extremes& extremes) { return extremes.any && extremes.high > extremes.low; }

// Whether the loss falls towards zero for ever beyond the lowest place: in the direction that
// separates the classes each of these losses does, and a plane of all parameters holds it.
bool falls_for_ever(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  return run.separable.kind == SeparableKind::complete && run.separable.direction.size() == 2 &&
         run.plane.origin.size() == 2 && has_relief(inputs.extremes()) &&
         inputs.extremes().edge != Edge::none;
}

bool in_a_corner(const Surface& surface, const PlanePoint& p) {
  return (p.u == surface.u.low || p.u == surface.u.high) &&
         (p.v == surface.v.low || p.v == surface.v.high);
}

std::optional<Point3> start_place(const lab::Run& run, const ReliefView& view) {
  if (!run.settings.start) return {};
  const auto uv = run.plane.project(*run.settings.start);
  const Point3 place = view.on_ground(uv[0], uv[1]);
  if (!std::isfinite(place.z)) return {};
  return place;
}

// Two lines beside a mark: wholly on the surface or wholly beside it, where that can be had, so
// that their halo has the colour of their ground.
void add_note(Scene& scene, const ReliefView& view, Occupied& occupied, const Point3& place,
              const std::vector<Text>& lines) {
  const Point mark = view.page(place);
  const LabelSearch search{
      {8, 64, surface_3d_width - 8, surface_3d_caption - 16}, 7, 1.5, any_side};
  std::optional<std::vector<Text>> fallback;
  for (const Side& side : any_side) {
    LabelSearch one = search;
    one.sides = {&side, 1};
    std::optional<std::vector<Text>> placed = place_lines(occupied, lines, mark, one);
    if (!placed) continue;
    int corners = 0, covered = 0;
    for (Text& line : *placed) {
      const Box box = text_box(line).bounds().grown(2);
      for (const double x : {box.left, box.centre().x, box.right}) {
        for (const double y : {box.top, box.bottom}) {
          ++corners;
          covered += view.covers({x, y}) ? 1 : 0;
        }
      }
      line.halo = view.paint_under(box.centre());
      line.halo_width = 4;
    }
    if (!fallback) fallback = placed;
    if (covered == 0 || covered == corners) {
      fallback = std::move(placed);
      break;
    }
  }
  if (!fallback) return;
  for (Text& line : *fallback) {
    occupied.add(line);
    scene.add(std::move(line));
  }
}

void add_start_mark(Scene& scene, const ReliefView& view, const lab::Run& run, Occupied& occupied) {
  const std::optional<Point3> place = start_place(run, view);
  if (!place) return;
  const std::vector<double>& start = *run.settings.start;
  std::string name = "start";
  if (start.size() == 2) {
    name = concat({"start (", parameter_text(start[0]), ", ", parameter_text(start[1]), ")"});
  }
  add_start(scene, view.page(*place));
  occupied.add_mark(view.page(*place), start_radius + 1);
  add_note(scene, view, occupied, *place,
           {bold_line(name), plain_line(concat({"loss ", loss_text(run.start.loss)}))});
}

void add_lowest_mark(Scene& scene, const ReliefView& view, const Extremes& extremes,
                     Occupied& occupied) {
  const Point3 place = view.on_ground(extremes.lowest.u, extremes.lowest.v);
  add_epoch(scene, view.page(place));
  occupied.add_mark(view.page(place), epoch_radius + 1);
  add_note(scene, view, occupied, place,
           {bold_line("lowest point"), plain_line(concat({"loss ", loss_text(extremes.low)}))});
}

// Where the direction of separation points on the page, of length 1.
Point way_on_page(const ReliefView& view, const lab::Run& run, const Point3& from) {
  std::vector<double> ahead = run.plane.origin;
  for (std::size_t k = 0; k < ahead.size(); ++k) ahead[k] += run.separable.direction[k];
  const auto a = run.plane.project(run.plane.origin), b = run.plane.project(ahead);
  const GridAxis &u = view.relief().u(), &v = view.relief().v();
  const Point3 to{from.x + 2 * box_half_width * (b[0] - a[0]) / (u.high - u.low),
                  from.y + 2 * box_half_depth * (b[1] - a[1]) / (v.high - v.low), from.z};
  const Point p = view.page(from), q = view.page(to);
  const double length = std::sqrt((q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y));
  return length > 0 ? Point{(q.x - p.x) / length, (q.y - p.y) / length} : Point{1, 0};
}

// The arrow out of the valley with its words; nothing where the lowest place is a corner of the
// window, so that no valley is seen, or where there is no room for words.
struct WayOut {
  Arrow arrow;
  std::vector<Text> lines;
};

std::optional<WayOut> way_out(const ReliefView& view, FigureInputs& inputs, Occupied& occupied) {
  const Extremes& extremes = inputs.extremes();
  if (!falls_for_ever(inputs) || in_a_corner(inputs.surface(), extremes.lowest)) return {};
  const Point3 gate = view.on_ground(extremes.lowest.u, extremes.lowest.v);
  const Point from = view.page(gate), along = way_on_page(view, inputs.run(), gate);
  WayOut way;
  way.arrow.from = {from.x + 10 * along.x, from.y + 10 * along.y};
  way.arrow.to = {from.x + 56 * along.x, from.y + 56 * along.y};
  const std::array shaft{way.arrow.from, way.arrow.to};
  occupied.add_line(shaft);
  way.lines = {bold_line("the valley goes on"),
               plain_line(concat({"below ", loss_text(extremes.low), ", without end"}))};
  way.lines[1].fill = {Role::ink2};
  constexpr std::array beside{Side::below_right, Side::right,       Side::below, Side::below_left,
                              Side::left,        Side::above_right, Side::above};
  const LabelSearch search{{8, 64, surface_3d_width - 8, surface_3d_caption - 16}, 5, 1, beside};
  const auto placed = place_lines(occupied, way.lines, way.arrow.to, search);
  if (!placed) return {};
  way.lines = *placed;
  for (const Text& line : way.lines) occupied.add(line);
  return way;
}

std::string subtitle_for(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  std::string what = concat(
      {"Mean ", loss_title(run.settings.loss), " of the ", counted(run.data->length(), "sample")});
  if (!has_relief(inputs.extremes())) return what;
  return concat({what, "; height, colour and iso-lines share one log scale"});
}

std::string open_valley_sentence(const lab::Run& run) {
  std::string when = " where the parameters separate the classes ever more surely";
  if (run.data->columns() == 1) {
    when = concat({" as ", italic("w"), run.separable.direction[0] > 0 ? " grows" : " falls"});
  }
  return concat({"The surface has one valley, and the valley’s floor keeps falling", when,
                 ": there is no lowest point to arrive at."});
}

std::string caption_for(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const Extremes& extremes = inputs.extremes();
  if (!extremes.any) return "The loss is not finite anywhere in this window.";
  const double flat = flat_share(inputs.surface());
  std::string caption;
  if (!has_relief(extremes)) {
    caption = concat({"The loss is ", loss_text(extremes.low), " everywhere in this window."});
  } else if (valley_is_open(inputs) && !in_a_corner(inputs.surface(), extremes.lowest)) {
    caption = open_valley_sentence(run);
  } else if (flat >= 0.05) {
    caption = concat({"Flat ground is the danger: over ", percent(flat),
                      " of this window the slope is below 0.001, and a step there leads almost "
                      "nowhere."});
  } else if (extremes.edge != Edge::none) {
    caption = concat({"The surface is lowest at the edge of this window, loss ",
                      loss_text(extremes.low), ": the way down leads out of it."});
  } else {
    const LossRow* row = find_loss(run.settings.loss);
    caption = concat({row != nullptr && row->convex ? "The surface is one bowl, lowest"
                                                    : "The surface is lowest",
                      " at (", parameter_text(extremes.lowest.u), ", ",
                      parameter_text(extremes.lowest.v), "), loss ", loss_text(extremes.low), "."});
  }
  if (extremes.missing) caption += " In the gaps the loss is not finite.";
  if (inputs.scale().clipped) {
    caption +=
        concat({" What lies below ", loss_text(inputs.scale().low), " is drawn at that height."});
  }
  if (run.plane.origin.size() > 2) {
    caption += concat({" The plane shows two of the ", count_word(run.plane.origin.size()),
                       " directions that the parameters have."});
  }
  return caption;
}

}  // namespace

Scene draw_surface(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const Extremes& extremes = inputs.extremes();
  const Relief relief(inputs.surface(), inputs.scale());

  // 1. From where: the ground and the start should be seen.
  std::vector<Point3> landmarks;
  if (const auto start = start_place(run, ReliefView(relief, Camera(), box_frame))) {
    landmarks.push_back(*start);
  }
  const ReliefView view(relief, clear_view(relief, landmarks), box_frame);

  Scene scene;
  scene.name = "surface";
  scene.width = surface_3d_width;
  add_heading(scene, "The loss surface before training", subtitle_for(inputs));
  // 2. What stands behind, the surface, what stands before it.
  add_box_behind(scene, view);
  add_shaded_surface(scene, view);
  const std::vector<DrawnLevel> drawn = add_iso_lines(scene, view, inputs.iso_levels());
  Occupied occupied;
  const std::optional<WayOut> way = way_out(view, inputs, occupied);
  add_box_axes(scene, view,
               {axis_name(run.plane.name[0]), axis_name(run.plane.name[1]), "loss (log)"},
               occupied);
  // 3. The places people ask about, then numbers on the lines where there is room left.
  if (way) {
    add_arrow(scene, way->arrow);
    for (const Text& line : way->lines) scene.add(line);
  }
  add_start_mark(scene, view, run, occupied);
  if (has_relief(extremes) && extremes.edge == Edge::none) {
    add_lowest_mark(scene, view, extremes, occupied);
  }
  add_relief_labels(scene, view, drawn, occupied);
  add_caption(scene, surface_3d_caption, caption_for(inputs), extremes_sentence(inputs));
  return scene;
}

}  // namespace logitlab::figure
