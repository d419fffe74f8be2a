// SPDX-License-Identifier: MIT
#include "logitlab/figure/palette.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace logitlab::figure {
namespace {

// WCAG 2.1: relative luminance of sRGB, and the ratio of two.
double luminance(Rgb c) {
  const auto linear = [](std::uint8_t v) {
    const double s = v / 255.0;
    return s <= 0.03928 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}
double contrast(Rgb a, Rgb b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

TEST(Palette, TextAndMarksStandOutFromThePaper) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const Rgb paper = resolve({Role::paper}, theme);
    for (const Role role : {Role::ink, Role::ink2, Role::class0, Role::cross_entropy,
                            Role::squared_error, Role::warning, Role::now}) {
      EXPECT_GE(contrast(resolve({role}, theme), paper), 4.5) << static_cast<int>(role);
    }
    EXPECT_GE(contrast(resolve({Role::class1}, theme), paper), 3.0);
    EXPECT_GE(contrast(resolve({Role::axis}, theme), paper), 3.0);
  }
}

// Where a page has text outside its cards.
TEST(Palette, TextStandsOutFromThePageBehindPanels) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const Rgb page = resolve({Role::page}, theme);
    for (const Role role : {Role::ink, Role::ink2, Role::cross_entropy, Role::squared_error,
                            Role::warning, Role::now}) {
      EXPECT_GE(contrast(resolve({role}, theme), page), 4.5) << static_cast<int>(role);
    }
  }
}

TEST(Palette, InkAndPathStandOutOnEveryPlaceOfTheLossRamp) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    for (int k = 0; k <= 20; ++k) {
      const Rgb fill = resolve({Role::loss_ramp, k / 20.0}, theme);
      EXPECT_GE(contrast(resolve({Role::ink}, theme), fill), 4.9);
      EXPECT_GE(contrast(resolve({Role::path}, theme), fill), 4.9);
    }
  }
}

TEST(Palette, SamplesStandOutOnEveryPlaceOfTheClassRamp) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    for (int k = 0; k <= 20; ++k) {
      const Rgb fill = resolve({Role::class_ramp, k / 20.0}, theme);
      for (const Role role : {Role::class0, Role::class1, Role::warning}) {
        EXPECT_GE(contrast(resolve({role}, theme), fill), 3.0) << k;
      }
      EXPECT_GE(contrast(resolve({Role::ink}, theme), fill), 4.5) << k;
    }
    EXPECT_EQ(resolve({Role::class_ramp, 0.5}, theme), resolve({Role::paper}, theme));
  }
}

TEST(Palette, LinesOfEveryTimeStandOutFromThePaper) {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    for (int k = 0; k <= 20; ++k) {
      EXPECT_GE(
          contrast(resolve({Role::time_ramp, k / 20.0}, theme), resolve({Role::paper}, theme)), 3.0)
          << k;
    }
  }
}

TEST(Palette, RampsMeetTheirEndsAndShadeGoesToBlack) {
  EXPECT_EQ(hex(resolve({Role::loss_ramp, 0}, Theme::light)), "#F1F39C");
  EXPECT_EQ(hex(resolve({Role::loss_ramp, 1}, Theme::light)), "#939BBD");
  EXPECT_EQ(hex(resolve({Role::loss_ramp, 7}, Theme::dark)), "#2A714D");
  EXPECT_EQ(hex(resolve({Role::loss_ramp, 0.5}, Theme::light)), "#91D3C3");
  EXPECT_EQ(hex(resolve({Role::loss_ramp, 0.5, 1}, Theme::light)), "#000000");
}

}  // namespace
}  // namespace logitlab::figure
