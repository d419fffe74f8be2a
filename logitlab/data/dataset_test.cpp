// SPDX-License-Identifier: MIT
#include "logitlab/data/dataset.hpp"

#include <gtest/gtest.h>

namespace logitlab {
namespace {

Dataset three_rows(std::string sha256 = {}) {
  return {"three", {"height", "width"}, {1, 2, 3, 4, 5, 6}, {0, 1, 1}, std::move(sha256)};
}

TEST(Dataset, HasLengthAndItemAccess) {
  const Dataset data = three_rows();
  EXPECT_EQ(data.name(), "three");
  EXPECT_EQ(data.length(), 3U);
  EXPECT_EQ(data.columns(), 2U);
  EXPECT_EQ(data.positives(), 2U);
  ASSERT_EQ(data[1].x.size(), 2U);
  EXPECT_EQ(data[1].x[0], 3);
  EXPECT_EQ(data[1].x[1], 4);
  EXPECT_EQ(data[1].y, 1);
  EXPECT_EQ(data[0].y, 0);
}

TEST(Dataset, GivesItsInputsAsOneMatrix) {
  const Dataset data = three_rows();
  const CMat x = data.x();
  EXPECT_EQ(x.rows, 3U);
  EXPECT_EQ(x.columns, 2U);
  EXPECT_EQ(x(2, 0), 5);
  EXPECT_EQ(x(0, 1), 2);
  EXPECT_EQ(data.y()[2], 1);
}

// python3 -c "import hashlib, struct
// print(hashlib.sha256(struct.pack('<9d', 1, 2, 0, 3, 4, 1, 5, 6, 1)).hexdigest())"
TEST(Dataset, HashesItsNumbersWhereItHasNoFile) {
  EXPECT_EQ(three_rows().sha256(),
            "31e6f67cef324c80972a0642992c6dd3a308d89705c0ef946d1d821ffe6d7276");
  EXPECT_EQ(three_rows("of the file").sha256(), "of the file");
}

}  // namespace
}  // namespace logitlab
