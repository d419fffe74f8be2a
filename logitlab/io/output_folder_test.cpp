// SPDX-License-Identifier: MIT
#include "logitlab/io/output_folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "logitlab/io/test_folder.hpp"

namespace logitlab {
namespace {

using Names = std::vector<std::string>;

constexpr std::string_view old_run =
    R"({"schema": "logitlab.run/1", "files": ["steps.csv", "old.svg", "run.json"]})";

// Opens the folder and writes two files into it, as a run would.
Status write_a_run(const std::string& path, bool force = false) {
  Result<OutputFolder> folder = OutputFolder::open(path, force);
  if (!folder) return std::move(folder).error();
  if (Status status = folder->write("steps.csv", "new steps"); !status) return status;
  if (Status status = folder->write("run.json", "new run"); !status) return status;
  EXPECT_EQ(folder->written(), (Names{"steps.csv", "run.json"}));
  return folder->finish();
}

TEST(OutputFolder, IsMadeWithItsParents) {
  const TestFolder here;
  ASSERT_TRUE(write_a_run(here / "a/b").has_value());
  EXPECT_EQ(here.get("a/b/steps.csv"), "new steps");
  EXPECT_EQ(here.get("a/b/run.json"), "new run");
}

TEST(OutputFolder, MayBeEmpty) {
  const TestFolder here;
  ASSERT_TRUE(write_a_run(here.path()).has_value());
  EXPECT_EQ(here.names(), (Names{"run.json", "steps.csv"}));
}

TEST(OutputFolder, IsEmptyWhereOnlyTemporaryFilesOfOursWereLeft) {
  const TestFolder here;
  here.put(".logitlab-12-3.tmp", "half a fi");
  EXPECT_TRUE(write_a_run(here.path()).has_value());
}

TEST(OutputFolder, ReplacesARunFileByFileAndNothingElse) {
  const TestFolder here;
  here.put("run.json", old_run);
  here.put("steps.csv", "old steps");
  here.put("old.svg", "old figure");
  here.put("notes.txt", "mine");
  here.put("other.svg", "mine too");
  ASSERT_TRUE(write_a_run(here.path()).has_value());
  EXPECT_EQ(here.names(), (Names{"notes.txt", "other.svg", "run.json", "steps.csv"}));
  EXPECT_EQ(here.get("steps.csv"), "new steps");
  EXPECT_EQ(here.get("notes.txt"), "mine");
}

TEST(OutputFolder, KeepsTheOldRunUntilTheNewOneIsFinished) {
  const TestFolder here;
  here.put("run.json", old_run);
  here.put("steps.csv", "old steps");
  here.put("old.svg", "old figure");
  {
    Result<OutputFolder> folder = OutputFolder::open(here.path());
    ASSERT_TRUE(folder.has_value());
    ASSERT_TRUE(folder->write("steps.csv", "new steps").has_value());
  }
  EXPECT_EQ(here.names(), (Names{"old.svg", "run.json", "steps.csv"}));
}

TEST(OutputFolder, RemovesOnlyWhatARunMayHaveWritten) {
  const TestFolder here;
  here.put("run.json", R"({"schema": "logitlab.run/1", "files":
      ["thesis.tex", "notes", ".svg", ".hidden.csv", "svg", "a.svg", "b.csv", "c.html"]})");
  for (const char* name :
       {"thesis.tex", "notes", ".svg", ".hidden.csv", "svg", "a.svg", "b.csv", "c.html"}) {
    here.put(name, "there");
  }
  ASSERT_TRUE(write_a_run(here.path()).has_value());
  EXPECT_EQ(here.names(),
            (Names{".hidden.csv", ".svg", "notes", "run.json", "steps.csv", "svg", "thesis.tex"}));
}

TEST(OutputFolder, OfARunThatWasKilledIsReplacedByTheNext) {
  const TestFolder here;
  {
    Result<OutputFolder> folder = OutputFolder::open(here / "alive");
    ASSERT_TRUE(folder.has_value());
    ASSERT_TRUE(folder->write("path.svg", "half of").has_value());
    ASSERT_TRUE(folder->write("steps.csv", "a run").has_value());
    // What a process leaves that dies here.
    std::filesystem::copy(here / "alive", here / "killed");
  }
  ASSERT_TRUE(write_a_run(here / "killed").has_value());
  EXPECT_EQ(here.get("killed/run.json"), "new run");
  EXPECT_EQ(here.get("killed/steps.csv"), "new steps");
  EXPECT_EQ(here.get("killed/path.svg"), "half of");
}

TEST(OutputFolder, NeverReachesOutsideItself) {
  const TestFolder here;
  here.put("outside", "mine");
  std::filesystem::create_directories(here / "run/folder");
  here.put("run/folder/inside", "mine");
  here.put("run/run.json",
           R"({"schema": "logitlab.run/1", "files": ["../outside", "", ".", "..", "folder",
               "folder/inside", "/etc/hostname", "\u0000", "missing"]})");
  ASSERT_TRUE(write_a_run(here / "run").has_value());
  EXPECT_EQ(here.get("outside"), "mine");
  EXPECT_EQ(here.get("run/folder/inside"), "mine");
}

