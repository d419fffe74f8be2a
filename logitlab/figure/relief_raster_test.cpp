// SPDX-License-Identifier: MIT
#include "logitlab/figure/relief_raster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "logitlab/base/rng.hpp"
#include "logitlab/base/sha256.hpp"

namespace logitlab::figure {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr LossScale two_decades{0.1, 10, false};

// A surface over -1 ... 1 x -0.92 ... 0.92, where plane and box have the same coordinates.
template <class F>
Relief landscape(std::size_t columns, std::size_t rows, F loss) {
  Surface surface{{-1, 1, columns}, {-0.92, 0.92, rows}, {}};
  for (std::size_t j = 0; j < rows; ++j) {
    for (std::size_t i = 0; i < columns; ++i) {
      surface.value.push_back(loss(surface.u.at(i), surface.v.at(j)));
    }
  }
  return {surface, two_decades};
}

double loss_of_share(double share) { return std::pow(10, 2 * share - 1); }

// Bumps and a valley: some of it hides some from most sides. Without functions of the host's, so
// that it is the same everywhere.
double hills(double u, double v) {
  const double a = (u - 0.3) * (u - 0.3) + (v + 0.4) * (v + 0.4);
  const double b = (u + 0.5) * (u + 0.5) + (v - 0.2) * (v - 0.2);
  return 0.2 + 6 / (1 + 30 * a) + 4 / (1 + 20 * b) + 0.5 * (1 + v);
}

struct Pixel {
  int red, green, blue, alpha;
};

// What a raster drew.
struct Picture {
  std::size_t width;
  std::span<const std::uint8_t> bytes;
  Pixel at(std::size_t x, std::size_t y) const {
    const std::uint8_t* p = &bytes[(y * width + x) * 4];
    return {p[0], p[1], p[2], p[3]};
  }
};

int distance(const Pixel& a, const Rgb& b) {
  return std::max(
      {std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue)});
}

std::string sha256_of(std::span<const std::uint8_t> bytes) {
  Sha256 hash;
  hash.update(std::as_bytes(bytes));
  return hash.hex();
}

// Seen from straight above with 50 pixels a unit, the box is 100 x 92 pixels, and level ground has
// the full colour of its loss.
TEST(ReliefRaster, PaintsALevelPlaneAsARectangleOfOneColour) {
  const Relief relief = landscape(17, 33, [](double, double) { return 2.0; });
  ReliefRaster raster(relief);
  const Camera camera = fitted_to_box(Camera(-90, 90), {10, 10, 110, 102});
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const Picture picture{120, raster.draw(camera, {120, 112, 1}, theme)};
    const Rgb expected = resolve({Role::loss_ramp, two_decades.share(2)}, theme);
    for (std::size_t y = 0; y < 112; ++y) {
      for (std::size_t x = 0; x < 120; ++x) {
        const bool inside = x >= 10 && x < 110 && y >= 10 && y < 102;
        const Pixel pixel = picture.at(x, y);
        ASSERT_EQ(pixel.alpha, inside ? 255 : 0) << x << ' ' << y;
        // The ramp's table has 2,048 steps and rounds, as does the byte.
        if (!inside) continue;
        ASSERT_LE(distance(pixel, expected), 1) << x << ' ' << y;
      }
    }
  }
}

