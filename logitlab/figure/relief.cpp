// SPDX-License-Identifier: MIT
#include "logitlab/figure/relief.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "logitlab/base/math.hpp"

namespace logitlab::figure {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// With 230 pixels of height a decade is 57 pixels high on a scale of four, 29 on one of eight.
constexpr double always_kept = 1e-4, never_kept = 1e-8;
// A smaller part of the surface is at most a seventh of its width across: a crack that a mesh of 48
// patches draws as teeth.
constexpr std::size_t parts_worth_height = 50;

}  // namespace

double LossScale::share(double loss) const {
  if (!std::isfinite(loss)) return missing;
  if (!(high > low)) return 0.5;
  if (loss <= low) return 0;
  if (loss >= high) return 1;
  return (math::log(loss) - math::log(low)) / (math::log(high) - math::log(low));
}

double LossScale::height(double loss) const { return box_low + (box_high - box_low) * share(loss); }

LossScale scale_of(const Surface& surface) {
  std::vector<double> losses;
  for (const double loss : surface.value) {
    if (std::isfinite(loss)) losses.push_back(loss);
  }
  if (losses.empty()) return {};
  const auto fiftieth =
      losses.begin() + static_cast<std::ptrdiff_t>(losses.size() / parts_worth_height);
  std::nth_element(losses.begin(), fiftieth, losses.end());
  const double worth = *fiftieth;
  const double lowest = *std::min_element(losses.begin(), fiftieth + 1);
  const double high = *std::max_element(fiftieth, losses.end());
  if (!(high > 0)) return {};
  const double floor = std::min(high * always_kept, std::max(worth, high * never_kept));
  const double low = std::max(lowest, floor);
  return {low, high, lowest < low};
}

Relief::Relief(const Surface& surface, const LossScale& scale)
    : columns_(surface.u.count),
      rows_(surface.v.count),
      u_(surface.u),
      v_(surface.v),
      scale_(scale),
      height_(surface.value.size()) {
  assert(columns_ >= 2 && rows_ >= 2 && surface.value.size() == columns_ * rows_);
  // scale_.height() of each value, the logarithms of the scale's ends taken once.
  const double log_low = math::log(scale_.low);
  const double span = math::log(scale_.high) - log_low;
  // All of them as if they lay between the ends, a loop without branches; then those that do not.
  for (std::size_t k = 0; k < height_.size(); ++k) {
    height_[k] = box_low + (box_high - box_low) * ((math::log(surface.value[k]) - log_low) / span);
  }
  for (std::size_t k = 0; k < height_.size(); ++k) {
    const double loss = surface.value[k];
    if (!(loss > scale_.low && loss < scale_.high)) height_[k] = scale_.height(loss);
    if (height_[k] > top_) top_ = height_[k];
  }
  find_block_tops();
}

// A cell is of the block of its first vertex, and reaches to the next.
void Relief::find_block_tops() {
  blocks_across_ = (columns_ - 2) / block + 1;
  const std::size_t blocks_up = (rows_ - 2) / block + 1;
  block_top_.assign(blocks_across_ * blocks_up, box_low);
  for (std::size_t j = 0; j < rows_; ++j) {
    for (std::size_t p = 0; p < blocks_across_; ++p) {
      const double* const first = &height_[j * columns_ + p * block];
      const double* const end = first + std::min(block + 1, columns_ - p * block);
      double highest = box_low;
      for (const double* height = first; height < end; ++height) {
        if (*height > highest) highest = *height;
      }
      for (std::size_t q = (j > 0 ? j - 1 : j) / block; q <= j / block && q < blocks_up; ++q) {
        double& top = block_top_[q * blocks_across_ + p];
        if (highest > top) top = highest;
      }
    }
  }
}

Point3 Relief::vertex(std::size_t i, std::size_t j) const {
  Point3 point = place(u_.at(i), v_.at(j), scale_.low);
  point.z = height(i, j);
  return point;
}

Point3 Relief::place(double u, double v, double loss) const {
  return {box_half_width * (2 * ((u - u_.low) / (u_.high - u_.low)) - 1),
          box_half_depth * (2 * ((v - v_.low) / (v_.high - v_.low)) - 1), scale_.height(loss)};
}

double Relief::height_at(double x, double y) const {
  if (!(std::fabs(x) <= box_half_width && std::fabs(y) <= box_half_depth)) return missing;
  const double column = (x / box_half_width + 1) / 2 * static_cast<double>(columns_ - 1);
  const double row = (y / box_half_depth + 1) / 2 * static_cast<double>(rows_ - 1);
  const std::size_t i = std::min(static_cast<std::size_t>(column), columns_ - 2);
  const std::size_t j = std::min(static_cast<std::size_t>(row), rows_ - 2);
  const double s = column - static_cast<double>(i), t = row - static_cast<double>(j);
  const double* near = &height_[j * columns_ + i];
  const double* far = near + columns_;
  return (near[0] * (1 - s) + near[1] * s) * (1 - t) + (far[0] * (1 - s) + far[1] * s) * t;
}

// How many steps of so many cells stay surely inside block k from a place in it; at most a
// thousand.
double Relief::steps_inside(double at, std::size_t k, double cells) {
  constexpr double many = 1000;
  const double end = static_cast<double>((cells > 0 ? k + 1 : k) * block);
  if (!(std::fabs(cells) * many > static_cast<double>(block))) return many;
  return std::max(0.0, std::floor((end - at) / cells) - 1);
}

bool Relief::hides(const Camera& camera, const Point3& point, double clearance) const {
  const Point3 eye = camera.eye();
  const double cell = std::min(2 * box_half_width / static_cast<double>(columns_ - 1),
                               2 * box_half_depth / static_cast<double>(rows_ - 1));
  const double across = std::sqrt(eye.x * eye.x + eye.y * eye.y);
  if (!(across > 0)) return false;  // straight from above nothing hides anything
  const double step = cell / 2 / across;
  const double across_u = static_cast<double>(columns_ - 1) / (2 * box_half_width);
  const double across_v = static_cast<double>(rows_ - 1) / (2 * box_half_depth);
  // The ray leaves the landscape upwards or sideways; until then `step` moves it half a cell.
  for (int k = 1;; ++k) {
    const double t = step * k;
    const Point3 ray{point.x + t * eye.x, point.y + t * eye.y, point.z + t * eye.z};
    if (ray.z + clearance > top_) return false;
    if (std::fabs(ray.x) > box_half_width || std::fabs(ray.y) > box_half_depth) return false;
    const double column = (ray.x + box_half_width) * across_u;
    const double row = (ray.y + box_half_depth) * across_v;
    const auto i = std::min(static_cast<std::size_t>(column), columns_ - 2) / block;
    const auto j = std::min(static_cast<std::size_t>(row), rows_ - 2) / block;
    if (ray.z + clearance > block_top_[j * blocks_across_ + i]) {
      // It rises from here on: over this block nothing reaches it.
      k += static_cast<int>(std::min(steps_inside(column, i, step * eye.x * across_u),
                                     steps_inside(row, j, step * eye.y * across_v)));
    } else if (height_at(ray.x, ray.y) > ray.z + clearance) {
      return true;
    }
  }
}

}  // namespace logitlab::figure
