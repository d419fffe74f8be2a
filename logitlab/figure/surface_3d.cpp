// SPDX-License-Identifier: MIT
#include "logitlab/figure/surface_3d.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/relief_scene.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

constexpr Box box_frame{66, 72, 648, 486};
constexpr double caption_baseline = 552;

// What the values of the surface say about its shape.
struct Ground {
  bool any = false;      // some value is finite
  bool missing = false;  // some is not
  double low = 0, high = 0;
  PlanePoint lowest{};
  bool lowest_on_edge = false;
  double flat_share = 0;  // of the window, where the slope is below flat_slope
};

// Below it a step of rate 1 moves a parameter by less than a thousandth.
constexpr double flat_slope = 0.001;

Ground ground_of(const Surface& surface) {
  Ground ground;
  const std::size_t columns = surface.u.count, rows = surface.v.count;
  std::size_t at = 0;
  for (std::size_t k = 0; k < surface.value.size(); ++k) {
    const double loss = surface.value[k];
    if (!std::isfinite(loss)) {
      ground.missing = true;
      continue;
    }
    if (!ground.any || loss < ground.low) {
      ground.low = loss;
      at = k;
    }
    ground.high = ground.any ? std::max(ground.high, loss) : loss;
    ground.any = true;
  }
  const std::size_t i = at % columns, j = at / columns;
  ground.lowest = {surface.u.at(i), surface.v.at(j)};
  ground.lowest_on_edge = i == 0 || j == 0 || i + 1 == columns || j + 1 == rows;

  const double du = 2 * (surface.u.high - surface.u.low) / static_cast<double>(columns - 1);
  const double dv = 2 * (surface.v.high - surface.v.low) / static_cast<double>(rows - 1);
  std::size_t flat = 0, all = 0;
  for (std::size_t y = 1; y + 1 < rows; ++y) {
    for (std::size_t x = 1; x + 1 < columns; ++x) {
      const double gu = (surface.at(x + 1, y) - surface.at(x - 1, y)) / du;
      const double gv = (surface.at(x, y + 1) - surface.at(x, y - 1)) / dv;
      if (!std::isfinite(gu) || !std::isfinite(gv)) continue;
      ++all;
      if (gu * gu + gv * gv < flat_slope * flat_slope) ++flat;
    }
  }
  ground.flat_share = all > 0 ? static_cast<double>(flat) / static_cast<double>(all) : 0;
  return ground;
}

bool loss_is_convex(const lab::Run& run) {
  const LossRow* row = find_loss(run.settings.loss);
  return row != nullptr && row->convex;
}

// The direction of separation as it lies in the plane, where the plane holds all parameters and
// the lowest value is at the window's edge: then the loss falls towards zero along it for ever.
std::optional<PlanePoint> way_out(const lab::Run& run, const Ground& ground) {
  const Plane& plane = run.plane;
  if (run.separable.kind != SeparableKind::complete || plane.origin.size() != 2) return {};
  if (run.separable.direction.size() != 2 || !ground.lowest_on_edge) return {};
  std::vector<double> ahead = plane.origin;
  for (std::size_t k = 0; k < 2; ++k) ahead[k] += run.separable.direction[k];
  const auto from = plane.project(plane.origin), to = plane.project(ahead);
  return PlanePoint{to[0] - from[0], to[1] - from[1]};
}

struct StartMark {
  Point3 place;
  std::string name, loss;
};

std::optional<StartMark> start_mark(const lab::Run& run, const ReliefView& view) {
  if (!run.settings.start || !std::isfinite(run.start.loss)) return {};
  const std::vector<double>& start = *run.settings.start;
  const auto uv = run.plane.project(start);
  StartMark mark{view.on_ground(uv[0], uv[1]), "start",
                 concat({"loss ", loss_text(run.start.loss)})};
  if (!std::isfinite(mark.place.z)) return {};
  if (start.size() == 2) {
    mark.name = concat({"start (", parameter_text(start[0]), ", ", parameter_text(start[1]), ")"});
  }
  return mark;
}

// Two centred lines of text around an anchor, and the box they take.
struct Note {
  Point at;  // middle of the first base line, or its start
  Anchor anchor;
  std::string bold, plain;

