// SPDX-License-Identifier: MIT
//
// The estimate against the training itself, gone on with for as long as it said.
#include "logitlab/lab/pace.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

struct Plateau {
  const char* solver;
  double w, b, rate;
  std::size_t batch;
  std::uint64_t epochs;
};

class Pace : public testing::TestWithParam<Plateau> {};

TEST_P(Pace, IsThatOfTheTrainingItself) {
  const Plateau& plateau = GetParam();
  Settings settings;
  settings.loss = "squared-error";
  settings.solver = plateau.solver;
  settings.start = {plateau.w, plateau.b};
  settings.learning_rate = plateau.rate;
  settings.batch_size = plateau.batch;
  settings.epochs = plateau.epochs;
  settings.compare = {"none"};
  const auto run = test::run_of(settings);
  const Experiment experiment(*run.data);
  const auto told = epochs_to_perfection(experiment, *run.training);
  ASSERT_TRUE(told.has_value());

  settings.epochs = static_cast<std::uint64_t>(*told * 1.05);
  Watch nobody;
  const auto longer = lab::run(settings, run.data, nobody, Extent::training).value();
  ASSERT_TRUE(longer.training->result.perfect_from_step.has_value());
  const double epochs = static_cast<double>(*longer.training->result.perfect_from_step) /
                        std::ceil(20.0 / static_cast<double>(plateau.batch));
  EXPECT_NEAR(*told, epochs, 0.03 * epochs);
}

INSTANTIATE_TEST_SUITE_P(Plateaus, Pace,
                         testing::Values(Plateau{"sgd", -5, -10, 2, 3, 100},
                                         Plateau{"sgd", -5, -10, 2, 20, 100},
                                         Plateau{"sgd", -5, -10, 8, 4, 50},
                                         Plateau{"sgd", -4, -9, 2, 3, 10},
                                         Plateau{"momentum", -5, -10, 1, 3, 100}));

TEST(Pace, IsNotToldWhereItIsNotThatSimple) {
  Settings settings;
  settings.loss = "squared-error";
  settings.solver = "adam";
  const auto run = test::run_of(settings);
  EXPECT_FALSE(epochs_to_perfection(Experiment(*run.data), *run.training).has_value());
}

TEST(MinimumNear, IsWhereTheSlopeIsNone) {
  Settings settings;
  settings.data = "gaussians";
  const auto run = test::run_of(settings);
  const Experiment experiment(*run.data);
  const auto minimum = minimum_near(run, experiment, *run.training);
  ASSERT_TRUE(minimum.has_value());
  std::vector<double> gradient(minimum->size());
  experiment.safe_risk("cross-entropy")->value_and_gradient(*minimum, gradient);
  for (const double g : gradient) EXPECT_LT(std::fabs(g), 1e-7);  // Newton's stop, see solver.hpp
}

TEST(MinimumNear, IsNoneOfSeparableData) {
  const auto run = test::run_of({});
  EXPECT_FALSE(minimum_near(run, Experiment(*run.data), *run.training).has_value());
}

}  // namespace
}  // namespace logitlab::lab
