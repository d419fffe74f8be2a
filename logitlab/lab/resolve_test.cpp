// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include "logitlab/lab/run.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Settings gaussians() {
  Settings settings;
  settings.data = "gaussians";
  return settings;
}

Settings resolved(const Settings& settings) {
  return resolve(settings, *test::data_of(settings)).value();
}

TEST(Resolve, FillsInTheLabsRecipe) {
  const Settings s = resolved({});
  EXPECT_EQ(s.learning_rate, 2.0);
  EXPECT_EQ(s.batch_size, 3U);
  EXPECT_EQ(s.start, (std::vector<double>{-5, -10}));
  EXPECT_EQ(s.plane, "w,b");
  ASSERT_TRUE(s.window);
  EXPECT_EQ(s.window->u_low, -15);
  EXPECT_EQ(s.window->v_high, 13);
  EXPECT_EQ(s.compare, std::vector<std::string>{"squared-error"});
}

TEST(Resolve, IsItsOwnResult) {
  for (const Settings& settings : {Settings{}, gaussians()}) {
    const Settings once = resolved(settings);
    const Settings twice = resolved(once);
    EXPECT_EQ(once.start, twice.start);
    EXPECT_EQ(once.plane, twice.plane);
    EXPECT_EQ(once.compare, twice.compare);
    EXPECT_EQ(once.learning_rate, twice.learning_rate);
  }
}

TEST(Resolve, TheRivalOfTheSquaredErrorIsTheCrossEntropy) {
  Settings settings;
  settings.loss = "squared-error";
  EXPECT_EQ(resolved(settings).compare, std::vector<std::string>{"cross-entropy"});
  settings.loss = "cross-entropy-as-written";
  EXPECT_EQ(resolved(settings).compare, std::vector<std::string>{"squared-error"});
}

TEST(Resolve, AStartOfOtherDataIsSeededWithinOneOverTheRootOfD) {
  Settings settings = gaussians();
  settings.inputs = 9;
  const std::vector<double> start = *resolved(settings).start;
  ASSERT_EQ(start.size(), 10U);
  double largest = 0;
  for (const double v : start) largest = std::fmax(largest, std::fabs(v));
  EXPECT_LE(largest, 1.0 / 3.0);
  EXPECT_GT(largest, 1.0 / 6.0);  // ten numbers within half the range: 1 in 1024
  EXPECT_EQ(start, *resolved(settings).start);
  settings.seed = 1;
  EXPECT_NE(start, *resolved(settings).start);
}

TEST(Resolve, SolversOverAllRowsHaveNeitherRateNorBatches) {
  Settings settings;
  settings.solver = "newton";
  const Settings s = resolved(settings);
  EXPECT_EQ(s.learning_rate, std::nullopt);
  EXPECT_EQ(s.momentum, std::nullopt);
  EXPECT_EQ(s.schedule, std::nullopt);
  EXPECT_EQ(s.batch_size, std::nullopt);
}

