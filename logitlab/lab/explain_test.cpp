// SPDX-License-Identifier: MIT
//
// The card of the lab's step 18 word for word; of many other steps the sums are added up and the
// numbers computed again.
#include "logitlab/lab/explain.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "logitlab/lab/step_truth.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

using test::number_after;
using test::run_of;
using test::Truth;

using Rows = std::vector<std::vector<std::string>>;

TEST(Explain, TheLabsStepEighteenIsAsItWasMeant) {
  const Explanation card = explain(run_of({}), 18);
  EXPECT_EQ(card.title, "Step 18, explained");
  EXPECT_EQ(card.subtitle, "epoch 3, batch 4: samples at x = \u22120.1, 0 and 0.1, all class 0");
  ASSERT_EQ(card.sections.size(), 3U);
  EXPECT_EQ(card.sections[0].heading, "What the batch saw");
  EXPECT_EQ(card.sections[0].rows, (Rows{{"x = \u22120.1", "class 0", "output 0.203", "pull 0.203"},
                                         {"x = 0", "class 0", "output 0.242", "pull 0.242"},
                                         {"x = 0.1", "class 0", "output 0.285", "pull 0.285"}}));
  EXPECT_EQ(card.sections[1].heading, "What it did");
  EXPECT_EQ(card.sections[1].rows,
            (Rows{{"w", "2.224 \u2212 2 \u00D7 0.00272 = 2.219"},
                  {"b", "\u22121.143 \u2212 2 \u00D7 0.243 = \u22121.630"}}));
  EXPECT_EQ(card.sections[2].heading, "Why the loss rose");
  EXPECT_EQ(card.sections[2].text,
            "Three samples of class 0 can only ask for a smaller b. All 20 together ask for a "
            "larger w and a larger b; the step went 124\u00B0 off that, and their loss rose: 0.323 "
            "\u2192 0.374. The next batch holds two ones and brings it to 0.285.");
}

TEST(Explain, TheStartSaysWhatSamplesAskFor) {
  const Explanation card = explain(run_of({}), 0);
  EXPECT_EQ(card.subtitle, "before any step: w = \u22125, b = \u221210");
  ASSERT_EQ(card.sections.size(), 2U);
  EXPECT_EQ(card.sections[0].rows.size(), 12U);
  EXPECT_EQ(card.sections[0].text, "The 12 that pull hardest of 20, of which 7 are class 1.");
  EXPECT_EQ(card.sections[1].text,
            "All 20 together ask for a larger w and a larger b; the slope is 0.408.");
}

TEST(Explain, SquaredErrorSaysWhyItHardlyPulls) {
  Settings settings;
  settings.loss = "squared-error";
  const Explanation card = explain(run_of(settings), 7);
  EXPECT_EQ(card.title, "Squared error, step 7, explained");
  // p (1 - p) of the margin -14 of x = 0.8.
  EXPECT_NE(card.sections[2].text.find("which is at most 0.000000832 here"), std::string::npos)
      << card.sections[2].text;
}

TEST(Explain, NearlyOneIsNotOne) {
  const Explanation card = explain(run_of({}), 700);
  EXPECT_EQ(card.sections[0].rows[0][2], "output 0.9997");
}

// Adds up "2.224 − 2 × (0.1 + 0.2) / 4": a number, and terms or factors after it.
class Sum {
 public:
  explicit Sum(std::string text) : text_(std::move(text)) {}
  double value() { return sum(); }

