// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab::test {

double exact(const std::string& pointer) {
  static const nlohmann::json file = [] {
    std::ifstream stream(std::string(LOGITLAB_REFERENCE_DIR) + "/lab_exact.json");
    return nlohmann::json::parse(stream);
  }();
  // Numbers with more digits than a double holds are written as strings.
  const nlohmann::json& value = file.at(nlohmann::json::json_pointer(pointer));
  return value.is_string() ? parse_double(value.get<std::string>()).value() : value.get<double>();
}

// The replay's own numbers at the start, where the slope has a closed form.
TEST(Reference, HasTheLabsStart) {
  EXPECT_EQ(exact("/lab/x/0"), -1.0);
  EXPECT_NEAR(exact("/lab/cross_entropy/start_loss"), 4.550854394741167675, 1e-15);
}

}  // namespace logitlab::lab::test
