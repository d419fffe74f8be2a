// SPDX-License-Identifier: MIT
#include "logitlab/figure/svg.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace logitlab::figure {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(EscapeXml, WritesMarkupAsEntities) {
  EXPECT_EQ(escape_xml("<a href='x'>&\"b\"</a>"),
            "&lt;a href=&#39;x&#39;&gt;&amp;&quot;b&quot;&lt;/a&gt;");
}

TEST(EscapeXml, DropsControlCharactersAndKeepsLetters) {
  EXPECT_EQ(escape_xml(std::string("a\0b\x01\x0e\x7f\xc2\x85 c\td", 12)), "ab c d");
  EXPECT_EQ(escape_xml("\u2212½ höher 漢"), "\u2212½ höher 漢");
}

TEST(EscapeXml, ReplacesWhatIsNotUtf8OrNotXml) {
  EXPECT_EQ(escape_xml("\xff"), "\uFFFD");
  EXPECT_EQ(escape_xml("a\xc3"), "a\uFFFD");                              // cut short
  EXPECT_EQ(escape_xml("\xc0\xaf"), "\uFFFD\uFFFD");                      // overlong
  EXPECT_EQ(escape_xml("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");            // a surrogate
  EXPECT_EQ(escape_xml("\xef\xbf\xbe"), "\uFFFD");                        // U+FFFE
  EXPECT_EQ(escape_xml("\xf4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");  // beyond U+10FFFF
}

TEST(EscapeXml, DropsWhatTurnsTheDirectionOfText) {
  EXPECT_EQ(escape_xml("a\u202Egnp\u202C.exe\u2066\u2069\u200F"), "agnp.exe");
  EXPECT_EQ(escape_xml("\u05D0\u05D1 \u0627"), "\u05D0\u05D1 \u0627");
}

TEST(Svg, HasTitleDescriptionAndRole) {
  Scene scene;
  scene.name = "contour";
  scene.title = "a < b";
  scene.description = "c & d";
  const std::string svg = to_svg(scene, Theme::light);
  EXPECT_TRUE(holds(svg, "role=\"img\""));
  EXPECT_TRUE(holds(svg, "<title id=\"contour-t\">a &lt; b</title>"));
  EXPECT_TRUE(holds(svg, "<desc id=\"contour-d\">c &amp; d</desc>"));
}

TEST(Svg, ResolvesRolesByTheme) {
  Scene scene;
  scene.add(Circle{.centre = {10.126, -3}, .radius = 2.5, .fill = {Role::now}});
  EXPECT_TRUE(holds(to_svg(scene, Theme::light),
                    "<circle cx=\"10.13\" cy=\"-3\" r=\"2.5\" fill=\"#0B5FFF\"/>"));
  EXPECT_TRUE(holds(to_svg(scene, Theme::dark), "fill=\"#7FA8FF\""));
}

// One picture for both themes: it must be the same but for the colours, and each variable must
// have the colour of its theme.
TEST(Svg, WritesColoursAsVariablesOfWhichTheStyleKnowsBothThemes) {
  Scene scene;
  scene.name = "losses";
  Circle mark;
  mark.fill = {Role::now};
  mark.stroke.paint = {Role::loss_ramp, 0.3};
  scene.add(mark);
  mark.fill = {Role::ink, 0, 0.5};
  mark.stroke.paint.opacity = 0.4;
  scene.add(mark);
  Path patch;
  patch.points = {{1, 1}, {2, 1}, {2, 2}};
  patch.closed = true;
  patch.fill = {Role::time_ramp, 0.5};
  patch.dense = patch.sealed = true;
  scene.add(patch);
  ColourVariables colours;
  const std::string svg = to_svg(scene, colours), style = colours.style_block();
  EXPECT_FALSE(holds(svg, "#"));
  EXPECT_TRUE(holds(svg, "fill=\"var(--now)\"") && holds(svg, "fill=\"var(--paper)\""));

  const std::size_t middle = style.find("@media screen and (prefers-color-scheme:dark)");
  ASSERT_NE(middle, std::string::npos);
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const std::string rules =
        theme == Theme::light ? style.substr(0, middle) : style.substr(middle);
    std::string replaced = svg;
    for (std::size_t at = replaced.find("var("); at != std::string::npos;
         at = replaced.find("var(")) {
      const std::size_t end = replaced.find(')', at);
      const std::string name = replaced.substr(at + 4, end - at - 4);
      const std::size_t rule = rules.find(name + ":#");
      ASSERT_NE(rule, std::string::npos) << name;
      replaced.replace(at, end + 1 - at, rules.substr(rule + name.size() + 1, 7));
    }
    EXPECT_EQ(replaced, to_svg(scene, theme));
  }
  // A second figure uses what is there.
  to_svg(scene, colours);
  EXPECT_EQ(colours.style_block(), style);
}

TEST(Svg, WritesPathsAsShortDifferences) {
  Scene scene;
  Path path;
  path.points = {{1, 2}, {1.5, 1.75}, {1.5, 1.75}, {3, 2}, {10, 10}, {11, 10}, {5, 5}};
  path.breaks = {4, 6};
  scene.add(path);
  path.dense = true;
  path.closed = true;
  scene.add(path);
  const std::string svg = to_svg(scene, Theme::light);
  EXPECT_TRUE(holds(svg, "d=\"M1 2l.5-.25 1.5 .25M10 10h1M5 5\""));
  EXPECT_TRUE(holds(svg, "d=\"M10 20l5-2 15 2zM100 100h10zM50 50z\""));
}

TEST(Svg, SealsThePatchesOfASurfaceInTheirOwnColour) {
  Scene scene;
  Path patch;
  patch.points = {{1, 1}, {2, 1}, {2, 2}};
  patch.closed = patch.dense = patch.sealed = true;
  patch.fill = {Role::loss_ramp, 0};
  scene.add(patch);
  patch.fill = {Role::loss_ramp, 1};
  scene.add(patch);
  const std::string svg = to_svg(scene, Theme::light);
  EXPECT_TRUE(holds(svg,
                    "<g transform=\"scale(.1)\" fill=\"currentColor\" stroke=\"currentColor\" "
                    "stroke-width=\"7\">\n<path d=\"M10 10h10v10z\" color=\"#F1F39C\"/>\n"
                    "<path d=\"M10 10h10v10z\" color=\"#939BBD\"/>\n</g>"));
}

TEST(Svg, GathersNoErrorAlongALongPath) {
  Path path;
  path.dense = true;
  for (int i = 0; i <= 1000; ++i) path.points.push_back({i * 0.26, i % 2 * 1.0});
  Scene scene;
  scene.add(path);
  const std::string svg = to_svg(scene, Theme::light);
  // Pairs of differences: "3 10", then "2-10", and so on.
  std::size_t at = svg.find("d=\"M0 0l") + 8;
  long long across = 0, down = 0;
  for (int i = 0; i < 1000; ++i) {
    std::size_t read = 0;
    across += std::stoll(svg.substr(at, 20), &read);
    at += read;
    down += std::stoll(svg.substr(at, 20), &read);
    at += read;
  }
  EXPECT_EQ(svg[at], '"');
  EXPECT_EQ(across, 2600);
  EXPECT_EQ(down, 0);
}

TEST(Svg, LeavesOutWhatIsNotFinite) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  Scene scene;
  scene.add(Circle{.centre = {nan, 0}, .fill = {Role::ink}});
  Text text;
  text.at = {0, std::numeric_limits<double>::infinity()};
  text.text = "gone";
  scene.add(text);
  const std::string svg = to_svg(scene, Theme::light);
  EXPECT_FALSE(holds(svg, "circle"));
  EXPECT_FALSE(holds(svg, "gone"));
  EXPECT_FALSE(holds(svg, "nan"));
}

