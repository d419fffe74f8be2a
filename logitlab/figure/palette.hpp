// SPDX-License-Identifier: MIT
// The colours of the figures: a role and a theme in, a colour out. Checked for contrast (text 4.5 :
// 1, marks 3 : 1) and under simulated protanopia, deuteranopia and tritanopia; classes and losses
// follow Okabe & Ito (2008), darkened to text contrast on white.
#pragma once

#include <cstdint>
#include <string>

#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

enum class Theme : std::uint8_t { light, dark };

struct Rgb {
  std::uint8_t red = 0, green = 0, blue = 0;
  friend bool operator==(const Rgb&, const Rgb&) = default;
};

// The colour of a paint (its opacity apart). Role::none is a bug here.
Rgb resolve(const Paint& paint, Theme theme);

// "#16191D".
std::string hex(Rgb colour);

}  // namespace logitlab::figure
