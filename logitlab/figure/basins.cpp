// SPDX-License-Identifier: MIT
#include "logitlab/figure/basins.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
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
#include "logitlab/figure/starts_map.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab::figure {
namespace {

std::string starts_text(std::uint64_t count, std::uint64_t all) {
  return concat({grouped(count), count == 1 ? " start, " : " starts, ",
                 percent(static_cast<double>(count) / static_cast<double>(all))});
}

// "class 0 for all" and what that gets right.
std::vector<Text> fate_lines(const lab::Run& run, const StartsMap& m, Fate fate) {
  const std::uint64_t rows = run.data->length(), ones = run.data->positives();
  std::vector<Text> lines;
  if (fate == Fate::mixed) {
    lines.push_back(bold_line("not all right"));
  } else {
    const bool one = fate == Fate::class1_for_all;
    lines.push_back(bold_line(one ? "“class 1” for all" : "“class 0” for all"));
    lines.push_back(
        plain_line(concat({grouped(one ? ones : rows - ones), " of ", grouped(rows), " right"})));
  }
  lines.push_back(plain_line(starts_text(m.count(fate), m.fate.size())));
  return lines;
}

void name_fates(Scene& scene, const lab::Run& run, const StartsMap& m, Occupied& occupied) {
  for (const Fate fate : never_fates) {
    if (m.count(fate) == 0) continue;
    std::vector<Text> lines = fate_lines(run, m, fate);
    double width = 0;
    for (const Text& line : lines)
      width = std::max(width, text_width(line.text, line.size, line.bold));
    const double height = line_step * static_cast<double>(lines.size());
    const auto centre = place_in(m, fate, width, height, occupied);
    if (!centre) continue;
    double y = centre->y - height / 2 + 14;
    for (Text& line : lines) {
      line.at = {centre->x, y};
      line.anchor = Anchor::middle;
      line.halo = {Role::never};
      line.halo_width = 8;
      occupied.add(line);
      scene.add(std::move(line));
      y += line_step;
    }
  }
}

// The epoch at whose end, and at every later one's, all were right in the run's own training.
std::optional<std::uint64_t> perfect_epoch(const lab::Training& training) {
  const auto step = training.result.perfect_from_step;
  if (!step) return std::nullopt;
  for (const Moment& moment : epoch_ends(training)) {
    if (training.trajectory.step[moment.row] >= *step) return moment.number;
  }
  return std::nullopt;
}

void add_own_start(Scene& scene, const lab::Run& run, const StartsMap& m, Occupied& occupied) {
  const auto uv = run.plane.project(m.training.trajectory.w_at(0));
  const Point at = m.panel.to_pixel(uv[0], uv[1]);
  if (!m.panel.frame.contains(at)) return;
  const std::string word = counting_word(m.training);
  const auto perfect = perfect_epoch(m.training);
  const std::string fate =
      m.training.result.perfect_from_step == std::uint64_t{0} ? "all right from the start on"
      : perfect ? concat({"all right from ", word, " ", grouped(*perfect), " on"})
                : concat({"not all right after ", counted(m.epochs, word)});
  add_start(scene, at);
  occupied.add_mark(at, start_radius + 1);
  const auto placed = place_somehow(occupied, {bold_line("the run’s start"), plain_line(fate)}, at,
                                    {m.panel.frame.grown(-4), start_radius + 2, 1.5, any_side});
  add_placed(scene, occupied, placed, Paint{Role::casing});
}

void add_map(Scene& scene, const lab::Run& run, const StartsMap& m, bool first) {
  const std::size_t clip = scene.add_panel(m.panel);
  add_starts(scene, m, clip);
  const auto name = [](const std::string& n) { return concat({axis_name(n), " at the start"}); };
  add_plane_axes(scene, m.panel,
                 {name(run.plane.name[0]), first ? name(run.plane.name[1]) : std::string()});
  Occupied occupied;
  add_own_start(scene, run, m, occupied);
  name_fates(scene, run, m, occupied);
  const std::uint64_t reached = m.count(Fate::right), all = m.fate.size();
  add_pair_head(scene, m.panel.frame, m.training.settings.loss,
                concat({percent(static_cast<double>(reached) / static_cast<double>(all)),
                        " of the starts succeed"}),
                concat({grouped(reached), " of ", grouped(all)}));
}

std::string subtitle_for(const lab::Run& run, const StartsMap& m) {
  const lab::Settings& s = m.training.settings;
  const SolverRow* solver = find_solver(s.solver);
  const bool batches = solver != nullptr && solver->unit == StepUnit::mini_batch;
  std::string text = concat({"Each of the ", grouped(m.columns()), " × ", grouped(m.rows()),
                             " cells is one whole training: ", solver_title(s.solver), ", ",
                             counted(m.epochs, batches ? "epoch" : "iteration")});
  text += rate_text(s);
  if (batches && s.batch_size && *s.batch_size > 0 && *s.batch_size < run.data->length()) {
    text += concat({", batches of ", grouped(*s.batch_size),
                    s.shuffle ? ", shuffled each epoch" : " in file order"});
  }
  return text;
}

std::string reach_clause(const StartsMap& m) {
  const std::uint64_t reached = m.count(Fate::right), all = m.fate.size();
  const std::string name = loss_title(m.training.settings.loss);
  if (reached == all)
    return concat({name, " gets all samples right from every start of this window"});
  if (reached == 0) return concat({name, " gets all samples right from no start of this window"});
  return concat(
      {name, " gets all samples right from ", grouped(reached), " of ", grouped(all), " starts"});
}

std::string caption_for(const std::array<StartsMap, 2>& maps) {
  std::string text = capitalised(concat({reach_clause(maps[0]), ", ", reach_clause(maps[1])}));
  const bool hatched = std::ranges::any_of(maps, [](const StartsMap& m) {
    return m.count(Fate::class0_for_all) + m.count(Fate::class1_for_all) > 0;
  });
  return concat({text, hatched
                           ? "; from the hatched ones the model says one class to all at the end."
                           : "."});
}

std::string extremes_of(const std::array<StartsMap, 2>& maps) {
  std::string text;
  for (const StartsMap& m : maps) {
    text +=
        concat({text.empty() ? "" : " ", capitalised(loss_title(m.training.settings.loss)), ":"});
    std::string_view separator = " ";
    for (const BasinMap::Share& share : m.map.share_by_accuracy()) {
      text += concat({separator, percent(share.share), " of the starts end at accuracy ",
                      percent(share.accuracy)});
      separator = ", ";
    }
    text += ".";
  }
  return text;
}

}  // namespace

