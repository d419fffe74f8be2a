// SPDX-License-Identifier: MIT
#include "logitlab/io/test_folder.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace logitlab {

TestFolder::TestFolder() : path_(testing::TempDir() + "logitlab-test-" + std::string(6, 'X')) {
  EXPECT_NE(::mkdtemp(path_.data()), nullptr) << path_;
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TestFolder::operator/(std::string_view name) const {
  return std::string(path_).append("/").append(name);
}

void TestFolder::put(std::string_view name, std::string_view bytes) const {
  std::ofstream(*this / name, std::ios::binary | std::ios::trunc) << bytes;
}

std::string TestFolder::get(std::string_view name) const {
  std::ifstream file(*this / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> TestFolder::names() const {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(path_)) {
    found.push_back(entry.path().filename().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

namespace {

TEST(TestFolder, GoesWithItsContents) {
  std::string path;
  {
    const TestFolder folder;
    path = folder.path();
    folder.put("b", "x");
    folder.put("a", "");
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(folder.get("b"), "x");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace logitlab