void expect_refused(const std::string& path, std::string_view message) {
  const Status status = write_a_run(path);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().kind, ErrorKind::output);
  EXPECT_EQ(status.error().where, path);
  EXPECT_NE(status.error().message.find(message), std::string::npos) << to_string(status.error());
  EXPECT_FALSE(status.error().advice.empty());
}

TEST(OutputFolder, IsRefusedWhereItHoldsOtherThings) {
  const TestFolder here;
  here.put(".hidden", "mine");
  expect_refused(here.path(), "found one that holds \".hidden\"");
  here.put("notes.txt", "mine");
  expect_refused(here.path(), "found one that holds \".hidden\" and 1 more");
  here.put("run.json", R"({"schema": "another.run/1", "files": ["notes.txt"]})");
  expect_refused(here.path(), "and 2 more");
  here.put("run.json", "not JSON");
  expect_refused(here.path(), "and 2 more");
  EXPECT_EQ(here.names(), (Names{".hidden", "notes.txt", "run.json"}));
  EXPECT_EQ(here.get("run.json"), "not JSON");
}

TEST(OutputFolder, MayBeForced) {
  const TestFolder here;
  here.put("notes.txt", "mine");
  ASSERT_TRUE(write_a_run(here.path(), true).has_value());
  EXPECT_EQ(here.names(), (Names{"notes.txt", "run.json", "steps.csv"}));
}

TEST(OutputFolder, IsRefusedWhereAFileStands) {
  const TestFolder here;
  here.put("file", "mine");
  expect_refused(here / "file", "expected a folder, found a file");
  EXPECT_FALSE(write_a_run(here / "file/below").has_value());
  EXPECT_FALSE(write_a_run("").has_value());
  EXPECT_EQ(here.get("file"), "mine");
}

TEST(OutputFolder, IsRefusedWhereNothingCanBeMade) {
  const Result<OutputFolder> folder = OutputFolder::open("/proc/self/task", true);
  if (!std::filesystem::exists("/proc/self/task")) GTEST_SKIP() << "no /proc here";
  ASSERT_FALSE(folder.has_value());
  EXPECT_EQ(folder.error().kind, ErrorKind::output);
  EXPECT_NE(folder.error().message.find("files cannot be made"), std::string::npos);
}

TEST(OutputFolder, LeavesANewFolderEmptyWhereTheRunWasNotFinished) {
  const TestFolder here;
  {
    Result<OutputFolder> opened = OutputFolder::open(here.path());
    ASSERT_TRUE(opened.has_value());
    OutputFolder folder = *std::move(opened);
    ASSERT_TRUE(folder.write("steps.csv", "x").has_value());
    EXPECT_EQ(here.names(), (Names{"run.json", "steps.csv"}));
  }
  EXPECT_EQ(here.names(), Names{});
}

}  // namespace
}  // namespace logitlab
