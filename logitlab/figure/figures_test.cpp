// SPDX-License-Identifier: MIT
// Every figure of the table over runs that are unlike each other: nothing is cut, no text lies on
// another or on a mark that matters, and the SVG is well-formed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/figure/figure_cases.hpp"
#include "logitlab/figure/figure_table.hpp"
#include "logitlab/figure/svg.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::figure {
namespace {

using test::Case;
using test::cases;

// A run and its figures, made once for all tests.
struct Drawn {
  std::string name;
  lab::Run run;
  std::vector<Scene> scenes;
};

// A path of another program, with neither epochs nor batches, from a file with a long name.
Drawn of_another_program() {
  const auto data = std::make_shared<const Dataset>(make_lab());
  lab::Watch watch;
  const lab::Run ours = lab::run({}, data, watch).value();
  lab::OtherPath path;
  path.file = "somewhere/recorded-by-another-program-in-june.csv";
  path.trajectory = ours.training->trajectory;
  std::ranges::fill(path.trajectory.epoch, 0U);
  std::ranges::fill(path.trajectory.batch, 0U);
  Drawn made{"another program's path", lab::survey({}, data, watch, std::move(path)).value(), {}};
  FigureInputs inputs(made.run);
  made.scenes = draw_all(inputs);
  return made;
}

const std::vector<Drawn>& drawn() {
  static const std::vector<Drawn> all = [] {
    std::vector<Drawn> made;
    for (const Case& c : cases()) {
      std::shared_ptr<const Dataset> shared;
      if (!c.rows.empty()) {
        shared = lab::test::line(c.name, c.rows);
      } else {
        Result<Dataset> data = find_dataset(c.settings.data)->make(c.generator);
        EXPECT_TRUE(data.has_value()) << c.name;
        shared = std::make_shared<const Dataset>(std::move(*data));
      }
      lab::Watch watch;
      Result<lab::Run> run =
          c.trains ? lab::run(c.settings, shared, watch) : lab::survey(c.settings, shared);
      EXPECT_TRUE(run.has_value()) << c.name << ": " << to_string(run.error());
      FigureInputs inputs(*run);
      std::vector<Scene> scenes = draw_all(inputs);
      made.push_back({c.name, std::move(*run), std::move(scenes)});
    }
    made.push_back(of_another_program());
    return made;
  }();
  return all;
}

std::vector<Text> texts_of(const Scene& scene) {
  std::vector<Text> texts;
  for (const Element& element : scene.elements) {
    if (const Text* text = std::get_if<Text>(&element.shape)) texts.push_back(*text);
  }
  return texts;
}

template <class Check>
void for_each_scene(Check check) {
  for (const Drawn& d : drawn()) {
    EXPECT_FALSE(d.scenes.empty()) << d.name;
    for (const Scene& scene : d.scenes) {
      SCOPED_TRACE(d.name + ", " + scene.name);
      check(scene);
    }
  }
}

TEST(Figures, OfAnotherProgramsPathAreThoseOfALookAndThePath) {
  const auto found = std::ranges::find(drawn(), "another program's path", &Drawn::name);
  ASSERT_NE(found, drawn().end());
  for (const char* name : {"surface", "contour", "path", "path-3d"}) {
    EXPECT_EQ(std::ranges::count(found->scenes, name, &Scene::name), 1) << name;
  }
  EXPECT_EQ(std::ranges::count(found->scenes, "curves", &Scene::name), 0);
}

TEST(Figures, KeepEveryTextInsideTheCanvas) {
  for_each_scene([](const Scene& scene) {
    for (const Text& text : texts_of(scene)) {
      const Box box = text_box(text).bounds();
      EXPECT_GE(box.left, 0) << text.text;
      EXPECT_GE(box.top, 0) << text.text;
      EXPECT_LE(box.right, scene.width) << text.text;
      EXPECT_LE(box.bottom, scene.height) << text.text;
    }
  });
}

TEST(Figures, LayNoTextOverAnother) {
  for_each_scene([](const Scene& scene) {
    const std::vector<Text> texts = texts_of(scene);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      for (std::size_t j = i + 1; j < texts.size(); ++j) {
        EXPECT_FALSE(text_box(texts[i]).overlaps(text_box(texts[j])))
            << texts[i].text << " | " << texts[j].text;
      }
    }
  });
}

