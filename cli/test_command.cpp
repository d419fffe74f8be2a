// SPDX-License-Identifier: MIT
#include "cli/test_command.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace logitlab::cli::test {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void redirect(const std::string& path, int flags, int descriptor) {
  const int file = open(path.c_str(), flags, 0600);
  if (file < 0 || dup2(file, descriptor) < 0) _exit(99);
  close(file);
}

void limit(int resource, std::uint64_t bytes) {
  if (bytes == 0) return;
  const rlimit bound{bytes, bytes};
  setrlimit(static_cast<__rlimit_resource>(resource), &bound);
}

// In the child, between fork and exec.
[[noreturn]] void become_command(const Call& call, const std::string& folder, const Folder& talk,
                                 const std::vector<char*>& arguments) {
  constexpr int fresh = O_WRONLY | O_CREAT | O_TRUNC;
  redirect(talk / "in", O_RDONLY, STDIN_FILENO);
  if (call.close_reader) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) _exit(99);
    close(ends[0]);
    dup2(ends[1], STDOUT_FILENO);
  } else {
    redirect(call.output_path.empty() ? talk / "out" : call.output_path, fresh, STDOUT_FILENO);
  }
  redirect(talk / "err", fresh, STDERR_FILENO);
  if (chdir(folder.c_str()) != 0) _exit(99);
  unsetenv("NO_COLOR");
  limit(RLIMIT_FSIZE, call.limits.file_bytes);
  limit(RLIMIT_AS, call.limits.memory_bytes);
  execv(LOGITLAB_COMMAND, arguments.data());
  _exit(98);
}

}  // namespace

Ended run_command(const Call& call, const std::string& folder) {
  const Folder talk;
  talk.write("in", call.input);
  std::vector<std::string> words = {"logitlab"};
  words.insert(words.end(), call.words.begin(), call.words.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);

  const pid_t child = fork();
  if (child == 0) become_command(call, folder, talk, arguments);
  if (call.signal != 0) {
    std::this_thread::sleep_for(std::chrono::duration<double>(call.signal_after));
    kill(child, call.signal);
  }
  int how = 0;
  EXPECT_EQ(waitpid(child, &how, 0), child);
  Ended ended;
  if (WIFEXITED(how)) ended.status = WEXITSTATUS(how);
  if (WIFSIGNALED(how)) ended.signal = WTERMSIG(how);
  ended.out = bytes_of(talk / "out");
  ended.err = bytes_of(talk / "err");
  return ended;
}

Folder::Folder() {
  std::string pattern = testing::TempDir() + "logitlab-" + std::string(6, 'X');
  const char* made = mkdtemp(pattern.data());
  EXPECT_NE(made, nullptr);
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Folder::write(const std::string& name, const std::string& bytes) const {
  std::ofstream(*this / name, std::ios::binary) << bytes;
}

std::string Folder::read(const std::string& name) const { return bytes_of(*this / name); }

std::vector<std::string> Folder::names(const std::string& below) const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(*this / below)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace logitlab::cli::test
