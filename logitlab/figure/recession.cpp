// SPDX-License-Identifier: MIT
#include "logitlab/figure/recession.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/data/design.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/loss_pair.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/recession_cone.hpp"
#include "logitlab/figure/recession_disc.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/objective/empirical_risk.hpp"

namespace logitlab::figure {
namespace {

constexpr double recession_caption = 604;
constexpr Box ray_frame{690, 140, 1040, 520};

// Directions from one edge of the cone to the other.
std::vector<DiscVector> fan(const Disc& disc) {
  std::vector<DiscVector> ends = {disc.of(disc.cone.edge[0]).unit(), disc.middle(),
                                  disc.of(disc.cone.edge[1]).unit()};
  for (int halving = 0; halving < 5; ++halving) {
    std::vector<DiscVector> finer;
    for (std::size_t k = 0; k + 1 < ends.size(); ++k) {
      finer.push_back(ends[k]);
      finer.push_back(DiscVector{ends[k].x + ends[k + 1].x, ends[k].y + ends[k + 1].y}.unit());
    }
    finer.push_back(ends.back());
    ends = std::move(finer);
  }
  return ends;
}

void add_cone(Scene& scene, const Disc& disc, Occupied& occupied) {
  Path wedge;
  wedge.points.push_back(disc.centre);
  for (const DiscVector& v : fan(disc)) wedge.points.push_back(disc.at(v, 1));
  wedge.closed = true;
  wedge.fill = {.role = Role::ink, .opacity = 0.2};
  if (!disc.cone.is_ray) scene.add(std::move(wedge));
  for (const WbDirection& edge : disc.cone.edge) {
    Path line;
    line.points = {disc.centre, disc.at(disc.of(edge), 1)};
    line.stroke = {{Role::ink}, 1.2, 6, 3};
    occupied.add_line(line.points);
    scene.add(std::move(line));
    if (disc.cone.is_ray) break;
  }
}

// The input at which w x + b changes its sign, with eight characters at most.
std::string threshold_of(const WbDirection& d) {
  const double x = -d.b / d.w + 0.0;  // no minus before a zero
  if (!std::isfinite(x)) return "none";
  const std::string exact = shortest(x);
  return exact.size() <= 8 ? minus_sign(exact) : parameter_text(x);
}

// What an edge means, beside its end on the rim.
void name_edges(Scene& scene, const Disc& disc, Occupied& occupied) {
  for (std::size_t k = 0; k < (disc.cone.is_ray ? 1u : 2u); ++k) {
    const WbDirection& edge = disc.cone.edge[k];
    const DiscVector along = disc.of(edge).unit();
    // Away from the other edge: the first lies clockwise of it.
    const bool below = (k == 0) == (along.x >= 0);
    const std::array sides = {along.x >= 0 ? (below ? Side::below_right : Side::above_right)
                                           : (below ? Side::below_left : Side::above_left),
                              along.x >= 0 ? Side::right : Side::left,
                              below ? Side::below : Side::above};
    write_near(scene, occupied, around_disc,
               {plain_line(concat({"threshold ", threshold_of(edge)}))}, disc.at(along, 1), 4,
               sides);
  }
}

// The direction of the widest margin, at its end on the rim.
void add_widest(Scene& scene, const Disc& disc, const WbDirection& widest, Occupied& occupied) {
  const DiscVector along = disc.of(widest);
  const std::array ends = {disc.at(along, 0.86), disc.at(along, 0.995)};
  add_arrow(scene, {ends[0], ends[1], {Role::path}, 1.6, true});
  occupied.add_line(ends);
}

// The path of the training, its start and its end; without training the start.
void add_path(Scene& scene, const Disc& disc, std::size_t clip, Occupied& occupied) {
  const lab::Run& run = disc.run;
  const std::vector<double>& w = *run.settings.start;
  const Point start = disc.pixel(w[0], w[1]);
  Point end = start;
  if (run.training) {
    const Trajectory& path = run.training->trajectory;
    std::vector<Point> pixels;
    for (std::size_t k = 0; k < path.length(); ++k) {
      const CVec at = path.w_at(k);
      pixels.push_back(disc.pixel(at[0], at[1]));
    }
    add_track(scene, *run.training, clip, pixels, occupied);
    end = pixels.back();
  }
  occupied.add_mark(start, start_radius + 1);
  const bool apart = std::fabs(end.x - start.x) > 8 || std::fabs(end.y - start.y) > 8;
  if (apart) occupied.add_mark(end, end_radius + 1);
  if (apart) {
    add_end(scene, end);
    const std::string name = concat({"step ", grouped(run.training->trajectory.step.back())});
    write_near(scene, occupied, disc_frame.grown(-12), {over_disc(bold_line(name))}, end,
               end_radius + 2);
  }
  add_start(scene, start);
  write_near(scene, occupied, disc_frame.grown(-12), {over_disc(bold_line("start"))}, start,
             start_radius + 2);
}

// What the cone is, beside it on the map, with a line that leads to it.
void name_cone(Scene& scene, const Disc& disc, Occupied& occupied) {
  const std::vector<Text> lines = {
      over_disc(bold_line(disc.cone.is_ray ? "no sample wrong" : "every sample right")),
      over_disc(plain_line("the loss falls for ever"))};
  for (const double share : {0.72, 0.6, 0.8, 0.45}) {
    const Point at = disc.at(disc.middle(), share);
    constexpr std::array sides = {Side::below, Side::above,       Side::below_left,
                                  Side::left,  Side::below_right, Side::above_left,
                                  Side::right, Side::above_right};
    const auto placed = place_lines(occupied, lines, at, {disc_frame.grown(-12), 14, 1.5, sides});
    if (!placed) continue;
    const Box first = text_box(placed->front()).bounds(), last = text_box(placed->back()).bounds();
    const Box block{std::min(first.left, last.left), first.top, std::max(first.right, last.right),
                    last.bottom};
    Path leader;
    leader.points = {
        {std::clamp(at.x, block.left, block.right), std::clamp(at.y, block.top, block.bottom)}, at};
    leader.stroke = {{Role::ink}, 0.9};
    occupied.add_line(leader.points);
    scene.add(std::move(leader));
    scene.add(Circle{at, 2, {Role::ink}, {}, Meaning::decoration});
    for (const Text& line : *placed) {
      occupied.add(line);
      scene.add(line);
    }
    return;
  }
}

// A ray on which the loss is drawn against the radius.
struct Ray {
  DiscVector along;  // of length 1
  Stroke stroke;
  std::string name;
};

// Two rays to compare: down the middle of the cone, and beside it.
constexpr double beside_degrees = 15;

std::vector<Ray> rays_of(const Disc& disc, const std::optional<WbDirection>& widest) {
  const DiscVector inside = widest ? disc.of(*widest).unit() : disc.middle();
  const DiscVector edge = disc.of(disc.cone.edge[1]).unit();
  constexpr double angle = beside_degrees * 0.017453292519943295;
  const double c = math::cos(angle), s = math::sin(angle);
  const DiscVector beside{c * edge.x - s * edge.y, s * edge.x + c * edge.y};
  return {{inside, {{Role::ink}, 2.2}, widest ? "along the arrow" : "inside the cone"},
          {beside, {{Role::ink2}, 2.2, 6, 3}, "15° beside the cone"}};
}

std::vector<Point> ray_pixels(const Panel& panel, const Disc& disc, const Objective& objective,
                              const Ray& ray) {
  std::vector<Point> pixels;
  constexpr int parts = 160;
  for (int k = 0; k <= parts; ++k) {
    const double share = panel.x.high * k / parts, r = disc.radius(share);
    const WbDirection at = disc.coordinates.back({r * ray.along.x, r * ray.along.y});
    const std::array w = {at.w, at.b};
    const double loss = objective.value(w);
    if (!(loss > panel.y.low * 1e-3)) break;
    pixels.push_back(panel.to_pixel(share, loss));
  }
  return pixels;
}

std::vector<Point> path_pixels(const Panel& panel, const Disc& disc) {
  const lab::Training& training = *disc.run.training;
  std::vector<Point> pixels;
  for (std::size_t k = 0; k < training.trajectory.length(); ++k) {
    const CVec at = training.trajectory.w_at(k);
    const double loss = training.columns.loss[k];
    const double share = disc.share(disc.coordinates.of(at[0], at[1]).length());
    if (!(loss > 0) || !std::isfinite(loss) || !std::isfinite(share)) continue;
    pixels.push_back(panel.to_pixel(share, loss));
  }
  return pixels;
}

// Where a curve leaves through the bottom, a head that says so.
void add_exit(Scene& scene, Point before, Point after, Paint paint) {
  const double share = (ray_frame.bottom - before.y) / (after.y - before.y);
  const Point at{before.x + share * (after.x - before.x), ray_frame.bottom};
  const double dx = after.x - before.x, dy = after.y - before.y;
  const double length = std::sqrt(dx * dx + dy * dy);
  add_arrow(scene, {{at.x - 9 * dx / length, at.y - 9 * dy / length}, at, paint, 1});
}

void add_rays(Scene& scene, const Disc& disc, const Objective& objective, const DiscRange& range,
              const std::optional<WbDirection>& widest) {
  const Panel panel{"rays",
                    ray_frame,
                    {ScaleKind::linear, 0, 0.97, ray_frame.left, ray_frame.right},
                    {ScaleKind::log, range.low, range.high, ray_frame.bottom, ray_frame.top}};
  const std::size_t clip = scene.add_panel(panel);
  std::vector<Tick> ticks = {{0, "0"}};
  for (const double factor : {0.2, 0.5, 1.0, 2.0, 5.0, 10.0}) {
    ticks.push_back({disc.share(factor * disc.unit), slope_text(factor * disc.unit)});
  }
  add_function_axes(scene, panel,
                    {concat({"radius ", italic("r"), " (drawn as ", italic("r"), " / (",
                             italic("r"), " + ", slope_text(disc.unit), "))"}),
                     "loss (log)", ticks, log_ticks(range.low, range.high, 6)});
  Occupied occupied;
  std::vector<std::pair<Text, std::vector<Point>>> names;
  if (disc.run.training) {
    const std::vector<Point> pixels = path_pixels(panel, disc);
    if (pixels.size() > 1) {
      add_track(scene, *disc.run.training, clip, pixels, occupied);
      names.push_back({bold_line("the path"), pixels});
      if (ray_frame.contains(pixels.front())) add_start(scene, pixels.front());
      if (ray_frame.contains(pixels.back())) add_end(scene, pixels.back());
      occupied.add_mark(pixels.front(), start_radius + 1);
      occupied.add_mark(pixels.back(), end_radius + 1);
    }
  }
  for (const Ray& ray : rays_of(disc, widest)) {
    Path path;
    path.points = ray_pixels(panel, disc, objective, ray);
    path.stroke = ray.stroke;
    path.dense = true;
    occupied.add_line(path.points);
    if (path.points.size() < 2) continue;  // it starts below the losses that are shown
    Text name = bold_line(ray.name);
    name.fill = ray.stroke.paint;
    names.push_back({std::move(name), path.points});
    if (const auto below =
            std::ranges::find_if(path.points, [](Point p) { return p.y > ray_frame.bottom; });
        below != path.points.begin() && below != path.points.end()) {
      add_exit(scene, *(below - 1), *below, ray.stroke.paint);
    }
    scene.add(std::move(path), clip);
  }
  for (auto& [name, points] : names) {
    name.halo = {Role::paper};
    name.halo_width = 4;
    for (const std::size_t share : {85u, 70u, 55u, 40u, 95u, 25u, 10u}) {
      const Point at = points[(points.size() - 1) * share / 100];
      if (ray_frame.contains(at) &&
          write_near(scene, occupied, ray_frame.grown(-2), {name}, at, 5)) {
        break;
      }
    }
  }
}

std::string caption_for(const Disc& disc, const std::optional<WbDirection>& widest) {
  const lab::Run& run = disc.run;
  const std::string all = counted(run.data->length(), "sample");
  std::string text;
  if (disc.cone.is_ray) {
    text = concat({"Only in one direction, with the threshold at ", threshold_of(disc.cone.edge[0]),
                   ", is no sample on the wrong side: along it the loss falls for ever"});
  } else {
    text = concat({"In every direction of the shaded cone, thresholds between ",
                   threshold_of(disc.cone.edge[1]), " and ", threshold_of(disc.cone.edge[0]),
                   ", all ", all, " are on their own sides, and the loss falls for ever"});
  }
  if (widest) {
    text += concat({". The arrow, threshold ", threshold_of(*widest), ", is the widest margin"});
    if (find_loss(run.settings.loss)->convex && run.settings.solver == "sgd") {
      text += ", to which gradient descent with small steps turns, ever more slowly";
    }
  }
  return text + ".";
}

std::string extremes_of(const Disc& disc) {
  const lab::Run& run = disc.run;
  std::string text = concat({"At the start the loss is ", loss_text(run.start.loss)});
  if (run.training) {
    const std::vector<double>& w = run.training->result.w;
    text += concat({", after ", counted(run.training->result.steps, "step"), " ",
                    loss_text(run.training->result.loss), ", with the threshold at ",
                    threshold_of({w[0], w[1]})});
  }
  return text + ".";
}

// What the axes are where they are not w and b themselves.
std::string coordinates_text(const Disc& disc) {
  const DiscCoordinates& c = disc.coordinates;
  if (c.plain()) return "";
  return concat(
      {"; axes ", c.x_name(), " and ", c.y_name(),
       c.centre == 0 ? std::string() : concat({", the margin at ", parameter_text(c.centre)})});
}

}  // namespace

bool has_recession(const lab::Run& run) {
  if (run.data->columns() != 1 || run.separable.direction.empty() || !run.settings.start ||
      !std::isfinite(run.start.loss)) {
    return false;
  }
  return run.data->positives() > 0 && run.data->positives() < run.data->length() &&
         separating_cone(*run.data).has_value();
}

Scene draw_recession(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  // 1. The cone and the disc, exactly from the data.
  const Disc disc = disc_of(run, *separating_cone(*run.data));
  const std::optional<WbDirection> widest =
      disc.cone.is_ray ? std::nullopt : widest_margin(*run.data);
  const DenseDesign x(run.data->x());
  const LossRow* row = find_loss(run.settings.loss);
  const std::unique_ptr<Objective> objective =
      make_empirical_risk({.x = x, .y = run.data->y()}, *make_loss(row->safe_form));
  // 2. The map of the whole plane, the cone and the path over it.
  Scene scene;
  scene.name = "recession";
  scene.width = pair_width;
  add_heading(
      scene, "Where the loss falls for ever",
      concat({"The whole plane on a disc: a point at radius ", italic("r"), " from ", italic("w"),
              " = ", italic("b"), " = 0 is drawn at ", italic("r"), " / (", italic("r"), " + ",
              slope_text(disc.unit), ") of the way to the rim", coordinates_text(disc)}));
  Occupied occupied;
  const DiscMap map = add_disc_map(scene, disc, *objective, occupied);
  add_cone(scene, disc, occupied);
  if (widest) add_widest(scene, disc, *widest, occupied);
  add_path(scene, disc, 1, occupied);
  name_edges(scene, disc, occupied);
  name_cone(scene, disc, occupied);
  add_disc_grid(scene, disc, occupied);
  add_disc_numbers(scene, disc, map, occupied);
  // 3. The loss along two rays and along the path.
  add_rays(scene, disc, *objective, map.range, widest);
  add_caption(scene, recession_caption, caption_for(disc, widest), extremes_of(disc));
  return scene;
}

}  // namespace logitlab::figure
