// SPDX-License-Identifier: MIT
#include "logitlab/lab/link.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "logitlab/lab/options.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

std::string canonical(std::string_view text) { return write_link(read_link(text)); }

Settings settings_in(std::string_view text) {
  const Link link = read_link(text);
  const auto data = data_of(link);
  return settings_of(link, data.value()).value();
}

TEST(Link, OfTheDefaultsIsEmpty) {
  EXPECT_EQ(canonical(""), "");
  EXPECT_EQ(canonical("#w=-5&b=-10&lr=2&bs=3&epochs=100&loss=cross-entropy&solver=sgd&schedule="
                      "constant&shuffle=0&seed=0&precision=float64&droplast=0&data=lab"),
            "");
}

TEST(Link, IsWrittenInOneOrder) {
  EXPECT_EQ(canonical("epochs=7&b=2&data=lab-float32&w=1.50&lr=0.5&run=0123456789ab&step=12"),
            "w=1.5&b=2&lr=0.5&epochs=7&data=lab-float32&step=12&run=0123456789ab");
}

TEST(Link, ReadsBackWhatItWrites) {
  for (const char* text :
       {"w=3", "b=1e-300", "solver=adam&schedule=cosine", "solver=momentum&momentum=0.5",
        "loss=cross-entropy-as-written&epsilon=1e-16&precision=float32&data=lab-float32",
        "data=gaussians&rows=30&inputs=3&noise=0.1&w1=1&w2=2&w3=3", "data=moons&noise=1",
        "data=own.csv&w1=1&w2=2", "window=-1,1,-2,2",
        "shuffle=1&seed=18446744073709551615&droplast=1", "points=-1:0,0.5:1,2:1",
        "compare=squared-error,momentum", "hide=loss,rate"}) {
    const std::string once = canonical(text);
    EXPECT_EQ(canonical(once), once);
    EXPECT_TRUE(read_link(text).refused.empty()) << text;
    EXPECT_FALSE(once.empty()) << text;
  }
}

TEST(Link, GivesTheSettingsOfTheCommandsOptions) {
  const Settings settings = settings_in("solver=adam&lr=0.125&bs=4&epochs=9&shuffle=1&seed=7&b=3");
  EXPECT_EQ(settings.solver, "adam");
  EXPECT_EQ(settings.learning_rate, 0.125);
  EXPECT_EQ(settings.batch_size, 4U);
  EXPECT_EQ(settings.epochs, 9U);
  EXPECT_TRUE(settings.shuffle);
  EXPECT_EQ(settings.seed, 7U);
  EXPECT_EQ(*settings.start, (std::vector<double>{-5, 3}));
}

TEST(Link, LeavesOutTheRateThatIsItsSolversDefault) {
  EXPECT_EQ(canonical("solver=adam&lr=0.05"), "solver=adam");
  EXPECT_EQ(canonical("solver=adam&lr=2"), "lr=2&solver=adam");
}

TEST(Link, LeavesOutTheComparisonThatIsItsLosssDefault) {
  EXPECT_EQ(canonical("compare=squared-error"), "");
  EXPECT_EQ(canonical("loss=squared-error&compare=cross-entropy"), "loss=squared-error");
  EXPECT_EQ(canonical("loss=squared-error&compare=adam"), "loss=squared-error&compare=adam");
}

TEST(Link, KeepsUnknownKeysAndTheirBytes) {
  EXPECT_EQ(canonical("colour=red%26blue&w=1&x"), "w=1&colour=red%26blue&x=");
  EXPECT_EQ(canonical("a=%C3%A9"), "a=%C3%A9");
  EXPECT_EQ(canonical("a=1&a=2"), "a=2");
  EXPECT_EQ(canonical("a=%zz"), "a=%25zz");
}

// The two keys name the same weight; the canonical form has w first.
TEST(Link, OfBothWAndW1IsTheSameRunInItsCanonicalForm) {
  for (const char* text : {"w1=4&w=3", "w=3&w1=4", "w1=4&w=-5"}) {
    const std::vector<double> start = *settings_in(text).start;
    EXPECT_EQ(start, (std::vector<double>{4, -10})) << text;
    EXPECT_EQ(*settings_in(canonical(text)).start, start) << text;
  }
}

TEST(Link, TheLastOfAKeyCounts) {
  EXPECT_EQ(canonical("w=1&w=2&epochs=3&epochs=4"), "w=2&epochs=4");
}

TEST(Link, TakesNoMoreEpochsThanTheCommand) {
  EXPECT_TRUE(read_link("epochs=4294967295").refused.empty());
  const Link link = read_link("epochs=4294967296");
  ASSERT_EQ(link.refused.size(), 1U);
  EXPECT_EQ(link.refused[0].where, "key epochs");
  EXPECT_EQ(write_link(link), "");
  EXPECT_EQ(read_link("epochs=99999999999999999999999").refused.size(), 1U);
}

TEST(Link, SaysWhatItCouldNotReadAndGoesOn) {
  const Link link =
      read_link("w=nan&epochs=0&loss=crossentropy&shuffle=yes&step=-1&b=2&points=1:2");
  std::vector<std::string> keys;
  for (const Error& error : link.refused) keys.push_back(error.where);
  EXPECT_EQ(keys, (std::vector<std::string>{"key w", "key epochs", "key loss", "key shuffle",
                                            "key step", "key points"}));
  EXPECT_EQ(write_link(link), "b=2");
  EXPECT_EQ(link.refused[2].advice, "Did you mean cross-entropy?");
}

TEST(Link, PointsAreADataSet) {
  const Link link = read_link("points=-1:0,0.5:1,2:1");
  const Dataset data = data_of(link).value();
  EXPECT_EQ(data.length(), 3U);
  EXPECT_EQ(data.columns(), 1U);
  EXPECT_EQ(data.positives(), 2U);
  EXPECT_EQ(data[1].x[0], 0.5);
  const Dataset plane = data_of(read_link("points=1:2:0,3:4:1")).value();
  EXPECT_EQ(plane.columns(), 2U);
  EXPECT_EQ(plane[1].x[1], 4);
  EXPECT_EQ(plane[1].y, 1);
}

TEST(Link, RefusesPointsOfOneClassAndFiles) {
  EXPECT_EQ(data_of(read_link("points=1:1,2:1")).error().kind, ErrorKind::data);
  EXPECT_EQ(data_of(read_link("points=1:1")).error().kind, ErrorKind::data);
  EXPECT_EQ(data_of(read_link("data=/etc/passwd")).error().kind, ErrorKind::usage);
}

TEST(Link, RefusesAWeightThatTheDataDoNotHave) {
  const Link link = read_link("w2=1");
  const Dataset data = data_of(link).value();
  EXPECT_EQ(settings_of(link, data).error().where, "key w2");
}

TEST(Link, OfSeveralInputsNamesEachWeight) {
  EXPECT_EQ(*settings_in("data=gaussians&w1=1&w2=2&b=3").start, (std::vector<double>{1, 2, 3}));
}

TEST(Link, TrainsTheRunOfTheReference) {
  const Link link = read_link("");
  const auto data = std::make_shared<const Dataset>(data_of(link).value());
  const lab::Run run = test::run_on(settings_of(link, *data).value(), data);
  const double w = run.training->result.w[0];
  EXPECT_LT(test::relative_error(w, test::exact("/lab/cross_entropy/w/699")), 1e-12);
}

}  // namespace
}  // namespace logitlab::lab
