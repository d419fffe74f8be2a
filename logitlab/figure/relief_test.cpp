// SPDX-License-Identifier: MIT
#include "logitlab/figure/relief.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "logitlab/figure/relief_scene.hpp"

namespace logitlab::figure {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// A surface over -1 ... 1 x -0.92 ... 0.92, where plane and box have the same coordinates.
template <class F>
Surface sampled(std::size_t columns, std::size_t rows, F loss) {
  Surface surface{{-1, 1, columns}, {-0.92, 0.92, rows}, {}};
  for (std::size_t j = 0; j < rows; ++j) {
    for (std::size_t i = 0; i < columns; ++i) {
      surface.value.push_back(loss(surface.u.at(i), surface.v.at(j)));
    }
  }
  return surface;
}

// The loss that lands at height z on the scale from 0.01 to 100.
double loss_at_height(double z) {
  return std::pow(10, -2 + 4 * (z - box_low) / (box_high - box_low));
}
const LossScale four_decades{0.01, 100, false};

TEST(LossScale, IsLogarithmicBetweenItsEnds) {
  const Surface surface = sampled(3, 2, [](double u, double) { return std::pow(10.0, u); });
  const LossScale scale = scale_of(surface);
  EXPECT_DOUBLE_EQ(scale.low, 0.1);
  EXPECT_DOUBLE_EQ(scale.high, 10);
  EXPECT_FALSE(scale.clipped);
  EXPECT_EQ(scale.share(0.1), 0);
  EXPECT_EQ(scale.share(10), 1);
  EXPECT_NEAR(scale.share(1), 0.5, 1e-15);
  EXPECT_DOUBLE_EQ(scale.height(0.1), box_low);
  EXPECT_DOUBLE_EQ(scale.height(10), box_high);
}

TEST(LossScale, ClipsACrackFourDecadesBelowItsTopAndSaysSo) {
  // One column of 101 is a crack: less than a fiftieth of the surface.
  const LossScale scale = scale_of(
      sampled(101, 3, [](double u, double) { return std::fabs(u) < 1e-9 ? 1e-300 : 4.0; }));
  EXPECT_DOUBLE_EQ(scale.low, 4e-4);
  EXPECT_DOUBLE_EQ(scale.high, 4);
  EXPECT_TRUE(scale.clipped);
  EXPECT_EQ(scale.share(0), 0);
  EXPECT_EQ(scale.share(1e-300), 0);
}

TEST(LossScale, FollowsWideLowGroundForEightDecadesAtMost) {
  const auto half_at = [](double low) {
    return scale_of(sampled(3, 2, [&](double u, double) { return u < 0 ? low : 4.0; }));
  };
  EXPECT_DOUBLE_EQ(half_at(1e-6).low, 1e-6);
  EXPECT_FALSE(half_at(1e-6).clipped);
  EXPECT_DOUBLE_EQ(half_at(0).low, 4e-8);
  EXPECT_TRUE(half_at(0).clipped);
}

TEST(LossScale, StandsInTheMiddleForASurfaceWithoutRelief) {
  for (const double value : {0.0, 0.25, infinity}) {
    const LossScale scale = scale_of(sampled(2, 2, [&](double, double) { return value; }));
    EXPECT_EQ(scale.share(0.25), 0.5);
    EXPECT_TRUE(std::isnan(scale.share(infinity)));
    EXPECT_GT(scale.low, 0);
  }
}

TEST(Relief, InterpolatesInsideAndIsMissingElsewhere) {
  const Relief relief(sampled(5, 4,
                              [](double u, double v) {
                                return u > 0.9 && v > 0.9 ? infinity
                                                          : loss_at_height(0.3 + 0.1 * u);
                              }),
                      four_decades);
  EXPECT_NEAR(relief.height_at(0.13, -0.4), 0.313, 1e-12);
  EXPECT_NEAR(relief.height_at(-1, 0.92), 0.2, 1e-12);
  EXPECT_TRUE(std::isnan(relief.height_at(0.8, 0.8)));  // in the cell of the infinite corner
  EXPECT_TRUE(std::isnan(relief.height_at(1.01, 0)));
  EXPECT_NEAR(relief.top(), 0.4, 1e-12);
}

// A wall of height 0.5 along x = 0 ... 0.1 on ground at 0.1; the eye looks along -x from above. The
// ray from (x, y, 0.1) towards the eye rises by tan(elevation) per unit, so the wall's edge at x =
// 0 hides exactly the points -0.4 / tan(elevation) < x < 0.
TEST(Relief, CutsALineWhereTheWallsShadowEnds) {
  const std::size_t columns = 401;
  const Relief relief(
      sampled(columns, 11,
              [](double u, double) { return loss_at_height(u > -1e-9 && u < 0.1 ? 0.5 : 0.1); }),
      four_decades);
  const Camera camera(0, 40);
  const double cell = 2.0 / (columns - 1);
  const double shadow = 0.4 / std::tan(40 * 3.14159265358979323846 / 180);
  const std::vector<Point3> line{{-0.9, 0.1, 0.1}, {-0.02, 0.1, 0.1}};
  const double clearance = 1e-6;
  const LineParts parts = cut_by_visibility(relief, camera, line, clearance);
  ASSERT_EQ(parts.visible.size(), 1U);
  ASSERT_EQ(parts.hidden.size(), 1U);
  // The wall rises within one cell, and the ray is tried every half cell.
  EXPECT_NEAR(parts.visible[0].back().x, -shadow, 2 * cell);
  EXPECT_EQ(parts.visible[0].back().x, parts.hidden[0].front().x);
  EXPECT_NEAR(parts.hidden_share, (shadow - 0.02) / 0.88, 2 * cell / 0.88);
}

// Every half cell of the ray, as the walk over whole blocks must find it too.
bool hidden_step_by_step(const Relief& relief, const Camera& camera, const Point3& p,
                         double clearance) {
  const Point3 eye = camera.eye();
  const double cell = std::min(2 * box_half_width / static_cast<double>(relief.columns() - 1),
                               2 * box_half_depth / static_cast<double>(relief.rows() - 1));
  const double step = cell / 2 / std::hypot(eye.x, eye.y);
  for (int k = 1; k < 10000; ++k) {
    const Point3 ray{p.x + k * step * eye.x, p.y + k * step * eye.y, p.z + k * step * eye.z};
    if (relief.height_at(ray.x, ray.y) > ray.z + clearance) return true;
  }
  return false;
}

TEST(Relief, HidesTheSameWhetherItWalksOverBlocksOrStepByStep) {
  Surface waves = sampled(150, 83, [](double u, double v) {
    return loss_at_height(0.3 + 0.25 * std::sin(11 * u) * std::cos(8 * v + u));
  });
  for (std::size_t k = 4000; k < 4100; ++k) waves.value[k] = infinity;
  const Relief relief(waves, four_decades);
  int hidden = 0, asked = 0;
  for (const double azimuth : {-50.0, 0.0, 37.0, 90.0, 200.0}) {
    const Camera camera(azimuth);
    for (double y = -0.9; y <= 0.9; y += 0.11) {
      for (double x = -0.98; x <= 0.98; x += 0.13) {
        const Point3 p{x, y, relief.height_at(x, y)};
        if (!std::isfinite(p.z)) continue;
        const bool hides = relief.hides(camera, p, default_clearance);
        EXPECT_EQ(hides, hidden_step_by_step(relief, camera, p, default_clearance))
            << azimuth << " " << x << " " << y;
        hidden += hides ? 1 : 0;
        ++asked;
      }
    }
  }
  EXPECT_GT(hidden, asked / 10);
  EXPECT_LT(hidden, asked * 3 / 4);
}

TEST(Relief, HidesNothingOfALineOnAPlane) {
  const Relief relief(
      sampled(50, 50, [](double u, double v) { return loss_at_height(0.4 + 0.2 * u - 0.1 * v); }),
      four_decades);
  std::vector<Point3> line;
  for (int k = 0; k <= 40; ++k) {
    const double x = -0.9 + 1.8 * k / 40, y = 0.8 * std::sin(3 * x);
    line.push_back({x, y, 0.4 + 0.2 * x - 0.1 * y});
  }
  const LineParts parts = cut_by_visibility(relief, Camera(), line);
  ASSERT_EQ(parts.visible.size(), 1U);
  EXPECT_EQ(parts.visible[0].size(), line.size());
  EXPECT_EQ(parts.hidden_share, 0);
}

TEST(Relief, TurnsTheCameraUntilAPathBehindARidgeIsSeen) {
  // A ridge along y = -0.3, the path behind it; from the default azimuth it is hidden.
  const Relief relief(sampled(81, 81,
                              [](double, double v) {
                                return loss_at_height(std::fabs(v + 0.3) < 0.1 ? 0.75 : 0.05);
                              }),
                      four_decades);
  std::vector<Point3> path;
  for (int k = 0; k <= 20; ++k) path.push_back({-0.9 + 1.8 * k / 20, 0.0, 0.05});
  ASSERT_GT(cut_by_visibility(relief, Camera(), path).hidden_share, 0.1);
  const Camera camera = clear_view(relief, path);
  EXPECT_LE(cut_by_visibility(relief, camera, path).hidden_share, 0.1);
  EXPECT_NEAR(std::fmod(std::fabs(camera.azimuth() - Camera::default_azimuth), 15), 0, 1e-12);

  const Relief slope(
      sampled(81, 81, [](double, double v) { return loss_at_height(0.4 + 0.2 * v); }),
      four_decades);
  const std::vector<Point3> open{{-0.9, -0.8, 0.24}, {0.9, -0.8, 0.24}};
  EXPECT_EQ(hidden_ground(slope, Camera()), 0);
  EXPECT_EQ(clear_view(slope, open).azimuth(), Camera::default_azimuth);
}

TEST(Relief, TurnsTheCameraFromGroundThatRisesTowardsIt) {
  // Steeper than the line of sight, towards the default eye: only its underside would be seen.
  const Relief relief(sampled(81, 81,
                              [](double u, double v) {
                                return loss_at_height(0.4 + 0.19 * (u - v / box_half_depth));
                              }),
                      four_decades);
  const Relief steep(sampled(81, 81,
                             [](double u, double v) {
                               return loss_at_height(u - v / box_half_depth > 1 ? 0.75 : 0.05);
                             }),
                     four_decades);
  EXPECT_LT(hidden_ground(relief, Camera()), 0.25);
  EXPECT_GT(hidden_ground(steep, Camera()), 0.25);
  EXPECT_LE(hidden_ground(steep, clear_view(steep, {})), 0.25);
}

TEST(Quads, CoverTheGridOnceWithAtMostTheNumberAskedFor) {
  const Relief relief(sampled(257, 30, [](double u, double v) { return 2 + u + v; }),
                      scale_of(sampled(257, 30, [](double u, double v) { return 2 + u + v; })));
  const std::vector<Quad> quads = quads_back_to_front(relief, Camera());
  EXPECT_EQ(quads.size(), 48U * 29U);
  double area = 0;
  for (const Quad& q : quads) {
    area += std::fabs((q.corner[1].x - q.corner[0].x) * (q.corner[3].y - q.corner[0].y));
    EXPECT_GE(q.share, 0);
    EXPECT_LE(q.share, 1);
    EXPECT_GE(q.shade, 0);
    EXPECT_LE(q.shade, shade_depth);
  }
  EXPECT_NEAR(area, 4 * box_half_width * box_half_depth, 1e-12);
}

TEST(Quads, LeaveOutPatchesThatAreNotFinite) {
  const Surface surface = sampled(11, 11, [](double u, double v) {
    return u > 0.99 && v > 0.91 ? std::numeric_limits<double>::quiet_NaN() : 1 + u * u;
  });
  EXPECT_EQ(quads_back_to_front(Relief(surface, scale_of(surface)), Camera()).size(), 99U);
}

bool inside(const std::array<Projected, 4>& corner, double x, double y) {
  bool positive = false, negative = false;
  for (std::size_t k = 0; k < 4; ++k) {
    const Projected &a = corner[k], &b = corner[(k + 1) % 4];
    const double side = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
    positive |= side > 0;
    negative |= side < 0;
  }
  return !(positive && negative);
}

// Wherever two patches cover the same place of the page, the one painted later is the nearer one.
TEST(Quads, ThePaintedLaterIsTheNearerFromEverySide) {
  const Surface surface = sampled(13, 13, [](double u, double v) {
    return loss_at_height(0.4 + 0.35 * std::sin(5 * u) * std::cos(4 * v));
  });
  const Relief relief(surface, four_decades);
  for (double azimuth = -180; azimuth < 180; azimuth += 20) {
    const Camera camera(azimuth, 27);
    const std::vector<Quad> quads = quads_back_to_front(relief, camera);
    std::size_t covered = 0;
    for (std::size_t late = 0; late < quads.size(); ++late) {
      std::array<Projected, 4> p{};
      for (std::size_t k = 0; k < 4; ++k) p[k] = camera.project(quads[late].corner[k]);
      const double x = (p[0].x + p[1].x + p[2].x + p[3].x) / 4;
      const double y = (p[0].y + p[1].y + p[2].y + p[3].y) / 4;
      const double nearness = (p[0].nearness + p[1].nearness + p[2].nearness + p[3].nearness) / 4;
      for (std::size_t early = 0; early < late; ++early) {
        std::array<Projected, 4> q{};
        double nearest = -infinity, farthest = infinity;
        for (std::size_t k = 0; k < 4; ++k) {
          q[k] = camera.project(quads[early].corner[k]);
          nearest = std::max(nearest, q[k].nearness);
          farthest = std::min(farthest, q[k].nearness);
        }
        if (!inside(q, x, y)) continue;
        ++covered;
        EXPECT_LE(farthest, nearness) << "azimuth " << azimuth;
      }
    }
    EXPECT_GT(covered, 0U) << "the relief should hide something of itself";
  }
}

// The colour under a place is that of the patch painted there last.
TEST(ReliefView, FindsTheNearestPatchUnderAPlace) {
  const Relief relief(
      sampled(40, 40,
              [](double u, double v) {
                return loss_at_height(0.3 + 0.25 * std::sin(9 * u) * std::cos(7 * v));
              }),
      four_decades);
  const ReliefView view(relief, Camera(), {50, 60, 450, 360});
  const auto holds = [](const ReliefView::Patch& patch, Point p) {
    int left = 0, right = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const Point a = patch.corner[k], b = patch.corner[(k + 1) % 4];
      const double side = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
      left += side > 0 ? 1 : 0;
      right += side < 0 ? 1 : 0;
    }
    return left == 0 || right == 0;
  };
  int on_surface = 0;
  for (double y = 40; y < 380; y += 7.3) {
    for (double x = 30; x < 470; x += 7.1) {
      Paint expected{Role::paper};
      for (const ReliefView::Patch& patch : view.patches()) {
        if (holds(patch, {x, y})) expected = patch.fill;
      }
      const Paint found = view.paint_under({x, y});
      EXPECT_EQ(found.role, expected.role) << x << " " << y;
      EXPECT_EQ(found.position, expected.position) << x << " " << y;
      on_surface += view.covers({x, y}) ? 1 : 0;
    }
  }
  EXPECT_GT(on_surface, 500);
}

TEST(Quads, LightFollowsTheSlope) {
  const auto shade = [](double slope) {
    const Surface surface =
        sampled(3, 3, [&](double u, double) { return loss_at_height(0.4 + slope * u); });
    return quads_back_to_front(Relief(surface, four_decades), Camera()).front().shade;
  };
  EXPECT_NEAR(shade(0), 0, 1e-12);  // level ground keeps its colour
  EXPECT_NEAR(shade(0.3), 0, 1e-12);
  EXPECT_LT(shade(-0.1), shade(-0.3));
  // The cosine of slope s along x: (-0.5 * -s + 0.8) / sqrt(1 + s^2), in units of level ground's.
  const double s = -0.3, cosine = (0.5 * s + 0.8) / std::sqrt(1 + s * s) / 0.8;
  EXPECT_NEAR(shade(s), shade_depth * (1 - cosine), 1e-9);
}

}  // namespace
}  // namespace logitlab::figure
