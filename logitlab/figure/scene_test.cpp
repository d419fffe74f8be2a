// SPDX-License-Identifier: MIT
#include "logitlab/figure/scene.hpp"

#include <gtest/gtest.h>

namespace logitlab::figure {
namespace {

TEST(Scale, GoesToPixelsAndBack) {
  for (const Scale& scale :
       {Scale{ScaleKind::linear, -15, 15, 64, 654}, Scale{ScaleKind::linear, -13, 13, 504, 96},
        Scale{ScaleKind::log, 0.03, 10, 400, 100}, Scale{ScaleKind::step, 0, 700, 64, 654}}) {
    EXPECT_DOUBLE_EQ(scale.to_pixel(scale.low), scale.from);
    EXPECT_DOUBLE_EQ(scale.to_pixel(scale.high), scale.to);
    for (double pixel = scale.from; pixel != scale.to; pixel += (scale.to - scale.from) / 8) {
      // A pixel of 700 is known to 1e-13; the inverse multiplies that by its slope, below 1000.
      EXPECT_NEAR(scale.to_pixel(scale.from_pixel(pixel)), pixel, 1e-10);
    }
  }
}

TEST(Scale, IsEvenInDecadesWhereItIsLogarithmic) {
  const Scale log{ScaleKind::log, 0.01, 100, 0, 400};
  EXPECT_NEAR(log.to_pixel(0.1), 100, 1e-10);
  EXPECT_NEAR(log.to_pixel(10), 300, 1e-10);
  const Scale step{ScaleKind::step, 0, 999, 0, 300};
  EXPECT_NEAR(step.to_pixel(9), 100, 1e-10);  // log10(1 + 9) of log10(1000)
}

TEST(Panel, LeadsFromAPixelBackToTheParameters) {
  const Panel panel{"plane",
                    {64, 96, 654, 504},
                    {ScaleKind::linear, -15, 15, 64, 654},
                    {ScaleKind::linear, -13, 13, 504, 96}};
  const Point start = panel.to_pixel(-5, -10);
  EXPECT_NEAR(panel.x.from_pixel(start.x), -5, 1e-12);
  EXPECT_NEAR(panel.y.from_pixel(start.y), -10, 1e-12);
}

}  // namespace
}  // namespace logitlab::figure