TEST(Resolve, RatesMomentumAndScheduleComeFromTheSolversRow) {
  const auto resolved_for = [](const char* solver) {
    Settings settings;
    settings.solver = solver;
    return resolved(settings);
  };
  for (const char* solver : {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"}) {
    const Settings s = resolved_for(solver);
    const bool moves = s.solver == "momentum" || s.solver == "nesterov";
    EXPECT_EQ(s.learning_rate, moves || s.solver == "sgd" ? 2 : 0.05) << solver;
    EXPECT_EQ(s.momentum, moves ? std::optional(0.9) : std::nullopt) << solver;
    EXPECT_EQ(s.schedule, "constant") << solver;
  }
}

// Each: what is wrong, and the option that is named.
struct Mistake {
  const char* name;
  const char* where;
  std::function<void(Settings&)> make;
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }

class ResolveRefuses : public testing::TestWithParam<Mistake> {};

TEST_P(ResolveRefuses, WithAUsageErrorAtTheOption) {
  Settings settings;
  GetParam().make(settings);
  const Result<Settings> result = resolve(settings, *test::data_of(settings));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::usage) << to_string(result.error());
  EXPECT_EQ(result.error().where, GetParam().where) << to_string(result.error());
  EXPECT_FALSE(result.error().message.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, ResolveRefuses,
    testing::Values(
        Mistake{"UnknownLoss", "--loss", [](Settings& s) { s.loss = "hinge"; }},
        Mistake{"UnknownSolver", "--solver", [](Settings& s) { s.solver = "sdg"; }},
        Mistake{"EpsilonOfTheSafeForm", "--epsilon", [](Settings& s) { s.epsilon = 1e-16; }},
        Mistake{"EpsilonOfTheSquaredError", "--epsilon",
                [](Settings& s) {
                  s.loss = "squared-error";
                  s.epsilon = 1e-16;
                }},
        Mistake{"EpsilonBelowZero", "--epsilon",
                [](Settings& s) {
                  s.loss = "cross-entropy-as-written";
                  s.epsilon = -1e-16;
                }},
        Mistake{"RateZero", "--learning-rate", [](Settings& s) { s.learning_rate = 0; }},
        Mistake{"RateNegative", "--learning-rate", [](Settings& s) { s.learning_rate = -2; }},
        Mistake{"RateInfinite", "--learning-rate", [](Settings& s) { s.learning_rate = infinity; }},
        Mistake{"RateNan", "--learning-rate", [](Settings& s) { s.learning_rate = unknown; }},
        Mistake{"EpochsZero", "--epochs", [](Settings& s) { s.epochs = 0; }},
        Mistake{"EpochsBeyondCounting", "--epochs", [](Settings& s) { s.epochs = 1ULL << 32; }},
        Mistake{"EveryZero", "--every", [](Settings& s) { s.every = 0; }},
        Mistake{"ResolutionOne", "--resolution", [](Settings& s) { s.resolution = 1; }},
        Mistake{"ResolutionTooLarge", "--resolution", [](Settings& s) { s.resolution = 2049; }},
        Mistake{"BatchOfNewton", "--batch-size",
                [](Settings& s) {
                  s.solver = "newton";
                  s.batch_size = 3;
                }},
        Mistake{"DropLastOfLbfgs", "--drop-last",
                [](Settings& s) {
                  s.solver = "lbfgs";
                  s.drop_last = true;
                }},
        Mistake{"ShuffleOfNewton", "--shuffle",
                [](Settings& s) {
                  s.solver = "newton";
                  s.shuffle = true;
                }},
        Mistake{"RateOfLbfgs", "--learning-rate",
                [](Settings& s) {
                  s.solver = "lbfgs";
                  s.learning_rate = 1;
                }},
        Mistake{"ScheduleOfNewton", "--schedule",
                [](Settings& s) {
                  s.solver = "newton";
                  s.schedule = "constant";
                }},
        Mistake{"ScheduleUnknown", "--schedule", [](Settings& s) { s.schedule = "linear"; }},
        Mistake{"MomentumOfSgd", "--momentum", [](Settings& s) { s.momentum = 0.9; }},
        Mistake{"MomentumOfAdam", "--momentum",
                [](Settings& s) {
                  s.solver = "adam";
                  s.momentum = 0.0;
                }},
        Mistake{"MomentumOne", "--momentum",
                [](Settings& s) {
                  s.solver = "nesterov";
                  s.momentum = 1;
                }},
        Mistake{"Float32OfNewton", "--precision",
                [](Settings& s) {
                  s.solver = "newton";
                  s.precision = Precision::float32;
                }},
        Mistake{"StartTooShort", "--start", [](Settings& s) { s.start = {1.0}; }},
        Mistake{"StartTooLong", "--start", [](Settings& s) { s.start = {1.0, 2.0, 3.0}; }},
        Mistake{"StartInfinite", "--start", [](Settings& s) { s.start = {infinity, 0.0}; }},
        Mistake{"StartBeyondFloat32", "--start",
                [](Settings& s) {
                  s.start = {1e39, 0.0};
                  s.precision = Precision::float32;
                }},
        Mistake{"WindowEmpty", "--window", [](Settings& s) { s.window = Window{1, 1, 0, 1}; }},
        Mistake{"WindowTurned", "--window", [](Settings& s) { s.window = Window{0, 1, 3, 2}; }},
        Mistake{"WindowNan", "--window", [](Settings& s) { s.window = Window{0, unknown, 0, 1}; }},
        Mistake{"PlaneOfOneName", "--plane", [](Settings& s) { s.plane = "w"; }},
        Mistake{"PlaneOfAStranger", "--plane", [](Settings& s) { s.plane = "w,c"; }},
        Mistake{"PlaneTwiceTheSame", "--plane", [](Settings& s) { s.plane = "b,b"; }},
        Mistake{"RowsOfTheLab", "--rows", [](Settings& s) { s.rows = 20; }},
        Mistake{"InputsOfTheLab", "--inputs", [](Settings& s) { s.inputs = 1; }},
        Mistake{"NoiseOfTheLab", "--noise", [](Settings& s) { s.noise = 1; }},
        Mistake{"CompareWithItself", "--compare",
                [](Settings& s) { s.compare = {"cross-entropy"}; }},
        Mistake{"CompareWithItsSolver", "--compare", [](Settings& s) { s.compare = {"sgd"}; }},
        Mistake{"CompareTwice", "--compare", [](Settings& s) { s.compare = {"newton", "newton"}; }},
        Mistake{"CompareAStranger", "--compare", [](Settings& s) { s.compare = {"adamant"}; }}),
    [](const auto& row_info) { return row_info.param.name; });

TEST(Resolve, AWrongStartSaysHowManyNumbersItWants) {
  Settings settings = gaussians();
  settings.inputs = 3;
  settings.start = {1.0, 2.0};
  const auto result = resolve(settings, *test::data_of(settings));
  ASSERT_FALSE(result);
  EXPECT_EQ(to_string(result.error()),
            "--start: expected 4 numbers, one for each of the 3 inputs and b last, found 2");
}

TEST(Resolve, AMissspelledRivalIsGuessed) {
  Settings settings;
  settings.compare = {"squard-error"};
  const auto result = resolve(settings, *test::data_of(settings));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().advice, "Did you mean squared-error?");
}

}  // namespace
}  // namespace logitlab::lab
