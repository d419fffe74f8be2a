// SPDX-License-Identifier: MIT
#include "logitlab/lab/pair.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

// Three columns with means 2, 20, 0 and standard deviations 1, 10, 0.
Dataset three_columns() {
  return {"rows",
          {"years", "income, net", "always 0"},
          {1, 10, 0, 3, 30, 0, 1, 10, 0, 3, 30, 0},
          {0, 1, 0, 1}};
}

using Columns = std::array<std::size_t, 2>;

std::string refusal_of(const std::string& pair, const Dataset& data) {
  const auto named = named_inputs(pair, data);
  return named ? "accepted" : to_string(named.error());
}

TEST(InputPair, IsTheTwoThatMoveTheMarginMost) {
  const Dataset data = three_columns();
  // |w_j| sd_j: 3, 20, 0; then 3, 2, 0; the largest weight stands before a column that never moves.
  for (const auto& w : {std::vector<double>{-3, 2, 100, 0}, {3, 0.2, -100, 5}}) {
    EXPECT_EQ(choose_pair("", data, w).column, (Columns{0, 1}));
  }
  const Dataset spread("rows", {"a", "b", "c", "d"}, {0, 0, 0, 0, 1, 4, 2, 8}, {0, 1});
  // |w_j| sd_j: 0.5, 0.2, 3, 4 w_4.
  EXPECT_EQ(choose_pair("", spread, std::vector<double>{1, 0.1, -3, 0.25, 9}).column,
            (Columns{2, 3}));
  EXPECT_EQ(choose_pair("", spread, std::vector<double>{1, 0.1, -3, 0, 9}).column, (Columns{0, 2}));
}

TEST(InputPair, OfEqualsIsTheFirstTwo) {
  const Dataset data("rows", {"a", "b", "c"}, {0, 0, 0, 1, 1, 1}, {0, 1});
  EXPECT_EQ(choose_pair("", data, std::vector<double>{1, -1, 1, 0}).column, (Columns{0, 1}));
  EXPECT_EQ(choose_pair("", data, std::vector<double>{0, 0, 0, 0}).column, (Columns{0, 1}));
}

TEST(InputPair, HasTheMeansOfAllColumns) {
  EXPECT_EQ(choose_pair("", three_columns(), std::vector<double>{1, 1, 1, 1}).mean,
            (std::vector<double>{2, 20, 0}));
  const double most = std::numeric_limits<double>::max();
  const Dataset huge("rows", {"a", "b"}, {most, 1, most, 3}, {0, 1});
  EXPECT_EQ(choose_pair("", huge, std::vector<double>{0, 1, 0}).mean,
            (std::vector<double>{most, 2}));
}

TEST(InputPair, IsNamedByColumnsOrByNumbersInTheOrderGiven) {
  const Dataset data = three_columns();
  EXPECT_EQ(named_inputs("always 0,years", data).value(), (Columns{2, 0}));
  EXPECT_EQ(named_inputs("years,income, net", data).value(), (Columns{0, 1}));
  EXPECT_EQ(named_inputs("income, net,years", data).value(), (Columns{1, 0}));
  EXPECT_EQ(named_inputs("x3,x2", data).value(), (Columns{2, 1}));
  EXPECT_EQ(choose_pair("x3,x2", data, std::vector<double>{1, 1, 1, 1}).column, (Columns{2, 1}));
}

TEST(InputPair, RefusesWhatIsNoPair) {
  const Dataset data = three_columns();
  EXPECT_EQ(refusal_of("yeers,x3", data),
            "--pair: expected two inputs, NAME,NAME; found \"yeers\". Did you mean years?");
  EXPECT_EQ(refusal_of("years,b", data),
            "--pair: expected two inputs, NAME,NAME; found \"b\". Known: years, income, net, "
            "always 0");
  EXPECT_EQ(refusal_of("years,x1", data),
            "--pair: expected two different inputs, found \"years,x1\"");
  EXPECT_EQ(refusal_of("years", data),
            "--pair: expected two inputs, NAME,NAME; found \"years\". Did you mean years?");
  EXPECT_NE(refusal_of("years,x4", data).find("found \"x4\""), std::string::npos);
  EXPECT_EQ(refusal_of("x1,x2", *test::line("line", {{0, 0}, {1, 1}})),
            "--pair: these data have one input: there is no pair to choose. Leave it out");
}

TEST(InputPair, IsOfTheRunsEnd) {
  Settings settings;
  settings.data = "gaussians";
  settings.rows = 30;
  settings.inputs = 4;
  settings.epochs = 3;
  const auto run = test::run_of(settings);
  const CVec w = run.training->result.w;
  EXPECT_EQ(run.pair->column, choose_pair("", *run.data, w).column);
  settings.pair = "x4,x1";
  EXPECT_EQ(test::run_of(settings).pair->column, (Columns{3, 0}));
  settings.inputs.reset();
  settings.rows.reset();
  settings.pair.clear();
  settings.data = "lab";
  EXPECT_FALSE(test::run_of(settings).pair);
}

}  // namespace
}  // namespace logitlab::lab
