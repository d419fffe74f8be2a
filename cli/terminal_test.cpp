// SPDX-License-Identifier: MIT
#include "cli/terminal.hpp"

#include <gtest/gtest.h>

#include "cli/progress.hpp"
#include "cli/tell.hpp"

namespace logitlab::cli {
namespace {

TEST(Wrapped, BreaksAtSpacesAndIndentsWhatFollows) {
  EXPECT_EQ(wrapped("one two three four", 9, 0), "one two\nthree\nfour");
  EXPECT_EQ(wrapped("one two three", 12, 4), "one two\n    three");
  EXPECT_EQ(wrapped("", 10, 2), "");
}

TEST(Wrapped, CountsCharactersAndKeepsNoBreakSpaces) {
  EXPECT_EQ(wrapped("\u22125 \u22125 \u22125", 5, 0), "\u22125 \u22125\n\u22125");
  EXPECT_EQ(wrapped("a 65\u00A0% b", 6, 0), "a 65\u00A0%\nb");
}

TEST(Wrapped, AWordLongerThanALineHasItsOwn) {
  EXPECT_EQ(wrapped("a verylongword b", 6, 0), "a\nverylongword\nb");
}

TEST(ToldSuggestion, BreaksTheExplanationAndNeverTheCommand) {
  const Terminal plain(lab::Color::never);
  const lab::Suggestion suggestion{"logitlab lab --loss squared-error --solver newton",
                                   "the same recipe on the squared error"};
  EXPECT_EQ(told_suggestion(plain, suggestion, 24),
            "  logitlab lab --loss squared-error --solver newton\n"
            "      the same recipe on\n"
            "      the squared error\n");
}

TEST(ProgressText, ExtrapolatesFromWhatWasDone) {
  EXPECT_EQ(progress_text(0, 100, 0), "0 %");
  EXPECT_EQ(progress_text(25, 100, 10), "25 %, 30 s left");
  EXPECT_EQ(progress_text(1, 100, 10), "1 %, 17 min left");  // 990 s
  EXPECT_EQ(progress_text(1, 10'000, 10), "0 %, 28 h left");
  EXPECT_EQ(progress_text(99.99, 100, 10), "99 %, 1 s left");
}

}  // namespace
}  // namespace logitlab::cli
