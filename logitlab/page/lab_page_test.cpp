// SPDX-License-Identifier: MIT
#include "logitlab/page/lab_page.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/figure_table.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::page {
namespace {

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

struct Sample {
  lab::Run run;
  std::vector<figure::Scene> scenes;
  RunJsonContext context;
  std::string page() const { return lab_page(run, scenes, context); }
};

// With all figures, or only those of one row of the table.
Sample sample(Dataset data, const lab::Settings& settings = {}, std::string_view only = "") {
  lab::Watch nobody;
  Sample made{lab::run(settings, std::make_shared<const Dataset>(std::move(data)), nobody).value(),
              {},
              {"0.1.0", "g++ 12.2.0", "-O3", "x86-64", {"logitlab", "lab"}, {"steps.csv"}}};
  figure::FigureInputs inputs(made.run);
  made.scenes = only.empty() ? figure::draw_all(inputs) : figure::find_figure(only)->draw(inputs);
  for (const figure::Scene& scene : made.scenes) made.context.files.push_back(scene.name + ".svg");
  return made;
}

const Sample& lab_sample() {
  static const Sample made = sample(*lab::test::data_of({}));
  return made;
}

// ---- a reader of tags that knows nothing of the writer

struct Tag {
  std::string name;  // "/p" at the end of one
  std::vector<std::pair<std::string, std::string>> attributes;
  bool empty = false;  // <br/>

  std::string shape() const {
    std::string text = name;
    for (const auto& [key, value] : attributes) text += " " + key;
    return text;
  }
  std::string value(std::string_view key) const {
    const auto found =
        std::ranges::find(attributes, key, &std::pair<std::string, std::string>::first);
    return found == attributes.end() ? "" : found->second;
  }
};

Tag tag_of(std::string_view inside) {
  Tag tag;
  tag.empty = inside.ends_with('/');
  if (tag.empty) inside.remove_suffix(1);
  const std::size_t end = std::min(inside.find_first_of(" \n"), inside.size());
  tag.name = inside.substr(0, end);
  inside.remove_prefix(end);
  for (;;) {
    while (inside.starts_with(' ') || inside.starts_with('\n')) inside.remove_prefix(1);
    const std::size_t sign = inside.find("=\"");
    if (sign == std::string_view::npos) break;
    const std::size_t close = inside.find('"', sign + 2);
    if (close == std::string_view::npos) break;
    tag.attributes.emplace_back(inside.substr(0, sign), inside.substr(sign + 2, close - sign - 2));
    inside.remove_prefix(close + 1);
  }
  EXPECT_EQ(inside, "") << tag.name;
  return tag;
}

std::vector<Tag> tags_of(const std::string& page) {
  std::vector<Tag> tags;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at)) {
    std::size_t end = at + 1;
    for (bool quoted = false; end < page.size() && (quoted || page[end] != '>'); ++end) {
      if (page[end] == '"') quoted = !quoted;
    }
    if (page[at + 1] != '!')
      tags.push_back(tag_of(std::string_view(page).substr(at + 1, end - at - 1)));
    at = end;
  }
  return tags;
}

std::vector<std::string> shapes_of(const std::string& page) {
  std::vector<std::string> shapes;
  for (const Tag& tag : tags_of(page)) shapes.push_back(tag.shape());
  return shapes;
}

// ---- what the page is

TEST(LabPage, SaysWhatTheRunDid) {
  const std::string page = lab_sample().page();
  for (const char* words :
       {"20 points, 700 steps", "20 of 20 right", "13 of 20 right", "45,416 times shorter",
        "from step 80", "separable", "14.8594", "−3.6106", "−0.210721", "−7.73033 × 10⁻⁶",
        "logitlab lab --loss squared-error", "<code>logitlab lab</code>"}) {
    EXPECT_TRUE(holds(page, words)) << words;
  }
  EXPECT_TRUE(holds(page, lab_sample().run.training->trajectory.sha256));
  EXPECT_TRUE(holds(page, lab_sample().run.data->sha256()));
}

