// SPDX-License-Identifier: MIT
// Every panel of the page over runs that are unlike each other, in several sizes and looks.
#include "logitlab/figure/panels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/figure/figure_cases.hpp"
#include "logitlab/figure/svg.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::figure {
namespace {

struct PanelCase {
  std::string name;
  lab::Run run;
};

lab::Run run_of_case(const test::Case& c, lab::Extent extent) {
  std::shared_ptr<const Dataset> data =
      c.rows.empty() ? std::make_shared<const Dataset>(
                           find_dataset(c.settings.data)->make(c.generator).value())
                     : lab::test::line(c.name, c.rows);
  lab::Watch watch;
  return c.trains ? lab::run(c.settings, data, watch, extent).value()
                  : lab::survey(c.settings, data).value();
}

const std::vector<PanelCase>& panel_cases() {
  static const std::vector<PanelCase> all = [] {
    std::vector<PanelCase> made;
    for (const test::Case& c : test::cases()) {
      const bool whole = c.name == "two_losses";  // with maps of starts
      made.push_back({c.name, run_of_case(c, whole ? lab::Extent::whole : lab::Extent::training)});
    }
    return made;
  }();
  return all;
}

const lab::Run& run_named(std::string_view name) {
  return std::ranges::find(panel_cases(), name, &PanelCase::name)->run;
}

Look look_of(std::string_view text) {
  std::string notes;
  return read_look(text, notes);
}

constexpr std::array sizes = {PanelSize{340, 300}, PanelSize{600, 240}, PanelSize{860, 420}};
constexpr std::array looks = {
    std::string_view(""), std::string_view("step=0&curve=size"),
    std::string_view("step=18&sample=1&probe=1:1&beneath=starts&curve=slope&"
                     "show=gradient,newton,ring,recession,pulls,batches&azimuth=130&dragging=1")};

std::vector<Text> panel_texts(const Scene& scene) {
  std::vector<Text> texts;
  for (const Element& element : scene.elements) {
    if (const Text* text = std::get_if<Text>(&element.shape)) texts.push_back(*text);
  }
  return texts;
}

// What is checked of a drawn panel.
struct DrawnPanel {
  std::string of;
  PanelSize size;
  int layer;
  bool overlay;
  double width, height;
  std::vector<Text> texts;
  std::vector<Panel> panels;
  std::size_t bytes;
};

// Every panel of every run in every size and look, drawn once for all tests.
const std::vector<DrawnPanel>& drawn_panels() {
  static const std::vector<DrawnPanel> all = [] {
    std::vector<DrawnPanel> made;
    for (const PanelCase& c : panel_cases()) {
      PanelInputs inputs(c.run);
      for (const PanelRow& row : panel_table()) {
        if (!row.applies(c.run)) continue;
        for (const PanelSize size : sizes) {
          for (const std::string_view look : looks) {
            for (const int layer : {0, 1}) {
              const Scene scene = row.draw(inputs, look_of(look), size, layer);
              made.push_back({c.name + ", " + scene.name + ", " + std::to_string(size.width) +
                                  ", look \"" + std::string(look) + "\"",
                              size, layer, scene.overlay, scene.width, scene.height,
                              panel_texts(scene), scene.panels,
                              to_svg(scene, Theme::light).size()});
            }
          }
        }
      }
    }
    return made;
  }();
  return all;
}

const Circle* circle_of(const Scene& scene, Meaning meaning) {
  for (const Element& element : scene.elements) {
    const Circle* circle = std::get_if<Circle>(&element.shape);
    if (circle != nullptr && circle->meaning == meaning) return circle;
  }
  return nullptr;
}

TEST(Panels, AreDrawnForTheirSizeWithTextsInsideOf10To13Pixels) {
  for (const DrawnPanel& drawn : drawn_panels()) {
    EXPECT_EQ(drawn.width, drawn.size.width) << drawn.of;
    EXPECT_EQ(drawn.height, drawn.size.height) << drawn.of;
    EXPECT_EQ(drawn.overlay, drawn.layer == 1) << drawn.of;
    constexpr double hair = 0.5;
    for (const Text& text : drawn.texts) {
      EXPECT_GE(text.size, 10) << drawn.of << ": " << text.text;
      EXPECT_LE(text.size, 13) << drawn.of << ": " << text.text;
      const Box box = text_box(text).bounds();
      EXPECT_GE(box.left, -hair) << drawn.of << ": " << text.text;
      EXPECT_LE(box.right, drawn.width + hair) << drawn.of << ": " << text.text;
      EXPECT_GE(box.top, -hair) << drawn.of << ": " << text.text;
      EXPECT_LE(box.bottom, drawn.height + hair) << drawn.of << ": " << text.text;
    }
  }
}

// A text without what its ascenders and descenders may share with a neighbour's.
TurnedBox core_of(const Text& text) {
  const Box box = unrotated_box(text);
  const double cut = 0.2 * text.size;
  return turned({box.left, box.top + cut, box.right, box.bottom - cut}, text.at, text.rotation);
}

TEST(Panels, PutNoTextOnAnother) {
  for (const DrawnPanel& drawn : drawn_panels()) {
    for (std::size_t k = 0; k < drawn.texts.size(); ++k) {
      for (std::size_t l = 0; l < k; ++l) {
        EXPECT_FALSE(core_of(drawn.texts[k]).overlaps(core_of(drawn.texts[l])))
            << drawn.of << ": " << drawn.texts[k].text << " | " << drawn.texts[l].text;
      }
    }
  }
}

// As on the page, whose worker draws the map and which draws the path over it.
TEST(Panels, KeepNamesOffTheFatesThatWereWrittenElsewhere) {
  const lab::Run& run = run_named("two_losses");
  for (const PanelSize size : sizes) {
    for (const char* step : {"", "step=18&", "step=0&"}) {
      PanelInputs of_worker(run), of_page(run);
      const Look look = look_of(std::string(step) + "beneath=starts");
      const PanelRow& row = *find_panel("above-rival");
      const Scene map = row.draw(of_worker, look, size, 0);
      for (const Text& name : panel_texts(row.draw(of_page, look, size, 1))) {
        for (const Text& fate : panel_texts(map)) {
          EXPECT_FALSE(core_of(name).overlaps(core_of(fate)))
              << size.width << ", " << step << ": " << name.text << " | " << fate.text;
        }
      }
    }
  }
}

TEST(Panels, AreFewBytesInEveryFrame) {
  constexpr std::size_t most_of_layer_1 = 40'000, most_of_layer_0 = 80'000;
  for (const DrawnPanel& drawn : drawn_panels()) {
    if (drawn.size.width > 600) continue;
    EXPECT_LE(drawn.bytes, drawn.layer == 1 ? most_of_layer_1 : most_of_layer_0) << drawn.of;
  }
}

TEST(Panels, OfTheLabAreAFewKilobytesInEveryFrame) {
  const lab::Run& run = run_named("two_losses");
  PanelInputs inputs(run);
  for (const PanelRow& row : panel_table()) {
    const Scene scene = row.draw(inputs, look_of("step=700"), {420, 300}, 1);
    EXPECT_LE(to_svg(scene, Theme::light).size(), 10'000U) << row.name;
  }
}

// As exact as its numbers are for its width.
void expect_way_back(const Scale& scale, const std::string& of) {
  const double far = std::fmax(std::fabs(scale.low), std::fabs(scale.high));
  if (!(scale.high - scale.low > 1e-9 * far) || !(far > 1e-300)) return;
  for (const double share : {0.1, 0.5, 0.9}) {
    const double pixel = scale.from + share * (scale.to - scale.from);
    EXPECT_NEAR(scale.to_pixel(scale.from_pixel(pixel)), pixel, 1e-4) << of;
  }
}

TEST(Panels, HaveScalesThatLeadBackFromPixels) {
  for (const DrawnPanel& drawn : drawn_panels()) {
    if (drawn.panels.empty()) continue;
    expect_way_back(drawn.panels.front().x, drawn.of);
    expect_way_back(drawn.panels.front().y, drawn.of);
  }
}

TEST(Panels, ShowThePresentStepWhereItsParametersAre) {
  const lab::Run& run = run_named("two_losses");
  PanelInputs inputs(run);
  const Scene scene = find_panel("above")->draw(inputs, look_of("step=18"), {420, 300}, 1);
  const Circle* now = circle_of(scene, Meaning::now);
  ASSERT_NE(now, nullptr);
  const CVec w = run.training->trajectory.w_at(18);
  EXPECT_NEAR(scene.panels[0].x.from_pixel(now->centre.x), w[0], 1e-9);
  EXPECT_NEAR(scene.panels[0].y.from_pixel(now->centre.y), w[1], 1e-9);
  const Circle* start = circle_of(scene, Meaning::start);
  ASSERT_NE(start, nullptr);
  EXPECT_NEAR(scene.panels[0].x.from_pixel(start->centre.x), -5, 1e-9);
  EXPECT_NEAR(scene.panels[0].y.from_pixel(start->centre.y), -10, 1e-9);
}

TEST(Panels, SayWhereAStepIsThatLiesOutside) {
  const lab::Run& run = run_named("path_elsewhere");
  PanelInputs inputs(run);
  const Scene scene = find_panel("above")->draw(inputs, look_of("step=18"), {420, 300}, 1);
  EXPECT_EQ(circle_of(scene, Meaning::now), nullptr);
  EXPECT_TRUE(std::ranges::any_of(
      panel_texts(scene), [](const Text& text) { return text.text == "step 18, outside"; }));
}

TEST(Panels, NameStartAndEndOnceWhereNothingMoved) {
  const lab::Run& run = run_named("two_losses");
  PanelInputs inputs(run);
  const Scene scene = find_panel("above-rival")->draw(inputs, look_of("step=18"), {420, 300}, 1);
  const std::vector<Text> texts = panel_texts(scene);
  ASSERT_EQ(texts.size(), 2U);
  EXPECT_EQ(texts[0].text, "start = step 18 = step 700");
  EXPECT_EQ(texts[1].text, "moved 0.012 in 700 steps");
}

TEST(Panels, SayWhichShareOfTheStartsSucceeds) {
  const lab::Run& run = run_named("two_losses");
  PanelInputs inputs(run);
  const auto says = [&](std::string_view panel, std::string_view words) {
    const Scene scene = find_panel(panel)->draw(inputs, look_of("beneath=starts"), {420, 300}, 0);
    return std::ranges::any_of(
        panel_texts(scene), [&](const Text& t) { return t.text.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(says("above", "100\u00A0% of starts succeed"));
  EXPECT_TRUE(says("above-rival", "53\u00A0% of starts succeed"));
  EXPECT_TRUE(says("above-rival", "stuck at 35\u00A0%"));
}

TEST(Panels, FindTheSampleUnderThePointer) {
  for (const char* name : {"two_losses", "five_inputs"}) {
    const lab::Run& run = run_named(name);
    PanelInputs inputs(run);
    const Scene scene = find_panel("data")->draw(inputs, {}, {420, 300}, 1);
    const Panel& panel = scene.panels.front();
    for (const std::size_t row : {std::size_t{0}, std::size_t{7}, run.data->length() - 1}) {
      const Sample s = (*run.data)[row];
      const Point at = run.pair ? panel.to_pixel(s.x[run.pair->column[0]], s.x[run.pair->column[1]])
                                : panel.to_pixel(s.x[0], s.y);
      EXPECT_EQ(sample_at(run, scene, {at.x + 0.01, at.y}), row) << name;
    }
    EXPECT_EQ(sample_at(run, scene, {-500, -500}), std::nullopt);
  }
}

TEST(Panels, ShareWhatIsTrueOfBothRuns) {
  const lab::Run& first = run_named("two_losses");
  lab::Settings settings = test::settings_of([](lab::Settings& s) {
    s.compare = {"squared-error"};
    s.start = std::vector<double>{3, 4};
  });
  settings.window = first.window;
  lab::Watch watch;
  const lab::Run second = lab::run(settings, first.data, watch, lab::Extent::training).value();
  PanelInputs old_inputs(first), inputs(second);
  const Surface* surface = &old_inputs.side(0).surface();
  EXPECT_EQ(inputs.starts(0), nullptr);
  inputs.share(old_inputs);
  EXPECT_EQ(&inputs.side(0).surface(), surface);
  EXPECT_EQ(&inputs.relief(), &old_inputs.relief());
  ASSERT_NE(inputs.starts(1), nullptr);
  EXPECT_EQ(inputs.starts(1)->accuracy, old_inputs.starts(1)->accuracy);
  // The ground is drawn as it was, whatever the start; the old path stays while it is held.
  const PanelRow* above = find_panel("above");
  const auto elements = [&](const char* look) {
    return above->draw(inputs, look_of(look), {420, 300}, 1).elements.size();
  };
  EXPECT_EQ(elements("step=5&dragging=1"), elements("step=5") + 1);
}

TEST(Panels, ShareNothingThatDiffers) {
  const lab::Run &lab = run_named("two_losses"), &other = run_named("two_losses_overlapping");
  PanelInputs first(lab), second(other);
  const std::vector<double> before = second.side(0).surface().value;
  second.share(first);
  EXPECT_EQ(second.side(0).surface().value, before);
  EXPECT_EQ(second.ghost(0), nullptr);
}

TEST(Panels, PutTheCameraWhereTheBoxIs) {
  const PanelSize size{380, 300};
  const Camera camera = relief_camera(look_of("azimuth=20&elevation=60"), size);
  EXPECT_EQ(camera.azimuth(), 20);
  for (const double x : {-box_half_width, box_half_width}) {
    for (const double y : {-box_half_depth, box_half_depth}) {
      const Projected p = camera.project({x, y, 0});
      EXPECT_TRUE((Box{0, 0, size.width, size.height}.contains({p.x, p.y})));
    }
  }
}

TEST(Panels, HaveTablesOfEvenLines) {
  for (const PanelCase& c : panel_cases()) {
    for (const PanelRow& row : panel_table()) {
      if (!row.applies(c.run)) continue;
      const std::string table = row.table(c.run, look_of("step=18"));
      std::size_t tabs = std::string::npos;
      for (std::size_t at = 0; at < table.size();) {
        const std::size_t end = std::min(table.find('\n', at), table.size());
        const auto found = static_cast<std::size_t>(
            std::count(table.begin() + static_cast<std::ptrdiff_t>(at),
                       table.begin() + static_cast<std::ptrdiff_t>(end), '\t'));
        if (tabs == std::string::npos) tabs = found;
        EXPECT_EQ(found, tabs) << c.name << ", " << row.name;
        at = end + 1;
      }
      EXPECT_NE(tabs, std::string::npos) << c.name << ", " << row.name;
    }
  }
}

TEST(Panels, OfTheLabHaveTheNumbersInTheirTables) {
  const lab::Run& run = run_named("two_losses");
  const auto table = [&](std::string_view panel) {
    return find_panel(panel)->table(run, look_of("step=18"));
  };
  EXPECT_NE(table("above").find("\n18\t2.22\t−1.63\t0.374\t75\u00A0%\n"), std::string::npos)
      << table("above");
  EXPECT_NE(table("curves").find("cross-entropy\t18\t0.374\t"), std::string::npos);
  EXPECT_EQ(std::ranges::count(table("surface"), '\n'), 10);
  EXPECT_EQ(std::ranges::count(table("data"), '\n'), 21);
  EXPECT_EQ(std::ranges::count(table("explain"), '\n'), 3);
}

TEST(Panels, AreDrawnInAnySize) {
  const lab::Run& run = run_named("two_losses");
  PanelInputs inputs(run);
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  for (const PanelSize size : {PanelSize{0, 0}, {-5, 1e9}, {nan, nan}}) {
    for (const PanelRow& row : panel_table()) {
      for (const int layer : {0, 1}) {
        const Scene scene = row.draw(inputs, {}, size, layer);
        EXPECT_GE(scene.width, 200);
        EXPECT_LE(scene.height, 4000);
      }
    }
  }
}

}  // namespace
}  // namespace logitlab::figure