bool has_basins(const lab::Run& run) {
  const lab::Training* rival = rival_loss(run);
  return rival != nullptr && run.training->basin_map && rival->basin_map &&
         (run.training->basin_map->reached() > 0 || rival->basin_map->reached() > 0);
}

Scene draw_basins(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  assert(has_basins(run));
  const lab::Training* rival = rival_loss(run);
  const std::array maps = {starts_map(run, *run.training, *run.training->basin_map, pair_frame[0]),
                           starts_map(run, *rival, *rival->basin_map, pair_frame[1])};
  Scene scene;
  scene.name = "basins";
  scene.width = pair_width;
  add_heading(scene, "Where may one start?", subtitle_for(run, maps[0]));
  for (std::size_t k = 0; k < 2; ++k) add_map(scene, run, maps[k], k == 0);
  const auto epochs = static_cast<double>(maps[0].epochs);
  if (epochs > 1) {
    const std::string word = counting_word(*run.training) == "epoch" ? "epoch" : "step";
    add_colour_bar(
        scene, {Role::start_ramp, ScaleKind::log, 1, epochs,
                concat({word, " from which all ", grouped(run.data->length()), " are right (log)"}),
                log_ticks(1, epochs, 5)});
  }
  add_pair_caption(scene, caption_for(maps), extremes_of(maps));
  return scene;
}

}  // namespace logitlab::figure
