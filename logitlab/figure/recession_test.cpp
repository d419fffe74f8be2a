// SPDX-License-Identifier: MIT
#include "logitlab/figure/recession.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/recession_cone.hpp"
#include "logitlab/figure/recession_disc.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::figure {
namespace {

using lab::test::line;
using lab::test::run_on;

lab::Run run_over(const std::shared_ptr<const Dataset>& data, std::uint64_t epochs = 20) {
  lab::Settings settings;
  settings.compare = {"none"};
  settings.epochs = epochs;
  return run_on(settings, data);
}

// Turned from `a` to `b` anticlockwise or not: the sign of the angle below 180 degrees.
double turn(const WbDirection& a, const WbDirection& b) { return a.w * b.b - a.b * b.w; }

double smallest_margin(const Dataset& data, const WbDirection& v) {
  double least = 1e300;
  for (std::size_t i = 0; i < data.length(); ++i) {
    const double margin = v.w * data[i].x[0] + v.b;
    least = std::fmin(least, data[i].y == 1 ? margin : -margin);
  }
  return least;
}

TEST(SeparatingCone, OfTheLabLiesBetweenItsTwoNeighbours) {
  const auto cone = separating_cone(make_lab());
  ASSERT_TRUE(cone);
  EXPECT_FALSE(cone->is_ray);
  EXPECT_EQ(cone->edge[0].w, 1);
  EXPECT_EQ(cone->edge[0].b, -0.3);  // the lowest one
  EXPECT_EQ(cone->edge[1].w, 1);
  EXPECT_EQ(cone->edge[1].b, -0.2);  // the highest zero
}

TEST(SeparatingCone, HasNegativeWeightsWhereTheOnesAreBelow) {
  const auto cone = separating_cone(*line("below", {{1, 1}, {2, 1}, {5, 0}, {7, 0}}));
  ASSERT_TRUE(cone);
  EXPECT_EQ(cone->edge[0].w, -1);
  EXPECT_EQ(cone->edge[0].b, 5);
  EXPECT_EQ(cone->edge[1].w, -1);
  EXPECT_EQ(cone->edge[1].b, 2);
  EXPECT_GT(turn(cone->edge[0], cone->edge[1]), 0);
}

TEST(SeparatingCone, IsARayWhereTheClassesTouch) {
  const auto cone = separating_cone(*line("touching", {{1, 0}, {2, 0}, {2, 1}, {3, 1}}));
  ASSERT_TRUE(cone);
  EXPECT_TRUE(cone->is_ray);
  EXPECT_EQ(cone->edge[0].b, -2);
}

TEST(SeparatingCone, IsNotThereForOverlapOrOneInputForAll) {
  EXPECT_FALSE(separating_cone(*line("overlap", {{1, 0}, {3, 0}, {2, 1}, {4, 1}})));
  EXPECT_FALSE(separating_cone(*line("same", {{1, 0}, {1, 1}})));
}

// A direction has no sample on the wrong side exactly if it lies between the edges.
TEST(SeparatingCone, HoldsWhatSeparatesAndNothingElse) {
  const std::vector<std::shared_ptr<const Dataset>> sets = {
      line("above", {{-3, 0}, {-1, 0}, {0.5, 1}, {2, 1}}),
      line("below", {{1, 1}, {2, 1}, {5, 0}, {7, 0}}),
      line("ones", {{-1, 1}, {2, 1}}),
      line("zeros", {{-1, 0}, {2, 0}}),
  };
  for (const auto& data : sets) {
    const auto cone = separating_cone(*data);
    ASSERT_TRUE(cone) << data->name();
    for (int degree = 0; degree < 360; ++degree) {
      const double angle = (degree + 0.123) * 0.017453292519943295;
      const WbDirection v{std::cos(angle), std::sin(angle)};
      const bool between = turn(cone->edge[0], v) >= 0 && turn(v, cone->edge[1]) >= 0;
      EXPECT_EQ(between, smallest_margin(*data, v) >= 0) << data->name() << " " << degree;
    }
  }
}

TEST(SeparatingCone, HoldsTheDirectionThatTheRunFound) {
  for (const auto& data : {std::make_shared<const Dataset>(make_lab()),
                           std::make_shared<const Dataset>(
                               make_gaussians({.rows = 60, .inputs = 1, .noise = 0.2}).value())}) {
    const lab::Run run = run_over(data);
    ASSERT_EQ(run.separable.kind, lab::SeparableKind::complete);
    const WbDirection found{run.separable.direction[0], run.separable.direction[1]};
    const auto cone = separating_cone(*data);
    ASSERT_TRUE(cone);
    EXPECT_GE(turn(cone->edge[0], found), 0);
    EXPECT_GE(turn(found, cone->edge[1]), 0);
  }
}

// 0.3 w + b = 1 and 0.2 w + b = -1.
TEST(WidestMargin, OfTheLabIsTwentyAndMinusFive) {
  const auto widest = widest_margin(make_lab());
  ASSERT_TRUE(widest);
  EXPECT_NEAR(widest->w, 20, 1e-12 * 20);
  EXPECT_NEAR(widest->b, -5, 1e-12 * 20);
}

// The point at 5 alone decides: (w, b) is its own direction, (5, 1) / 26, and the point at -10 has
// the margin 49/26.
TEST(WidestMargin, MayRestOnOneSample) {
  const auto widest = widest_margin(*line("one", {{-10, 0}, {5, 1}}));
  ASSERT_TRUE(widest);
  EXPECT_NEAR(widest->w, 5.0 / 26, 1e-15);
  EXPECT_NEAR(widest->b, 1.0 / 26, 1e-15);
}

// Against a search over all directions.
TEST(WidestMargin, IsWiderThanAnyOtherDirection) {
  const std::vector<std::shared_ptr<const Dataset>> sets = {
      line("above", {{-3, 0}, {-1, 0}, {0.5, 1}, {2, 1}}), line("below", {{1, 1}, {2, 1}, {5, 0}}),
      line("far", {{40, 0}, {52, 0}, {53, 1}, {71, 1}}), line("ones", {{-1, 1}, {2, 1}})};
  for (const auto& data : sets) {
    const auto widest = widest_margin(*data);
    ASSERT_TRUE(widest) << data->name();
    const double length = std::hypot(widest->w, widest->b);
    const double margin = smallest_margin(*data, *widest) / length;
    double best = 0;
    for (int k = 0; k < 200'000; ++k) {
      const double angle = k * 3.14159265358979324e-5;
      best = std::fmax(best, smallest_margin(*data, {std::cos(angle), std::sin(angle)}));
    }
    EXPECT_GE(margin, best * (1 - 1e-9)) << data->name();
    // The search is that close: margins change by at most |(x, 1)| < 72 a radian.
    EXPECT_LE(margin, best + 72 * 3.2e-5) << data->name();
  }
}

TEST(WidestMargin, IsNotThereWithoutAMargin) {
  EXPECT_FALSE(widest_margin(*line("touching", {{1, 0}, {2, 0}, {2, 1}, {3, 1}})));
  EXPECT_FALSE(widest_margin(*line("overlap", {{1, 0}, {3, 0}, {2, 1}, {4, 1}})));
}

TEST(Recession, IsForSeparableDataOfOneInput) {
  EXPECT_TRUE(has_recession(run_over(std::make_shared<const Dataset>(make_lab()))));
  EXPECT_TRUE(has_recession(run_over(line("touching", {{1, 0}, {2, 0}, {2, 1}, {3, 1}}))));
  EXPECT_FALSE(has_recession(run_over(line("overlap", {{1, 0}, {3, 0}, {2, 1}, {4, 1}}))));
  EXPECT_FALSE(has_recession(run_over(std::make_shared<const Dataset>(
      make_gaussians({.rows = 30, .inputs = 2, .noise = 0.1}).value()))));
}

TEST(Recession, CompressesTheRadiusAndKeepsTheDirection) {
  const lab::Run run = run_over(std::make_shared<const Dataset>(make_lab()), 100);
  FigureInputs inputs(run);
  const Scene scene = draw_recession(inputs);
  // From (-5, -10), sqrt(125) from the middle, with 10 half way out; the rim is 200 pixels away.
  const double r = std::sqrt(125.0), share = r / (r + 10);
  const Point middle = disc_frame.centre();
  int found = 0;
  for (const Element& element : scene.elements) {
    const Circle* mark = std::get_if<Circle>(&element.shape);
    if (mark == nullptr || mark->meaning != Meaning::start || found++ > 0) continue;
    EXPECT_NEAR(mark->centre.x, middle.x - 200 * share * 5 / r, 1e-9);
    EXPECT_NEAR(mark->centre.y, middle.y + 200 * share * 10 / r, 1e-9);
  }
  EXPECT_EQ(found, 2);  // on the disc, and where the loss is drawn against the radius
}

TEST(Recession, NamesTheEdgesOfTheConeAndItsMiddle) {
  const lab::Run run = run_over(std::make_shared<const Dataset>(make_lab()), 100);
  FigureInputs inputs(run);
  const Scene scene = draw_recession(inputs);
  bool low = false, high = false;
  for (const Element& element : scene.elements) {
    const Text* text = std::get_if<Text>(&element.shape);
    if (text == nullptr) continue;
    low |= text->text == "threshold 0.2";
    high |= text->text == "threshold 0.3";
  }
  EXPECT_TRUE(low);
  EXPECT_TRUE(high);
  EXPECT_NE(scene.description.find("thresholds between 0.2 and 0.3, all 20 samples"),
            std::string::npos)
      << scene.description;
  EXPECT_NE(scene.description.find("threshold 0.25, is the widest margin"), std::string::npos)
      << scene.description;
}

// Steps so long that the path is lost: all that is seen of it costs more than a ray from 0 does.
TEST(Recession, LeavesOutARayBelowAllThatIsShown) {
  const lab::Run run = run_over(line("lost", {{4e6, 0}, {5.2e6, 0}, {5.3e6, 1}, {7e6, 1}}), 1);
  ASSERT_TRUE(has_recession(run));
  FigureInputs inputs(run);
  const Scene scene = draw_recession(inputs);
  const Panel& rays = scene.panels.back();
  ASSERT_EQ(rays.name, "rays");
  ASSERT_GT(1e-3 * rays.y.low, 0.6932);  // log 2, where every ray begins
  for (const Element& element : scene.elements) {
    const Text* text = std::get_if<Text>(&element.shape);
    if (text == nullptr) continue;
    EXPECT_EQ(text->text.find("along the arrow"), std::string::npos);
  }
}

// Ages, say: the cone would be a thousandth of a degree wide in w and b themselves.
TEST(Recession, ShearsThePlaneForInputsFarFromZero) {
  const auto data = line("far", {{40, 0}, {52, 0}, {53, 1}, {71, 1}});
  const Disc disc = disc_of(run_over(data), *separating_cone(*data));
  EXPECT_FALSE(disc.coordinates.plain());
  const DiscVector a = disc.of(disc.cone.edge[0]).unit(), b = disc.of(disc.cone.edge[1]).unit();
  EXPECT_GT(a.x * b.y - a.y * b.x, 0.02);  // the sine of the angle between the edges
  const WbDirection back = disc.coordinates.back(disc.coordinates.of(0.5, -26));
  EXPECT_DOUBLE_EQ(back.w, 0.5);
  EXPECT_DOUBLE_EQ(back.b, -26);
}

}  // namespace
}  // namespace logitlab::figure
