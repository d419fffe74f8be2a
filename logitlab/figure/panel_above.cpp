// SPDX-License-Identifier: MIT
// The panels "above" and "above-rival": the map of one loss, the path over it, what is asked for.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/clipping.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/page_track.hpp"
#include "logitlab/figure/panel_overlays.hpp"
#include "logitlab/figure/panel_parts.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/starts_map.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

// A y name of one letter stands beside the axis; a longer one has a line of its own above it.
constexpr double short_name = 16, head_line = 24, name_line = 16;

bool is_short(const std::string& name) { return text_width(name, label_size) <= short_name; }

// In a panel the axis needs no more than the letter.
std::string letter_of(const std::string& coordinate) {
  return coordinate.size() <= 2 ? italic(coordinate) : coordinate;
}

std::string y_name_of(const lab::Run& run, double base) {
  return name_from(letter_of(run.plane.name[1]), base);
}

RoomyTicks y_ticks_of(const lab::Run& run) {
  constexpr double y_room = 54;  // what add_plane_axes() gives them
  const Window& w = run.window;
  return ticks_within({ScaleKind::linear, w.v_low, w.v_high, 1, 0}, y_room);
}

// One look of the axes for all maps, so that two of them side by side agree.
Box map_frame(const lab::Run& run, PanelSize size) {
  const RoomyTicks ticks = y_ticks_of(run);
  double widest = 0;
  for (const Tick& tick : ticks.ticks) {
    widest = std::max(widest, text_width(tick.text, tick_size));
  }
  const bool beside = is_short(y_name_of(run, ticks.base));
  return {std::max(38.0, std::min(widest, 54.0) + 14), head_line + (beside ? 0 : name_line),
          size.width - 12, size.height - 40};
}

void add_map_axes(Scene& scene, const lab::Run& run, const Panel& panel) {
  const std::string x_name = axis_name(run.plane.name[0]);
  add_plane_axes(scene, panel, {x_name, "", true, true});
  const RoomyTicks ticks = y_ticks_of(run);
  const std::string name = y_name_of(run, ticks.base);
  Text text = plain_line(name);
  if (!is_short(name)) {
    text.text = fitted(name, panel.frame.width(), label_size);
    text.at = {panel.frame.left, panel.frame.top - 6};
    scene.add(std::move(text));
    return;
  }
  // Half-way between the two ticks nearest to the middle.
  double y = panel.frame.centre().y, nearest = 1e9;
  for (std::size_t k = 0; k + 1 < ticks.ticks.size(); ++k) {
    const double middle =
        (panel.y.to_pixel(ticks.ticks[k].value) + panel.y.to_pixel(ticks.ticks[k + 1].value)) / 2;
    const double off = std::fabs(middle - panel.frame.centre().y + 0.1);
    if (off >= nearest) continue;
    nearest = off;
    y = middle;
  }
  text.at = {panel.frame.left - 12, y + 0.36 * label_size};
  text.anchor = Anchor::end;
  scene.add(std::move(text));
}

std::string right_of_head(PanelInputs& inputs, std::size_t side, const Look& look) {
  if (const BasinMap* starts = inputs.starts(side)) {
    return concat({percent(starts->reached()), " of starts succeed"});
  }
  return look.beneath == Look::Beneath::starts ? "no map of starts yet" : "";
}

void add_map_head(Scene& scene, const Box& frame, std::string_view loss, const std::string& right) {
  Text name = bold_line(capitalised(loss_title(loss)));
  name.at = {frame.left, 15};
  name.fill = loss_paint(loss);
  const double room = frame.width() - text_width(right, label_size) - 8;
  name.text = fitted(name.text, room, label_size, true);
  scene.add(std::move(name));
  Text text = plain_line(right);
  text.at = {frame.right, 15};
  text.anchor = Anchor::end;
  scene.add(std::move(text));
}