 private:
  bool take(const std::string& sign) {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (text_.compare(at_, sign.size(), sign) != 0) return false;
    at_ += sign.size();
    return true;
  }
  double factor() {
    if (take("\u2212")) return -factor();
    if (take("(")) {
      const double inside = sum();
      EXPECT_TRUE(take(")"));
      return inside;
    }
    std::string digits;
    while (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 ||
                                  text_[at_] == '.' || text_[at_] == ',')) {
      if (text_[at_] != ',') digits += text_[at_];
      ++at_;
    }
    EXPECT_FALSE(digits.empty()) << text_;
    return std::strtod(digits.c_str(), nullptr);
  }
  double product() {
    double value = factor();
    for (;;) {
      if (take("\u00D7")) {
        value *= factor();
      } else if (take("/")) {
        value /= factor();
      } else {
        return value;
      }
    }
  }
  double sum() {
    double value = product();
    for (;;) {
      if (take("+")) {
        value += product();
      } else if (take("\u2212")) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  std::string text_;
  std::size_t at_ = 0;
};

// What is too small for digits is said in words.
double shown(const std::string& cell, const std::string& mark) {
  const bool words =
      cell.find("less than") != std::string::npos || cell.find("just below 0") != std::string::npos;
  return words ? 0 : number_after(cell, mark);
}

class ExplainClaims : public testing::TestWithParam<const char*> {};

TEST_P(ExplainClaims, AddUpAndHoldWhenComputedAgain) {
  const lab::Run run = test::run_of_link(GetParam());
  const auto& data = run.data;
  const Trajectory& path = run.training->trajectory;
  const Truth truth(*data, *run.training);
  for (std::size_t row = 1; row < path.length(); row += 1 + row / 20) {
    SCOPED_TRACE(row);
    const Explanation card = explain(run, path.step[row]);
    ASSERT_EQ(card.sections.size(), 3U);
    const CVec before = path.w_at(row - 1), after = path.w_at(row);
    // 1. The sums: off by what rounding to the digits shown can do.
    for (std::size_t j = 0; j < after.size(); ++j) {
      const std::string& text = card.sections[1].rows[j][1];
      const std::size_t equals = text.find(" = ");
      ASSERT_NE(equals, std::string::npos) << text;
      const double left = Sum(text.substr(0, equals)).value();
      const double right = Sum(text.substr(equals + 3)).value();
      const double change = std::fabs(after[j] - before[j]);
      // Three digits of each factor of the change (two factors and a divisor), three decimals or
      // two digits of the change at both ends; sums inside may cancel to a tenth.
      EXPECT_NEAR(left, right, 0.015 * change + 0.1 * change + 0.001) << text;
      EXPECT_NEAR(right, after[j], 0.001 + 1e-4 * std::fabs(after[j])) << text;
    }
    // 2. What samples say.
    for (const auto& cells : card.sections[0].rows) {
      ASSERT_EQ(cells.size(), 4U);
      if (data->columns() > 1) continue;
      const double x = number_after(cells[0], "x = ");
      for (std::size_t i = 0; i < data->length(); ++i) {
        if (std::fabs((*data)[i].x[0] - x) > 1e-9) continue;
        EXPECT_EQ(cells[1], (*data)[i].y == 1 ? "class 1" : "class 0");
        EXPECT_NEAR(shown(cells[2], "output "), truth.probability(i, before), 6e-4);
        EXPECT_NEAR(shown(cells[3], "pull "), truth.gradient({i}, before)[1], 6e-4);
      }
    }
    // 3. Why.
    const std::string& why = card.sections[2].text;
    const double from = truth.loss(truth.all(), before), to = truth.loss(truth.all(), after);
    const double rounding = 20 * 0x1p-52 * std::max(from, to);
    if (card.sections[2].heading == "Why the loss rose") {
      EXPECT_GT(to, from - rounding) << why;
    } else if (card.sections[2].heading == "Why the loss fell") {
      EXPECT_LT(to, from + rounding) << why;
    }
    const auto gradient = truth.gradient(truth.all(), before);
    std::vector<double> way(before.begin(), before.end());
    for (std::size_t j = 0; j < way.size(); ++j) way[j] -= after[j];
    const double told = number_after(why, "the step went ");
    if (std::isfinite(told)) {
      EXPECT_NEAR(told, test::degrees(way, gradient), 0.7) << why;
    }
    const double next = number_after(why, " and brings it to ");
    if (std::isfinite(next)) {
      EXPECT_NEAR(next, truth.loss(truth.all(), path.w_at(row + 1)), 6e-4) << why;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Recipes, ExplainClaims,
                         testing::Values("", "bs=1&epochs=10", "bs=4&shuffle=1&seed=7",
                                         "bs=0&lr=100", "precision=float32",
                                         "loss=squared-error&w=2&b=1", "solver=momentum",
                                         "solver=nesterov&lr=1", "solver=adam", "solver=rmsprop",
                                         "solver=adagrad&lr=1", "solver=newton", "solver=lbfgs",
                                         "data=gaussians&epochs=3&inputs=3",
                                         "data=moons&solver=newton"));

TEST(Explain, OfAnotherProgramsPathNamesNoBatch) {
  const lab::Run ours = run_of({});
  OtherPath path;
  path.trajectory = ours.training->trajectory;
  Watch nobody;
  const Explanation card = explain(survey({}, ours.data, nobody, path).value(), 18);
  ASSERT_EQ(card.sections.size(), 2U);
  EXPECT_EQ(card.sections[0].rows[0][1], "2.224 \u2192 2.219");
}

}  // namespace
}  // namespace logitlab::lab
