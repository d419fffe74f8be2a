// SPDX-License-Identifier: MIT
//
// For tests: a folder of their own that goes with them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace logitlab {

class TestFolder {
 public:
  TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder();

  const std::string& path() const { return path_; }
  std::string operator/(std::string_view name) const;

  // A file, written by other means than the code under test.
  void put(std::string_view name, std::string_view bytes) const;
  std::string get(std::string_view name) const;

  // Names in it, in byte order.
  std::vector<std::string> names() const;

 private:
  std::string path_;
};

}  // namespace logitlab