// z = 0.4 + 0.2 x, seen from the front at 30 degrees: a column of pixels has one colour, and by
// sin 30 = 1/2 the page's y is 100 (-y / 2 - cos(30) z) from a fixed place.
TEST(ReliefRaster, PaintsATiltedPlaneInTheColourShadeAndPlaceOfItsSlope) {
  const double slope = 0.2, cosine = std::sqrt(3.0) / 2;
  const auto share_at = [&](double x) {
    return (0.4 + slope * x - box_low) / (box_high - box_low);
  };
  const Relief relief =
      landscape(65, 33, [&](double u, double) { return loss_of_share(share_at(u)); });
  Camera camera(-90, 30);
  camera.fit(std::array{Point3{-1, 0, 0}, Point3{1, 0, 0}}, {10, 50, 210, 250});
  ASSERT_EQ(camera.pixels_per_unit(), 100);
  ReliefRaster raster(relief);
  const Picture picture{220, raster.draw(camera, {220, 220, 1}, Theme::light)};
  // The cosine between the plane's normal (-slope, 0, 1) and the light, of that of level ground.
  const double lit = (-slope * towards_light.x + towards_light.z) /
                     (std::sqrt(1 + slope * slope) * towards_light.z);
  const double shade = shade_depth * (1 - std::min(lit, 1.0));
  for (std::size_t x = 10; x < 210; ++x) {
    const double at = (static_cast<double>(x) + 0.5 - 110) / 100;
    const double far = 150 - 100 * (0.92 / 2 + cosine * (0.4 + slope * at)), near = far + 92;
    for (std::size_t y = 0; y < 220; ++y) {
      const double middle = static_cast<double>(y) + 0.5;
      const Pixel pixel = picture.at(x, y);
      const double inside = std::min(middle - far, near - middle);
      if (std::fabs(inside) < 1) {  // on an edge that rises by `slope` times `cosine` a column
        const double covered = std::clamp(0.5 + inside / (1 + slope * cosine), 0.0, 1.0);
        ASSERT_NEAR(pixel.alpha, 255 * covered, 2) << x << ' ' << y;
        continue;
      }
      ASSERT_EQ(pixel.alpha, inside > 0 ? 255 : 0) << x << ' ' << y;
      if (pixel.alpha == 0) continue;
      const Rgb expected = resolve({Role::loss_ramp, share_at(at), shade}, Theme::light);
      ASSERT_LE(distance(pixel, expected), 2) << x << ' ' << y;
    }
  }
}

// The outline of a level plane at the side of a column that half covers its pixels.
TEST(ReliefRaster, CoversAPixelByAsMuchAsLiesInside) {
  const Relief relief = landscape(9, 9, [](double, double) { return 1.0; });
  ReliefRaster raster(relief);
  const Camera camera = fitted_to_box(Camera(-90, 90), {10, 10.25, 110, 102.25});
  const Picture picture{120, raster.draw(camera, {120, 112, 1}, Theme::light)};
  for (std::size_t x = 11; x < 109; ++x) {
    EXPECT_NEAR(picture.at(x, 10).alpha, 0.75 * 255, 1) << x;
    EXPECT_NEAR(picture.at(x, 102).alpha, 0.25 * 255, 1) << x;
    EXPECT_EQ(picture.at(x, 11).alpha, 255);
    EXPECT_EQ(picture.at(x, 103).alpha, 0);
  }
}

// Where a level's line crosses a row of pixels, what it takes from them adds up to its width times
// its opacity.
TEST(ReliefRaster, DrawsALineOfEqualLossAtItsPlaceAsWideAsItIs) {
  const auto share_at = [](double x) { return 0.5 + 0.3 * x; };
  const Relief relief =
      landscape(65, 9, [&](double u, double) { return loss_of_share(share_at(u)); });
  const Camera camera = fitted_to_box(Camera(-90, 90), {10, 10, 410, 378});
  const double place = 0.25;
  for (const bool heavy : {true, false}) {
    const std::array level{Level{loss_of_share(share_at(place)), heavy}};
    ReliefRaster with(relief, level), without(relief);
    const Picture lined{420, with.draw(camera, {420, 388, 1}, Theme::light)};
    const Picture plain{420, without.draw(camera, {420, 388, 1}, Theme::light)};
    const double ink = resolve({Role::ink}, Theme::light).green;
    double taken = 0, where = 0;
    for (std::size_t x = 10; x < 410; ++x) {
      const double ground = plain.at(x, 200).green;
      const double part = (ground - lined.at(x, 200).green) / (ground - ink);
      taken += part;
      where += part * (static_cast<double>(x) + 0.5);
    }
    // Two pixels are touched, of which a byte rounds each by 1/2 of about 150.
    EXPECT_NEAR(taken, heavy ? 0.9 * 0.55 : 0.55 * 0.33, 0.02);
    EXPECT_NEAR(where / taken, 210 + 200 * place, 0.1);
  }
}

