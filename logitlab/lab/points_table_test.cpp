// SPDX-License-Identifier: MIT
#include "logitlab/lab/points_table.hpp"

#include <gtest/gtest.h>

#include <string>

#include "logitlab/base/rng.hpp"
#include "logitlab/lab/link.hpp"

namespace logitlab::lab {
namespace {

std::string points(std::string_view table) {
  const Result<std::string> result = points_of_table(table);
  return result ? *result : "error: " + to_string(result.error());
}

TEST(PointsTable, TakesWhatSpreadsheetsAndMailsHave) {
  const std::string expected = "0.5:0,1.5:1";
  EXPECT_EQ(points("0.5,0\n1.5,1\n"), expected);
  EXPECT_EQ(points("0.5,0\r\n1.5,1"), expected);
  EXPECT_EQ(points("0.5,0\r1.5,1\r"), expected);
  EXPECT_EQ(points("x,y\n0.5,0\n1.5,1\n"), expected);
  EXPECT_EQ(points("\xEF\xBB\xBFx,y\n0.5,0\n1.5,1\n"), expected);
  EXPECT_EQ(points("dose;ill\n0,5;0\n1,5;1\n"), expected);
  EXPECT_EQ(points("0,5\t0\n1,5\t1\n"), expected);
  EXPECT_EQ(points("  0.5   0\n 1.5 1  \n"), expected);
  EXPECT_EQ(points("\"a, b\",\"y\"\n\"0.5\",\"0\"\n\"1.5\",1\n"), expected);
  EXPECT_EQ(points("\n\n 0.5 , 0 \n\n1.5,1\n\n"), expected);
  EXPECT_EQ(points("0.5,0.0\n15e-1,1.0\n"), expected);
  EXPECT_EQ(points("1,2,0\n3,-4,1\n"), "1:2:0,3:-4:1");
  EXPECT_EQ(points("x\ty\n0.5\t0\n1.5\t1\n"), expected);
}

TEST(PointsTable, SaysWhatWasExpectedWhatIsThereWhereAndWhatToDo) {
  EXPECT_EQ(points("x,y\n0.5,0\noops,1\n"),
            "error: line 3, column 1: expected a finite number, found \"oops\". Take the row out, "
            "or write the number with a point");
  EXPECT_EQ(points("0.5,0\n1.5,2\n"),
            "error: line 2, column 5: expected the label, 0 or 1, in the last column, found \"2\". "
            "Write 1 for one class and 0 for the other");
  EXPECT_EQ(points("0.5,no\n1.5,yes\n"),
            "error: line 1, column 5: expected the label, 0 or 1, in the last column, found "
            "\"no\". Put the label last, 1 for one class and 0 for the other");
  EXPECT_EQ(points("1,2,0\n1,2\n"),
            "error: line 2, column 4: expected 3 columns, found 2 columns. With decimal commas, "
            "put semicolons or tabs between numbers");
  EXPECT_EQ(points("1;2;0\n1;2;0;7\n"),
            "error: line 2, column 7: expected 3 columns, found 4 columns. Give each row as many "
            "columns as the first");
  EXPECT_EQ(points("1\n2\n"),
            "error: line 1, column 1: expected columns: the inputs and, last, the label, found "
            "\"1\". Put a comma, a semicolon, a tab or a blank between them");
  EXPECT_EQ(points("1,,0\n2,1,1\n"),
            "error: line 1, column 3: expected a finite number, found nothing. Fill it in, or "
            "leave the row out");
  EXPECT_EQ(points("1,0\n\"2,1\n"),
            "error: line 2, column 5: expected a closing quote, found the end of the line. Close "
            "it, or leave quotes out");
  EXPECT_EQ(points("1,nan,0\n").substr(0, 60),
            "error: line 1, column 3: expected a finite number, found \"na");
  EXPECT_EQ(points("1,1e999,0\n").substr(0, 25), "error: line 1, column 3: ");
}

TEST(PointsTable, WithoutRowsSaysSo) {
  for (const char* empty : {"", "\n", "x,y\n", "\xEF\xBB\xBF", "   \n\t\n"}) {
    EXPECT_NE(points(empty).find("expected a table with rows of numbers, found none"),
              std::string::npos)
        << empty;
  }
}

TEST(PointsTable, CountsColumnsInCharacters) {
  EXPECT_EQ(points("\u00E4\u00F6;y\n\"1\";\u00FC\n").substr(0, 25), "error: line 2, column 5: ");
}

TEST(PointsTable, CutsWhatItShowsBetweenCharacters) {
  std::string text = "x,y\n";
  for (int k = 0; k < 40; ++k) text += "\u00E4";
  const std::string told = points(text + ",1\n");
  EXPECT_NE(told.find("\u00E4\u2026\""), std::string::npos) << told;
}

// Whatever comes in, what comes out can be read.
TEST(PointsTable, OfAnyBytesIsAnErrorOrPointsOfALink) {
  constexpr std::string_view letters = "0123456789.,;:\t \n\r\"-+eExy\xC3\xA4\0";
  Rng rng(5);
  int taken = 0;
  for (int k = 0; k < 20000; ++k) {
    std::string text;
    const std::uint64_t length = rng.below(24);
    for (std::uint64_t c = 0; c < length; ++c) text += letters[rng.below(letters.size())];
    if (rng.below(2) == 0) text += "\n1,0\n2,1\n";
    const Result<std::string> result = points_of_table(text);
    if (!result) {
      EXPECT_FALSE(result.error().message.empty());
      EXPECT_FALSE(result.error().advice.empty());
      continue;
    }
    ++taken;
    const Link link = read_link("points=" + *result);
    EXPECT_TRUE(link.refused.empty()) << text << " -> " << *result;
  }
  EXPECT_GT(taken, 100);
}

TEST(PointsTable, OfManyRowsKeepsThemAll) {
  std::string table = "x,y\n";
  for (int i = 0; i < 100000; ++i) {
    table += std::to_string(i / 1000.0) + (i % 3 == 0 ? ",1\n" : ",0\n");
  }
  const Link link = read_link("points=" + points(table));
  ASSERT_EQ(link.points.size(), 100000U);
  EXPECT_EQ(link.points[99999], (std::vector<double>{99.999, 1}));
}

}  // namespace
}  // namespace logitlab::lab
