// SPDX-License-Identifier: MIT
//
// The lab's 700 steps against two judges that nobody here wrote the engine of: PyTorch in float32
// (lab_pytorch.json) and a replay in 60-digit arithmetic (lab_exact.json). tests/reference says
// where they come from.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/data/generators.hpp"
#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/test_support.hpp"

namespace logitlab {
namespace {

using nlohmann::json;
using test::LogisticProblem;
using test::Watcher;

json reference(const std::string& name) {
  std::ifstream file(std::string(LOGITLAB_REFERENCE_DIR) + "/" + name);
  EXPECT_TRUE(file.is_open()) << name;
  return json::parse(file);
}

// A JSON number, or a number written as a string with more digits than a double holds.
double number(const json& value) {
  return value.is_string() ? parse_double(value.get<std::string>()).value() : value.get<double>();
}

struct LabRun {
  Outcome outcome;
  std::vector<double> w = {-5, -10};
  Watcher watched;
};

LabRun run_lab(const LogisticProblem& problem, Precision precision, std::uint64_t epochs = 100) {
  SolverOptions options;
  options.precision = precision;
  const auto solver = make_solver("sgd", options).value();
  LabRun run;
  run.outcome = solver->minimize(problem.problem(), run.w, {.max_steps = 7 * epochs}, run.watched);
  return run;
}

// The largest differences over all 700 steps to a run of a reference file.
struct Differences {
  double parameter = 0, batch_value = 0;
  int equal_steps = 0;  // both parameters in every bit
};

Differences compare(const LabRun& run, const json& expected, const char* batch_key) {
  Differences found;
  EXPECT_EQ(run.watched.steps.size(), 701u);
  for (std::size_t k = 1; k < run.watched.steps.size(); ++k) {
    const double w = number(expected["w"][k - 1]), b = number(expected["b"][k - 1]);
    const double loss = number(expected[batch_key][k - 1]);
    const std::vector<double>& at = run.watched.w[k];
    found.equal_steps += at[0] == w && at[1] == b;
    found.parameter = std::max({found.parameter, std::fabs(at[0] - w), std::fabs(at[1] - b)});
    found.batch_value =
        std::max(found.batch_value, std::fabs(run.watched.steps[k].batch_value - loss));
  }
  return found;
}

const char* key_of(std::string_view loss) {
  return loss == "squared-error" ? "squared_error" : "cross_entropy";
}

TEST(LabTrajectory, AsWrittenInFloat32EqualsPyTorchInEveryBitOf700Steps) {
  const json pytorch = reference("lab_pytorch.json");
  for (const char* loss : {"cross-entropy-as-written", "squared-error"}) {
    const LogisticProblem problem(make_lab_float32(), loss);
    const Differences found =
        compare(run_lab(problem, Precision::float32), pytorch[key_of(loss)], "loss");
    EXPECT_EQ(found.equal_steps, 700) << loss;
    EXPECT_LE(found.batch_value, 2e-6) << loss;
  }
}

// One unit in the last place of w between 8 and 16 is 9.5e-7; the order of operations moves w by
// three or four of them.
TEST(LabTrajectory, SafeCrossEntropyInFloat32StaysWithinFourUnitsOfPyTorch) {
  const LogisticProblem problem(make_lab_float32(), "cross-entropy");
  const Differences found = compare(run_lab(problem, Precision::float32),
                                    reference("lab_pytorch.json")["cross_entropy"], "loss");
  EXPECT_LE(found.parameter, 4e-6);
  EXPECT_LE(found.batch_value, 2e-6);
}

TEST(LabTrajectory, Float64EqualsTheSixtyDigitReplayTo12Decimals) {
  const json exact = reference("lab_exact.json");
  for (const char* loss : {"cross-entropy", "cross-entropy-as-written", "squared-error"}) {
    const LogisticProblem lab(make_lab(), loss), narrow(make_lab_float32(), loss);
    const Differences on_lab =
        compare(run_lab(lab, Precision::float64), exact["lab"][key_of(loss)], "batch_loss_before");
    const Differences on_narrow = compare(run_lab(narrow, Precision::float64),
                                          exact["lab-float32"][key_of(loss)], "batch_loss_before");
    EXPECT_LE(on_lab.parameter, 1e-12) << loss;
    EXPECT_LE(on_narrow.parameter, 1e-12) << loss;
    EXPECT_LE(on_lab.batch_value, 1e-12) << loss;
    EXPECT_LE(on_narrow.batch_value, 1e-12) << loss;
  }
}

TEST(LabTrajectory, Float64StaysNearPyTorchsFloat32) {
  const json pytorch = reference("lab_pytorch.json");
  const auto found_for = [&](const char* loss) {
    const LogisticProblem problem(make_lab_float32(), loss);
    return compare(run_lab(problem, Precision::float64), pytorch[key_of(loss)], "loss");
  };
  const Differences cross_entropy = found_for("cross-entropy");
  EXPECT_LE(cross_entropy.parameter, 5e-6);
  EXPECT_LE(cross_entropy.batch_value, 2e-6);
  const Differences squared_error = found_for("squared-error");
  EXPECT_LE(squared_error.parameter, 2e-5);
  EXPECT_LE(squared_error.batch_value, 2e-6);
}

TEST(LabTrajectory, AsWrittenInFloat32BreaksAtStep3409AndKeepsTheOneBefore) {
  const LogisticProblem problem(make_lab_float32(), "cross-entropy-as-written");
  const LabRun run = run_lab(problem, Precision::float32, 600);
  EXPECT_EQ(run.outcome.reason, Reason::not_finite);
  EXPECT_EQ(run.outcome.steps, 3408u);
  EXPECT_NEAR(run.w[0], 25.550116, 5e-7);
  EXPECT_EQ(run.watched.w.back(), run.w);
  EXPECT_EQ(run.watched.steps.back().index, 3408u);
  // Step 3409 is the last of epoch 487: 486 x 7 + 7.
  EXPECT_NE(run.outcome.detail.find("step 3,409 (epoch 487, batch 7)"), std::string::npos)
      << run.outcome.detail;
}

TEST(LabTrajectory, CountsEpochsAndBatchesFromOne) {
  const LogisticProblem problem(make_lab(), "cross-entropy");
  const LabRun run = run_lab(problem, Precision::float64, 2);
  for (std::size_t k = 1; k <= 14; ++k) {
    EXPECT_EQ(run.watched.steps[k].epoch, 1 + (k - 1) / 7);
    EXPECT_EQ(run.watched.steps[k].batch, 1 + (k - 1) % 7);
    EXPECT_EQ(run.watched.steps[k].rate, 2.0);
  }
  EXPECT_EQ(run.watched.steps[0].epoch, 0u);
  EXPECT_EQ(run.watched.steps[0].batch, 0u);
  EXPECT_EQ(run.outcome.passes, 2.0);
}

// Fourteen recipes that are not the lab's own, replayed by tools/replay.py.
TEST(LabTrajectory, Float64EqualsTheReplayOfOtherRecipesTo12Decimals) {
  const json recipes = reference("recipes.json")["recipes"];
  ASSERT_GE(recipes.size(), 12u);
  for (const json& recipe : recipes) {
    const std::string data = recipe["data"], loss = recipe["loss"];
    const LogisticProblem problem(data == "lab" ? make_lab() : make_lab_float32(), loss);
    SolverOptions options;
    options.learning_rate = recipe["learning_rate"];
    options.loader.batch_size = recipe["batch_size"];
    options.loader.drop_last = recipe["drop_last"];
    std::vector<double> w = recipe["start"];
    Watcher watched;
    const Outcome outcome =
        make_solver("sgd", options)
            .value()
            ->minimize(problem.problem(), w, {.max_steps = recipe["steps"]}, watched);
    ASSERT_EQ(outcome.reason, Reason::budget);
    double worst = 0;
    for (std::size_t row = 0; row < recipe["step"].size(); ++row) {
      const std::vector<double>& at = watched.w[recipe["step"][row].get<std::size_t>()];
      worst = std::max({worst, std::fabs(at[0] - number(recipe["w"][row])),
                        std::fabs(at[1] - number(recipe["b"][row]))});
    }
    EXPECT_LE(worst, 1e-12) << data << ", " << loss << ", batch " << recipe["batch_size"];
  }
}

}  // namespace
}  // namespace logitlab
