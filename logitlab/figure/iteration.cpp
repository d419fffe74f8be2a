// SPDX-License-Identifier: MIT
#include "logitlab/figure/iteration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/data_panel.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/numbers.hpp"

namespace logitlab::figure {
namespace {

constexpr double canvas_width = 1080, caption_baseline = 520;
constexpr Box data_frame{64, plot_top, 494, 440}, plane_frame{580, plot_top, 1010, 440};

// The kept row whose step is nearest to `step`.
std::size_t nearest_row(const std::vector<std::uint64_t>& steps, std::uint64_t step) {
  const auto after = std::ranges::lower_bound(steps, step);
  if (after == steps.begin()) return 0;
  const auto row = static_cast<std::size_t>(after - steps.begin());
  if (after == steps.end()) return row - 1;
  return *after - step < step - steps[row - 1] ? row : row - 1;
}

std::string padded(std::uint64_t step) {
  std::string digits = std::to_string(step);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return digits;
}

// What is to be said about the model at this moment, from how it sorts the samples.
struct Verdict {
  std::string phrase;
  bool perfect;
};

Verdict verdict_for(const DataFacts& now, const DataFacts* before) {
  const std::string rows = grouped(now.rows);
  if (now.right == now.rows) {
    if (before == nullptr || before->right != before->rows) return {"the threshold is found", true};
    const double grown = std::fabs(now.w) - std::fabs(before->w);
    if (grown > 0) return {"the same samples right, a steeper curve", true};
    return {"still all right", true};
  }
  if (now.called_one == 0) return {"class 0 for all", false};
  if (now.called_one == now.rows) return {"class 1 for all", false};
  return {concat({grouped(now.right), " of ", rows, " right"}), false};
}

std::string caption_for(const DataFacts& facts) {
  const std::string x = italic("x");
  const std::uint64_t wrong = facts.rows - facts.right;
  const std::string ringed =
      wrong == 0 ? ""
                 : concat({" ", capitalised(count_word(wrong)),
                           wrong == 1 ? " sample, ringed, lies" : " samples, ringed, lie",
                           " on the wrong side."});
  if (!facts.threshold) {
    return concat({"The output is the same for every ", x, ": ", italic("p"), " = ",
                   fixed(facts.level, 3), ".", ringed});
  }
  const std::string where = threshold_text(facts);
  if (facts.threshold_in_view) {
    const std::string crossing =
        concat({"The estimated line crosses zero exactly where the sigmoid crosses one half: that ",
                x, " is the decision threshold"});
    if (wrong == 0) {
      return concat({crossing, ", and it separates all ", counted(facts.rows, "sample"), "."});
    }
    return concat({crossing, ".", ringed});
  }
  return concat({"The threshold, ", x, " = ", where, ", lies ",
                 *facts.threshold < facts.low ? "left" : "right",
                 " of all samples: the model calls each of them class ",
                 facts.called_one == 0 ? "0" : "1", ".", ringed});
}

void add_plane_side(Scene& scene, FigureInputs& inputs, std::size_t row) {
  const lab::Run& run = inputs.run();
  // 1. The map and the path so far.
  const std::size_t clip = add_plane_map(scene, inputs, plane_frame);
  const Panel panel = scene.panels[clip - 1];
  add_plane_axes(scene, panel, {axis_name(run.plane.name[0]), axis_name(run.plane.name[1])});
  const std::vector<Point> pixels = track_pixels(*run.training, run.plane, panel, row + 1);
  Occupied occupied;
  add_track(scene, *run.training, clip, pixels, occupied);
  const Point start = pixels.front(), now = pixels.back();
  const bool start_seen = plane_frame.contains(start), now_seen = plane_frame.contains(now);
  if (start_seen) occupied.add_mark(start, start_radius + 1);
  if (now_seen) occupied.add_mark(now, end_radius + 1);
  // 2. The two ends, named.
  const auto write = [&](const std::string& name, Point at, std::span<const Side> sides) {
    Text text = bold_line(name);
    text.halo = {Role::casing};
    text.halo_width = 4;
    const auto placed = place_somehow(occupied, {text}, at, {plane_frame.grown(-4), 7, 1.5, sides});
    if (!placed) return;
    occupied.add(placed->front());
    scene.add(placed->front());
  };
  constexpr std::array beside = {Side::left,       Side::right,       Side::below,     Side::above,
                                 Side::below_left, Side::below_right, Side::above_left};
  if (start_seen) add_start(scene, start);
  if (now_seen) add_end(scene, now);
  if (now_seen)
    write(concat({"iteration ", grouped(run.training->trajectory.step[row])}), now, any_side);
  if (start_seen) write("start", start, beside);
  add_iso_labels(scene, inputs, panel, occupied);
}

bool inside(const Window& w, const std::array<double, 2>& at) {
  return at[0] >= w.u_low && at[0] <= w.u_high && at[1] >= w.v_low && at[1] <= w.v_high;
}

Scene draw_one(FigureInputs& inputs, const Moment& moment, const DataFacts& facts,
               const DataFacts* before) {
  const lab::Run& run = inputs.run();
  const lab::Training& training = *run.training;
  const std::uint64_t step = training.trajectory.step[moment.row];
  const double loss = training.columns.loss[moment.row];
  Scene scene;
  scene.width = canvas_width;
  scene.name = concat({"iteration-", padded(step)});
  const Verdict verdict = verdict_for(facts, before);
  const auto uv = run.plane.project(training.trajectory.w_at(moment.row));
  const std::string pair =
      concat({"(", italic(run.plane.name[0]), ", ", italic(run.plane.name[1]), ")"});
  std::string where =
      inside(run.window, uv)
          ? concat({"Left: the data. Right: where ", pair, " stands. "})
          : concat({"Left: the data. Right: the path; ", pair, " = (", parameter_text(uv[0]), ", ",
                    parameter_text(uv[1]), ") lies outside. "});
  if (counting_word(training) == "epoch" && moment.number > 0) {
    const std::uint64_t per_epoch = lab::steps_per_epoch(training.settings, run.data->length());
    const bool at_its_end = step == moment.number * per_epoch;
    where += concat({at_its_end ? "Epoch " : "In epoch ", grouped(moment.number), ", "});
  }
  where += std::isfinite(loss) ? concat({"loss ", loss_text(loss), ", "}) : "";
  where += lab::right_text(facts.right, facts.rows);
  add_heading(scene, concat({"Iteration ", grouped(step), ": ", verdict.phrase}), where);
  add_data_panel(scene, run, facts, data_frame);
  add_plane_side(scene, inputs, moment.row);
  add_caption(scene, caption_baseline, caption_for(facts), extremes_sentence(inputs));
  return scene;
}

}  // namespace

std::vector<Moment> iteration_moments(const lab::Run& run) {
  const Trajectory& path = run.training->trajectory;
  const std::uint64_t per_epoch = lab::steps_per_epoch(run.training->settings, run.data->length());
  const std::uint64_t complete = path.step.back() / per_epoch;
  // A run that ended within its first epoch: what it came to.
  if (complete == 0) return {{0, path.length() - 1}};
  const std::uint64_t every = std::max<std::uint64_t>(1, run.settings.every);
  const std::uint64_t wanted = (complete - 1) / every + 1;
  const std::uint64_t shown = std::min<std::uint64_t>(wanted, most_iterations);
  std::vector<Moment> chosen;
  for (std::uint64_t k = 0; k < shown; ++k) {
    const std::uint64_t epoch = 1 + every * (shown > 1 ? k * (wanted - 1) / (shown - 1) : 0);
    const std::size_t row = nearest_row(path.step, epoch * per_epoch);
    if (row == 0 || (!chosen.empty() && chosen.back().row == row)) continue;
    chosen.push_back({(path.step[row] - 1) / per_epoch + 1, row});
  }
  return chosen;
}

std::vector<Scene> draw_iterations(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  std::vector<Scene> scenes;
  std::optional<DataFacts> before;
  for (const Moment& moment : iteration_moments(run)) {
    const CVec w = run.training->trajectory.w_at(moment.row);
    const DataFacts facts = data_facts(*run.data, w[0], w[1]);
    scenes.push_back(draw_one(inputs, moment, facts, before ? &*before : nullptr));
    before = facts;
  }
  return scenes;
}

}  // namespace logitlab::figure
