// SPDX-License-Identifier: MIT
#include "logitlab/figure/panel_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/step_facts.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab::figure {

std::size_t row_of(const Trajectory& path, const Look& look) {
  return look.step ? lab::nearest_row(path, *look.step) : path.length() - 1;
}

std::size_t finite_row_of(const Trajectory& path, const Look& look) {
  std::size_t row = row_of(path, look);
  const auto finite = [&](std::size_t k) {
    return std::ranges::all_of(path.w_at(k), [](double w) { return std::isfinite(w); });
  };
  while (row > 0 && !finite(row)) --row;
  return row;
}

PanelSize drawn_size(PanelSize size) {
  constexpr double most = 4000, narrowest = 200, lowest = 120;
  // Also what is not a number is drawn.
  return {size.width >= narrowest ? std::min(size.width, most) : narrowest,
          size.height >= lowest ? std::min(size.height, most) : lowest};
}

Scene panel_scene(std::string_view name, std::string title, PanelSize size, int layer) {
  Scene scene;
  scene.name = concat({name, layer == 0 ? "-0" : "-1"});
  scene.title = std::move(title);
  const PanelSize drawn = drawn_size(size);
  scene.width = drawn.width;
  scene.height = drawn.height;
  scene.overlay = layer != 0;
  return scene;
}

Text tag(std::string text, Paint fill, bool bold) {
  Text line;
  line.text = std::move(text);
  line.size = tag_size;
  line.bold = bold;
  line.fill = fill;
  line.halo = {Role::casing};
  line.halo_width = 4;
  return line;
}

bool write_tag(Scene& scene, Occupied& occupied, const Box& frame, std::vector<Text> lines,
               Point at, double radius, std::span<const Side> sides) {
  return add_placed(
      scene, occupied,
      place_somehow(occupied, std::move(lines), at, {frame.grown(-3), radius, 1.5, sides}));
}

bool write_tag(Scene& scene, Occupied& occupied, const Box& frame, Text text, Point at,
               double radius, std::span<const Side> sides) {
  std::vector<Text> lines;
  lines.push_back(std::move(text));
  return write_tag(scene, occupied, frame, std::move(lines), at, radius, sides);
}

void add_now(Scene& scene, Occupied& occupied, Point at, std::size_t clip) {
  scene.add(Circle{at, now_radius, {Role::now}, {{Role::casing}, 1.6}, Meaning::now}, clip);
  occupied.add_mark(at, now_radius + 1);
}

bool add_not_finite_ring(Scene& scene, const lab::Training& training, std::size_t row, Point at,
                         std::size_t clip) {
  if (training.result.reason != Reason::not_finite || row + 1 != training.trajectory.length()) {
    return false;
  }
  scene.add(Circle{at, now_radius + 4, {}, {{Role::warning}, 2}, Meaning::decoration}, clip);
  return true;
}

std::string step_name(const lab::Training& training, std::size_t row) {
  const SolverRow* solver = find_solver(training.settings.solver);
  const bool iterations = solver != nullptr && solver->unit == StepUnit::iteration;
  return concat({iterations ? "iteration " : "step ", grouped(training.trajectory.step[row])});
}

std::vector<Row> rows_of_batch(const lab::Run& run, const lab::Training& training,
                               std::size_t row) {
  const Trajectory& path = training.trajectory;
  if (row >= path.batch.size() || path.batch[row] == 0 || path.epoch[row] == 0) return {};
  return lab::rows_of_batch(*run.data, training.settings, path.epoch[row], path.batch[row]);
}

Paint loss_paint(std::string_view loss) {
  return {is_convex(loss) ? Role::cross_entropy : Role::squared_error};
}

}  // namespace logitlab::figure
