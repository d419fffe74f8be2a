// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "logitlab/base/math.hpp"
#include "logitlab/landscape/contour.hpp"

namespace logitlab {
namespace {

double ten_to(int n) { return math::power(10, static_cast<std::uint64_t>(n)); }

double level_at(double mantissa, int exponent) {
  return exponent < 0 ? mantissa / ten_to(-exponent) : mantissa * ten_to(exponent);
}

bool is_heavy(double mantissa) { return mantissa == 1 || mantissa == 2 || mantissa == 5; }

std::vector<Level> gathered(std::span<const double> mantissas, double low, double high,
                            int first_decade, int last_decade) {
  std::vector<Level> levels;
  for (int n = first_decade; n <= last_decade; ++n) {
    for (const double m : mantissas) {
      const double value = level_at(m, n);
      if (value > low && value < high) levels.push_back({value, is_heavy(m)});
    }
  }
  return levels;
}

}  // namespace

std::vector<Level> log_levels(double low, double high, std::size_t most) {
  if (!(low > 0) || !(high > low) || !std::isfinite(high) || most == 0) return {};
  constexpr double ln10 = 2.302585092994045684;
  const int first = static_cast<int>(std::floor(math::log(low) / ln10)) - 1;
  const int last = static_cast<int>(std::floor(math::log(high) / ln10)) + 1;
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
