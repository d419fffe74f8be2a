// SPDX-License-Identifier: MIT
#include "logitlab/loss/loss_table.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>
#include <string_view>

namespace logitlab {
namespace {

TEST(LossTable, NamesAreUniqueAndFound) {
  std::set<std::string_view> names;
  for (const LossRow& row : loss_table()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(find_loss(row.name), &row);
    EXPECT_FALSE(row.title.empty() || row.formula.empty()) << row.name;
  }
  EXPECT_EQ(find_loss("hinge"), nullptr);
  EXPECT_EQ(find_loss(""), nullptr);
}

TEST(LossTable, EachAlternativeHasOneRow) {
  std::set<std::size_t> alternatives;
  for (const LossRow& row : loss_table()) alternatives.insert(row.make(0).index());
  EXPECT_EQ(alternatives.size(), loss_table().size());
  EXPECT_EQ(alternatives.size(), std::variant_size_v<Loss>);
}

TEST(LossTable, TheSafeFormIsFiniteEverywhereAndItsOwnSafeForm) {
  for (const LossRow& row : loss_table()) {
    const LossRow* safe = find_loss(row.safe_form);
    ASSERT_NE(safe, nullptr) << row.name;
    EXPECT_TRUE(safe->finite_everywhere) << row.name;
    EXPECT_EQ(safe->safe_form, safe->name) << row.name;
    EXPECT_EQ(row.safe_form == row.name, row.finite_everywhere) << row.name;
  }
}

TEST(LossTable, TheRivalOfAConvexLossIsNotConvexAndTheOtherWayRound) {
  for (const LossRow& row : loss_table()) {
    const LossRow* rival = find_loss(row.rival);
    ASSERT_NE(rival, nullptr) << row.name;
    EXPECT_EQ(rival->convex, !row.convex) << row.name;
    EXPECT_EQ(rival->safe_form, rival->name) << row.name;
    EXPECT_EQ(is_convex(row.name), row.convex) << row.name;
  }
  EXPECT_FALSE(is_convex("hinge"));
}

TEST(MakeLoss, PutsTheEpsilonWhereItBelongs) {
  const Result<Loss> loss = make_loss("cross-entropy-as-written", 1e-16);
  ASSERT_TRUE(loss);
  ASSERT_TRUE(std::holds_alternative<CrossEntropyAsWritten>(*loss));
  EXPECT_EQ(std::get<CrossEntropyAsWritten>(*loss).epsilon, 1e-16);
  EXPECT_TRUE(std::holds_alternative<CrossEntropy>(*make_loss("cross-entropy")));
  EXPECT_TRUE(std::holds_alternative<SquaredError>(*make_loss("squared-error")));
}

TEST(MakeLoss, AnUnknownNameNamesTheNearest) {
  const Result<Loss> loss = make_loss("cros-entropy");
  ASSERT_FALSE(loss);
  EXPECT_EQ(loss.error().kind, ErrorKind::usage);
  EXPECT_EQ(to_string(loss.error()),
            "--loss: expected one of cross-entropy, cross-entropy-as-written, squared-error, found "
            "\"cros-entropy\". Did you mean cross-entropy?");
}

TEST(MakeLoss, RefusesAnEpsilonThatMeansNothing) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double epsilon : {-1e-16, infinity, -infinity, nan}) {
    for (const LossRow& row : loss_table()) {
      const Result<Loss> loss = make_loss(row.name, epsilon);
      ASSERT_FALSE(loss) << row.name << " " << epsilon;
      EXPECT_EQ(loss.error().kind, ErrorKind::usage);
      EXPECT_EQ(loss.error().where, "--epsilon");
    }
  }
  EXPECT_FALSE(make_loss("cross-entropy", 1e-16));
  EXPECT_FALSE(make_loss("squared-error", 1e-16));
  EXPECT_TRUE(make_loss("cross-entropy", 0));
}

}  // namespace
}  // namespace logitlab
