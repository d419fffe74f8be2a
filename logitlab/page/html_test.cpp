// SPDX-License-Identifier: MIT
#include "logitlab/page/html.hpp"

#include <gtest/gtest.h>

#include <string>

namespace logitlab::page {
namespace {

TEST(Html, EscapesTextAndValuesAndNeverTags) {
  Html html;
  html.open("p", {{"class", "a\"b' onclick=\"x"}}).text("1 < 2 & 3").close("p");
  EXPECT_EQ(html.bytes(), "<p class=\"a&quot;b&#39; onclick=&quot;x\">1 &lt; 2 &amp; 3</p>");
}

TEST(Html, SetsNamesOfAUserApartAndCutsThem) {
  Html html;
  html.name("</bdi><script>");
  EXPECT_EQ(html.bytes(), "<bdi>&lt;/bdi&gt;&lt;script&gt;</bdi>");
  Html longer;
  longer.name(std::string(1000, 'x'));
  EXPECT_EQ(longer.bytes(), "<bdi>" + std::string(most_of_a_name, 'x') + "…</bdi>");
}

TEST(Html, LinksToAFileOfItsFolderAndNowhereElse) {
  Html html;
  html.link("javascript:alert(1)", "a");
  html.link("../b?c#d", "b");
  EXPECT_EQ(html.bytes(),
            "<a href=\"javascript%3Aalert%281%29\">a</a><a href=\"..%2Fb%3Fc%23d\">b</a>");
}

TEST(Html, WritesBytesToBase85) {
  // 2^32 - 1 is 82 23 54 12 0 to base 85, 2^24 is 0 27 27 9 1.
  Html html;
  html.base85(std::string_view("\xff\xff\xff\xff\0\0\0\0", 8)).base85("\x01").base85("");
  EXPECT_EQ(html.bytes(), "|?_2!!!!!!!CC/#");
}

TEST(Html, CutsBetweenCharacters) {
  EXPECT_EQ(cut("äöü", 3), "äöü");
  EXPECT_EQ(cut("äöü", 2), "äö…");
  EXPECT_EQ(cut("", 0), "");
}

}  // namespace
}  // namespace logitlab::page
