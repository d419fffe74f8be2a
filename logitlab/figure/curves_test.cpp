// SPDX-License-Identifier: MIT
#include "logitlab/figure/curves.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/figure/curve_panel.hpp"
#include "logitlab/figure/curve_series.hpp"
#include "logitlab/figure/curve_words.hpp"
#include "logitlab/figure/svg.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {
namespace {

lab::Run lab_run(void (*change)(lab::Settings&)) {
  lab::Settings settings;
  change(settings);
  lab::Watch watch;
  const bool single = settings.data == "lab-float32";
  auto data = std::make_shared<const Dataset>(single ? make_lab_float32() : make_lab());
  Result<lab::Run> run = lab::run(settings, std::move(data), watch);
  EXPECT_TRUE(run.has_value());
  return std::move(*run);
}

Scene drawn(const lab::Run& run) {
  FigureInputs inputs(run);
  return draw_curves(inputs);
}

std::vector<Text> texts_of(const Scene& scene) {
  std::vector<Text> texts;
  for (const Element& element : scene.elements) {
    if (const Text* text = std::get_if<Text>(&element.shape)) texts.push_back(*text);
  }
  return texts;
}

bool says(const Scene& scene, const std::string& words) {
  return std::ranges::any_of(texts_of(scene), [&](const Text& text) {
    return text.text.find(words) != std::string::npos;
  });
}

// A run of one training whose columns are given, over the lab's samples.
lab::Run made_run(const std::vector<double>& loss, const std::vector<double>& gradient) {
  lab::Run run = lab_run([](lab::Settings& s) {
    s.epochs = 1;
    s.compare = {"none"};
  });
  lab::Training& t = *run.training;
  t.columns = {loss, gradient, std::vector<double>(loss.size(), 0.65)};
  t.trajectory.step.resize(loss.size());
  t.trajectory.epoch.resize(loss.size());
  t.trajectory.batch.resize(loss.size());
  t.trajectory.rate.resize(loss.size(), unknown);
  t.trajectory.batch_value.resize(loss.size(), unknown);
  t.trajectory.w.resize(loss.size() * t.trajectory.dimension);
  for (std::size_t k = 0; k < loss.size(); ++k) t.trajectory.step[k] = k;
  t.result.steps = loss.size() - 1;
  return run;
}

TEST(Curves, TellTheLabsStory) {
  const lab::Run run = lab_run([](lab::Settings&) {});
  const Scene scene = drawn(run);
  EXPECT_EQ(scene.title, "One start, two losses");
  for (const char* words :
       {"20 of 20 right", "13 of 20 right", "0.052 and falling", "0.350, as at the start",
        "step 80", "hold zeros only", "0.0047", "nothing to follow"}) {
    EXPECT_TRUE(says(scene, words)) << words;
  }
  EXPECT_NE(scene.description.find("some 45,000 times smaller"), std::string::npos);
  EXPECT_NE(scene.description.find("as soon as a batch holds a sample of class 1"),
            std::string::npos);
}

TEST(Curves, BracketOnlyFlatStretchesOfOneClass) {
  // Steps 1 to 4 of each seven see zeros only, in file order; step 5 sees both classes.
  const lab::Run run = lab_run([](lab::Settings& s) { s.compare = {"none"}; });
  const auto stretches = one_class_stretches(run, *run.training, 14);
  ASSERT_EQ(stretches.size(), 4U);
  EXPECT_EQ(stretches[0].first, 1U);
  EXPECT_EQ(stretches[0].last, 4U);
  EXPECT_FALSE(stretches[0].ones);
  EXPECT_EQ(stretches[1].first, 6U);
  EXPECT_EQ(stretches[1].last, 7U);
  EXPECT_TRUE(stretches[1].ones);
  EXPECT_EQ(stretches[2].first, 8U);
  EXPECT_EQ(stretches[2].last, 11U);

  const lab::Run whole = lab_run([](lab::Settings& s) {
    s.compare = {"none"};
    s.batch_size = 0;
  });
  EXPECT_TRUE(one_class_stretches(whole, *whole.training, 14).empty());
  EXPECT_FALSE(says(drawn(whole), "flat while"));
}

TEST(Curves, MarkTheLastFinitePointOfARunThatBreaksOff) {
  const lab::Run run = lab_run([](lab::Settings& s) {
    s.data = "lab-float32";
    s.precision = Precision::float32;
    s.loss = "cross-entropy-as-written";
    s.epochs = 600;
  });
  const Scene scene = drawn(run);
  EXPECT_TRUE(says(scene, "then not finite"));
  EXPECT_NE(scene.description.find("Step 3,409"), std::string::npos);
  const double x = scene.panels[0].x.to_pixel(3408);
  EXPECT_TRUE(std::ranges::any_of(scene.elements, [&](const Element& element) {
    const Circle* ring = std::get_if<Circle>(&element.shape);
    return ring != nullptr && ring->stroke.paint.role == Role::warning &&
           std::fabs(ring->centre.x - x) < 1e-9;
  }));
}

TEST(Curves, SayWhatLiesBelowALogAxis) {
  const Scene scene = drawn(made_run({1, 0.5, 0, 0}, {1, 0.1, 0, 1e-300}));
  EXPECT_NE(scene.description.find("Hollow marks"), std::string::npos);
  std::size_t marks = 0;
  for (const Element& element : scene.elements) {
    const Triangle* mark = std::get_if<Triangle>(&element.shape);
    if (mark != nullptr && mark->down) ++marks;
  }
  EXPECT_EQ(marks, 2U);  // one in each panel with a log axis
  EXPECT_EQ(to_svg(scene, Theme::light).find("nan"), std::string::npos);
}

TEST(Curves, DrawConstantAndEmptyColumns) {
  for (const double value : {0.0, 0.7, 1e-250, 1e250}) {
    const Scene scene = drawn(made_run({value, value, value}, {value, value, value}));
    for (const Panel& panel : scene.panels) {
      EXPECT_LT(panel.y.low, panel.y.high) << value;
      EXPECT_TRUE(std::isfinite(panel.y.to_pixel(panel.y.low))) << value;
    }
  }
  const Scene start_only = drawn(made_run({2.5}, {0.5}));
  EXPECT_TRUE(says(start_only, "2.50"));
  EXPECT_NE(start_only.description.find("No step was taken"), std::string::npos);
}

TEST(Curves, KeepTheExtremesOfALongRunInFewBytes) {
  std::vector<double> loss, gradient;
  for (std::size_t k = 0; k < 1000001; ++k) {
    loss.push_back(1 / (1.0 + static_cast<double>(k)) + (k == 543210 ? 50 : 0));
    gradient.push_back(0.1 + 0.01 * static_cast<double>(k % 7));
  }
  const Scene scene = drawn(made_run(loss, gradient));
  EXPECT_LT(to_svg(scene, Theme::light).size(), 60000U);
  const double peak = scene.panels[0].y.to_pixel(loss[543210]);
  EXPECT_TRUE(std::ranges::any_of(scene.elements, [&](const Element& element) {
    const Path* path = std::get_if<Path>(&element.shape);
    return path != nullptr &&
           std::ranges::any_of(path->points, [&](Point p) { return std::fabs(p.y - peak) < 1e-9; });
  }));
}

TEST(Curves, SpreadTheWordsOfAnyMixOfRuns) {
  const lab::Run runs[] = {
      lab_run([](lab::Settings&) {}),
      lab_run([](lab::Settings& s) { s.compare = {"newton", "lbfgs"}; }),
      lab_run([](lab::Settings& s) {
        s.compare = {"squared-error", "cross-entropy-as-written", "newton", "lbfgs"};
      }),
      lab_run([](lab::Settings& s) {
        s.solver = "newton";
        s.epochs = 3;
      }),
      lab_run([](lab::Settings& s) { s.epochs = 1; }),
      lab_run([](lab::Settings& s) { s.learning_rate = 500; }),
  };
  for (const lab::Run& run : runs) {
    const Scene scene = drawn(run);
    const std::vector<Text> texts = texts_of(scene);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const Box box = text_box(texts[i]).bounds();
      EXPECT_TRUE(box.left >= 0 && box.top >= 0 && box.right <= scene.width &&
                  box.bottom <= scene.height)
          << texts[i].text;
      for (std::size_t j = 0; j < i; ++j) {
        EXPECT_FALSE(text_box(texts[i]).overlaps(text_box(texts[j])))
            << texts[i].text << " | " << texts[j].text;
      }
    }
    EXPECT_EQ(to_svg(scene, Theme::dark), to_svg(drawn(run), Theme::dark));
  }
}

