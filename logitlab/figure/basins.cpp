// SPDX-License-Identifier: MIT
#include "logitlab/figure/basins.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
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
#include "logitlab/solver/solver_table.hpp"

namespace logitlab::figure {
namespace {

// What became of a start: all right at the end, or which classes the model ends up saying.
enum class Fate : std::uint8_t { right, class0_for_all, class1_for_all, mixed };
constexpr std::array never_fates = {Fate::class0_for_all, Fate::class1_for_all, Fate::mixed};

// One map in the frame of its panel; a cell reaches halfway to the neighbouring starts.
struct StartsMap {
  const lab::Training& training;
  const BasinMap& map;
  Panel panel;
  std::uint64_t epochs;  // of the recipe
  std::vector<Fate> fate;

  std::size_t columns() const { return map.u.count; }
  std::size_t rows() const { return map.v.count; }
  std::size_t number(std::size_t i, std::size_t j) const { return j * columns() + i; }
  Box cell(std::size_t i, std::size_t j) const {
    const auto edge = [](double from, double to, std::size_t k, std::size_t count) {
      const double at = (static_cast<double>(k) - 0.5) / static_cast<double>(count - 1);
      return from + (to - from) * std::clamp(at, 0.0, 1.0);
    };
    const Box& f = panel.frame;
    return {edge(f.left, f.right, i, columns()), edge(f.bottom, f.top, j + 1, rows()),
            edge(f.left, f.right, i + 1, columns()), edge(f.bottom, f.top, j, rows())};
  }
  std::size_t start_at(Point p) const {
    const Box& f = panel.frame;
    const auto nearest = [](double share, std::size_t count) {
      const double k = std::clamp(share, 0.0, 1.0) * static_cast<double>(count - 1);
      return static_cast<std::size_t>(k + 0.5);
    };
    return number(nearest((p.x - f.left) / f.width(), columns()),
                  nearest((f.bottom - p.y) / f.height(), rows()));
  }
  std::uint64_t count(Fate wanted) const {
    return static_cast<std::uint64_t>(std::ranges::count(fate, wanted));
  }
};

Fate fate_of(const Dataset& data, const BasinMap& map, std::size_t start) {
  if (map.accuracy[start] == 1) return Fate::right;
  const double w = map.end[2 * start], b = map.end[2 * start + 1];
  std::size_t ones = 0;
  for (std::size_t i = 0; i < data.length(); ++i) {
    if (w * data[i].x[0] + b > 0) ++ones;
  }
  return ones == 0               ? Fate::class0_for_all
         : ones == data.length() ? Fate::class1_for_all
                                 : Fate::mixed;
}

StartsMap starts_map(const lab::Run& run, const lab::Training& training, const Box& frame) {
  StartsMap m{training, *training.basin_map, plane_panel(run, frame), training.settings.epochs, {}};
  for (std::size_t k = 0; k < m.map.accuracy.size(); ++k) {
    m.fate.push_back(fate_of(*run.data, m.map, k));
  }
  return m;
}

// The colour of an epoch: logarithmic, in so many steps that neighbours can just be told apart.
constexpr int ramp_steps = 32;
int ramp_step(std::uint64_t epoch, std::uint64_t epochs) {
  if (epoch <= 1 || epochs <= 1) return 0;
  const double share =
      math::log(static_cast<double>(epoch)) / math::log(static_cast<double>(epochs));
  return static_cast<int>(std::clamp(share, 0.0, 1.0) * ramp_steps + 0.5);
}

// All cells with one value of `kind`, as strips along the rows, in one path.
template <class Kind>
Path cells_where(const StartsMap& m, Kind kind, Paint fill) {
  Path path;
  path.closed = path.dense = path.sealed = true;
  path.fill = fill;
  for (std::size_t j = 0; j < m.rows(); ++j) {
    for (std::size_t i = 0; i < m.columns(); ++i) {
      if (!kind(m.number(i, j))) continue;
      std::size_t last = i;
      while (last + 1 < m.columns() && kind(m.number(last + 1, j))) ++last;
      const Box a = m.cell(i, j), b = m.cell(last, j);
      if (!path.points.empty()) path.breaks.push_back(path.points.size());
      path.points.insert(
          path.points.end(),
          {{a.left, a.top}, {b.right, a.top}, {b.right, a.bottom}, {a.left, a.bottom}});
      i = last;
    }
  }
  return path;
}

void add_cells(Scene& scene, const StartsMap& m, std::size_t clip) {
  const auto add = [&](Path path) {
    if (!path.points.empty()) scene.add(std::move(path), clip);
  };
  add(cells_where(m, [&](std::size_t k) { return m.fate[k] != Fate::right; }, {Role::never}));
  std::vector<int> step_of(m.fate.size(), -1);
  for (std::size_t k = 0; k < step_of.size(); ++k) {
    if (m.fate[k] == Fate::right) step_of[k] = ramp_step(m.map.perfect_from_epoch[k], m.epochs);
  }
  for (int step = 0; step <= ramp_steps; ++step) {
    const auto of_step = [&](std::size_t k) { return step_of[k] == step; };
    add(cells_where(m, of_step, {Role::start_ramp, static_cast<double>(step) / ramp_steps}));
  }
}

// Slanted lines over the cells of one fate: leaning right or left.
void add_hatch(Scene& scene, const StartsMap& m, Fate fate, bool right, std::size_t clip) {
  constexpr double apart = 11, stride = 1;
  const Box& f = m.panel.frame;
  Path path;
  path.dense = true;
  path.stroke = {{Role::axis, 0, 0, 0.75}, 1};
  for (double shift = apart / 2 - f.height(); shift < f.width(); shift += apart) {
    std::optional<Point> begin;
    Point before{};
    for (double up = 0; up <= f.height(); up += stride) {
      const Point p{right ? f.left + shift + up : f.right - shift - up, f.bottom - up};
      const bool in = f.contains(p) && m.fate[m.start_at(p)] == fate;
      if (in && !begin) begin = p;
      const bool ends = begin && (!in || up + stride > f.height());
      if (ends && before.y < begin->y) {
        if (!path.points.empty()) path.breaks.push_back(path.points.size());
        path.points.insert(path.points.end(), {*begin, in ? p : before});
      }
      if (ends) begin.reset();
      before = p;
    }
  }
  if (!path.points.empty()) scene.add(std::move(path), clip);
}

// Lines of text wholly over cells of one fate, as near as may be to their middle.
std::optional<Point> place_in(const StartsMap& m, Fate fate, double width, double height,
                              const Occupied& occupied) {
  Point middle{};
  double count = 0;
  for (std::size_t j = 0; j < m.rows(); ++j) {
    for (std::size_t i = 0; i < m.columns(); ++i) {
      if (m.fate[m.number(i, j)] != fate) continue;
      const Point c = m.cell(i, j).centre();
      middle = {middle.x + c.x, middle.y + c.y};
      ++count;
    }
  }
  middle = {middle.x / count, middle.y / count};
  double least = std::numeric_limits<double>::infinity();
  std::optional<Point> best;
  const Box room = m.panel.frame.grown(-6);
  constexpr double stride = 4, probe = 5;
  for (double y = room.top + height / 2; y <= room.bottom - height / 2; y += stride) {
    for (double x = room.left + width / 2; x <= room.right - width / 2; x += stride) {
      const double cost = std::fabs(x - middle.x) + std::fabs(y - middle.y);
      if (cost >= least) continue;
      const Box box = Box{x - width / 2, y - height / 2, x + width / 2, y + height / 2}.grown(4);
      bool inside = !occupied.hits_box(turned(box, {}, 0));
      for (double v = box.top; inside && v <= box.bottom; v += probe) {
        for (double u = box.left; inside && u <= box.right; u += probe) {
          inside = m.fate[m.start_at({u, v})] == fate;
        }
      }
      if (!inside) continue;
      least = cost;
      best = {x, y};
    }
  }
  return best;
}

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
  add_cells(scene, m, clip);
  add_hatch(scene, m, Fate::class0_for_all, true, clip);
  add_hatch(scene, m, Fate::class1_for_all, false, clip);
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
  const std::array maps = {starts_map(run, *run.training, pair_frame[0]),
                           starts_map(run, *rival_loss(run), pair_frame[1])};
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
