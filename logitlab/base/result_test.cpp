// SPDX-License-Identifier: MIT
#include "logitlab/base/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace logitlab {
namespace {

Result<int> half_of(int value) {
  if (value % 2 != 0) return usage_error("expected an even number, found " + std::to_string(value));
  return value / 2;
}

TEST(Result, HoldsAValue) {
  const Result<int> result = half_of(8);
  ASSERT_TRUE(result.has_value());
  EXPECT_TRUE(result);
  EXPECT_EQ(result.value(), 4);
  EXPECT_EQ(*result, 4);
  EXPECT_EQ(result.value_or(-1), 4);
}

TEST(Result, HoldsAnError) {
  const Result<int> result = half_of(7);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::usage);
  EXPECT_EQ(result.error().message, "expected an even number, found 7");
  EXPECT_EQ(result.value_or(-1), -1);
}

TEST(Result, GivesItsMembersByArrowAndItsValueByMove) {
  Result<std::unique_ptr<int>> owner = std::make_unique<int>(5);
  EXPECT_EQ(*owner->get(), 5);
  const std::unique_ptr<int> taken = std::move(owner).value();
  EXPECT_EQ(*taken, 5);
}

TEST(Result, TakesWhatItsValueCanBeMadeOf) {
  const Result<std::string> text = "abc";
  EXPECT_EQ(*text, "abc");
  static_assert(!std::is_convertible_v<std::size_t, Result<std::vector<int>>>);  // explicit there
}

TEST(Result, ChainsUntilTheFirstError) {
  EXPECT_EQ(half_of(12).and_then(half_of).value(), 3);
  EXPECT_EQ(half_of(10).and_then(half_of).error().message, "expected an even number, found 5");
  const auto text = half_of(6).transform([](int value) { return std::to_string(value); });
  EXPECT_EQ(text.value(), "3");
  EXPECT_FALSE(half_of(3).transform([](int value) { return value + 1; }));
}

TEST(Status, IsDoneUnlessItHoldsAnError) {
  const Status done;
  EXPECT_TRUE(done);
  const Status failed = output_error("no space left", "run.json");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::output);
  EXPECT_EQ(failed.error().where, "run.json");
}

TEST(Error, ReadsAsWhereMessageAdvice) {
  EXPECT_EQ(to_string(data_error("expected a number, found \"abc\"", "rows.csv:3:7",
                                 "Remove the row or correct it.")),
            "rows.csv:3:7: expected a number, found \"abc\". Remove the row or correct it.");
  EXPECT_EQ(to_string(data_error("the file is empty")), "the file is empty");
  EXPECT_EQ(to_string(usage_error("unknown loss", "--loss")), "--loss: unknown loss");
  EXPECT_EQ(to_string(internal_error("out of memory", {}, "Try fewer rows.")),
            "out of memory. Try fewer rows.");
}

TEST(Error, DoesNotDoubleAFullStop) {
  EXPECT_EQ(to_string(usage_error("No such verb.", {}, "Did you mean lab?")),
            "No such verb. Did you mean lab?");
}

}  // namespace
}  // namespace logitlab