  Box box() const {
    const double width =
        std::max(text_width(bold, label_size, true), text_width(plain, label_size));
    const double left = anchor == Anchor::middle ? at.x - width / 2
                        : anchor == Anchor::end  ? at.x - width
                                                 : at.x;
    return {left, at.y - 10, left + width, at.y + (plain.empty() ? 3 : 18)};
  }
};

void add_note(Scene& scene, const Note& note, const Paint& halo, Role second) {
  Text text;
  text.at = note.at;
  text.text = note.bold;
  text.size = label_size;
  text.bold = true;
  text.anchor = note.anchor;
  text.halo = halo;
  text.halo_width = 3.5;
  scene.add(text);
  text.at.y += 15;
  text.text = note.plain;
  text.bold = false;
  text.fill = {second};
  if (!note.plain.empty()) scene.add(std::move(text));
}

// The place beside a mark where the note lies wholly on the surface or wholly beside it, inside
// the canvas and away from what is there already.
Note placed_note(const ReliefView& view, Point mark, const std::string& bold,
                 const std::string& plain, const std::vector<Box>& taken) {
  const Note candidates[] = {{{mark.x, mark.y - 27}, Anchor::middle, bold, plain},
                             {{mark.x, mark.y + 21}, Anchor::middle, bold, plain},
                             {{mark.x + 12, mark.y - 3}, Anchor::start, bold, plain},
                             {{mark.x - 12, mark.y - 3}, Anchor::end, bold, plain}};
  const Note* best = &candidates[0];
  int least = 1000;
  for (const Note& note : candidates) {
    const Box box = note.box().grown(2);
    int covered = 0, trouble = 0;
    for (const double x : {box.left, box.centre().x, box.right}) {
      for (const double y : {box.top, box.bottom}) covered += view.covers({x, y}) ? 1 : 0;
    }
    if (covered % 6 != 0) trouble += 1;
    if (box.left < 8 || box.right > 752 || box.top < 62) trouble += 10;
    for (const Box& other : taken) trouble += box.overlaps(other) ? 5 : 0;
    if (trouble < least) {
      least = trouble;
      best = &note;
    }
  }
  return *best;
}

Paint halo_for(const ReliefView& view, const Note& note, const Point3& ground) {
  return view.covers(note.box().centre()) ? view.local_fill(ground) : Paint{Role::paper};
}

// Where a direction on the ground points on the page, of length 1.
Point page_direction(const ReliefView& view, const Point3& from, const PlanePoint& way) {
  const GridAxis &u = view.relief().u(), &v = view.relief().v();
  Point3 ahead = from;
  ahead.x += 2 * box_half_width * way.u / (u.high - u.low);
  ahead.y += 2 * box_half_depth * way.v / (v.high - v.low);
  const Point a = view.page(from), b = view.page(ahead);
  const double length = std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
  return length > 0 ? Point{(b.x - a.x) / length, (b.y - a.y) / length} : Point{1, 0};
}

void add_way_out(Scene& scene, const ReliefView& view, const Ground& ground, const PlanePoint& way,
                 std::vector<Box>& taken) {
  const Point3 gate = view.on_ground(ground.lowest.u, ground.lowest.v);
  const Point from = view.page(gate), along = page_direction(view, gate, way);
  const Arrow arrow{{from.x + 10 * along.x, from.y + 10 * along.y},
                    {from.x + 56 * along.x, from.y + 56 * along.y}};
  add_arrow(scene, arrow);
  const bool rightwards = along.x >= 0;
  const double width =
      std::max(text_width("the valley goes on", label_size, true),
               text_width(concat({"below ", loss_text(ground.low), ", without end"}), label_size));
  Note note{{arrow.to.x + (rightwards ? 8 : -8), arrow.to.y + 3},
            rightwards ? Anchor::start : Anchor::end,
            "the valley goes on",
            concat({"below ", loss_text(ground.low), ", without end"})};
  if (rightwards) note.at.x = std::min(note.at.x, scene.width - margin - width);
  add_note(scene, note, {Role::paper}, Role::ink2);
  taken.push_back(note.box());
}

void add_lowest(Scene& scene, const ReliefView& view, const Ground& ground,
                std::vector<Box>& taken) {
  const Point3 place = view.on_ground(ground.lowest.u, ground.lowest.v);
  const Point at = view.page(place);
  add_epoch(scene, at);
  const Note note =
      placed_note(view, at, "lowest point", concat({"loss ", loss_text(ground.low)}), taken);
  add_note(scene, note, halo_for(view, note, place), Role::ink);
  taken.push_back(note.box());
}

