// SPDX-License-Identifier: MIT
#include "logitlab/figure/losses.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/loss_pair.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

// One loss of the two: its training and its relief, coloured by the scale of both.
struct LossSide {
  const lab::Training& training;
  FigureInputs inputs;
};

double start_slope(const lab::Run& run, const lab::Training& training) {
  const std::vector<double>& gradient = run.start.gradient_of(training.settings.loss);
  double square = 0;
  for (const double g : gradient) square += g * g;
  return std::sqrt(square);
}

std::uint64_t right_of(const lab::Run& run, const lab::Training& training) {
  return static_cast<std::uint64_t>(
      training.result.accuracy * static_cast<double>(run.data->length()) + 0.5);
}

std::string right_text(const lab::Run& run, const lab::Training& training) {
  if (!std::isfinite(training.result.accuracy)) return "accuracy unknown";
  return lab::right_text(right_of(run, training), run.data->length());
}

std::string end_name(const lab::Training& training) {
  return concat({"step ", grouped(training.trajectory.step.back())});
}

// Start and end, with their names; one mark where they lie on each other.
void add_ends(Scene& scene, const Panel& panel, const lab::Training& training,
              const std::vector<Point>& pixels, Occupied& occupied) {
  const Point start = pixels.front(), end = pixels.back();
  const bool start_seen = panel.frame.contains(start), end_seen = panel.frame.contains(end);
  const bool apart = std::fabs(end.x - start.x) > 6 || std::fabs(end.y - start.y) > 6;
  if (start_seen) occupied.add_mark(start, start_radius + 1);
  if (end_seen) occupied.add_mark(end, end_radius + 1);
  constexpr std::array beside = {Side::left,       Side::right,      Side::below,
                                 Side::above,      Side::below_left, Side::below_right,
                                 Side::above_left, Side::above_right};
  const auto write = [&](std::vector<Text> lines, Point at) {
    const auto placed = place_somehow(occupied, std::move(lines), at,
                                      {panel.frame.grown(-4), end_radius + 2, 1.5, beside});
    add_placed(scene, occupied, placed, Paint{Role::casing});
  };
  const std::string moved = slope_text(moved_in_all(training));
  if (!apart) {
    if (!end_seen) return;
    add_end(scene, end);
    write({bold_line(concat({"start and ", end_name(training)})),
           plain_line(concat({"moved by ", moved}))},
          end);
    return;
  }
  if (start_seen) add_start(scene, start);
  if (end_seen) add_end(scene, end);
  if (end_seen) write({bold_line(end_name(training))}, end);
  if (start_seen) write({bold_line("start")}, start);
}

void add_side(Scene& scene, LossSide& side, const Box& frame, bool first) {
  const lab::Run& run = side.inputs.run();
  const std::size_t clip = add_plane_map(scene, side.inputs, frame);
  const Panel panel = scene.panels[clip - 1];
  add_plane_axes(scene, panel,
                 {axis_name(run.plane.name[0]), first ? axis_name(run.plane.name[1]) : ""});
  const std::vector<Point> pixels =
      track_pixels(side.training, run.plane, panel, side.training.trajectory.length());
  Occupied occupied;
  add_track(scene, side.training, clip, pixels, occupied);
  add_ends(scene, panel, side.training, pixels, occupied);
  add_iso_labels(scene, side.inputs, panel, occupied);
  add_pair_head(
      scene, frame, side.training.settings.loss, right_text(run, side.training),
      concat({"gradient norm at the start: ", lab::slope_text(start_slope(run, side.training))}));
}

std::string subtitle_for(const lab::Run& run) {
  const lab::Settings& s = run.training->settings;
  std::string text =
      concat({counted(run.training->result.steps, "step"), " of ", solver_title(s.solver)});
  text += rate_text(s);
  const auto uv = run.plane.project(run.training->trajectory.w_at(0));
  const auto name = [](const std::string& n) { return n.size() < 3 ? italic(n) : n; };
  return concat({text, ", from ", name(run.plane.name[0]), " = ", parameter_text(uv[0]), ", ",
                 name(run.plane.name[1]), " = ", parameter_text(uv[1])});
}

// "some 45,000 times": two digits are enough for a comparison by eye.
std::string times_text(double ratio) {
  double unit = 1;
  while (ratio / unit >= 100) unit *= 10;
  const double rounded = std::floor(ratio / unit + 0.5) * unit;
  return rounded < 1e15 ? concat({"some ", grouped(static_cast<std::uint64_t>(rounded)), " times"})
                        : "more than a million million times";
}

std::string caption_for(const lab::Run& run, const std::array<LossSide, 2>& sides) {
  const bool first_is_bounded = !is_convex(sides[0].training.settings.loss);
  const lab::Training& bounded = sides[first_is_bounded ? 0 : 1].training;
  const lab::Training& other = sides[first_is_bounded ? 1 : 0].training;
  const std::string scale =
      "Colour is the loss, on one scale for both: squared error cannot exceed 1";
  const double steep = start_slope(run, other), flat = start_slope(run, bounded);
  if (flat > 0 && steep >= 100 * flat && std::isfinite(steep)) {
    return concat({scale, ", and at this start its gradient is ", times_text(steep / flat),
                   " smaller than that of ", loss_title(other.settings.loss), ": ",
                   counted(bounded.result.steps, "step"),
                   bounded.result.steps == 1 ? " moves" : " move", " the parameters by ",
                   slope_text(moved_in_all(bounded)), " instead of ",
                   slope_text(moved_in_all(other)), "."});
  }
  return concat({scale, "; ", loss_title(sides[0].training.settings.loss), " ends with ",
                 right_text(run, sides[0].training), ", ",
                 loss_title(sides[1].training.settings.loss), " with ",
                 right_text(run, sides[1].training), "."});
}

std::string extremes_of(std::array<LossSide, 2>& sides) {
  std::string text;
  for (LossSide& side : sides) {
    const Extremes& e = side.inputs.extremes();
    const std::string name = capitalised(loss_title(side.training.settings.loss));
    text += concat({text.empty() ? "" : " ", name,
                    e.any ? concat({" lies between ", loss_text(e.low), " and ", loss_text(e.high),
                                    " in this window."})
                          : std::string(" is not finite anywhere in this window.")});
  }
  return text;
}

}  // namespace

Scene draw_losses(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const lab::Training* rival = rival_loss(run);
  assert(rival != nullptr);
  // 1. Both reliefs, and the one scale that covers them.
  inputs.iso_levels();
  inputs.grounds();
  std::array<LossSide, 2> sides = {LossSide{*run.training, inputs},
                                   LossSide{*rival, FigureInputs(run, rival->settings.loss)}};
  LossScale both = sides[0].inputs.scale();
  const LossScale& second = sides[1].inputs.scale();
  both.low = std::min(both.low, second.low);
  both.high = std::max(both.high, second.high);
  for (LossSide& side : sides) side.inputs.share_colours(both);
  // 2. The two maps.
  Scene scene;
  scene.name = "losses";
  scene.width = pair_width;
  add_heading(scene, "Same data, same start, same recipe: only the loss differs",
              subtitle_for(run));
  for (std::size_t k = 0; k < 2; ++k) add_side(scene, sides[k], pair_frame[k], k == 0);
  // 3. What colour means and what to see.
  if (both.high > both.low) {
    add_colour_bar(scene, {Role::loss_ramp, ScaleKind::log, both.low, both.high, "loss (log)",
                           log_ticks(both.low, both.high, 5)});
  }
  add_pair_caption(scene, caption_for(run, sides), extremes_of(sides));
  return scene;
}

}  // namespace logitlab::figure
