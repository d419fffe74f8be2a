// SPDX-License-Identifier: MIT
#include "logitlab/base/function_ref.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace logitlab {
namespace {

int call_with_three(FunctionRef<int(int)> f) { return f(3); }

int successor(int value) { return value + 1; }

TEST(FunctionRef, CallsTemporaryLambdas) {
  EXPECT_EQ(call_with_three([](int value) { return 10 * value; }), 30);
}

TEST(FunctionRef, CallsConstCallables) {
  int factor = 7;
  const auto times = [&factor](int value) { return factor * value; };
  EXPECT_EQ(call_with_three(times), 21);
}

TEST(FunctionRef, BorrowsAndDoesNotCopy) {
  auto accumulate = [total = 0](int value) mutable { return total += value; };
  call_with_three(accumulate);
  EXPECT_EQ(call_with_three(accumulate), 6);
}

TEST(FunctionRef, CallsPlainFunctionsByNameAndByPointer) {
  EXPECT_EQ(call_with_three(successor), 4);
  EXPECT_EQ(call_with_three(&successor), 4);
}

TEST(FunctionRef, KeepsItsTargetWhenCopied) {
  const auto negate = [](int value) { return -value; };
  const FunctionRef<int(int)> first = negate;
  const FunctionRef<int(int)> second = first;
  EXPECT_EQ(second(5), -5);
}

TEST(FunctionRef, PassesReferencesAndMovesArguments) {
  int seen = 0;
  const auto note = [](int& target, std::unique_ptr<int> value) { target = *value; };
  const FunctionRef<void(int&, std::unique_ptr<int>)> f = note;
  f(seen, std::make_unique<int>(9));
  EXPECT_EQ(seen, 9);
}

TEST(FunctionRef, ConvertsTheResult) {
  const auto whole = [](double value) { return static_cast<int>(value); };
  const FunctionRef<long(double)> f = whole;
  static_assert(std::is_same_v<decltype(f(1.5)), long>);
  EXPECT_EQ(f(1.5), 1L);
  static_assert(!std::is_constructible_v<FunctionRef<int(int)>, int (*)(std::string*)>);
}

}  // namespace
}  // namespace logitlab
