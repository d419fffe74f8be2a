// SPDX-License-Identifier: MIT
#include "logitlab/lab/plane_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "logitlab/lab/story.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

Run run_in(const std::string& plane, std::size_t inputs) {
  Settings settings;
  settings.data = "gaussians";
  settings.inputs = inputs;
  settings.rows = 40;
  settings.epochs = 3;
  settings.seed = 7;
  settings.compare = {"none"};
  settings.plane = plane;
  return test::run_of(settings);
}

std::string said(const Run& run) {
  for (const Sentence& sentence : tell(run)) {
    if (sentence.part == Part::plane) return sentence.text;
  }
  return "";
}

TEST(PlaneSentence, NamesThePlaneAndHowMuchOfThePathItShows) {
  const auto begins = [](const std::string& plane, const std::string& with) {
    const std::string text = said(run_in(plane, 4));
    EXPECT_TRUE(text.starts_with("The pictures show " + with)) << text;
    EXPECT_NE(text.find("of the path's variance lies; "), std::string::npos) << text;
    EXPECT_NE(text.find(" the path is furthest off it, by "), std::string::npos) << text;
  };
  begins("", "the plane of the path's two main directions, in which ");
  begins("x3,b", "the plane of x3 and b, the others as at the end, in which ");
  begins("random", "a random plane through the end of the path (seed 7), in which ");
  begins("newton", "the plane of the Newton direction and the gradient at the start, in which ");
}

TEST(PlaneSentence, HasTheNumbersOfTheRun) {
  lab::Run run = run_in("pca", 4);
  run.path_in_plane = {.share = 0.9796, .largest_distance = 0.04521, .furthest = 31};
  EXPECT_EQ(plane_sentence(run),
            "The pictures show the plane of the path's two main directions, in which 98\u00A0% of "
            "the path's variance lies; after step 31 the path is furthest off it, by 0.0452.");
  run.path_in_plane.share = 0.99999;
  EXPECT_EQ(variance_text(run), "more than 99.9\u00A0% of the path's variance");
  run.path_in_plane.share = 0.00001;
  EXPECT_EQ(variance_text(run), "less than 0.1\u00A0% of the path's variance");
  run.path_in_plane.furthest = 0;
  EXPECT_NE(plane_sentence(run).find("lies; at the start the path"), std::string::npos);
  for (const PathInPlane& inside :
       {PathInPlane{.share = 1, .largest_distance = 1e-15, .furthest = 3},
        PathInPlane{.share = 0.9999, .largest_distance = 0, .furthest = 0}}) {
    run.path_in_plane = inside;
    EXPECT_EQ(plane_sentence(run),
              "The pictures show the plane of the path's two main directions, in which the whole "
              "path lies.");
  }
  run.path_in_plane = {};
  EXPECT_EQ(plane_sentence(run), "The pictures show the plane of the path's two main directions.");
  EXPECT_EQ(variance_text(run), "");
}

TEST(PlaneSentence, IsWhatTheDocsQuoteOfTheMoons) {
  Settings settings;
  settings.data = "moons";
  settings.compare = {"none"};
  EXPECT_EQ(said(test::run_of(settings)),
            "The pictures show the plane of the path's two main directions, in which 83\u00A0% of "
            "the path's variance lies; after step 1 the path is furthest off it, by 4.90.");
}

TEST(PlaneSentence, IsLeftOutWhereEveryPlaneShowsAllOrNothingWasTrained) {
  EXPECT_EQ(said(run_in("", 1)), "");
  EXPECT_EQ(said(run_in("random", 1)), "");
  Settings settings;
  settings.data = "moons";
  EXPECT_EQ(said(survey(settings, test::data_of(settings)).value()), "");
}

}  // namespace
}  // namespace logitlab::lab
