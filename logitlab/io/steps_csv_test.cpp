// SPDX-License-Identifier: MIT
#include "logitlab/io/steps_csv.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "logitlab/base/sha256.hpp"
#include "logitlab/base/text.hpp"

namespace logitlab {
namespace {

lab::Training two_steps() {
  lab::Training training;
  Trajectory& path = training.trajectory;
  path.dimension = 2;
  path.step = {0, 1, 2};
  path.epoch = {0, 1, 1};
  path.batch = {0, 1, 2};
  path.rate = {unknown, 2, 2};
  path.batch_value = {unknown, 0.1, 1e-20};
  path.w = {-5, -10, -4.5, static_cast<double>(0.1F), 1e300, -0.0};
  training.columns.loss = {4.5, unknown, 1};
  training.columns.gradient_norm = {0.25, unknown, 2};
  training.columns.accuracy = {0.65, unknown, 1};
  return training;
}

std::vector<std::vector<std::string>> rows_of(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  for (const char c : text) {
    if (c == '\n') {
      rows.push_back({""});
    } else if (c == ',') {
      rows.back().emplace_back();
    } else {
      rows.back().back().push_back(c);
    }
  }
  rows.pop_back();
  return rows;
}

TEST(StepsCsv, HasOneLineForEachStepKept) {
  EXPECT_EQ(steps_csv(two_steps()),
            "step,epoch,batch,learning_rate,w,b,batch_loss,loss,gradient_norm,accuracy\n"
            "0,,,,-5,-10,,4.5,0.25,0.65\n"
            "1,1,1,2,-4.5,0.10000000149011612,0.1,,,\n"
            "2,1,2,2,1e+300,-0,1e-20,1,2,1\n");
}

TEST(StepsCsv, NumbersTheParametersOfSeveralInputs) {
  lab::Training training = two_steps();
  training.trajectory.dimension = 3;
  training.trajectory.w.resize(9, 7);
  const auto rows = rows_of(steps_csv(training));
  EXPECT_EQ(std::vector<std::string>(rows[0].begin() + 4, rows[0].begin() + 7),
            (std::vector<std::string>{"w1", "w2", "b"}));
  for (const auto& row : rows) EXPECT_EQ(row.size(), 11U);
  EXPECT_EQ(parameter_names(1), std::vector<std::string>{"b"});
}

struct Silent final : lab::Watch {};

// The lab itself: anyone can compute its hash from the columns w and b.
TEST(StepsCsv, HoldsTheTrajectoryThatItsHashNames) {
  Silent watch;
  for (const Precision precision : {Precision::float64, Precision::float32}) {
    lab::Settings settings;
    settings.precision = precision;
    const Result<lab::Run> run =
        lab::run(settings, std::make_shared<const Dataset>(make_lab()), watch);
    ASSERT_TRUE(run.has_value()) << to_string(run.error());
    const auto rows = rows_of(steps_csv(*run->training));
    ASSERT_EQ(rows.size(), 702U);
    Sha256 hash;
    for (std::size_t r = 1; r < rows.size(); ++r) {
      ASSERT_EQ(rows[r].size(), 10U);
      for (const std::size_t column : {4U, 5U}) hash.update_le(*parse_double(rows[r][column]));
    }
    EXPECT_EQ(hash.hex(), run->training->trajectory.sha256);
    EXPECT_EQ(rows[1][4] + rows[1][5], "-5-10");
    EXPECT_EQ(rows[701][0] + " " + rows[701][1] + " " + rows[701][2], "700 100 7");
  }
}

}  // namespace
}  // namespace logitlab
