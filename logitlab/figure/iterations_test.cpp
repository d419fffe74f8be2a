// SPDX-License-Identifier: MIT
#include "logitlab/figure/iterations.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/iteration.hpp"
#include "logitlab/figure/svg.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::figure {
namespace {

using lab::test::run_on;

lab::Run lab_run(std::uint64_t epochs, std::uint64_t every = 20) {
  lab::Settings settings;
  settings.compare = {"none"};
  settings.epochs = epochs;
  settings.every = every;
  return run_on(settings, std::make_shared<const Dataset>(make_lab()));
}

std::vector<std::uint64_t> steps_of(const lab::Run& run, const std::vector<Moment>& moments) {
  std::vector<std::uint64_t> steps;
  for (const Moment& m : moments) steps.push_back(run.training->trajectory.step[m.row]);
  return steps;
}

bool says(const Scene& scene, const std::string& words) {
  for (const Element& element : scene.elements) {
    const Text* text = std::get_if<Text>(&element.shape);
    if (text != nullptr && text->text == words) return true;
  }
  return false;
}

TEST(IterationsStrip, ShowsTheMomentsOfTheSingleFigures) {
  const lab::Run run = lab_run(100);
  EXPECT_EQ(steps_of(run, strip_moments(run)), (std::vector<std::uint64_t>{7, 147, 287, 427, 567}));
  FigureInputs inputs(run);
  const Scene scene = draw_iterations_strip(inputs);
  EXPECT_EQ(scene.name, "iterations");
  for (const char* words : {"iteration 7", "iteration 147", "iteration 287", "iteration 427",
                            "iteration 567", "epoch 81", "13 of 20 right (65\u00A0%)"}) {
    EXPECT_TRUE(says(scene, words)) << words;
  }
  EXPECT_NE(scene.description.find("By iteration 147 the threshold has all 20 samples"),
            std::string::npos)
      << scene.description;
}

TEST(IterationsStrip, ChoosesFiveEvenlyOfMore) {
  const lab::Run run = lab_run(100, 10);  // epochs 1, 11, ..., 91
  ASSERT_EQ(iteration_moments(run).size(), 10u);
  EXPECT_EQ(steps_of(run, strip_moments(run)), (std::vector<std::uint64_t>{7, 147, 287, 427, 637}));
}

TEST(IterationsStrip, NeedsTwoMoments) {
  EXPECT_FALSE(has_iterations_strip(lab_run(1)));
  EXPECT_FALSE(has_iterations_strip(lab_run(20)));
  EXPECT_TRUE(has_iterations_strip(lab_run(21)));
}

// In each column the path ends where its moment is.
TEST(IterationsStrip, EndsEachPathAtItsMoment) {
  const lab::Run run = lab_run(100);
  FigureInputs inputs(run);
  const Scene scene = draw_iterations_strip(inputs);
  std::vector<Panel> planes;
  for (const Panel& panel : scene.panels) {
    if (panel.name == "plane") planes.push_back(panel);
  }
  std::vector<Point> ends;
  for (const Element& element : scene.elements) {
    const Circle* mark = std::get_if<Circle>(&element.shape);
    if (mark != nullptr && mark->meaning == Meaning::end) ends.push_back(mark->centre);
  }
  const std::vector<Moment> moments = strip_moments(run);
  ASSERT_EQ(planes.size(), moments.size());
  ASSERT_EQ(ends.size(), moments.size());
  for (std::size_t k = 0; k < moments.size(); ++k) {
    const CVec w = run.training->trajectory.w_at(moments[k].row);
    EXPECT_NEAR(planes[k].x.from_pixel(ends[k].x), w[0], 1e-9);
    EXPECT_NEAR(planes[k].y.from_pixel(ends[k].y), w[1], 1e-9);
  }
}

TEST(IterationsStrip, DrawsALongPathFromEpochToEpoch) {
  lab::Settings settings;
  settings.compare = {"none"};
  const auto data = std::make_shared<const Dataset>(
      make_gaussians({.rows = 600, .inputs = 1, .noise = 1}).value());
  const lab::Run run = run_on(settings, data);  // 20,000 steps
  FigureInputs inputs(run);
  const Scene scene = draw_iterations_strip(inputs);
  EXPECT_LT(to_svg(scene, Theme::light).size(), 150'000u);
  bool said = false;
  for (const Element& element : scene.elements) {
    const Text* text = std::get_if<Text>(&element.shape);
    if (text != nullptr) said |= text->text.find("from epoch to epoch") != std::string::npos;
  }
  EXPECT_TRUE(said);
}

}  // namespace
}  // namespace logitlab::figure