// "stuck at 35 %" over the starts that end there.
void name_fates_shortly(Scene& scene, const lab::Run& run, const StartsMap& m, Occupied& occupied) {
  const double rows = static_cast<double>(run.data->length());
  const double ones = static_cast<double>(run.data->positives());
  for (const Fate fate : never_fates) {
    if (m.count(fate) == 0) continue;
    const std::string words =
        fate == Fate::mixed
            ? "not all right"
            : concat({"stuck at ",
                      percent((fate == Fate::class1_for_all ? ones : rows - ones) / rows)});
    Text text = tag(words, {Role::ink}, true);
    const auto centre =
        place_in(m, fate, text_width(words, tag_size, true), tag_size + 2, occupied);
    if (!centre) continue;
    text.at = {centre->x, centre->y + 0.36 * tag_size};
    text.anchor = Anchor::middle;
    text.halo = {Role::never};
    text.halo_width = 6;
    occupied.add(text);
    scene.add(std::move(text));
  }
}

// The map under lines of equal loss: the starts' fates, then the heavy lines alone.
void add_starts_ground(Scene& scene, PanelInputs& inputs, std::size_t side, const BasinMap& map,
                       std::size_t clip, Occupied& occupied) {
  const lab::Run& run = inputs.run();
  const Panel panel = scene.panels[clip - 1];
  const StartsMap starts = starts_map(run, *inputs.training(side), map, panel.frame);
  add_starts(scene, starts, clip);
  add_plane_lines(scene, inputs.side(side), panel, clip, false);
  name_fates_shortly(scene, run, starts, occupied);
  const std::size_t first = scene.elements.size();
  add_iso_labels(scene, inputs.side(side), panel, occupied);
  for (std::size_t k = first; k < scene.elements.size(); ++k) {
    if (Text* label = std::get_if<Text>(&scene.elements[k].shape)) {
      label->halo = starts.paint_at(starts.start_at(label->at));
    }
  }
}