TEST(Svg, ClipsToAPanelAndClosesItsGroups) {
  Scene scene;
  scene.name = "x y";
  const std::size_t clip = scene.add_panel({"plane", {10, 10, 50, 40}, {}, {}});
  Path line;
  line.points = {{0, 0}, {100, 100}};
  line.dense = true;
  line.stroke = {{Role::ink}, 1.5, 6, 3};
  scene.add(line, clip);
  scene.add(Circle{.centre = {1, 1}, .fill = {Role::ink}});
  const std::string svg = to_svg(scene, Theme::light);
  EXPECT_TRUE(holds(svg, "<clipPath id=\"x-y-c1\"><rect x=\"10\" y=\"10\" width=\"40\""));
  EXPECT_TRUE(holds(svg, "<g clip-path=\"url(#x-y-c1)\"><g transform=\"scale(.1)\""));
  EXPECT_TRUE(holds(svg, "stroke-width=\"15\" stroke-dasharray=\"60 30\""));
  EXPECT_TRUE(holds(svg, "</g></g>\n<circle"));
}

TEST(Svg, WritesItalicAndRaisedParts) {
  Scene scene;
  Text text;
  text.text = concat({"weight ", italic("w"), " 10", superscript("-4"), "!"});
  text.size = 10;
  scene.add(text);
  EXPECT_TRUE(holds(to_svg(scene, Theme::light),
                    ">weight <tspan font-style=\"italic\">w</tspan> 10<tspan dy=\"-3.8\" "
                    "font-size=\"7\">-4</tspan><tspan dy=\"3.8\">!</tspan></text>"));
}

}  // namespace
}  // namespace logitlab::figure