TEST(LabPage, IsSmallAndTheSameEachTime) {
  const std::string page = lab_sample().page();
  EXPECT_LT(page.size(), 150'000U);
  EXPECT_EQ(page, lab_sample().page());
}

TEST(LabPage, RunsNothingAndFetchesNothing) {
  const std::string page = lab_sample().page();
  for (const Tag& tag : tags_of(page)) {
    for (const char* banned : {"script", "iframe", "object", "embed", "link", "img", "image",
                               "form", "base", "foreignObject", "animate"}) {
      EXPECT_NE(tag.name, banned);
    }
    for (const auto& [key, value] : tag.attributes) {
      EXPECT_FALSE(key.starts_with("on")) << key;
      EXPECT_FALSE(key == "src" || key == "xlink:href") << key;
      EXPECT_FALSE(key == "href" && holds(value, ":")) << value;
    }
  }
  EXPECT_TRUE(holds(page, "default-src 'none'"));
  EXPECT_FALSE(holds(page, "@import"));
  EXPECT_FALSE(holds(page, "url(h"));
}

TEST(LabPage, HasTagsThatMatchAndIdsOfItsOwn) {
  const std::string page = lab_sample().page();
  std::vector<std::string> open;
  std::set<std::string> ids;
  std::vector<std::string> meant;
  for (const Tag& tag : tags_of(page)) {
    if (tag.name.starts_with('/')) {
      ASSERT_FALSE(open.empty()) << tag.name;
      ASSERT_EQ("/" + open.back(), tag.name);
      open.pop_back();
      continue;
    }
    if (!tag.empty) open.push_back(tag.name);
    if (const std::string id = tag.value("id"); !id.empty()) {
      EXPECT_TRUE(ids.insert(id).second) << id << " twice";
    }
    if (tag.value("href").starts_with('#')) meant.push_back(tag.value("href").substr(1));
    if (const std::string clip = tag.value("clip-path"); !clip.empty()) {
      meant.push_back(clip.substr(5, clip.size() - 6));
    }
    std::string names = tag.value("aria-labelledby");
    while (!names.empty()) {
      const std::size_t end = std::min(names.find(' '), names.size());
      meant.push_back(names.substr(0, end));
      names.erase(0, end + 1);
    }
  }
  EXPECT_TRUE(open.empty());
  for (const std::string& id : meant) EXPECT_TRUE(ids.contains(id)) << id;
}

TEST(LabPage, IsSaidInWordsAsWellAsShown) {
  const std::vector<Tag> tags = tags_of(lab_sample().page());
  const auto number_of = [&](std::string_view name) {
    return std::ranges::count(tags, name, &Tag::name);
  };
  EXPECT_EQ(tags.front().value("lang"), "en");
  EXPECT_EQ(number_of("h1"), 1);
  EXPECT_EQ(number_of("main"), 1);
  EXPECT_GE(number_of("h2"), 4);
  EXPECT_EQ(number_of("table"), number_of("caption"));
  EXPECT_GE(number_of("table"), 7);
  EXPECT_EQ(number_of("svg"), 4);
  int headings = 0;
  for (const Tag& tag : tags) {
    EXPECT_TRUE(tag.name != "th" || !tag.value("scope").empty());
    EXPECT_TRUE(tag.name != "svg" || tag.value("role") == "img");
    EXPECT_TRUE(tag.value("tabindex") != "0" || tag.value("role") == "region");
    if (tag.name == "h3") ++headings;
  }
  EXPECT_EQ(headings, 4 + 1);  // of the figures, and what to try next
}

// A colour that a figure names and the sheet does not know would be black on black.
TEST(LabPage, KnowsEveryColourForBothThemes) {
  const std::string page = lab_sample().page();
  const std::size_t light = page.find(":root{"), dark = page.find(":root{", light + 1);
  const std::string light_rules = page.substr(light, page.find('}', light) - light);
  const std::string dark_rules = page.substr(dark, page.find('}', dark) - dark);
  std::set<std::string> used;
  for (std::size_t at = page.find("var(--"); at != std::string::npos;
       at = page.find("var(--", at + 1)) {
    used.insert(page.substr(at + 4, page.find_first_of(")*", at) - at - 4));
  }
  used.erase("--w");  // the width of a figure, on its own element
  EXPECT_GT(used.size(), 50U);
  for (const std::string& name : used) {
    EXPECT_TRUE(holds(light_rules, name + ":#")) << name;
    EXPECT_TRUE(holds(dark_rules, name + ":#")) << name;
  }
}

TEST(LabPage, LinksToEveryFigureThatWasWrittenAndToNoOther) {
  Sample made = lab_sample();
  made.context.files.push_back("path-dark.svg");
  std::erase(made.context.files, "margin.svg");
  std::set<std::string> linked;
  for (const Tag& tag : tags_of(made.page())) {
    const std::string target = tag.value("href");
    if (!target.empty() && target.front() != '#') linked.insert(target);
  }
  std::set<std::string> expected(made.context.files.begin(), made.context.files.end());
  expected.insert("run.json");
  EXPECT_EQ(linked, expected);
}

// ---- the page with an engine

constexpr Engine made_up_engine = {"abc", "2 1", "if (1 < 2 && 2 < 3) start()", "main > p{top:0}"};

TEST(LabPage, HoldsTheEngineBehindTheText) {
  const Sample& made = lab_sample();
  const Live live{made_up_engine, live_link({}, made.run)};
  const std::string page = lab_page(made.run, made.scenes, made.context, &live);
  const std::vector<Tag> tags = tags_of(page);
  const auto engine =
      std::ranges::find_if(tags, [](const Tag& t) { return t.value("id") == "engine"; });
  ASSERT_NE(engine, tags.end());
  EXPECT_EQ(engine->value("type"), "text/plain");
  EXPECT_EQ(engine->value("data-link"), "");  // all as it is by default
  EXPECT_EQ(engine->value("data-run"), made.run.training->trajectory.sha256);
  EXPECT_LT(page.find("id=\"origin\""), page.find("id=\"engine\""));
  EXPECT_TRUE(holds(page, "/*<![CDATA[*/if (1 < 2 && 2 < 3) start()/*]]>*/"));
  EXPECT_TRUE(holds(page, "'wasm-unsafe-eval'"));
  EXPECT_FALSE(holds(made.page(), "<script"));
}

TEST(LabPage, TrainsOnDataOfAFileWhereTheyFitIntoALink) {
  lab::Settings settings;
  settings.data = "mine.csv";
  settings.epochs = 2;
  const Sample few = sample(Dataset("mine.csv", {"x"}, {0.5, 1, 2}, {0, 1, 0}), settings, "curves");
  const auto link = live_link(settings, few.run);
  ASSERT_TRUE(link);
  EXPECT_TRUE(holds(*link, "points=0.5:0,1:1,2:0")) << *link;
  EXPECT_TRUE(link->starts_with("w=")) << *link;

  std::vector<double> x(2001), y(2001);
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = (x[i] = static_cast<double>(i)) > 1000 ? 1 : 0;
  const Sample many = sample(Dataset("mine.csv", {"x"}, x, y), settings, "curves");
  EXPECT_FALSE(live_link(settings, many.run));
  const Live live{made_up_engine, {}};
  const std::string page = lab_page(many.run, many.scenes, many.context, &live);
  EXPECT_TRUE(holds(page, "this run has 2,001 rows"));
  EXPECT_FALSE(holds(page, "<script"));
}

// ---- data of every kind

TEST(LabPage, LeavesOutWhatDoesNotApply) {
  lab::Settings settings;
  settings.data = "gaussians";
  settings.epochs = 3;
  settings.rows = 60;
  settings.inputs = 3;
  const Sample made = sample(*lab::test::data_of(settings), settings);
  const std::string page = made.page();
  const bool has_basins = std::ranges::count(made.scenes, "basins", &figure::Scene::name) > 0;
  EXPECT_EQ(holds(page, "basins-t"), has_basins);
  EXPECT_FALSE(holds(page, "Where starts of the window end"));
  EXPECT_FALSE(holds(page, "nan"));
  EXPECT_TRUE(holds(page, "<th scope=\"col\">w3</th>"));
}

TEST(LabPage, StaysBoundedForManyInputs) {
  const std::size_t inputs = 3000;
  std::vector<std::string> names(inputs, std::string(5000, 'n'));
  std::vector<double> x(2 * inputs, 0.5);
  x[0] = 1;
  lab::Settings settings;
  settings.data = "many.csv";
  settings.epochs = 5;
  Sample made = sample(Dataset(std::string(100'000, 'f'), names, x, {0, 1}), settings);
  made.context.command.emplace_back(100'000, 'c');
  EXPECT_LT(made.page().size(), 700'000U);
}

TEST(LabPage, TellsARunThatBroke) {
  lab::Settings settings;
  settings.data = "lab-float32";
  settings.loss = "cross-entropy-as-written";
  settings.precision = Precision::float32;
  settings.start = std::vector<double>{60, 0};
  const std::string page = sample(*lab::test::data_of(settings), settings).page();
  EXPECT_TRUE(holds(page, "<div class=\"warning\">"));
  EXPECT_TRUE(holds(page, "<b>Warning.</b>"));
}

// ---- strings from outside: fifty that tried to be something else elsewhere

const std::vector<std::string>& hostile() {
  static const std::vector<std::string> strings = {
      "<script>alert(1)</script>",
      "</title><script>alert(1)</script>",
      "</style><script>alert(1)</script>",
      "</svg><script>alert(1)</script>",
      "</bdi></td></tr></table>",
      "<img src=x onerror=alert(1)>",
      "<svg onload=alert(1)>",
      "\"><script>alert(1)</script>",
      "'><script>alert(1)</script>",
      "\" onmouseover=\"alert(1)",
      "' onmouseover='alert(1)",
      "` onmouseover=`alert(1)",
      "javascript:alert(1)",
      "data:text/html,<script>alert(1)</script>",
      "<!--",
      "-->",
      "<!-- --!> <b>",
      "<![CDATA[ ]]>",
      "]]>",
      "<?xml version=\"1.0\"?>",
      "<?php echo 1 ?>",
      "&lt;script&gt;",
      "&amp;amp;",
      "&#60;b&#62;",
      "&#x3c;b&#x3e;",
      "&",
      "&nosuch;",
      "<",
      ">",
      "\"",
      "'",
      "<a href=\"https://example.com\">here</a>",
      "<base href=\"https://example.com/\">",
      "<meta http-equiv=\"refresh\" content=\"0\">",
      "<iframe srcdoc=\"x\">",
      "<style>*{display:none}</style>",
      "}*{display:none}",
      "expression(alert(1))",
      "url(https://example.com/)",
      "<math><mtext><table><mglyph><style>",
      std::string("a\0<b>", 5),
      "a\x01\x0e\x0f\x11\x12\x1b[31mred",
      "line\nbreak\r\n\ttab",
      "\xff\xfe<\xc0\xbc",
      "\xed\xa0\x80\xed\xb0\x80",
      "\xef\xbf\xbe\xef\xbf\xbf",
      "\u202Egnp.exe\u202C",
      "\u2066\u2069\u200F<b>",
      "\u05D0\u05D1\u05D2 \u4E2D\u6587 \U0001F600",
      "$(reboot) `reboot` ; rm -rf * | \\",
      std::string(300, '<'),
  };
  return strings;
}

// The page with this text for the name of the file, of both columns, and in the command.
std::string page_with(const std::string& text) {
  lab::Settings settings;
  settings.data = text;
  settings.epochs = 2;
  settings.plane = "w1,b";
  Sample made = sample(
      Dataset(text, {text, text + "2"}, {1, 2, 2, 1, 3, 5, 4, 4, 0, 1, 2, 2}, {0, 1, 0, 1, 0, 1}),
      settings, "curves");  // others have as many lines as a name needs
  made.context.command = {"logitlab", "lab", "--data", text};
  return made.page();
}

TEST(LabPage, IsBuiltTheSameWhateverAUserCallsThings) {
  ASSERT_GE(hostile().size(), 50U);
  const std::vector<std::string> expected = shapes_of(page_with("harmless"));
  ASSERT_GT(expected.size(), 300U);
  for (const std::string& text : hostile()) {
    const std::string page = page_with(text);
    EXPECT_EQ(shapes_of(page), expected) << text;
    for (const char c : page) {
      const auto byte = static_cast<unsigned char>(c);
      ASSERT_TRUE(byte >= 0x20 || c == '\n') << text;
    }
    for (const char* turning : {"\u202E", "\u2066", "\u200F"}) EXPECT_FALSE(holds(page, turning));
    for (const char* word : {"<script", "onerror=alert(1)>", "<img", "<base", "<iframe", "<!--"}) {
      EXPECT_FALSE(holds(page, word)) << text;
    }
  }
}

}  // namespace
}  // namespace logitlab::page
