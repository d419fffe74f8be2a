// SPDX-License-Identifier: MIT
#include "logitlab/io/csv_fields.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace logitlab {
namespace {

std::string written(double value) {
  std::string line = "|";
  append_number(line, value);
  return line;
}

TEST(CsvFields, WriteTheShortestNumberAndNothingForWhatIsNone) {
  EXPECT_EQ(written(0.1), "|0.1");
  EXPECT_EQ(written(3), "|3");
  EXPECT_EQ(written(static_cast<double>(0.1F)), "|0.10000000149011612");
  EXPECT_EQ(written(std::numeric_limits<double>::quiet_NaN()), "|");
  EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "|");
}

TEST(CsvFields, QuoteWhatAReaderWouldMistake) {
  EXPECT_EQ(csv_field("along the path's main direction"), "along the path's main direction");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("5\" pipe"), "\"5\"\" pipe\"");
  EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_field(" a"), "\" a\"");
  EXPECT_EQ(csv_field("a\t"), "\"a\t\"");
  EXPECT_EQ(csv_field(""), "\"\"");
}

}  // namespace
}  // namespace logitlab
