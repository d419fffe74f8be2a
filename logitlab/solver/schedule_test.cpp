// SPDX-License-Identifier: MIT
#include "logitlab/solver/schedule.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/test_support.hpp"

namespace logitlab {
namespace {

double factor(std::string_view name, std::uint64_t epoch, std::uint64_t epochs) {
  return find_schedule(name)->factor(epoch, epochs);
}

TEST(Schedule, HasNamesOfItsOwnAndStartsAtTheWholeRate) {
  std::set<std::string_view> names;
  for (const ScheduleRow& row : schedule_table()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(find_schedule(row.name), &row);
    EXPECT_FALSE(row.meaning.empty());
    for (const std::uint64_t epochs : {1u, 2u, 3u, 100u}) {
      EXPECT_EQ(row.factor(1, epochs), 1) << row.name;
      for (std::uint64_t epoch = 2; epoch <= epochs; ++epoch) {
        EXPECT_LE(row.factor(epoch, epochs), row.factor(epoch - 1, epochs)) << row.name;
        EXPECT_GT(row.factor(epoch, epochs), 0) << row.name;
      }
    }
    if (!row.needs_epochs) {
      EXPECT_EQ(row.factor(7, 10), row.factor(7, 1000));
    }
  }
  EXPECT_EQ(schedule_table()[0].name, "constant");
  EXPECT_EQ(find_schedule("exponential"), nullptr);
}

TEST(Schedule, ConstantStays) {
  EXPECT_EQ(factor("constant", 50, 100), 1);
  EXPECT_EQ(factor("constant", 100, 100), 1);
}

TEST(Schedule, StepFallsAtHalfAndAtThreeQuarters) {
  EXPECT_EQ(factor("step", 50, 100), 1);
  EXPECT_EQ(factor("step", 51, 100), 0.1);  // 50 of 100 are done
  EXPECT_EQ(factor("step", 75, 100), 0.1);
  EXPECT_EQ(factor("step", 76, 100), 0.01);
  EXPECT_EQ(factor("step", 100, 100), 0.01);
  // Of five epochs, half are done before the fourth and three quarters before the fifth.
  EXPECT_EQ(factor("step", 3, 5), 1);
  EXPECT_EQ(factor("step", 4, 5), 0.1);
  EXPECT_EQ(factor("step", 5, 5), 0.01);
}

TEST(Schedule, InverseIsHalfAfterTenEpochs) {
  EXPECT_EQ(factor("inverse", 11, 100), 0.5);
  EXPECT_EQ(factor("inverse", 51, 100), 1.0 / 6);
  EXPECT_EQ(factor("inverse", 100, 100), 1 / (1 + 9.9));
}

// 1 + cos is within two roundings of numbers up to 2; the last value is that of sin^2(pi / 200) =
// 0.000246719817134220625 (mpmath).
TEST(Schedule, CosineIsHalfInTheMiddleAndNearlyNothingAtTheEnd) {
  EXPECT_NEAR(factor("cosine", 51, 100), 0.5, 0x1p-52);
  EXPECT_NEAR(factor("cosine", 26, 100), 0.5 + std::sqrt(0.125), 0x1p-52);
  EXPECT_NEAR(factor("cosine", 100, 100), 0.000246719817134220625, 0x1p-52);
  EXPECT_EQ(factor("cosine", 101, 100), 0);
  EXPECT_EQ(factor("cosine", 1000, 100), 0);
}

// Slope 1 everywhere, on four rows: two batches of two an epoch.
template <std::floating_point Real>
struct Slope final : RowMean<Real> {
  std::size_t rows() const override { return 4; }
  std::size_t dimension() const override { return 1; }
  Real value_and_gradient(std::span<const Row>, std::span<const Real>,
                          std::span<Real> gradient) const override {
    gradient[0] = 1;
    return 1;
  }
};

TEST(Schedule, ChangesTheRateOfEachEpochAndIsReportedWithTheStep) {
  const test::Curve smooth([](double t) { return t; }, [](double) { return 1.0; });
  const Slope<double> rows;
  const Slope<float> rows_f32;
  for (const ScheduleRow& row : schedule_table()) {
    for (const Precision precision : {Precision::float64, Precision::float32}) {
      SolverOptions options{.learning_rate = 0.3,
                            .loader = {.batch_size = 2},
                            .precision = precision,
                            .schedule = &row,
                            .epochs = 8};
      std::vector<double> w = {0};
      test::Watcher watched;
      const Problem problem{.smooth = smooth, .rows = &rows, .rows_f32 = &rows_f32};
      make_solver("sgd", options).value()->minimize(problem, w, {.max_steps = 16}, watched);
      ASSERT_EQ(watched.steps.size(), 17u);
      double expected = 0;
      for (std::uint64_t k = 1; k <= 16; ++k) {
        double rate = 0.3 * row.factor((k + 1) / 2, 8);
        if (precision == Precision::float32) rate = static_cast<double>(static_cast<float>(rate));
        EXPECT_EQ(watched.steps[k].rate, rate) << row.name << ", step " << k;
        expected -= rate;
      }
      EXPECT_NEAR(w[0], expected, 16 * 4.8 * 0x1p-23);  // at most 4.8, rounded 16 times
    }
  }
}

TEST(Schedule, IsRefusedWhereItCannotBeFollowed) {
  const SolverOptions unbounded{.schedule = find_schedule("cosine")};
  const auto made = make_solver("sgd", unbounded);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().where, "--schedule");
  EXPECT_TRUE(make_solver("sgd", {.schedule = find_schedule("inverse")}).has_value());
  for (const char* name : {"newton", "lbfgs"}) {
    const auto refused = make_solver(name, {.schedule = find_schedule("constant")});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, ErrorKind::usage);
    EXPECT_EQ(refused.error().where, "--schedule");
  }
}

}  // namespace
}  // namespace logitlab
