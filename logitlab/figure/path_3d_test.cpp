// SPDX-License-Identifier: MIT
#include "logitlab/figure/path_3d.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

#include "logitlab/data/generators.hpp"
#include "logitlab/figure/relief_track.hpp"
#include "logitlab/figure/svg.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {
namespace {

lab::Run lab_run(void (*change)(lab::Settings&)) {
  lab::Settings settings;
  settings.compare = {"none"};
  change(settings);
  lab::Watch watch;
  Result<lab::Run> run = lab::run(settings, std::make_shared<const Dataset>(make_lab()), watch);
  EXPECT_TRUE(run.has_value());
  return std::move(*run);
}

TEST(ReliefTrack, LiesOnTheGroundAndEndsAtTheWindow) {
  const lab::Run run = lab_run([](lab::Settings& s) { s.window = Window{-10, 5, -12, 0.5}; });
  FigureInputs inputs(run);
  const Relief relief(inputs.surface(), inputs.scale());
  const ReliefTrack track = track_on_relief(run, relief);
  ASSERT_EQ(track.place.size(), 701U);
  EXPECT_TRUE(track.place.front().has_value());
  EXPECT_FALSE(track.place.back().has_value());  // w ends at 15
  double farthest = 0;
  for (const auto& line : track.lines) {
    for (const Point3& p : line) {
      EXPECT_LE(std::fabs(p.x), box_half_width);
      EXPECT_LE(std::fabs(p.y), box_half_depth);
      EXPECT_EQ(p.z, relief.height_at(p.x, p.y));
      farthest = std::max(farthest, p.x);
    }
  }
  EXPECT_NEAR(farthest, box_half_width, 1e-12);
}

TEST(ReliefTrack, OfAPathElsewhereIsEmpty) {
  const lab::Run run = lab_run([](lab::Settings& s) { s.window = Window{-14, -8, 5, 12}; });
  FigureInputs inputs(run);
  const Relief relief(inputs.surface(), inputs.scale());
  EXPECT_TRUE(track_on_relief(run, relief).lines.empty());
  EXPECT_NE(draw_path_3d(inputs).description.find("No step lies in this window"),
            std::string::npos);
}

TEST(Path3d, StandsItsStemsWhereTheBatchesPulled) {
  const lab::Run run = lab_run([](lab::Settings&) {});
  FigureInputs inputs(run);
  const Scene scene = draw_path_3d(inputs);
  std::size_t heads = 0, below = 0;
  for (const Element& element : scene.elements) {
    if (const Circle* c = std::get_if<Circle>(&element.shape)) {
      heads += c->fill.role == Role::class1 ? 1 : 0;
    }
    if (const Triangle* t = std::get_if<Triangle>(&element.shape)) below += t->down ? 1 : 0;
  }
  EXPECT_EQ(heads + below, 35U);  // five epochs of seven batches
  EXPECT_GT(below, 0U);
  EXPECT_EQ(scene.title, "700 steps down the surface");
  EXPECT_NE(scene.description.find("hollow marks lie below"), std::string::npos);
  EXPECT_EQ(scene.description.find("behind the surface"), std::string::npos);
}

TEST(Path3d, StaysSmallForALongRunThatGoesToAndFro) {
  const lab::Run run = lab_run([](lab::Settings& s) {
    s.epochs = 4000;
    s.learning_rate = 40;
    s.window = Window{-200, 400, -200, 200};
  });
  FigureInputs inputs(run);
  EXPECT_LT(to_svg(draw_path_3d(inputs), Theme::light).size(), 150000U);
}

TEST(Path3d, DrawsNoStemsWhereAStepSeesAllSamples) {
  const lab::Run run = lab_run([](lab::Settings& s) { s.batch_size = 0; });
  FigureInputs inputs(run);
  const Scene scene = draw_path_3d(inputs);
  EXPECT_TRUE(std::ranges::none_of(scene.elements, [](const Element& element) {
    const Circle* c = std::get_if<Circle>(&element.shape);
    return c != nullptr && c->fill.role == Role::class1;
  }));
}

}  // namespace
}  // namespace logitlab::figure
