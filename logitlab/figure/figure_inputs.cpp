// SPDX-License-Identifier: MIT
#include "logitlab/figure/figure_inputs.hpp"

#include <algorithm>
#include <cmath>

#include "logitlab/base/sort.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

// Points along a side: 289 up to some thousand samples; coarser where values are dear. 5e8 terms
// are about a tenth of a second, and four times that without wide vectors.
std::size_t resolution_for(std::size_t samples) {
  constexpr double most_terms = 5e8;
  for (const std::size_t k : {6u, 4u, 2u}) {
    const double side = static_cast<double>(48 * k + 1);
    if (side * side * static_cast<double>(samples) <= most_terms) return 48 * k + 1;
  }
  return 49;
}

// The same for a frame of the page, which has 16 ms for all it does: 2e7 terms are 10 ms in
// WebAssembly.
std::size_t frame_resolution_for(std::size_t samples) {
  constexpr double most_terms = 2e7;
  for (const std::size_t side : {257u, 193u, 129u, 97u}) {
    if (static_cast<double>(side * side) * static_cast<double>(samples) <= most_terms) return side;
  }
  return 65;
}

// Fewer than these and the relief is better told by even steps.
constexpr std::size_t fewest_log_levels = 7, most_levels = 16;

// About a dozen even steps; every fifth multiple, or at least some, heavy.
std::vector<Level> even_levels(double low, double high) {
  const std::vector<Tick> coarse = linear_ticks(low, high, 6);
  if (coarse.size() < 2) return {};
  const double step = coarse[1].value - coarse[0].value;
  std::vector<Level> levels;
  constexpr int parts = 4;
  for (double tick = coarse.front().value - step; tick < high; tick += step) {
    for (int k = 0; k < parts; ++k) {
      const double value = tick + step * k / parts;
      // The tick itself as text has it: 0.3, not 0.1 + 0.2.
      double exact = value;
      for (const Tick& t : coarse) {
        if (k == 0 && std::fabs(t.value - value) < step * 1e-6) exact = t.value;
      }
      if (exact > low && exact < high) levels.push_back({exact, k == 0});
    }
  }
  return levels;
}

// A level that the surface meets within rounding over whole areas would be drawn as noise.
bool gives_a_line(const Surface& surface, double level) {
  return std::ranges::none_of(surface.value,
                              [level](double v) { return std::fabs(v - level) < 1e-9 * level; });
}

// For a loss between 0 and 1 with plateaus: closer levels around the middle, where it lives.
std::vector<Level> bounded_levels(const Surface& surface, const LossScale& scale,
                                  const std::vector<double>& plateaus) {
  std::vector<Level> levels = log_levels(scale.low, std::min(scale.high, 0.04), 6);
  for (const double value : {0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}) {
    const bool heavy =
        value == 0.05 || value == 0.1 || value == 0.2 || value == 0.5 || value == 0.8;
    if (value > scale.low && value < scale.high) levels.push_back({value, heavy});
  }
  for (const double value : plateaus) {
    if (!(value > scale.low && value < scale.high) || !gives_a_line(surface, value)) continue;
    std::erase_if(levels, [value](const Level& l) { return std::fabs(l.value - value) < 0.01; });
    levels.push_back({value, true});
  }
  sort_by(levels, &Level::value);
  return levels;
}

std::vector<double> values_of(const std::vector<Level>& levels) {
  std::vector<double> values;
  for (const Level& level : levels) values.push_back(level.value);
  return values;
}

// The surface with one more ring of grid points around it, all of them low: every line of equal
// loss then closes, and what it encloses is the ground above its level. What is not finite counts
// as high ground.
Surface with_low_rim(const Surface& s, double high) {
  const double du = (s.u.high - s.u.low) / static_cast<double>(s.u.count - 1);
  const double dv = (s.v.high - s.v.low) / static_cast<double>(s.v.count - 1);
  Surface rimmed{{s.u.low - du, s.u.high + du, s.u.count + 2},
                 {s.v.low - dv, s.v.high + dv, s.v.count + 2},
                 std::vector<double>((s.u.count + 2) * (s.v.count + 2), -high)};
  for (std::size_t j = 0; j < s.v.count; ++j) {
    for (std::size_t i = 0; i < s.u.count; ++i) {
      const double value = s.at(i, j);
      rimmed.value[(j + 1) * rimmed.u.count + i + 1] = std::isfinite(value) ? value : 2 * high;
    }
  }
  return rimmed;
}

}  // namespace

