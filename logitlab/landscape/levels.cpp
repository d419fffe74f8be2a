// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "logitlab/landscape/contour.hpp"
#include "logitlab/landscape/decades.hpp"

namespace logitlab {
namespace {

bool is_heavy(double mantissa) { return mantissa == 1 || mantissa == 2 || mantissa == 5; }

std::vector<Level> gathered(std::span<const double> mantissas, double low, double high,
                            int first_decade, int last_decade) {
  std::vector<Level> levels;
  for (int n = first_decade; n <= last_decade; ++n) {
    for (const double m : mantissas) {
      const double value = scaled_by_ten(m, n);
      if (value > low && value < high) levels.push_back({value, is_heavy(m)});
    }
  }
  return levels;
}

}  // namespace

std::vector<Level> log_levels(double low, double high, std::size_t most) {
  if (!(low > 0) || !(high > low) || !std::isfinite(high) || most == 0) return {};
  const int first = decade_of(low), last = decade_of(high);
  static constexpr double all[] = {1, 1.5, 2, 3, 5, 7}, four[] = {1, 2, 3, 5}, three[] = {1, 2, 5},
                          one[] = {1};
  for (const std::span<const double> mantissas :
       {std::span<const double>(all), std::span<const double>(four), std::span<const double>(three),
        std::span<const double>(one)}) {
    std::vector<Level> levels = gathered(mantissas, low, high, first, last);
    if (levels.size() <= most) return levels;
    if (mantissas.size() > 1) continue;
    // More decades than lines: every so many, counted from the top.
    const std::size_t stride = (levels.size() + most - 1) / most;
    std::vector<Level> thinned;
    for (std::size_t k = levels.size(); k-- > 0;) {
      if ((levels.size() - 1 - k) % stride == 0) thinned.push_back(levels[k]);
    }
    std::ranges::reverse(thinned);
    return thinned;
  }
  return {};
}

}  // namespace logitlab
