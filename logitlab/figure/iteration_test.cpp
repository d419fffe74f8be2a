// SPDX-License-Identifier: MIT
#include "logitlab/figure/iteration.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/data/generators.hpp"
#include "logitlab/figure/figure_inputs.hpp"

namespace logitlab::figure {
namespace {

lab::Run run_of(std::uint64_t epochs) {
  lab::Settings settings;
  settings.epochs = epochs;
  settings.compare = {"none"};
  lab::Watch watch;
  return lab::run(settings, std::make_shared<const Dataset>(make_lab()), watch).value();
}

// As a recorder with too little room would have left it: the rows that are a multiple of `apart`,
// and the last. With seven steps an epoch and `apart` 6, the ends of most epochs are gone.
void thin(lab::Training& training, std::size_t apart) {
  Trajectory& path = training.trajectory;
  Trajectory kept;
  lab::Columns columns;
  kept.dimension = path.dimension;
  kept.thinned = true;
  for (std::size_t row = 0; row < path.length(); ++row) {
    if (row % apart != 0 && row + 1 != path.length()) continue;
    kept.step.push_back(path.step[row]);
    kept.epoch.push_back(path.epoch[row]);
    kept.batch.push_back(path.batch[row]);
    kept.rate.push_back(path.rate[row]);
    kept.batch_value.push_back(path.batch_value[row]);
    for (const double v : path.w_at(row)) kept.w.push_back(v);
    columns.loss.push_back(training.columns.loss[row]);
    columns.gradient_norm.push_back(training.columns.gradient_norm[row]);
    columns.accuracy.push_back(training.columns.accuracy[row]);
  }
  path = std::move(kept);
  training.columns = std::move(columns);
}

std::vector<std::string> titles_of(const lab::Run& run) {
  FigureInputs inputs(run);
  std::vector<std::string> titles;
  for (const Scene& scene : draw_iterations(inputs)) {
    titles.push_back(scene.title.substr(0, scene.title.find(':')));
  }
  return titles;
}

// Whether the second figure has a line with these words.
bool writes(const lab::Run& run, const std::string& words) {
  FigureInputs inputs(run);
  const std::vector<Scene> scenes = draw_iterations(inputs);
  for (const Element& element : scenes[1].elements) {
    const Text* text = std::get_if<Text>(&element.shape);
    if (text != nullptr && text->text.find(words) != std::string::npos) return true;
  }
  return false;
}

TEST(Iterations, AreTheEndsOfEveryTwentiethEpoch) {
  const std::vector<std::string> expected = {"Iteration 7", "Iteration 147", "Iteration 287",
                                             "Iteration 427", "Iteration 567"};
  EXPECT_EQ(titles_of(run_of(100)), expected);
}

TEST(Iterations, OfAThinnedRunAreThoseKeptNearestToTheEndsOfEpochs) {
  lab::Run run = run_of(100);
  thin(*run.training, 6);
  // The multiples of 6 next to 7, 147, 287, 427 and 567; of two as near the earlier.
  const std::vector<std::string> expected = {"Iteration 6", "Iteration 144", "Iteration 288",
                                             "Iteration 426", "Iteration 564"};
  EXPECT_EQ(titles_of(run), expected);
}

TEST(Iterations, OfALongThinnedRunLieEvenlyAlongIt) {
  lab::Run run = run_of(600);
  thin(*run.training, 6);
  FigureInputs inputs(run);
  const std::vector<Scene> scenes = draw_iterations(inputs);
  ASSERT_EQ(scenes.size(), most_iterations);
  // Of epochs 1, 21, ..., 581 every 29/11-th: where the next wanted end of an epoch lies may be
  // 20 epochs off, where the next kept step lies 3 steps.
  for (std::size_t k = 0; k < scenes.size(); ++k) {
    const double even = 7 + static_cast<double>(k) * (580 * 7) / 11;
    const double step = std::stod(scenes[k].name.substr(10));
    EXPECT_NEAR(step, even, 20 * 7 + 3) << scenes[k].title;
  }
}

TEST(Iterations, SayWhetherAnEpochWasComplete) {
  lab::Run run = run_of(100);
  EXPECT_TRUE(writes(run, "Epoch 21, loss"));
  thin(*run.training, 6);
  EXPECT_TRUE(writes(run, "In epoch 21, loss"));
}

}  // namespace
}  // namespace logitlab::figure