TEST(LogScaleFor, HasRoundEndsAndRoomForAConstant) {
  const std::vector<double> loss{4.55, 0.052}, constant{0.1, 0.1}, zero{0, 0};
  const Scale scale = log_scale_for({&loss}, 300, 100);
  EXPECT_DOUBLE_EQ(scale.low, 0.03);
  EXPECT_DOUBLE_EQ(scale.high, 10);
  const Scale around = log_scale_for({&constant}, 300, 100);
  EXPECT_LT(around.low, 0.1);
  EXPECT_GT(around.high, 0.1);
  const Scale nothing = log_scale_for({&zero}, 300, 100);
  EXPECT_GT(nothing.low, 0);
  EXPECT_LT(nothing.low, nothing.high);
}

TEST(ShareScaleFor, BeginsBelowTheLowestShare) {
  const std::vector<double> lab{0.65, 1}, perfect{1, 1}, none{0, 1};
  EXPECT_NEAR(share_scale_for({&lab}, 1, 0).low, 0.6, 1e-12);
  EXPECT_NEAR(share_scale_for({&perfect}, 1, 0).low, 0.95, 1e-12);
  EXPECT_EQ(share_scale_for({&none}, 1, 0).low, 0);
}

}  // namespace
}  // namespace logitlab::figure