Extremes extremes_of(const Surface& surface) {
  Extremes found;
  std::size_t at = 0;
  for (std::size_t k = 0; k < surface.value.size(); ++k) {
    const double loss = surface.value[k];
    if (!std::isfinite(loss)) {
      found.missing = true;
      continue;
    }
    if (!found.any || loss < found.low) {
      found.low = loss;
      at = k;
    }
    found.high = found.any ? std::max(found.high, loss) : loss;
    found.any = true;
  }
  const std::size_t i = at % surface.u.count, j = at / surface.u.count;
  found.lowest = {surface.u.at(i), surface.v.at(j)};
  const bool left = i == 0, right = i + 1 == surface.u.count;
  const bool bottom = j == 0, top = j + 1 == surface.v.count;
  if (left || right) found.edge = left ? Edge::left : Edge::right;
  if (!left && !right && (bottom || top)) found.edge = bottom ? Edge::bottom : Edge::top;
  return found;
}

std::vector<Level> levels_for(const Surface& surface, const LossScale& scale,
                              const std::vector<double>& plateaus) {
  if (!(scale.high > scale.low)) return {};
  // The scale's low end may be cut; no level there.
  if (!plateaus.empty() && scale.high <= 1) {
    std::vector<Level> levels = bounded_levels(surface, scale, plateaus);
    if (levels.size() >= fewest_log_levels) return levels;
  }
  std::vector<Level> levels = log_levels(scale.low, scale.high, most_levels);
  if (levels.size() >= fewest_log_levels) return levels;
  return even_levels(scale.low, scale.high);
}

const Relief& FigureInputs::relief() {
  if (!values_->relief) values_->relief.emplace(surface(), scale());
  return *values_->relief;
}

bool same_view(const lab::Run& a, const lab::Run& b) {
  return (a.data == b.data ||
          (a.data->sha256() == b.data->sha256() && a.data->length() == b.data->length() &&
           a.data->columns() == b.data->columns())) &&
         a.plane.origin == b.plane.origin && a.plane.direction == b.plane.direction &&
         a.window.u_low == b.window.u_low && a.window.u_high == b.window.u_high &&
         a.window.v_low == b.window.v_low && a.window.v_high == b.window.v_high;
}

void FigureInputs::share(FigureInputs& other) {
  if (loss_ == other.loss_ && detail_ == other.detail_ && same_view(run_, other.run_))
    values_ = other.values_;
}

const Surface& FigureInputs::surface() {
  if (!values_->surface) {
    const std::size_t samples = run_.data->length();
    values_->surface = lab::relief(
        run_, loss_,
        detail_ == Detail::frame ? frame_resolution_for(samples) : resolution_for(samples));
  }
  return *values_->surface;
}

const LossScale& FigureInputs::scale() {
  if (!values_->scale) values_->scale = scale_of(surface());
  return *values_->scale;
}

const Extremes& FigureInputs::extremes() {
  if (!values_->extremes) values_->extremes = extremes_of(surface());
  return *values_->extremes;
}

const std::vector<Level>& FigureInputs::levels() {
  if (!values_->levels) {
    std::vector<double> plateaus;
    if (!is_convex(loss_)) {
      // "Class 0 for all" misses the ones, "class 1 for all" the zeros.
      const double ones =
          static_cast<double>(run_.data->positives()) / static_cast<double>(run_.data->length());
      plateaus = {ones, 1 - ones};
    }
    values_->levels = levels_for(surface(), scale(), plateaus);
  }
  return *values_->levels;
}

const std::vector<IsoLevel>& FigureInputs::iso_levels() {
  if (!values_->iso_levels) {
    values_->iso_levels.emplace();
    const std::vector<Level>& all = levels();
    auto lines = contour_lines(surface(), values_of(all));
    for (std::size_t k = 0; k < all.size(); ++k) {
      values_->iso_levels->push_back({all[k], std::move(lines[k])});
    }
  }
  return *values_->iso_levels;
}

const std::vector<std::vector<ContourLine>>& FigureInputs::grounds() {
  if (!values_->grounds) {
    std::vector<double> values;
    for (const IsoLevel& level : iso_levels()) values.push_back(level.level.value);
    values_->grounds = contour_lines(with_low_rim(surface(), scale().high), values);
  }
  return *values_->grounds;
}

}  // namespace logitlab::figure
