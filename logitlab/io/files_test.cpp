// SPDX-License-Identifier: MIT
#include "logitlab/io/files.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "logitlab/io/test_folder.hpp"

namespace logitlab {
namespace {

constexpr uid_t nobody = 65534;

bool mentions(const Error& error, std::string_view words) {
  return to_string(error).find(words) != std::string::npos;
}

// ---- reading

TEST(ReadFile, GivesEveryByte) {
  const TestFolder folder;
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 300001U}) {
    std::string bytes(size, 'x');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7);
    folder.put("f", bytes);
    const Result<std::string> read = read_file(folder / "f");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, bytes);
  }
}

TEST(ReadFile, ReadsFilesWhoseLengthIsNotTold) {
  const Result<std::string> read = read_file("/proc/self/status");
  if (path_kind("/proc/self/status") == PathKind::missing) GTEST_SKIP() << "no /proc here";
  ASSERT_TRUE(read.has_value());
  EXPECT_NE(read->find("Pid:"), std::string::npos);
}

TEST(ReadFile, NamesTheNearestFileWhereOneIsMissing) {
  const TestFolder folder;
  folder.put("churn.csv", "");
  folder.put("other", "");
  const Error near = read_file(folder / "chrun.csv").error();
  EXPECT_EQ(near.kind, ErrorKind::data);
  EXPECT_EQ(near.where, folder / "chrun.csv");
  EXPECT_TRUE(mentions(near, "no such file")) << to_string(near);
  EXPECT_EQ(near.advice, "Did you mean \"" + (folder / "churn.csv") + "\"?");
  const Error far = read_file(folder / "quite-something-else").error();
  EXPECT_FALSE(mentions(far, "Did you mean"));
  EXPECT_FALSE(far.advice.empty());
}

TEST(ReadFile, SaysWhatElseMayBeWrongWithAPath) {
  const TestFolder folder;
  folder.put("file", "");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  ASSERT_EQ(::symlink("nowhere", (folder / "link").c_str()), 0);
  const auto error = [](const std::string& path) { return read_file(path).error(); };
  EXPECT_TRUE(mentions(error(""), "expected a path"));
  EXPECT_TRUE(mentions(error(folder / "no/such/file"), "there is no folder"));
  EXPECT_TRUE(mentions(error(folder.path()), "found a folder"));
  EXPECT_TRUE(mentions(error(folder / "file/x"), "is a file, not a folder"));
  EXPECT_TRUE(mentions(error(folder / "pipe"), "found a pipe or a device"));
  EXPECT_TRUE(mentions(error(folder / "pipe"), "name the file -"));
  EXPECT_TRUE(mentions(error("/dev/null"), "found a pipe or a device"));
  EXPECT_TRUE(mentions(error(folder / "link"), "no such file"));
  EXPECT_TRUE(mentions(error(folder / std::string(300, 'x')), "cannot be opened"));
}

TEST(Files, SayThatReadingOrWritingIsNotPermitted) {
  const TestFolder folder;
  folder.put("secret", "");
  ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
  ASSERT_EQ(::chmod((folder / "secret").c_str(), 0), 0);
  const bool is_root = ::geteuid() == 0;
  if (is_root && ::seteuid(nobody) != 0) GTEST_SKIP() << "root, who may read everything";
  const Error error = read_file(folder / "secret").error();
  const Status written = write_file(folder / "new", "x");
  const bool writable = check_writable("/").has_value();
  ASSERT_EQ(is_root ? ::seteuid(0) : 0, 0);
  EXPECT_TRUE(mentions(error, "not permitted")) << to_string(error);
  EXPECT_FALSE(writable);
  if (!is_root) return;  // may write to a folder of their own
  ASSERT_FALSE(written.has_value());
  EXPECT_TRUE(mentions(written.error(), "permission denied"));
  EXPECT_TRUE(mentions(written.error(), "where you may write"));
}

// ---- writing

TEST(WriteFile, WritesAndReplaces) {
  const TestFolder folder;
  for (const std::string& bytes : {std::string("first, longer"), std::string("second"),
                                   std::string(200000, '\0'), std::string()}) {
    ASSERT_TRUE(write_file(folder / "f", bytes).has_value());
    EXPECT_EQ(*read_file(folder / "f"), bytes);
    EXPECT_EQ(folder.names(), std::vector<std::string>{"f"});
  }
}

TEST(WriteFile, PutsAFileIntoTheCurrentFolder) {
  const TestFolder folder;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  const Status status = write_file("plain-name", "x");
  std::filesystem::current_path(before);
  ASSERT_TRUE(status.has_value());
  EXPECT_EQ(folder.names(), std::vector<std::string>{"plain-name"});
}

