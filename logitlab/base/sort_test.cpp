// SPDX-License-Identifier: MIT
#include "logitlab/base/sort.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "logitlab/base/rng.hpp"

namespace logitlab {
namespace {

// Few different values, so that there are equal ones.
std::vector<double> some_values(std::size_t count) {
  Rng rng(count);
  std::vector<double> values;
  for (std::size_t k = 0; k < count; ++k)
    values.push_back(static_cast<double>(rng.next_u64() % (count + 1)) - 5);
  return values;
}

TEST(Sort, OrdersAsTheStandardLibraryDoes) {
  for (std::size_t count = 0; count < 200; ++count) {
    std::vector<double> values = some_values(count), expected = values;
    sort(values);
    std::ranges::sort(expected);
    EXPECT_EQ(values, expected) << count;
  }
}

TEST(Sort, OrdersWholeNumbers) {
  std::vector<std::uint32_t> values = {4, 0xFFFFFFFF, 0, 4, 7, 1};
  sort(values);
  EXPECT_EQ(values, (std::vector<std::uint32_t>{0, 1, 4, 4, 7, 0xFFFFFFFF}));
}

TEST(Ascending, KeepsEqualOnesAsTheyStand) {
  for (std::size_t count = 0; count < 200; ++count) {
    const std::vector<double> keys = some_values(count);
    std::vector<std::uint32_t> expected(count);
    for (std::uint32_t k = 0; k < count; ++k) expected[k] = k;
    std::ranges::stable_sort(expected, {}, [&](std::uint32_t k) { return keys[k]; });
    EXPECT_EQ(ascending(keys), expected) << count;
  }
}

TEST(SortBy, MovesWholeItems) {
  std::vector<std::string> words = {"three", "a", "to", "b", "four"};
  sort_by(words, &std::string::size);
  EXPECT_EQ(words, (std::vector<std::string>{"a", "b", "to", "four", "three"}));
}

}  // namespace
}  // namespace logitlab
