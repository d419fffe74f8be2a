// SPDX-License-Identifier: MIT
//
// What a linear model can and cannot do on the generated data sets.
#include <gtest/gtest.h>

#include <cmath>

#include "logitlab/lab/test_support.hpp"
#include "logitlab/stats/separation.hpp"

namespace logitlab::lab {
namespace {

SeparableKind kind_of(const char* data, std::size_t inputs, double noise) {
  Settings settings;
  settings.data = data;
  settings.rows = 100;
  settings.inputs = inputs;
  settings.noise = noise;
  const auto made = test::data_of(settings);
  return decide_separability(DenseDesign(made->x()), made->y()).kind;
}

TEST(GeneratedData, AreSeparableWhereTheirSummariesSaySo) {
  EXPECT_EQ(kind_of("gaussians", 2, 0.1), SeparableKind::complete);
  EXPECT_EQ(kind_of("gaussians", 2, 1), SeparableKind::none);
  EXPECT_EQ(kind_of("moons", 2, 0), SeparableKind::none);
  EXPECT_EQ(kind_of("moons", 2, 0.1), SeparableKind::none);
  for (const std::size_t d : {2U, 3U, 4U}) {
    EXPECT_EQ(kind_of("xor", d, 0), SeparableKind::none) << d;
    EXPECT_EQ(kind_of("xor", d, 0.3), SeparableKind::none) << d;
  }
}

// The middle of each class of xor is the origin, so that the gradient at w = 0, b = 0 vanishes
// where all corners come equally often, and that is the minimum: the loss of a coin.
TEST(GeneratedData, XorTeachesALinearModelNothing) {
  Settings settings;
  settings.data = "xor";
  settings.rows = 40;
  settings.noise = 0;
  settings.solver = "newton";
  settings.start = {1.0, -2.0, 0.5};
  settings.compare = {"none"};
  const auto run = test::run_of(settings);
  ASSERT_TRUE(converged(run.training->result.reason));
  // Newton ends at a decrement of 1e-14 or so of the loss; its curvature is 1/4.
  for (const double w : run.training->result.w) EXPECT_NEAR(w, 0, 1e-6);
  EXPECT_NEAR(run.training->result.loss, std::log(2.0), 1e-12);
}

}  // namespace
}  // namespace logitlab::lab