TEST(WriteFile, GivesAFileTheRightsThatUmaskLeaves) {
  const TestFolder folder;
  const mode_t before = ::umask(027);
  ASSERT_TRUE(write_file(folder / "f", "x").has_value());
  ::umask(before);
  struct stat status = {};
  ASSERT_EQ(::stat((folder / "f").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
}

TEST(WriteFile, LeavesNothingBehindWhereItFails) {
  const TestFolder folder;
  folder.put("file", "old");
  std::filesystem::create_directory(folder / "folder");
  const auto error = [](const std::string& path) {
    const Status status = write_file(path, "new");
    EXPECT_FALSE(status.has_value()) << path;
    EXPECT_EQ(status.error().kind, ErrorKind::output);
    return status.error();
  };
  EXPECT_TRUE(mentions(error(folder / "folder"), "a folder of this name"));
  EXPECT_TRUE(mentions(error(folder / "no/file"), "no such file or directory"));
  EXPECT_TRUE(mentions(error(folder / "file/x"), "not a directory"));
  EXPECT_TRUE(mentions(error(folder / "file/x"), "is a file, not a folder"));
  EXPECT_TRUE(mentions(error(folder / std::string(300, 'x')), "name too long"));
  EXPECT_TRUE(mentions(error(folder / "folder/"), "expected the name of a file"));
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"file", "folder"}));
  EXPECT_EQ(*read_file(folder / "file"), "old");
}

TEST(WriteFile, ReportsAFullDevice) {
  if (path_kind("/dev/full") != PathKind::other) GTEST_SKIP() << "no /dev/full here";
  const Status status = write_file("/dev/full", "x");
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().where, "/dev/full");
  EXPECT_TRUE(mentions(status.error(), "no space left on device"));
  EXPECT_TRUE(mentions(status.error(), "Make room"));
  EXPECT_EQ(path_kind("/dev/full"), PathKind::other) << "the device was replaced";
}

// A limit on the size of files stands in for a full disk: the write stops part of the way. Under
// the limit, the old file must still be there and the temporary one must not.
TEST(WriteFile, KeepsTheOldFileWhereTheNewOneDoesNotFit) {
  const TestFolder folder;
  folder.put("f", "old");
  rlimit before = {};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit = before;
  limit.rlim_cur = 50000;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  const Status status = write_file(folder / "f", std::string(200000, 'x'));
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, old_handler);

  ASSERT_FALSE(status.has_value());
  EXPECT_TRUE(mentions(status.error(), "file too large")) << to_string(status.error());
  EXPECT_EQ(folder.names(), std::vector<std::string>{"f"});
  EXPECT_EQ(*read_file(folder / "f"), "old");
}

// ---- folders

TEST(MakeFolders, MakesParentsAndAcceptsWhatIsThere) {
  const TestFolder folder;
  EXPECT_TRUE(make_folders(folder / "a/b/c").has_value());
  EXPECT_TRUE(make_folders(folder / "a/b/c/").has_value());
  EXPECT_TRUE(make_folders(folder / "a//b/./d").has_value());
  EXPECT_EQ(path_kind(folder / "a/b/c"), PathKind::folder);
  EXPECT_EQ(path_kind(folder / "a/b/d"), PathKind::folder);
  EXPECT_TRUE(make_folders("/").has_value());
}

TEST(MakeFolders, NamesThePartThatIsInTheWay) {
  const TestFolder folder;
  folder.put("file", "");
  const Status status = make_folders(folder / "file/b/c");
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().kind, ErrorKind::output);
  EXPECT_EQ(status.error().where, folder / "file");
  EXPECT_TRUE(mentions(status.error(), "expected a folder, found a file"));
  EXPECT_FALSE(make_folders("").has_value());
  EXPECT_FALSE(make_folders(folder / std::string(300, 'x')).has_value());
}

TEST(CheckWritable, TriesItOut) {
  const TestFolder folder;
  EXPECT_TRUE(check_writable(folder.path()).has_value());
  EXPECT_TRUE(folder.names().empty());
  const Status status = check_writable("/proc");
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().where, "/proc");
}

TEST(RemoveFile, RemovesFilesAndLinksButNoFolder) {
  const TestFolder folder;
  folder.put("file", "");
  std::filesystem::create_directory(folder / "folder");
  ASSERT_EQ(::symlink("folder", (folder / "link").c_str()), 0);
  for (const char* name : {"file", "folder", "link", "missing"}) {
    EXPECT_TRUE(remove_file(folder / name).has_value());
  }
  EXPECT_EQ(folder.names(), std::vector<std::string>{"folder"});
}

TEST(ListFolder, SortsNamesAndHidesNone) {
  const TestFolder folder;
  for (const char* name : {"b", "a", ".hidden"}) folder.put(name, "");
  EXPECT_EQ(*list_folder(folder.path()), (std::vector<std::string>{".hidden", "a", "b"}));
  EXPECT_FALSE(list_folder(folder / "a").has_value());
}

}  // namespace
}  // namespace logitlab