TEST(Figures, LayNoTextOverTheStartOrTheEnd) {
  for_each_scene([](const Scene& scene) {
    for (const Element& element : scene.elements) {
      const Circle* mark = std::get_if<Circle>(&element.shape);
      if (mark == nullptr || (mark->meaning != Meaning::start && mark->meaning != Meaning::end)) {
        continue;
      }
      const double r = mark->radius;
      const Point c = mark->centre;
      const TurnedBox square = turned({c.x - r, c.y - r, c.x + r, c.y + r}, {}, 0);
      for (const Text& text : texts_of(scene)) {
        EXPECT_FALSE(text_box(text).overlaps(square)) << text.text;
      }
    }
  });
}

TEST(Figures, WriteNothingBelowTenPixelsAndNoNumberThatIsNone) {
  for_each_scene([](const Scene& scene) {
    for (const Text& text : texts_of(scene)) {
      EXPECT_GE(text.size, 10) << text.text;
      for (const char* word : {"nan", "inf ", "e-0", "e+"}) {
        EXPECT_EQ(text.text.find(word), std::string::npos) << text.text;
      }
    }
  });
}

TEST(Figures, HaveTitleAndDescriptionAndAreSmall) {
  for_each_scene([](const Scene& scene) {
    EXPECT_FALSE(scene.title.empty());
    EXPECT_GT(scene.description.size(), 20u);
    const std::string svg = to_svg(scene, Theme::light);
    EXPECT_LT(svg.size(), 150'000u);
    EXPECT_EQ(svg.find("nan"), std::string::npos);
    EXPECT_EQ(svg, to_svg(scene, Theme::light));
  });
}

TEST(Figures, AreMarkupWhoseTagsMatch) {
  for_each_scene([](const Scene& scene) {
    const std::string svg = to_svg(scene, Theme::dark);
    std::vector<std::string> open;
    for (std::size_t at = svg.find('<'); at != std::string::npos; at = svg.find('<', at)) {
      const std::size_t end = svg.find('>', at);
      ASSERT_NE(end, std::string::npos);
      const std::string tag = svg.substr(at + 1, end - at - 1);
      ASSERT_EQ(tag.find('<'), std::string::npos) << tag;
      const std::string name = tag.substr(0, tag.find_first_of(" /", 1));
      if (tag.front() == '/') {
        ASSERT_FALSE(open.empty());
        ASSERT_EQ("/" + open.back(), tag);
        open.pop_back();
      } else if (tag.back() != '/') {
        open.push_back(name);
      }
      at = end;
    }
    EXPECT_TRUE(open.empty());
  });
}

TEST(Figures, KeepScalesThatLeadFromAPixelToTheParameters) {
  for (const Drawn& d : drawn()) {
    for (const Scene& scene : d.scenes) {
      for (const Panel& panel : scene.panels) {
        if (panel.name != "plane") continue;
        const Window& w = d.run.window;
        EXPECT_NEAR(panel.x.from_pixel(panel.frame.left), w.u_low, 1e-9 * (w.u_high - w.u_low));
        EXPECT_NEAR(panel.y.from_pixel(panel.frame.top), w.v_high, 1e-9 * (w.v_high - w.v_low));
      }
    }
  }
}

TEST(Figures, MarkTheStartWhereItIs) {
  for (const Drawn& d : drawn()) {
    if (d.name != "lab") continue;
    for (const Scene& scene : d.scenes) {
      if (scene.name != "path" && scene.name != "contour") continue;
      const Point start = scene.panels.front().to_pixel(-5, -10);
      int found = 0;
      for (const Element& element : scene.elements) {
        const Circle* mark = std::get_if<Circle>(&element.shape);
        if (mark == nullptr || mark->meaning != Meaning::start) continue;
        ++found;
        EXPECT_NEAR(mark->centre.x, start.x, 1e-9);
        EXPECT_NEAR(mark->centre.y, start.y, 1e-9);
      }
      EXPECT_EQ(found, 1) << scene.name;
    }
  }
}

TEST(Figures, OfNoStepSayThatThePathIsItsStart) {
  for (const Drawn& d : drawn()) {
    if (d.name != "no_step") continue;
    ASSERT_EQ(d.run.training->result.steps, 0u);
    for (const Scene& scene : d.scenes) {
      if (scene.name != "path" && scene.name != "path-3d") continue;
      EXPECT_NE(scene.description.find("No step was made"), std::string::npos);
      for (const Text& text : texts_of(scene)) {
        EXPECT_EQ(text.text.find("outside"), std::string::npos) << text.text;
        EXPECT_EQ(text.text.find("No step lies"), std::string::npos) << text.text;
      }
    }
  }
}

TEST(Figures, OfTheLabAreNamedByTheirIterations) {
  std::set<std::string> names;
  for (const Scene& scene : drawn().front().scenes) names.insert(scene.name);
  for (const char* name : {"surface", "contour", "path", "iteration-0007", "iteration-0147",
                           "iteration-0287", "iteration-0427", "iteration-0567"}) {
    EXPECT_EQ(names.count(name), 1u) << name;
  }
}

TEST(Figures, OfTwoLossesAreThereWhereTheRunHasTwo) {
  for (const Drawn& d : drawn()) {
    std::set<std::string> names;
    for (const Scene& scene : d.scenes) names.insert(scene.name);
    const bool two = d.name.rfind("two_losses", 0) == 0, one_input = d.run.data->columns() == 1;
    EXPECT_EQ(names.count("losses"), two ? 1u : 0u) << d.name;
    const bool separable = d.run.separable.kind == lab::SeparableKind::complete;
    if (!two || !one_input || !separable) {
      EXPECT_EQ(names.count("basins"), 0u) << d.name;
    } else if (d.name != "two_losses_in_a_huge_window") {
      EXPECT_EQ(names.count("basins"), 1u) << d.name;
    }
    EXPECT_EQ(names.count("epochs"), d.run.training ? 1u : 0u) << d.name;
  }
}

// The counts are those of basin_map_test.cpp.
TEST(Figures, SayHowManyStartsSucceed) {
  for (const Drawn& d : drawn()) {
    if (d.name != "two_losses") continue;
    for (const Scene& scene : d.scenes) {
      if (scene.name == "basins") {
        EXPECT_NE(scene.description.find("2,162 of 4,096 starts"), std::string::npos);
        EXPECT_NE(scene.description.find("from every start of this window"), std::string::npos);
      }
      if (scene.name == "losses") {
        EXPECT_NE(scene.description.find("some 45,000 times smaller"), std::string::npos);
      }
      if (scene.name == "epochs") {
        EXPECT_NE(scene.description.find("from epoch 12 on the output crosses one half"),
                  std::string::npos);
      }
    }
  }
}

TEST(Figures, DrawAtMostTwelveIterations) {
  for (const Drawn& d : drawn()) {
    std::size_t iterations = 0;
    for (const Scene& scene : d.scenes) iterations += scene.name.rfind("iteration-", 0) == 0;
    EXPECT_LE(iterations, 12u) << d.name;
    if (d.name == "as_written_until_not_finite") {
      EXPECT_EQ(iterations, 12u);
    }
    EXPECT_EQ(iterations > 0, d.run.training.has_value()) << d.name;
  }
}

TEST(Figures, SayWhatIsTrueOfTheLab) {
  for (const Scene& scene : drawn().front().scenes) {
    if (scene.name == "iteration-0007") {
      EXPECT_EQ(scene.title, "Iteration 7: class 0 for all");
      EXPECT_NE(scene.description.find("Seven samples, ringed"), std::string::npos);
    }
    if (scene.name == "iteration-0147") {
      EXPECT_EQ(scene.title, "Iteration 147: the threshold is found");
      EXPECT_NE(scene.description.find("separates all 20 samples"), std::string::npos);
    }
    if (scene.name == "contour") {
      EXPECT_NE(scene.description.find("open on the right"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace logitlab::figure
