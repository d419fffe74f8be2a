// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

Settings as_written() {
  Settings settings;
  settings.data = "lab-float32";
  settings.loss = "cross-entropy-as-written";
  settings.precision = Precision::float32;
  settings.compare = {"none"};
  return settings;
}

TEST(NumericsText, TellsThePrecisionOfTheRunAndItsSteps) {
  Settings settings = as_written();
  settings.epochs = 600;
  EXPECT_EQ(
      numerics_text_of(test::run_of(settings)),
      "By the formula as written in float32, a point of class 0 on the wrong side is "
      "1\u00A0% off from margin 14.7 on, infinite (log 0) from 16.6 on; a point of class 1 on "
      "the right side is 1\u00A0% off from margin 12.0 on, not a number (0 \u00D7 log 0) "
      "from 16.6 on. In this run some point was that far out: none on the wrong side, one on "
      "the right side after 3,167 steps (the first: 242).");
}

TEST(NumericsText, CountsTheStartApart) {
  Settings settings = as_written();
  settings.start = {{60, 0}};
  const std::string text = numerics_text_of(test::run_of(settings));
  EXPECT_NE(text.find("one on the right side at the start and after 4 steps."), std::string::npos)
      << text;
}

TEST(NumericsText, OfAnEpsilonSpeaksOfTheSlope) {
  Settings settings = as_written();
  settings.precision = Precision::float64;
  settings.epsilon = 1e-16;
  const std::string text = numerics_text_of(test::run_of(settings));
  EXPECT_NE(text.find("in float64 with epsilon 1e-16,"), std::string::npos) << text;
  EXPECT_NE(text.find("and without a slope from 36.7 on"), std::string::npos) << text;
  EXPECT_NE(text.find("In this run no point came that far."), std::string::npos) << text;
}

TEST(NumericsText, IsForTheFormulaAsWrittenAlone) {
  Settings settings;
  settings.epochs = 1;
  EXPECT_EQ(numerics_text_of(test::run_of(settings)), "");
}

}  // namespace
}  // namespace logitlab::lab
