// SPDX-License-Identifier: MIT
#include "logitlab/figure/pulls.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/data/design.hpp"
#include "logitlab/data/generators.hpp"
#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/pull_facts.hpp"
#include "logitlab/lab/test_support.hpp"
#include "logitlab/objective/empirical_risk.hpp"

namespace logitlab::figure {
namespace {

using lab::test::line;
using lab::test::run_on;

lab::Run lab_run(void (*change)(lab::Settings&) = [](lab::Settings&) {}) {
  lab::Settings settings;
  settings.compare = {"none"};
  change(settings);
  return run_on(settings, std::make_shared<const Dataset>(make_lab()));
}

std::array<double, 2> gradient_of(const Dataset& data, CVec w, const char* loss) {
  const DenseDesign x(data.x());
  std::array<double, 2> gradient{};
  make_empirical_risk({.x = x, .y = data.y()}, *make_loss(loss))->value_and_gradient(w, gradient);
  return gradient;
}

TEST(Pulls, AddUpToMinusTheGradient) {
  const Dataset data = make_gaussians({.rows = 500, .inputs = 1, .noise = 1.5}).value();
  for (const char* loss : {"cross-entropy", "squared-error"}) {
    for (const std::array w : {std::array{-5.0, -10.0}, {0.3, 0.1}, {8.0, -2.0}}) {
      const std::array<double, 2> gradient = gradient_of(data, w, loss);
      std::array<double, 2> sum{}, size{};
      for (const Pull& p : pulls_of(data, w, *make_loss(loss))) {
        for (std::size_t k = 0; k < 2; ++k) {
          sum[k] += p.step[k];
          size[k] += std::fabs(p.step[k]);
        }
      }
      for (std::size_t k = 0; k < 2; ++k) {
        // Two sums of n numbers in different orders.
        const double bound = 2 * 500 * std::numeric_limits<double>::epsilon() * size[k];
        EXPECT_NEAR(sum[k], -gradient[k], bound) << loss << " " << w[0];
      }
    }
  }
}

// At w = b = 0 every p is 1/2: slopes 1/2 - y, and 2 (1/2 - y) / 4.
TEST(Pulls, HaveTheirClosedFormWhereNothingIsKnown) {
  const auto data = line("two", {{2, 1}, {-3, 0}});
  const std::array w = {0.0, 0.0};
  const std::vector<Pull> entropy = pulls_of(*data, w, CrossEntropy{});
  EXPECT_EQ(entropy[0].pull, 0.5);
  EXPECT_EQ(entropy[1].pull, -0.5);
  EXPECT_EQ(entropy[0].step, (std::array{0.5, 0.25}));
  EXPECT_EQ(entropy[1].step, (std::array{0.75, -0.25}));
  EXPECT_TRUE(entropy[0].wrong);  // a margin of 0 is called class 0
  EXPECT_FALSE(entropy[1].wrong);
  const std::vector<Pull> squared = pulls_of(*data, w, SquaredError{});
  EXPECT_EQ(squared[0].pull, 0.25);
  EXPECT_EQ(squared[1].pull, -0.25);
}

TEST(Pulls, AreJoinedInOrderOfTheInputWithoutLosingAny) {
  const auto data = line("seven", {{6, 1}, {1, 1}, {4, 1}, {2, 1}, {5, 1}, {3, 1}, {7, 1}, {0, 0}});
  const std::vector<Pull> pulls = pulls_of(*data, std::array{0.0, 0.0}, CrossEntropy{});
  const Chain single = chain_of(pulls, true, 16);
  ASSERT_EQ(single.links.size(), 7u);
  EXPECT_EQ(single.largest_group, 1u);
  for (std::size_t k = 0; k < 7; ++k) {
    EXPECT_DOUBLE_EQ(single.links[k][0], 0.5 * static_cast<double>(k + 1) / 8);
  }
  const Chain joined = chain_of(pulls, true, 3);  // 2, 2 and 3 of them
  ASSERT_EQ(joined.links.size(), 3u);
  EXPECT_EQ(joined.samples, 7u);
  EXPECT_EQ(joined.largest_group, 3u);
  EXPECT_DOUBLE_EQ(joined.links[0][0], 0.5 * (1 + 2) / 8);
  EXPECT_DOUBLE_EQ(joined.links[2][0], 0.5 * (5 + 6 + 7) / 8);
  EXPECT_DOUBLE_EQ(joined.links[2][1], 0.5 * 3 / 8);
  EXPECT_TRUE(chain_of(pulls, false, 3).links.size() == 1);
}

// Of the arrows in the panels "step" that of the sum, in ink: its tip.
std::vector<std::array<double, 2>> drawn_sums(const Scene& scene) {
  std::vector<std::array<double, 2>> sums;
  for (const Element& element : scene.elements) {
    const Path* tip = std::get_if<Path>(&element.shape);
    if (tip == nullptr || tip->fill.role != Role::path || !tip->closed) continue;
    const Panel& panel = scene.panels[element.clip - 1];
    sums.push_back({panel.x.from_pixel(tip->points[0].x), panel.y.from_pixel(tip->points[0].y)});
  }
  return sums;
}

TEST(Pulls, AreDrawnWithTheirSum) {
  const lab::Run run = lab_run();
  FigureInputs inputs(run);
  const Scene scene = draw_pulls(inputs);
  const std::vector<std::array<double, 2>> sums = drawn_sums(scene);
  ASSERT_EQ(sums.size(), 2u);
  for (std::size_t k = 0; k < 2; ++k) {
    const auto gradient =
        gradient_of(*run.data, *run.settings.start, k == 0 ? "cross-entropy" : "squared-error");
    const double length = std::sqrt(gradient[0] * gradient[0] + gradient[1] * gradient[1]);
    EXPECT_NEAR(sums[k][0], -gradient[0], 1e-9 * length);
    EXPECT_NEAR(sums[k][1], -gradient[1], 1e-9 * length);
  }
}

// Angles are drawn: a pixel is as much along w as along b, and what is enlarged says so.
TEST(Pulls, AreDrawnWithEqualUnits) {
  const lab::Run run = lab_run();
  FigureInputs inputs(run);
  const Scene scene = draw_pulls(inputs);
  std::vector<double> scales;
  for (const Panel& panel : scene.panels) {
    if (panel.name != "step") continue;
    const double across = (panel.x.to - panel.x.from) / (panel.x.high - panel.x.low);
    const double up = (panel.y.from - panel.y.to) / (panel.y.high - panel.y.low);
    EXPECT_NEAR(across, up, 1e-9 * across);
    scales.push_back(across);
  }
  ASSERT_EQ(scales.size(), 2u);
  EXPECT_NEAR(scales[1] / scales[0], 20000, 1e-6);
  bool said = false;
  for (const Element& element : scene.elements) {
    const Text* text = std::get_if<Text>(&element.shape);
    if (text != nullptr) said |= text->text.find("20,000 times below") != std::string::npos;
  }
  EXPECT_TRUE(said);
}

TEST(Pulls, SayThatSquaredErrorLetsGoOfItsWorstMistakes) {
  const lab::Run run = lab_run();
  FigureInputs inputs(run);
  const std::string words = draw_pulls(inputs).description;
  EXPECT_NE(words.find("Seven samples are on the wrong side"), std::string::npos) << words;
  EXPECT_NE(words.find("lets go of its worst mistakes"), std::string::npos) << words;
  EXPECT_NE(words.find("45,416 times shorter"), std::string::npos) << words;
}

TEST(Pulls, AreLookedAtWhereTheyTell) {
  EXPECT_TRUE(pull_moment(lab_run()).at_start);
  // From w = b = 0 no mistake is bad.
  const lab::Run mild = lab_run([](lab::Settings& s) { s.start = std::vector<double>{0, 0}; });
  const PullMoment end = pull_moment(mild);
  EXPECT_FALSE(end.at_start);
  EXPECT_EQ(end.name(), "step 700");
  EXPECT_EQ(end.w, mild.training->result.w);
  // Where the end has no slopes to be seen, or there is none.
  const lab::Run far = lab_run([](lab::Settings& s) {
    s.start = std::vector<double>{0, 0};
    s.learning_rate = 1e5;
  });
  EXPECT_TRUE(pull_moment(far).at_start);
}

TEST(Pulls, AreForOneInput) {
  EXPECT_TRUE(has_pulls(lab_run()));
  lab::Settings settings;
  settings.compare = {"none"};
  settings.epochs = 1;
  const auto two = std::make_shared<const Dataset>(
      make_gaussians({.rows = 20, .inputs = 2, .noise = 1}).value());
  EXPECT_FALSE(has_pulls(run_on(settings, two)));
}

TEST(Pulls, ThatAreNothingAreSaidToBe) {
  // Margins of 800 on the right side: every slope is 0 in a double.
  lab::Settings settings;
  settings.compare = {"none"};
  settings.start = std::vector<double>{800, 0};
  const auto data = line("sure", {{-1, 0}, {1, 1}});
  lab::Watch watch;
  const lab::Run run = lab::survey(settings, data, watch).value();
  FigureInputs inputs(run);
  const Scene scene = draw_pulls(inputs);
  int said = 0;
  for (const Element& element : scene.elements) {
    const Text* text = std::get_if<Text>(&element.shape);
    if (text != nullptr) said += text->text.find("no pull at all") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(said, 2);
  for (const Panel& panel : scene.panels) EXPECT_EQ(panel.name, "pull");
}

}  // namespace
}  // namespace logitlab::figure
