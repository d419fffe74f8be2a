// SPDX-License-Identifier: MIT
#include "logitlab/figure/curve_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "logitlab/base/math.hpp"
#include "logitlab/base/sort.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/decimate.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {
namespace {

constexpr double log_of_ten = 2.302585092994045684;

double ten_to(int n) {
  double power = 1;
  for (int k = 0; k < (n < 0 ? -n : n); ++k) power *= 10;
  return n < 0 ? 1 / power : power;
}

// 1 or 3 times a power of ten, at or below (above) the value.
double round_below(double value) {
  int n = static_cast<int>(std::floor(math::log(value) / log_of_ten)) + 1;
  while (ten_to(n) > value) --n;
  return 3 * ten_to(n) <= value ? 3 * ten_to(n) : ten_to(n);
}

double round_above(double value) {
  const double below = round_below(value);
  if (below == value) return value;
  int n = static_cast<int>(std::floor(math::log(value) / log_of_ten)) - 1;
  while (ten_to(n) < value) ++n;
  return 3 * ten_to(n - 1) >= value ? 3 * ten_to(n - 1) : ten_to(n);
}

// The value as far as the scale goes.
double pixel_of(const Panel& panel, double value) {
  if (!std::isfinite(value)) return value;
  return panel.y.to_pixel(std::clamp(value, panel.y.low, panel.y.high));
}

double page_x(const Panel& panel, double step) { return panel.x.to_pixel(step); }

Paint colour(const PanelCurve& curve) { return curve.series->stroke.paint; }

Path line_of(const Panel& panel, const PanelCurve& curve) {
  std::vector<double> x, y;
  for (std::size_t k = 0; k < curve.values->size(); ++k) {
    x.push_back(page_x(panel, curve.series->step[k]));
    y.push_back(pixel_of(panel, (*curve.values)[k]));
  }
  Path path;
  for (const std::vector<std::size_t>& stretch : decimated(x, y)) {
    if (!path.points.empty()) path.breaks.push_back(path.points.size());
    for (std::size_t k = 0; k < stretch.size(); ++k) {
      const Point p{x[stretch[k]], y[stretch[k]]};
      if (curve.staircase && k > 0 && path.points.back().y != p.y) {
        path.points.push_back({p.x, path.points.back().y});
      }
      path.points.push_back(p);
    }
  }
  path.stroke = curve.series->stroke;
  path.dense = true;
  return path;
}

// The last place of a curve, and whether it ends before the panel.
Point end_of(const Panel& panel, const PanelCurve& curve) {
  double y = panel.frame.bottom;
  for (const double value : *curve.values) {
    if (std::isfinite(value)) y = pixel_of(panel, value);
  }
  return {page_x(panel, curve.series->step.back()), y};
}

void add_below_mark(Scene& scene, const Panel& panel, const PanelCurve& curve) {
  for (std::size_t k = 0; k < curve.values->size(); ++k) {
    if (!((*curve.values)[k] < panel.y.low)) continue;
    Triangle mark;
    mark.centre = {page_x(panel, curve.series->step[k]), panel.frame.bottom};
    mark.radius = 4;
    mark.down = true;
    mark.fill = {Role::paper};
    mark.stroke = {colour(curve), 1.4};
    scene.add(mark);
    return;
  }
}

void add_end_mark(Scene& scene, const Panel& panel, const PanelCurve& curve) {
  const Point end = end_of(panel, curve);
  const bool early = end.x < panel.frame.right - 3;
  if (early) {
    Path lead;
    lead.points = {{end.x + 6, end.y}, {panel.frame.right, end.y}};
    lead.stroke = {{colour(curve).role, 0, 0, 0.5}, 1, 1, 3};
    scene.add(std::move(lead));
  }
  if (early || curve.series->step.size() == 1) {
    scene.add(Circle{end, 3.2, colour(curve), {{Role::casing}, 1}});
  }
  if (curve.warning) scene.add(Circle{end, 6, {}, {{Role::warning}, 1.6}});
}

// Words of one curve as a block.
struct Block {
  const PanelCurve* curve;
  double wanted, top;  // of the block
  double height() const { return curve->bold.empty() || curve->plain.empty() ? 18 : 35; }
};

// Moves blocks apart, in the order in which they stand, within low ... high.
void spread(std::vector<Block>& blocks, double low, double high) {
  double free_from = low;
  for (Block& block : blocks) {
    block.top = std::max(block.wanted, free_from);
    free_from = block.top + block.height();
  }
  double free_to = high;
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    block->top = std::min(block->top, free_to - block->height());
    free_to = block->top;
  }
}

