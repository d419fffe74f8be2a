// SPDX-License-Identifier: MIT
#include "logitlab/io/path_csv.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "logitlab/base/sha256.hpp"
#include "logitlab/data/generators.hpp"

namespace logitlab {
namespace {

Dataset inputs(std::vector<std::string> names) {
  const std::size_t d = names.size();
  return {"data", std::move(names), std::vector<double>(2 * d, 1), {0, 1}, ""};
}

lab::OtherPath read(const std::string& bytes, const Dataset& data) {
  auto path = read_path_csv(bytes, "p.csv", data);
  if (!path) ADD_FAILURE() << to_string(path.error());
  return std::move(path).value();
}

std::string refusal(const std::string& bytes, const Dataset& data) {
  const auto path = read_path_csv(bytes, "p.csv", data);
  return path ? "accepted" : to_string(path.error());
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(PathCsv, ReadsParametersAndCountsTheRows) {
  const std::string bytes = "w,b\n-5,-10\n1.5,2e-3\n";
  const lab::OtherPath path = read(bytes, make_lab());
  EXPECT_EQ(path.trajectory.w, (std::vector<double>{-5, -10, 1.5, 2e-3}));
  EXPECT_EQ(path.trajectory.step, (std::vector<std::uint64_t>{0, 1}));
  EXPECT_EQ(path.trajectory.epoch, (std::vector<std::uint32_t>{0, 0}));
  EXPECT_TRUE(path.loss.empty());
  EXPECT_EQ(path.file, "p.csv");
  EXPECT_EQ(path.sha256, Sha256().update(bytes).hex());
  EXPECT_EQ(path.non_finite_line, 0U);
}

TEST(PathCsv, ReadsTheColumnsOfOurOwnFileInAnyOrder) {
  const lab::OtherPath path = read(
      "note,loss,b,w,step,epoch,batch,learning_rate,batch_loss\n"
      "start,4.5,-10,-5,0,,,,\nx,\"4\",-9,-4,7,1,7,2,0.5\n",
      make_lab());
  EXPECT_EQ(path.trajectory.w, (std::vector<double>{-5, -10, -4, -9}));
  EXPECT_EQ(path.trajectory.step, (std::vector<std::uint64_t>{0, 7}));
  EXPECT_EQ(path.trajectory.epoch, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(path.trajectory.batch, (std::vector<std::uint32_t>{0, 7}));
  EXPECT_EQ(path.trajectory.rate[1], 2);
  EXPECT_EQ(path.trajectory.batch_value[1], 0.5);
  EXPECT_TRUE(std::isnan(path.trajectory.batch_value[0]));
  EXPECT_EQ(path.loss, (std::vector<double>{4.5, 4}));
}

TEST(PathCsv, TakesWeightsByNumberOrByTheNameOfTheirInput) {
  const Dataset two = inputs({"age", "dose"});
  const std::vector<double> expected = {1, 2, 3};
  EXPECT_EQ(read("w1,w2,b\n1,2,3\n", two).trajectory.w, expected);
  EXPECT_EQ(read("b,dose,age\n3,2,1\n", two).trajectory.w, expected);
  EXPECT_EQ(read("w1,b\n1,3\n", make_lab()).trajectory.w, (std::vector<double>{1, 3}));
}

TEST(PathCsv, EndsBeforeARowThatIsNotFiniteAndTellsItsLine) {
  for (const char* what : {"nan", "inf", "-Infinity", ""}) {
    const lab::OtherPath path =
        read("w,b,loss\n1,2,nan\n3," + std::string(what) + ",1\n5,6,1\n", make_lab());
    EXPECT_EQ(path.trajectory.length(), 1U) << what;
    EXPECT_EQ(path.non_finite_line, 3U) << what;
    EXPECT_TRUE(std::isnan(path.loss.at(0)));
  }
}

TEST(PathCsv, SaysWhatIsWrongAndWhere) {
  const Dataset one = make_lab(), two = inputs({"age", "dose"});
  const auto says = [](const std::string& text, const std::string& where, const std::string& what) {
    EXPECT_TRUE(has(text, where) && has(text, what)) << text << " for " << where << " " << what;
  };
  says(refusal("", one), "p.csv", "found an empty file");
  says(refusal("w,b\n", one), "p.csv", "found a header alone");
  says(refusal("1,2\n3,4\n", one), "p.csv:1:1", "expected a header with the columns w and b");
  says(refusal("step,loss\n1,2\n", one), "p.csv:1:1", "expected the columns w and b, found");
  says(refusal("step,w1,w2,b\n0,1,2,3\n", one), "p.csv:1:6",
       "expected the columns w and b, as the data have 1 input, found w1, w2 and b");
  says(refusal("w,b\n1,2\n", two), "p.csv:1:1",
       "expected the columns w1, w2 and b, as the data have 2 inputs, found w and b");
  says(refusal("w1,x2,b\n1,2,3\n", two), "p.csv:1:1", "as the data have 2 inputs, found w1 and b");
  says(refusal("w,b\n1,x\n", one), "p.csv:2:3", "expected a number, found \"x\"");
  says(refusal("w,b\n1,1e999\n", one), "p.csv:2:3", "1.8e308");
  says(refusal("w,b,loss\n1,2,high\n", one), "p.csv:2:5", "found \"high\"");
  says(refusal("w,b\n1,2,3\n", one), "p.csv:2:5", "expected 2 fields as in line 1, found 3");
  says(refusal("w,b\nnan,2\n", one), "p.csv:2:1", "expected finite parameters in the first row");
  says(refusal("step,w,b\n0,1,2\n0,1,2\n", one), "p.csv:3:1", "expected a step after 0, found 0");
  says(refusal("step,w,b\n1.5,1,2\n", one), "p.csv:2:1", "expected the number of a step");
  says(refusal("epoch,w,b\nfirst,1,2\n", one), "p.csv:2:1", "expected a whole number");
  says(refusal("w,b,w\n1,2,3\n", one), "p.csv:1:5", "expected a new name");
  says(refusal("w,b\n1,2\n\n3,4\n", one), "p.csv:3:1", "blank line");
}

}  // namespace
}  // namespace logitlab