TEST(ReliefRaster, AgreesWithTheColoursOfThePatches) {
  const Relief relief = landscape(65, 65, hills);
  ReliefRaster raster(relief);
  std::size_t compared = 0;
  for (const double azimuth : {-50.0, 20.0, 200.0}) {
    const Camera camera = fitted_to_box(Camera(azimuth, 50), {0, 0, 1600, 1200});
    const Picture picture{1600, raster.draw(camera, {1600, 1200, 1}, Theme::light)};
    for (const Quad& quad : quads_back_to_front(relief, camera, 64)) {
      Point3 centre{};
      double low = 1, high = 0;
      for (const Point3& p : quad.corner) {
        centre = {centre.x + p.x / 4, centre.y + p.y / 4, centre.z + p.z / 4};
        low = std::min(low, (p.z - box_low) / (box_high - box_low));
        high = std::max(high, (p.z - box_low) / (box_high - box_low));
      }
      // Shades of the underside are blended in where a patch turns away; hidden ones are not seen.
      if (quad.shade > 0.9 * shade_depth || relief.hides(camera, centre, 1e-9)) continue;
      const Projected at = camera.project(centre);
      const Pixel pixel =
          picture.at(static_cast<std::size_t>(at.x), static_cast<std::size_t>(at.y));
      // A patch is at least 8 pixels wide, the pixel's middle at most 0.71 away from its centre,
      // and so the share by a tenth of what the patch spans: of a ramp that goes through less than
      // 110 levels of a byte in each quarter. The shade's spread over a patch is of that size.
      const double tolerance = 2 + 2 * 0.1 * (high - low) * 440;
      ASSERT_LE(distance(pixel, resolve({Role::loss_ramp, quad.share, quad.shade}, Theme::light)),
                tolerance)
          << azimuth << ' ' << centre.x << ' ' << centre.y;
      ++compared;
    }
  }
  EXPECT_GT(compared, 8000U);
}

TEST(ReliefRaster, PicksThePointThatIsSeenAtAPixel) {
  const Relief relief = landscape(129, 97, hills);
  ReliefRaster raster(relief);
  Rng random(53);
  std::size_t seen = 0, hidden = 0;
  while (seen < 1000) {
    const double azimuth = random.uniform(-180, 180), elevation = random.uniform(7, 40);
    const Camera camera = fitted_to_box(Camera(azimuth, elevation), {20, 20, 620, 420});
    // What is seen from 4 degrees lower too is not seen past an edge by a hair, nor along the
    // ground.
    const Camera lower(azimuth, elevation - 4);
    raster.draw(camera, {640, 440, 1}, Theme::light);
    for (int k = 0; k < 50; ++k) {
      Point3 point;
      point.x = random.uniform(-1, 1);
      point.y = random.uniform(-0.92, 0.92);
      point.z = relief.height_at(point.x, point.y);
      const Projected place = camera.project(point);
      const auto picked = raster.pick(place.x, place.y);
      ASSERT_TRUE(picked) << point.x << ' ' << point.y;
      const Point3 found{picked->u, picked->v, relief.height_at(picked->u, picked->v)};
      const Projected there = camera.project(found);
      // It lies where it was asked for ...
      EXPECT_NEAR(there.x, place.x, 0.01);
      EXPECT_NEAR(there.y, place.y, 1);
      // ... and is the point itself, or what hides it.
      if (relief.hides(camera, point, default_clearance)) {
        EXPECT_GT(there.nearness, place.nearness) << point.x << ' ' << point.y;
        ++hidden;
      } else if (!relief.hides(lower, point, 1e-4)) {
        const double away = std::hypot(found.x - point.x, found.y - point.y);
        EXPECT_LE(away * camera.pixels_per_unit(), 1) << point.x << ' ' << point.y;
        ++seen;
      }
    }
  }
  EXPECT_GT(hidden, 20U);
  EXPECT_FALSE(raster.pick(1, 1));
  EXPECT_FALSE(raster.pick(-50, 200));
  EXPECT_FALSE(raster.pick(300, 5000));
}

