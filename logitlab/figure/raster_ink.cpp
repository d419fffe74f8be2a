// SPDX-License-Identifier: MIT
#include "logitlab/figure/raster_ink.hpp"

namespace logitlab::figure {
namespace {

std::uint32_t in_one_word(Rgb colour) {
  return static_cast<std::uint32_t>(colour.red) | static_cast<std::uint32_t>(colour.green) << 8 |
         static_cast<std::uint32_t>(colour.blue) << 16;
}

}  // namespace

RasterInk::RasterInk(Theme theme, double pixels_per_unit, std::span<const IsoShare> lines)
    : ink_(in_one_word(resolve({Role::ink}, theme))) {
  std::size_t nearest = 0;
  for (std::size_t k = 0; k < steps; ++k) {
    const double share = (static_cast<double>(k) + 0.5) / static_cast<double>(steps);
    Step& step = steps_[k];
    step = {in_one_word(resolve({Role::loss_ramp, share}, theme)), 0, 0, 0, 0};
    if (lines.empty()) continue;
    while (nearest + 1 < lines.size() &&
           std::fabs(lines[nearest + 1].share - share) < std::fabs(lines[nearest].share - share)) {
      ++nearest;
    }
    // Widths and opacities of add_iso_lines().
    const bool heavy = lines[nearest].heavy;
    const double width = (heavy ? 0.9 : 0.55) * pixels_per_unit;
    step.line = static_cast<std::int32_t>(share_unit + lines[nearest].share * (share_unit - 1));
    step.reach = static_cast<float>(width / 2 + 0.5);
    step.most = static_cast<float>(std::min(width, 1.0));
    step.strength = heavy ? 0.55F * 256 : 0.33F * 256;
  }
}

}  // namespace logitlab::figure
