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
  EXPECT_TRUE(holds(svg, "d=\"M1 2l.5-.25 1.5 .25M10 10l1 0M5 5\""));
  EXPECT_TRUE(holds(svg, "d=\"M10 20l5-2 15 2zM100 100l10 0zM50 50z\""));
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
                    "stroke-width=\"7\">\n<path d=\"M10 10l10 0 0 10z\" color=\"#F1F39C\"/>\n"
                    "<path d=\"M10 10l10 0 0 10z\" color=\"#939BBD\"/>\n</g>"));
}

TEST(Svg, GathersNoErrorAlongALongPath) {
  Path path;
  path.dense = true;
  for (int i = 0; i <= 1000; ++i) path.points.push_back({i * 0.26, 0});
  Scene scene;
  scene.add(path);
  const std::string svg = to_svg(scene, Theme::light);
  const std::size_t from = svg.find("d=\"M0 0l") + 8;
  long long sum = 0;
  for (std::size_t at = from; svg[at] != '"';) {
    sum += std::stoll(svg.substr(at));
    at = svg.find(' ', at) + 3;  // the number, a space, the other difference "0" and a space
    if (svg[at - 1] == '"') break;
  }
  EXPECT_EQ(sum, 2600);
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