TEST(ReliefRaster, LeavesHolesThroughWhichTheGroundBehindIsSeen) {
  // A wall across the middle, in which no loss is finite, hides nothing; seen from the front.
  const auto with_wall = [](double wall) {
    return landscape(65, 65,
                     [wall](double, double v) { return v > -0.3 && v < -0.2 ? wall : 0.2; });
  };
  const Camera camera = fitted_to_box(Camera(-90, 20), {10, 10, 210, 110});
  Point3 behind{0, -0.1, 0};
  const Relief solid = with_wall(8), open = with_wall(infinity);
  behind.z = open.height_at(behind.x, behind.y);
  const Projected at = camera.project(behind);
  ReliefRaster solid_raster(solid), open_raster(open);
  solid_raster.draw(camera, {220, 120, 1}, Theme::light);
  const Picture picture{220, open_raster.draw(camera, {220, 120, 1}, Theme::light)};
  ASSERT_TRUE(solid_raster.pick(at.x, at.y) && open_raster.pick(at.x, at.y));
  EXPECT_LT(solid_raster.pick(at.x, at.y)->v, -0.2);
  EXPECT_NEAR(open_raster.pick(at.x, at.y)->v, -0.1, 0.01);
  const Projected hole = camera.project({0, -0.25, behind.z});
  EXPECT_FALSE(open_raster.pick(hole.x, hole.y));
  EXPECT_EQ(picture.at(static_cast<std::size_t>(hole.x), static_cast<std::size_t>(hole.y)).alpha,
            0);
  // Nothing to see at all.
  const Relief nothing = landscape(3, 3, [](double, double) { return infinity; });
  ReliefRaster empty(nothing);
  for (const std::uint8_t byte : empty.draw(camera, {20, 20, 1}, Theme::dark)) EXPECT_EQ(byte, 0);
}

TEST(ReliefRaster, GivesTheSameBytesEverywhereAndEveryTime) {
  const Relief relief = landscape(97, 65, hills);
  const std::vector<Level> levels = log_levels(0.2, 8, 12);
  ReliefRaster raster(relief, levels), again(relief, levels);
  const Camera camera = fitted_to_box(Camera(-30, 25), {10, 10, 370, 290});
  const std::string first = sha256_of(raster.draw(camera, {380, 300, 1}, Theme::light));
  raster.draw(fitted_to_box(Camera(70, 60), {0, 0, 50, 90}), {50, 90, 1}, Theme::dark);
  EXPECT_EQ(sha256_of(raster.draw(camera, {380, 300, 1}, Theme::light)), first);
  EXPECT_EQ(sha256_of(again.draw(camera, {380, 300, 1}, Theme::light)), first);
  EXPECT_EQ(first, "4b761e9b2313e09b6c3c81f25c82fd1e8c10172d6be72c30e3178352d0e54cad");
}

// Along the grid's axes and along the floor, on canvases that show a part of it or nothing.
TEST(ReliefRaster, StaysInsideAnyCanvas) {
  const Relief relief = landscape(9, 5, hills);
  ReliefRaster raster(relief, std::vector<Level>{{1, true}});
  for (const double azimuth : {-180.0, -90.0, 0.0, 45.0, 90.0}) {
    for (const double elevation : {0.0, 27.0, 90.0}) {
      const Camera camera = fitted_to_box(Camera(azimuth, elevation), {-40, -60, 90, 80});
      for (const Canvas canvas : {Canvas{0, 0, 1}, Canvas{1, 1, 1}, Canvas{30, 50, 3}}) {
        EXPECT_EQ(raster.draw(camera, canvas, Theme::light).size(),
                  canvas.width * canvas.height * 4);
      }
      raster.pick(15, 25);
    }
  }
}

}  // namespace
}  // namespace logitlab::figure
