// SPDX-License-Identifier: MIT
#include "logitlab/figure/iteration.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/data_panel.hpp"
#include "logitlab/figure/data_plane.hpp"
#include "logitlab/figure/data_slice.hpp"
#include "logitlab/figure/iteration_words.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/numbers.hpp"

namespace logitlab::figure {
namespace {

constexpr double iteration_width = 1080, iteration_caption = 520;
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
    add_placed(
        scene, occupied,
        place_somehow(occupied, {bold_line(name)}, at, {plane_frame.grown(-4), 7, 1.5, sides}),
        Paint{Role::casing});
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

// "Left: the data. Right: where (w, b) stands. " for one input.
std::string sides_of_one_input(const lab::Run& run, const std::array<double, 2>& uv) {
  const std::string pair =
      concat({"(", italic(run.plane.name[0]), ", ", italic(run.plane.name[1]), ")"});
  if (inside(run.window, uv)) {
    return concat({"Left: the data. Right: where ", pair, " stands. "});
  }
  return concat({"Left: the data. Right: the path; ", pair, " = (", parameter_text(uv[0]), ", ",
                 parameter_text(uv[1]), ") lies outside. "});
}

// The same for more inputs, which are named where not all of them have an axis.
std::string sides_of_more_inputs(const lab::Run& run, const std::array<double, 2>& uv) {
  constexpr double room_for_names = 420;
  const std::string rest = rest_at_means(run, room_for_names);
  return concat({"Left: ",
                 rest.empty() ? "the data, shaded by the output "
                              : concat({pair_names(run), ", with ", rest}),
                 rest.empty() ? italic("p") : "", ". Right: the path so far",
                 inside(run.window, uv) ? ". " : ", now outside. "});
}

// "Epoch 21, loss 0.095, 20 of 20 right (100 %)".
std::string state_of(const lab::Run& run, const Moment& moment, const Sorted& sorted) {
  const lab::Training& training = *run.training;
  const std::uint64_t step = training.trajectory.step[moment.row];
  const double loss = training.columns.loss[moment.row];
  std::string state;
  if (counting_word(training) == "epoch" && moment.number > 0) {
    const std::uint64_t per_epoch = lab::steps_per_epoch(training.settings, run.data->length());
    const bool at_its_end = step == moment.number * per_epoch;
    state = concat({at_its_end ? "Epoch " : "In epoch ", grouped(moment.number), ", "});
  }
  state += std::isfinite(loss) ? concat({"loss ", loss_text(loss), ", "}) : "";
  return capitalised(concat({state, lab::right_text(sorted.right, sorted.rows)}));
}

// One moment of a run with one input, or with more.
class MomentFigure {
 public:
  MomentFigure(FigureInputs& inputs, const Moment& moment)
      : inputs_(inputs),
        run_(inputs.run()),
        moment_(moment),
        w_(run_.training->trajectory.w_at(moment.row)) {
    if (one_input()) {
      line_ = data_facts(*run_.data, w_[0], w_[1]);
      sorted_ = sorted_by(*line_);
    } else {
      slice_ = data_slice(run_, w_);
      sorted_ = sorted_by(run_, *slice_, w_);
    }
  }

  const Sorted& sorted() const { return sorted_; }

  Scene draw(const Sorted* before) {
    const std::uint64_t step = run_.training->trajectory.step[moment_.row];
    Scene scene;
    scene.width = iteration_width;
    scene.name = concat({"iteration-", padded(step)});
    const auto uv = run_.plane.project(w_);
    add_heading(
        scene,
        concat({"Iteration ", grouped(step), ": ", verdict_for(sorted_, before, one_input())}),
        concat({one_input() ? sides_of_one_input(run_, uv) : sides_of_more_inputs(run_, uv),
                state_of(run_, moment_, sorted_)}));
    std::string caption;
    if (one_input()) {
      caption = line_caption(*line_, add_data_panel(scene, run_, *line_, data_frame));
      add_plane_side(scene, inputs_, moment_.row);
    } else {
      add_plane_side(scene, inputs_, moment_.row);
      caption = plane_caption(run_, sorted_, add_data_plane(scene, run_, *slice_, data_frame));
    }
    add_caption(scene, iteration_caption, caption, extremes_sentence(inputs_));
    return scene;
  }

 private:
  bool one_input() const { return run_.data->columns() == 1; }

  FigureInputs& inputs_;
  const lab::Run& run_;
  Moment moment_;
  CVec w_;
  std::optional<DataFacts> line_;
  std::optional<DataSlice> slice_;
  Sorted sorted_;
};

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
  std::vector<Scene> scenes;
  std::optional<Sorted> before;
  for (const Moment& moment : iteration_moments(inputs.run())) {
    MomentFigure figure(inputs, moment);
    scenes.push_back(figure.draw(before ? &*before : nullptr));
    before = figure.sorted();
  }
  return scenes;
}

}  // namespace logitlab::figure