void write(Scene& scene, Point at, const std::string& words, bool bold, Paint fill) {
  Text text;
  text.at = at;
  text.size = bold ? caption_size : label_size;
  text.bold = bold;
  text.text = fitted(words, scene.width - 8 - at.x, text.size, bold);
  text.fill = fill;
  scene.add(std::move(text));
}

}  // namespace

Scale log_scale_for(const std::vector<const std::vector<double>*>& values, double bottom,
                    double top) {
  constexpr double least = 1e-300, kept = 1e-12;
  double low = 0, high = 0;
  for (const std::vector<double>* column : values) {
    for (const double v : *column) {
      if (std::isfinite(v)) high = std::max(high, v);
    }
  }
  if (!(high > least)) return {ScaleKind::log, 0.1, 1, bottom, top};  // zeros: nothing to show
  low = high;
  for (const std::vector<double>* column : values) {
    for (const double v : *column) {
      if (v > std::max(least, high * kept)) low = std::min(low, v);
    }
  }
  double from = round_below(low), to = round_above(high);
  // Curves do not run along the ends, and a constant one is in the middle.
  if (low < 1.1 * from) from = round_below(0.99 * from);
  if (high > 0.9 * to) to = round_above(1.01 * to);
  return {ScaleKind::log, from, to, bottom, top};
}

Scale share_scale_for(const std::vector<const std::vector<double>*>& values, double bottom,
                      double top) {
  double lowest = 1;
  for (const std::vector<double>* column : values) {
    for (const double v : *column) lowest = std::min(lowest, v);
  }
  constexpr std::array steps{0.05, 0.1, 0.2, 0.25};
  const auto fits = std::ranges::find_if(steps, [&](double s) { return 1 - lowest < 2.5 * s; });
  const double step = fits == steps.end() ? steps.back() : *fits;
  double low = std::floor(lowest / step + 1e-9) * step;
  if (lowest - low < 0.2 * step) low -= step;
  return {ScaleKind::linear, std::max(0.0, low), 1, bottom, top};
}

std::vector<Tick> share_ticks(const Scale& scale) {
  const double range = scale.high - scale.low;
  const double step = range <= 0.16 ? 0.05 : range <= 0.31 ? 0.1 : range <= 0.61 ? 0.2 : 0.25;
  std::vector<Tick> ticks;
  for (int k = 0; 1 - k * step > scale.low - 1e-9; ++k) {
    const double share = std::max(0.0, 1 - k * step);
    ticks.push_back({share, concat({fixed(100 * share, 0), "\u00A0%"})});
  }
  return ticks;
}

bool leaves_scale(const Panel& panel, const PanelCurve& curve) {
  return std::ranges::any_of(*curve.values, [&](double v) { return v < panel.y.low; });
}

void add_curves(Scene& scene, const Panel& panel, const std::vector<PanelCurve>& curves,
                Occupied& occupied) {
  for (const PanelCurve& curve : curves) {
    Path path = line_of(panel, curve);
    occupied.add_line(path.points, path.breaks);
    scene.add(std::move(path));
  }
  for (const PanelCurve& curve : curves) {
    add_below_mark(scene, panel, curve);
    add_end_mark(scene, panel, curve);
  }
}

void add_end_words(Scene& scene, const Panel& panel, const std::vector<PanelCurve>& curves,
                   double below) {
  const double low = panel.frame.top - 14, high = panel.frame.bottom + below;
  std::vector<Block> blocks;
  double room = high - low;
  for (const PanelCurve& curve : curves) {
    Block block{&curve, end_of(panel, curve).y - 9, 0};
    room -= block.height();
    if (room >= 0) blocks.push_back(block);
  }
  sort_by(blocks, &Block::wanted);
  spread(blocks, low, high);
  const double x = panel.frame.right + 10;
  for (const Block& block : blocks) {
    const PanelCurve& curve = *block.curve;
    if (std::fabs(block.top - block.wanted) > 6) {
      Path leader;
      leader.points = {{panel.frame.right + 2, block.wanted + 9}, {x - 2, block.top + 9}};
      leader.stroke = {{Role::axis}, 1};
      scene.add(std::move(leader));
    }
    double y = block.top + 13;
    if (!curve.bold.empty()) {
      write(scene, {x, y}, curve.bold, true, colour(curve));
      y += 16;
    }
    const Paint plain{curve.warning ? Role::warning : Role::ink2};
    if (!curve.plain.empty()) write(scene, {x, y}, curve.plain, false, plain);
  }
}

}  // namespace logitlab::figure
