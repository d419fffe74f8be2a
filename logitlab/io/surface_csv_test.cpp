// SPDX-License-Identifier: MIT
#include "logitlab/io/surface_csv.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace logitlab {
namespace {

Plane plane_named(std::string first, std::string second) {
  Plane plane;
  plane.name = {std::move(first), std::move(second)};
  return plane;
}

TEST(SurfaceCsv, GoesThroughTheFirstCoordinateFirst) {
  const Surface surface{{-15, 15, 3}, {-13, 13, 2}, {0.5, 1, 2, 4, 8, 16}};
  EXPECT_EQ(surface_csv(surface, plane_named("w", "b")),
            "w,b,loss\n"
            "-15,-13,0.5\n0,-13,1\n15,-13,2\n"
            "-15,13,4\n0,13,8\n15,13,16\n");
}

TEST(SurfaceCsv, LeavesALossThatIsNotFiniteEmpty) {
  const double infinite = std::numeric_limits<double>::infinity();
  const Surface surface{{0, 1, 2}, {0, 1, 2}, {infinite, unknown, -infinite, 0.1}};
  EXPECT_EQ(surface_csv(surface, plane_named("w", "b")), "w,b,loss\n0,0,\n1,0,\n0,1,\n1,1,0.1\n");
}

TEST(SurfaceCsv, QuotesNamesThatNeedIt) {
  const Surface surface{{0, 1, 2}, {0, 1, 2}, {1, 1, 1, 1}};
  const std::string text = surface_csv(surface, plane_named("height, cm", "5\""));
  EXPECT_EQ(text.substr(0, text.find('\n')), "\"height, cm\",\"5\"\"\",loss");
}

}  // namespace
}  // namespace logitlab