std::string subtitle_for(const lab::Run& run, const Ground& ground) {
  const std::string what = concat(
      {"Mean ", loss_title(run.settings.loss), " of the ", counted(run.data->length(), "sample")});
  if (!(ground.high > ground.low)) return what;
  return concat({what, "; height, colour and iso-lines share one log scale"});
}

std::string caption_for(const lab::Run& run, const Ground& ground, bool open) {
  std::string caption;
  if (!ground.any) {
    caption = "The loss is not finite anywhere in this window.";
  } else if (!(ground.high > ground.low)) {
    caption = concat({"The loss is ", loss_text(ground.low), " everywhere in this window."});
  } else if (open && loss_is_convex(run)) {
    const bool one_input = run.data->columns() == 1;
    const double w = run.separable.direction[0];
    const std::string when =
        one_input ? concat({" as ", italic("w"), w > 0 ? " grows" : " falls"})
                  : std::string(" where the parameters separate the classes ever more surely");
    caption = concat({"The surface has one valley, and the valley’s floor keeps falling", when,
                      ": there is no lowest point to arrive at."});
  } else if (ground.flat_share >= 0.05) {
    caption = concat({"Flat ground is the danger: over ", percent(ground.flat_share),
                      " of this window the slope is below 0.001, and a step there leads almost "
                      "nowhere."});
  } else if (ground.lowest_on_edge) {
    caption =
        concat({"The lowest loss in this window, ", loss_text(ground.low), ", lies at its edge."});
  } else {
    caption = concat({loss_is_convex(run) ? "The surface is one bowl: its lowest point here, "
                                          : "The lowest point of this window, ",
                      "loss ", loss_text(ground.low), ", is inside."});
  }
  if (ground.any && ground.missing) caption += " Gaps: the loss is not finite there.";
  if (run.plane.origin.size() > 2) {
    caption += concat({" The plane shows two of the ",
                       count_word(static_cast<std::uint64_t>(run.plane.origin.size())),
                       " directions that the parameters have."});
  }
  return caption;
}

std::string extremes_for(const lab::Run& run, const Ground& ground) {
  if (!ground.any) return "";
  return concat({"Over ", run.plane.name[0], " from ", parameter_text(run.window.u_low), " to ",
                 parameter_text(run.window.u_high), " and ", run.plane.name[1], " from ",
                 parameter_text(run.window.v_low), " to ", parameter_text(run.window.v_high),
                 " the loss lies between ", loss_text(ground.low), " and ", loss_text(ground.high),
                 "; at the start it is ", loss_text(run.start.loss), "."});
}

}  // namespace

Scene draw_surface(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const Ground ground = ground_of(inputs.surface());
  const Relief relief(inputs.surface(), inputs.scale());
  const std::optional<PlanePoint> way = way_out(run, ground);

  // 1. From where: the start and the lowest point should be seen.
  const ReliefView front(relief, Camera(), box_frame);
  std::vector<Point3> landmarks;
  if (const auto start = start_mark(run, front)) landmarks.push_back(start->place);
  const ReliefView view(relief, clear_view(relief, landmarks), box_frame);

  Scene scene;
  scene.name = "surface";
  add_heading(scene, "The loss surface before training", subtitle_for(run, ground));
  // 2. What stands behind, the surface, what stands before it.
  add_box_behind(scene, view);
  add_shaded_surface(scene, view);
  add_iso_lines(scene, view, inputs.iso_levels());
  add_box_axes(scene, view,
               {axis_name(run.plane.name[0]), axis_name(run.plane.name[1]), "loss (log)"});
  // 3. The places people ask about.
  std::vector<Box> taken;
  if (const auto start = start_mark(run, view)) {
    const Point at = view.page(start->place);
    add_start(scene, at);
    const Note note = placed_note(view, at, start->name, start->loss, taken);
    add_note(scene, note, halo_for(view, note, start->place), Role::ink);
    taken.push_back(note.box());
  }
  if (way) {
    add_way_out(scene, view, ground, *way, taken);
  } else if (ground.any && ground.high > ground.low && !ground.lowest_on_edge) {
    add_lowest(scene, view, ground, taken);
  }
  add_caption(scene, caption_baseline, caption_for(run, ground, way.has_value()),
              extremes_for(run, ground));
  return scene;
}

}  // namespace logitlab::figure
