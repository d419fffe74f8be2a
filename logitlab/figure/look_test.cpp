// SPDX-License-Identifier: MIT
#include "logitlab/figure/look.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>

namespace logitlab::figure {
namespace {

Look read_whole(std::string_view text) {
  std::string notes;
  const Look look = read_look(text, notes);
  EXPECT_EQ(notes, "") << text;
  return look;
}

TEST(Look, IsReadFromItsText) {
  const Look look = read_whole(
      "step=18&sample=3&probe=1.2:-4&beneath=starts&curve=slope&"
      "show=gradient,newton,ring,recession&azimuth=-20&elevation=40&dragging=1");
  EXPECT_EQ(look.step, 18U);
  EXPECT_EQ(look.sample, 3U);
  ASSERT_TRUE(look.probe.has_value());
  EXPECT_EQ((*look.probe)[0], 1.2);
  EXPECT_EQ((*look.probe)[1], -4);
  EXPECT_EQ(look.beneath, Look::Beneath::starts);
  EXPECT_EQ(look.curve, Look::Curve::slope);
  EXPECT_TRUE(look.gradient && look.newton && look.ring && look.recession);
  EXPECT_FALSE(look.pulls || look.batches);
  EXPECT_EQ(look.azimuth, -20);
  EXPECT_EQ(look.elevation, 40);
  EXPECT_TRUE(look.dragging);
}

TEST(Look, IsAsAtFirstWhereNothingIsSaid) {
  for (const char* text : {"", "&", "&&", "step=&probe=&show=&curve="}) {
    const Look look = read_whole(text);
    EXPECT_FALSE(look.step || look.sample || look.probe) << text;
    EXPECT_EQ(look.azimuth, Camera::default_azimuth);
    EXPECT_FALSE(look.gradient || look.dragging);
  }
}

TEST(Look, TakesTheLastOfTwo) {
  EXPECT_EQ(read_whole("step=1&step=2").step, 2U);
  const Look look = read_whole("show=gradient&show=newton");
  EXPECT_TRUE(look.newton);
  EXPECT_FALSE(look.gradient);
}

TEST(Look, SaysWhatItCouldNotRead) {
  for (const char* text :
       {"step=-1", "step=1.5", "step=99999999999999999999", "sample=x", "probe=1",
        "probe=1:", "probe=nan:1", "probe=1:inf", "probe=1:2:3", "beneath=earth", "curve=Loss",
        "show=gradient,x", "azimuth=nan", "elevation=up", "dragging=2", "unknown=1", "=5", "a=b=c",
        "<script>alert(1)</script>=1"}) {
    std::string notes;
    read_look(text, notes);
    EXPECT_NE(notes.find("could not be read"), std::string::npos) << text;
  }
}

TEST(Look, ReadsWhatItCanBesideWhatItCannot) {
  std::string notes;
  const Look look = read_look("step=7&curve=?&probe=1:2", notes);
  EXPECT_EQ(look.step, 7U);
  EXPECT_TRUE(look.probe.has_value());
  EXPECT_EQ(notes, "look: \"curve=?\" could not be read");
}

TEST(Look, AnswersAnythingInShortLines) {
  // Bytes of every value, and far more of them than a line holds.
  std::string text;
  for (int k = 0; k < 20'000; ++k) text.push_back(static_cast<char>((k * 37 + k / 256) % 256));
  std::string notes;
  read_look(text, notes);
  constexpr std::ptrdiff_t longest = 100;
  for (auto at = notes.begin(); at != notes.end();) {
    const auto end = std::find(at, notes.end(), '\n');
    // A line break may stand in what is quoted; no line gets longer by it.
    EXPECT_LE(end - at, longest);
    at = end == notes.end() ? end : end + 1;
  }
}

TEST(Look, KeepsTheCameraAboveTheGround) {
  EXPECT_GT(read_whole("elevation=-400").elevation, 0);
  EXPECT_LE(read_whole("elevation=1e300").elevation, 90);
  EXPECT_LE(read_whole("azimuth=1e300").azimuth, 3600);
}

}  // namespace
}  // namespace logitlab::figure
