// SPDX-License-Identifier: MIT
#include "logitlab/figure/words.hpp"

#include <gtest/gtest.h>

#include <string>

#include "logitlab/data/generators.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {
namespace {

std::string rate_of(void (*change)(lab::Settings&)) {
  lab::Settings settings;
  change(settings);
  return rate_text(lab::resolve(settings, make_lab()).value());
}

TEST(Words, TellTheRateItsScheduleAndTheMomentum) {
  using S = lab::Settings;
  EXPECT_EQ(rate_of([](S&) {}), ", learning rate 2");
  EXPECT_EQ(rate_of([](S& s) { s.solver = "momentum"; }), ", learning rate 2, momentum 0.9");
  EXPECT_EQ(rate_of([](S& s) {
              s.solver = "nesterov";
              s.learning_rate = 0.5;
              s.momentum = 0.8;
              s.schedule = "cosine";
            }),
            ", learning rate 0.5, cosine schedule, momentum 0.8");
  EXPECT_EQ(rate_of([](S& s) { s.solver = "newton"; }), "");
}

}  // namespace
}  // namespace logitlab::figure
