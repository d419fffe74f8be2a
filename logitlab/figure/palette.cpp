// SPDX-License-Identifier: MIT
#include "logitlab/figure/palette.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

namespace logitlab::figure {
namespace {

constexpr Rgb rgb(std::uint32_t code) {
  return {static_cast<std::uint8_t>(code >> 16), static_cast<std::uint8_t>(code >> 8 & 0xFF),
          static_cast<std::uint8_t>(code & 0xFF)};
}

struct Row {
  Role role;
  Rgb light, dark;
};

constexpr std::array solid = std::to_array<Row>({
    {Role::paper, rgb(0xFFFFFF), rgb(0x14171C)},
    {Role::page, rgb(0xF3F4F6), rgb(0x0B0D11)},
    {Role::casing, rgb(0xFFFFFF), rgb(0x0B0D11)},
    {Role::ink, rgb(0x16191D), rgb(0xECEEF1)},
    {Role::path, rgb(0x16191D), rgb(0xFFFFFF)},
    {Role::ink2, rgb(0x565C66), rgb(0xA9B0BB)},
    {Role::axis, rgb(0x8B919B), rgb(0x737B87)},
    {Role::grid, rgb(0xE7E9ED), rgb(0x272C34)},
    {Role::class0, rgb(0x0072B2), rgb(0x56B4E9)},
    {Role::class1, rgb(0xD55E00), rgb(0xE69F00)},
    {Role::cross_entropy, rgb(0x00795A), rgb(0x3CC79B)},
    {Role::squared_error, rgb(0xA4447C), rgb(0xDE8FBD)},
    {Role::warning, rgb(0xB3261E), rgb(0xFF8A7A)},
    {Role::now, rgb(0x0B5FFF), rgb(0x7FA8FF)},
    {Role::never, rgb(0xD5D8DD), rgb(0x333943)},
});

using Ramp = std::array<Rgb, 5>;

// Viridis (van der Walt & Smith 2015) washed towards the paper, so that the path in ink stays the
// strongest thing: low loss takes the paper's own lightness.
constexpr Ramp loss_light = {rgb(0xF1F39C), rgb(0xBAE8B3), rgb(0x91D3C3), rgb(0x8EB9C4),
                             rgb(0x939BBD)};
constexpr Ramp loss_dark = {rgb(0x2B173E), rgb(0x282E4F), rgb(0x204355), rgb(0x1A5956),
                            rgb(0x2A714D)};
constexpr Ramp start_light = {rgb(0xEAEA4B), rgb(0x85D682), rgb(0x50B4A3), rgb(0x5C8EA7),
                              rgb(0x6E639D)};
constexpr Ramp start_dark = {rgb(0xB3B619), rgb(0x57A54D), rgb(0x1E876E), rgb(0x246475),
                             rgb(0x344072)};

// The two classes' own colours, washed so far that their marks stand out on them; the paper
// between.
constexpr Ramp class_light = {rgb(0xD2E6F2), rgb(0xE8F2F8), rgb(0xFFFFFF), rgb(0xFBEFE6),
                              rgb(0xF7DFCC)};
constexpr Ramp class_dark = {rgb(0x29495E), rgb(0x1F303D), rgb(0x14171C), rgb(0x362D18),
                             rgb(0x574313)};

// Lines over time, viridis again: the last stands out most, and the first still 3 : 1 from the
// paper.
constexpr Ramp time_light = {rgb(0x4C9F38), rgb(0x1F9E77), rgb(0x2A788E), rgb(0x414487),
                             rgb(0x46126B)};
constexpr Ramp time_dark = {rgb(0x3A7A9E), rgb(0x1F9E89), rgb(0x35B779), rgb(0x7AD151),
                            rgb(0xD2E21B)};

std::uint8_t mix(std::uint8_t a, std::uint8_t b, double share) {
  return static_cast<std::uint8_t>(a + (b - a) * share + 0.5);
}

Rgb mix(Rgb a, Rgb b, double share) {
  return {mix(a.red, b.red, share), mix(a.green, b.green, share), mix(a.blue, b.blue, share)};
}

Rgb on_ramp(const Ramp& ramp, double position) {
  constexpr std::size_t last = std::tuple_size_v<Ramp> - 1;
  const double place = std::clamp(position, 0.0, 1.0) * static_cast<double>(last);
  const std::size_t left = std::min(static_cast<std::size_t>(place), last - 1);
  return mix(ramp[left], ramp[left + 1], place - static_cast<double>(left));
}

Rgb unshaded(const Paint& paint, Theme theme) {
  const bool light = theme == Theme::light;
  if (paint.role == Role::loss_ramp) return on_ramp(light ? loss_light : loss_dark, paint.position);
  if (paint.role == Role::start_ramp) {
    return on_ramp(light ? start_light : start_dark, paint.position);
  }
  if (paint.role == Role::class_ramp) {
    return on_ramp(light ? class_light : class_dark, paint.position);
  }
  if (paint.role == Role::time_ramp) return on_ramp(light ? time_light : time_dark, paint.position);
  for (const Row& row : solid) {
    if (row.role == paint.role) return light ? row.light : row.dark;
  }
  assert(false && "a paint without a colour");
  return {};
}

}  // namespace

Rgb resolve(const Paint& paint, Theme theme) {
  const double share = std::clamp(paint.shade, -1.0, 1.0);
  if (share < 0) return mix(unshaded(paint, theme), unshaded({Role::ink}, theme), -share);
  return mix(unshaded(paint, theme), Rgb{}, share);
}

std::string hex(Rgb colour) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string text = "#";
  for (const std::uint8_t part : {colour.red, colour.green, colour.blue}) {
    text += digits[part >> 4];
    text += digits[part & 15];
  }
  return text;
}

}  // namespace logitlab::figure
