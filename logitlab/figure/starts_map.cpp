// SPDX-License-Identifier: MIT
#include "logitlab/figure/starts_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "logitlab/base/math.hpp"
#include "logitlab/figure/plane_map.hpp"

namespace logitlab::figure {
namespace {

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

}  // namespace

Box StartsMap::cell(std::size_t i, std::size_t j) const {
  const auto edge = [](double from, double to, std::size_t k, std::size_t count) {
    const double at = (static_cast<double>(k) - 0.5) / static_cast<double>(count - 1);
    return from + (to - from) * std::clamp(at, 0.0, 1.0);
  };
  const Box& f = panel.frame;
  return {edge(f.left, f.right, i, columns()), edge(f.bottom, f.top, j + 1, rows()),
          edge(f.left, f.right, i + 1, columns()), edge(f.bottom, f.top, j, rows())};
}

std::size_t StartsMap::start_at(Point p) const {
  const Box& f = panel.frame;
  const auto nearest = [](double share, std::size_t count) {
    const double k = std::clamp(share, 0.0, 1.0) * static_cast<double>(count - 1);
    return static_cast<std::size_t>(k + 0.5);
  };
  return number(nearest((p.x - f.left) / f.width(), columns()),
                nearest((f.bottom - p.y) / f.height(), rows()));
}

std::uint64_t StartsMap::count(Fate wanted) const {
  return static_cast<std::uint64_t>(std::ranges::count(fate, wanted));
}

Paint StartsMap::paint_at(std::size_t start) const {
  if (fate[start] != Fate::right) return {Role::never};
  const int step = ramp_step(map.perfect_from_epoch[start], epochs);
  return {Role::start_ramp, static_cast<double>(step) / ramp_steps};
}

StartsMap starts_map(const lab::Run& run, const lab::Training& training, const BasinMap& map,
                     const Box& frame) {
  StartsMap m{training, map, plane_panel(run, frame), training.settings.epochs, {}};
  for (std::size_t k = 0; k < m.map.accuracy.size(); ++k) {
    m.fate.push_back(fate_of(*run.data, m.map, k));
  }
  return m;
}

void add_starts(Scene& scene, const StartsMap& m, std::size_t clip) {
  add_cells(scene, m, clip);
  add_hatch(scene, m, Fate::class0_for_all, true, clip);
  add_hatch(scene, m, Fate::class1_for_all, false, clip);
}

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

}  // namespace logitlab::figure
