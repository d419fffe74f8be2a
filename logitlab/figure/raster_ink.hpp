// SPDX-License-Identifier: MIT
// The colours of a relief's pixels: from what a pixel sees of the ground, in one word, to red,
// green and blue, with lines of equal loss.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "logitlab/figure/palette.hpp"
#include "logitlab/figure/relief.hpp"

namespace logitlab::figure {

// What a pixel sees: share_unit + its share of share_unit, and below that its shade of shade_depth.
// 0 is no ground, half the range away from any.
inline constexpr unsigned raster_share_bits = 21, raster_shade_bits = 10;
inline constexpr std::uint32_t share_unit = 1U << raster_share_bits;
inline constexpr std::uint32_t most_shade = (1U << raster_shade_bits) - 1;

// Both in 0 ... 1.
inline std::uint32_t seen_ground(float share, float shade) {
  const auto high = static_cast<std::uint32_t>(share * static_cast<float>(share_unit - 1));
  const auto low = static_cast<std::uint32_t>(shade * static_cast<float>(most_shade));
  return (share_unit + high) << raster_shade_bits | low;
}

// a (256 - part) / 256 + b part / 256 of each of three bytes, rounded; part in 0 ... 256.
inline std::uint32_t mixed(std::uint32_t a, std::uint32_t b, std::uint32_t part) {
  constexpr std::uint32_t even = 0x00FF00FF;
  const std::uint32_t rest = 256 - part;
  const std::uint32_t red_blue = (a & even) * rest + (b & even) * part + 0x00800080;
  const std::uint32_t green = (a >> 8 & 0xFF) * rest + (b >> 8 & 0xFF) * part + 0x80;
  return (red_blue >> 8 & even) | (green & 0xFF00);
}

// A level's place on the loss scale.
struct IsoShare {
  double share;
  bool heavy;
};

// Colours are red + 256 green + 65536 blue, from a table of steps of the ramp: a pixel has no time
// for more.
class RasterInk {
 public:
  // `lines`: ascending.
  RasterInk(Theme theme, double pixels_per_unit, std::span<const IsoShare> lines);

  // Of ground, without lines.
  std::uint32_t colour(std::uint32_t seen) const {
    constexpr auto parts = static_cast<std::uint32_t>(shade_depth * 256 + 0.5);
    return mixed(step_at(share_of(seen)).colour, 0,
                 (seen & most_shade) * parts >> raster_shade_bits);
  }
  // With them; `left` ... `below` are seen by the pixels beside it.
  std::uint32_t colour(std::uint32_t seen, std::uint32_t left, std::uint32_t right,
                       std::uint32_t above, std::uint32_t below) const {
    // How much the pixel is off the level, against how much the share changes from pixel to pixel,
    // is its distance from the line.
    const std::int32_t share = share_of(seen);
    const Step& step = step_at(share);
    const auto x = static_cast<float>(change(share_of(left), share, share_of(right)));
    const auto y = static_cast<float>(change(share_of(above), share, share_of(below)));
    const float slope = x * x + y * y;
    const auto off = static_cast<float>(share - step.line);
    const std::uint32_t ground = colour(seen);
    if (!(off * off < step.reach * step.reach * slope) || slope < least_slope) return ground;
    const float covered = std::min(step.reach - std::fabs(off) / std::sqrt(slope), step.most);
    return mixed(ground, ink_, static_cast<std::uint32_t>(covered * step.strength));
  }

 private:
  static constexpr unsigned step_bits = 11;
  static constexpr std::size_t steps = 1U << step_bits;
  // Squared. Below two units of share a pixel, rounding makes lines of its own.
  static constexpr float least_slope = 4;

  struct Step {
    std::uint32_t colour;
    std::int32_t line;  // the nearest level
    // Half its line's width and half a pixel, the most of a pixel that it covers, its opacity of
    // 256.
    float reach, most, strength;
  };

  static std::int32_t share_of(std::uint32_t seen) {
    return static_cast<std::int32_t>(seen >> raster_shade_bits);
  }
  // The smaller of the differences to both sides: at a fold and at the outline the other side tells
  // the slope. 0 where neither has ground.
  static std::int32_t change(std::int32_t before, std::int32_t at, std::int32_t after) {
    const std::int32_t least = std::min(std::abs(at - before), std::abs(after - at));
    return least < static_cast<std::int32_t>(share_unit / 2) ? least : 0;
  }
  const Step& step_at(std::int32_t share) const {
    return steps_[static_cast<std::size_t>(share) >> (raster_share_bits - step_bits) & (steps - 1)];
  }

  std::array<Step, steps> steps_;
  std::uint32_t ink_;
};

}  // namespace logitlab::figure
