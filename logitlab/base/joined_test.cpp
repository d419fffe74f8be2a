// SPDX-License-Identifier: MIT
#include "logitlab/base/joined.hpp"

#include <gtest/gtest.h>

namespace logitlab {
namespace {

TEST(Joined, PutsTextsOfEveryKindInTheirOrder) {
  const std::string letter = "b", longer(100, 'c');
  constexpr std::string_view with_zero("d\0e", 3);
  EXPECT_EQ(joined({"a", letter, longer, with_zero, std::string("f"), ""}),
            "ab" + longer + std::string("d\0e", 3) + "f");
  EXPECT_EQ(joined({}), "");
}

}  // namespace
}  // namespace logitlab