double apart(Point a, Point b) {
  return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

// A start and an end nearer to each other have one mark and one name, of two lines.
constexpr double one_place = 8;

// What labels of the map keep away from, although it is drawn in the other layer.
void keep_clear_of_path(PanelInputs& inputs, std::size_t side, const Panel& panel,
                        Occupied& occupied) {
  const lab::Training* training = inputs.training(side);
  if (training == nullptr) return;
  const PageTrack& track = inputs.track(side, panel);
  occupied.add_line(track.line.points, track.line.breaks);
  const Trajectory& path = training->trajectory;
  const auto place_of = [&](std::size_t row) {
    const auto uv = inputs.run().plane.project(path.w_at(row));
    return panel.to_pixel(uv[0], uv[1]);
  };
  const Point start = place_of(0), end = place_of(path.length() - 1);
  for (const Point at : {start, end}) {
    if (panel.frame.contains(at)) occupied.add_mark(at, 9);
  }
  constexpr double half_width = 80, height = 45;  // of that name, above or below the mark
  if (path.length() > 1 && apart(start, end) < one_place) {
    occupied.add(
        Box{start.x - half_width, start.y - height, start.x + half_width, start.y + height});
  }
}

void draw_map(Scene& scene, PanelInputs& inputs, std::size_t side, const Look& look) {
  const lab::Run& run = inputs.run();
  FigureInputs& of_loss = inputs.side(side);
  const Box frame = map_frame(run, {scene.width, scene.height});
  const BasinMap* starts = look.beneath == Look::Beneath::starts ? inputs.starts(side) : nullptr;
  Occupied occupied;
  std::size_t clip = 0;
  inputs.share_colours();
  // 1. The ground with its lines and numbers.
  if (starts != nullptr) {
    clip = scene.add_panel(plane_panel(run, frame));
    keep_clear_of_path(inputs, side, scene.panels[clip - 1], occupied);
    add_starts_ground(scene, inputs, side, *starts, clip, occupied);
  } else {
    clip = add_plane_map(scene, of_loss, frame);
    keep_clear_of_path(inputs, side, scene.panels[clip - 1], occupied);
    add_iso_labels(scene, of_loss, scene.panels[clip - 1], occupied);
  }
  // 2. What is true of the whole plane.
  const Panel panel = scene.panels[clip - 1];
  if (const lab::Training* training = inputs.training(side)) {
    const MapPlace place{scene, of_loss, *training, panel, clip, occupied};
    if (look.ring) add_stable_ground(place);
    if (look.recession && run.separable.kind == SeparableKind::complete) add_recession_ray(place);
  }
  // 3. What it is.
  add_map_axes(scene, run, panel);
  add_map_head(scene, frame, of_loss.loss(), right_of_head(inputs, side, look));
  scene.description = extremes_sentence(of_loss);
  inputs.keep_ground_words(side, scene);
}

// The old path while the start is held, so that people see what they change.
void add_ghost(Scene& scene, const PanelInputs& inputs, std::size_t side, const Panel& panel,
               std::size_t clip) {
  const auto* ghost = inputs.ghost(side);
  if (ghost == nullptr) return;
  InkedLine line;
  for (const auto& uv : *ghost) line.points.push_back(panel.to_pixel(uv[0], uv[1]));
  Path path;
  append_simplified(path, line, 0, line.points.size());
  path.stroke = {{Role::path, 0, 0, 0.3}, track_width};
  if (!path.points.empty()) scene.add(std::move(path), clip);
}

// One step that has a name in the map.
struct NamedStep {
  Point at;
  std::string name;
  bool seen;  // in the frame
};

// An arrow at the frame for what lies outside.
void add_way_to(Scene& scene, const Panel& panel, Occupied& occupied, const NamedStep& step,
                Paint paint) {
  const Box inner = panel.frame.grown(-4);
  const Point middle = inner.centre();
  if (!std::isfinite(step.at.x) || !std::isfinite(step.at.y)) return;
  const double far = apart(middle, step.at);
  const auto part = part_inside(middle, step.at, inner);
  if (!part || !(far > 0)) return;
  const Point along{(step.at.x - middle.x) / far, (step.at.y - middle.y) / far};
  const Point tip{middle.x + part->to * (step.at.x - middle.x),
                  middle.y + part->to * (step.at.y - middle.y)};
  add_arrow(scene, {{tip.x - 18 * along.x, tip.y - 18 * along.y}, tip, paint, 2, true});
  occupied.add_mark({tip.x - 8 * along.x, tip.y - 8 * along.y}, 9);
  write_tag(scene, occupied, panel.frame, tag(concat({step.name, ", outside"}), paint, true),
            {tip.x - 18 * along.x, tip.y - 18 * along.y}, 4);
}

// Marks of the start, the end and the present step, one name for those in one place.
void add_named_steps(const MapPlace& place, std::size_t row) {
  const lab::Training& training = place.training;
  const Trajectory& path = training.trajectory;
  const std::size_t last = path.length() - 1;
  std::vector<NamedStep> steps;
  const bool fails = training.result.reason == Reason::not_finite && last > 0;
  for (const std::size_t k : {std::size_t{0}, row, last}) {
    const auto uv = place.inputs.run().plane.project(path.w_at(k));
    const Point at = place.panel.to_pixel(uv[0], uv[1]);
    std::string name = k == 0 ? "start" : step_name(training, k);
    if (fails && k == last) name += ", the last finite one";
    steps.push_back({at, std::move(name), place.panel.frame.contains(at)});
  }
  const NamedStep &start = steps[0], &now = steps[1], &end = steps[2];
  // 1. The marks, the present step over the others.
  if (start.seen) add_start(place.scene, start.at);
  if (end.seen && last > 0) add_end(place.scene, end.at);
  for (const NamedStep& step : steps) {
    if (step.seen) place.occupied.add_mark(step.at, start_radius + 1);
  }
  if (now.seen) add_now(place.scene, place.occupied, now.at);
  if (end.seen) add_not_finite_ring(place.scene, training, last, end.at);
  if (!now.seen) add_way_to(place.scene, place.panel, place.occupied, now, {Role::now});
  if (!end.seen && row != last) {
    add_way_to(place.scene, place.panel, place.occupied, end, {Role::ink});
  }
  // 2. Names; what stands in one place has one.
  const bool unmoved = last > 0 && start.seen && end.seen && apart(start.at, end.at) < one_place;
  if (unmoved) {
    const std::string all = row == 0 || row == last
                                ? concat({"start = ", end.name})
                                : concat({"start = ", now.name, " = ", end.name});
    write_tag(
        place.scene, place.occupied, place.panel.frame,
        {tag(all, {Role::ink}, true), tag(concat({"moved ", slope_text(moved_in_all(training)),
                                                  " in ", counted(path.step[last], "step")}),
                                          {Role::ink}, false)},
        now.at, now_radius + 2);
    return;
  }
  const auto name = [&](const NamedStep& step, double radius) {
    if (step.seen) {
      write_tag(place.scene, place.occupied, place.panel.frame, tag(step.name, {Role::ink}, true),
                step.at, radius);
    }
  };
  if (row != 0) name(now, now_radius + 1);
  name(start, row == 0 ? now_radius + 1 : start_radius + 2);
  if (row != last) name(end, end_radius + 2);
}

void add_probe(Scene& scene, const Look& look, const Panel& panel, std::size_t clip) {
  if (!look.probe) return;
  const Point at = panel.to_pixel((*look.probe)[0], (*look.probe)[1]);
  const Box& f = panel.frame;
  Path cross;
  cross.points = {{f.left, at.y}, {f.right, at.y}, {at.x, f.top}, {at.x, f.bottom}};
  cross.breaks = {2};
  cross.stroke = {{Role::now}, 1};
  scene.add(std::move(cross), clip);
  scene.add(Circle{at, 3.5, {Role::casing}, {{Role::now}, 1.6}}, clip);
}

void draw_on_map(Scene& scene, PanelInputs& inputs, std::size_t side, const Look& look) {
  const lab::Run& run = inputs.run();
  const Panel panel = plane_panel(run, map_frame(run, {scene.width, scene.height}));
  const std::size_t clip = scene.add_panel(panel);
  const lab::Training* training = inputs.training(side);
  if (training == nullptr && run.settings.start) {
    const auto uv = run.plane.project(*run.settings.start);
    const Point at = panel.to_pixel(uv[0], uv[1]);
    if (panel.frame.contains(at)) add_start(scene, at);
  }
  if (training != nullptr) {
    Occupied occupied;
    for (const Box& words : inputs.ground_words(side)) occupied.add(words);
    const MapPlace place{scene, inputs.side(side), *training, panel, clip, occupied};
    const std::size_t row = finite_row_of(training->trajectory, look);
    const CVec w = training->trajectory.w_at(row);
    const auto uv = run.plane.project(w);
    const Point at = panel.to_pixel(uv[0], uv[1]);
    // 1. The paths.
    if (look.dragging) add_ghost(scene, inputs, side, panel, clip);
    add_page_track(scene, inputs.track(side, panel), row, clip, occupied);
    // 2. What pulls here.
    if (look.gradient) add_downhill(place, w, at);
    if (look.newton) add_newton_step(place, w, at);
    if (look.pulls || look.sample) add_sample_pulls(place, look, w, at);
    // 3. The marks with their names.
    add_named_steps(place, row);
  }
  add_probe(scene, look, panel, clip);
}

Scene draw_side(PanelInputs& inputs, std::size_t side, const Look& look, PanelSize size,
                int layer) {
  const std::string loss = loss_title(inputs.side(side).loss());
  Scene scene = panel_scene(side == 0 ? "above" : "above-rival",
                            concat({capitalised(loss), " seen from above"}), size, layer);
  inputs.looked(look);
  if (layer == 0) {
    draw_map(scene, inputs, side, look);
  } else {
    draw_on_map(scene, inputs, side, look);
  }
  return scene;
}

}  // namespace

Scene draw_above_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer) {
  return draw_side(inputs, 0, look, size, layer);
}

Scene draw_rival_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer) {
  return draw_side(inputs, 1, look, size, layer);
}

}  // namespace logitlab::figure
