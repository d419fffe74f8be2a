// SPDX-License-Identifier: MIT
#include "logitlab/io/files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <span>
#include <system_error>
#include <utility>

#include "logitlab/base/text.hpp"

namespace logitlab {
namespace {

constexpr std::string_view temporary_prefix = ".logitlab-";
constexpr std::string_view temporary_suffix = ".tmp";

// A folder with more names than this is not searched for the nearest one.
constexpr std::size_t most_candidates = 10000;

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  bool valid() const { return number_ >= 0; }
  int get() const { return number_; }

  // Closes now; some file systems tell only here that a write has failed.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

// "permission denied": what the system says, in our case of letters.
std::string reason(int error) {
  std::string text = std::generic_category().message(error);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') {
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  }
  return text;
}

std::string advice_for_writing(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "Make room there, or choose another place.";
    case EFBIG:
      return "The limit on the size of a file (ulimit -f) is too low for it.";
    case EACCES:
    case EPERM:
    case EROFS:
      return "Choose a place where you may write.";
    case ENOTDIR:
      return "A part of the path is a file, not a folder.";
    default:
      return {};
  }
}

Error cannot_write(std::string_view what, int error, const std::string& path) {
  return output_error(std::string(what).append(": ").append(reason(error)), path,
                      advice_for_writing(error));
}

std::pair<std::string, std::string> split_path(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return {".", path};
  return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

// ---- reading

Error missing_file(const std::string& path) {
  const auto [folder, name] = split_path(path);
  if (path_kind(folder) == PathKind::missing) {
    return data_error("there is no folder \"" + folder + "\"", path,
                      "Check the path; it is taken from the current folder.");
  }
  std::string advice = "Check the name; the path is taken from the current folder.";
  const Result<std::vector<std::string>> names = list_folder(folder);
  if (names && names->size() <= most_candidates) {
    const std::vector<std::string_view> candidates(names->begin(), names->end());
    if (const auto nearest = did_you_mean(name, candidates)) {
      const std::string prefix = path.substr(0, path.size() - name.size());
      advice = "Did you mean \"" + prefix + std::string(*nearest) + "\"?";
    }
  }
  return data_error("there is no such file", path, std::move(advice));
}

Error cannot_open(int error, const std::string& path) {
  switch (error) {
    case ENOENT:
      return missing_file(path);
    case EACCES:
    case EPERM:
      return data_error("reading it is not permitted", path, "Check who may read the file.");
    case ENOTDIR:
      return data_error("a part of this path is a file, not a folder", path, "Check the path.");
    default:
      return data_error("it cannot be opened: " + reason(error), path);
  }
}

// Everything that is left to read, `expected` bytes or any other number.
Result<std::string> read_all(int file, std::size_t expected, const std::string& name) {
  constexpr std::size_t piece = std::size_t{1} << 16;
  std::string bytes;
  bytes.resize(expected + 1);  // one more, so that the end is seen without growing
  std::size_t length = 0;
  while (true) {
    if (length == bytes.size()) bytes.resize(bytes.size() + std::max(bytes.size() / 2, piece));
    const ssize_t got = ::read(file, bytes.data() + length, bytes.size() - length);
    if (got == 0) break;
    if (got < 0) {
      if (errno == EINTR) continue;
      if (errno == EISDIR) return data_error("expected data, found a folder", name);
      return data_error("reading stopped: " + reason(errno), name);
    }
    length += static_cast<std::size_t>(got);
  }
  bytes.resize(length);
  return bytes;
}

// ---- writing

// Null where all was written, else the system's error.
std::optional<int> write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return std::nullopt;
}

// To the disk; that a file system cannot do so is no error.
std::optional<int> flush(int file) {
  if (::fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS) {
    return std::nullopt;
  }
  return errno;
}

// An open file under a name of its own that removes itself unless it is moved into its place.
class Temporary {
 public:
  // On failure, valid() is false and errno tells.
  explicit Temporary(const std::string& folder) : file_(make(folder)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }

  bool valid() const { return file_.valid(); }
  Descriptor& file() { return file_; }

  bool move_to(const std::string& path) {
    if (::rename(path_.c_str(), path.c_str()) != 0) return false;
    path_.clear();
    return true;
  }

 private:
  // The name holds the process and a count, so that neither threads nor processes meet; one left by
  // an earlier process of the same number is stepped over.
  int make(const std::string& folder) {
    static std::atomic<std::uint64_t> count = 0;
    constexpr int attempts = 100;
    for (int attempt = 0; attempt < attempts; ++attempt) {
      std::string name(temporary_prefix);
      name.append(std::to_string(::getpid())).append("-").append(std::to_string(count++));
      name.append(temporary_suffix);
      path_ = join_path(folder, name);
      const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (file >= 0) return file;
      if (errno != EEXIST) break;
    }
    path_.clear();
    return -1;
  }

  std::string path_;
  Descriptor file_;
};

// A device or a pipe has no name to change: it takes the bytes as they come.
Status write_through(const std::string& path, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!file.valid()) return cannot_write("it cannot be opened", errno, path);
  if (const auto error = write_all(file.get(), bytes)) {
    return cannot_write("writing stopped", *error, path);
  }
  if (!file.close()) return cannot_write("writing stopped", errno, path);
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  if (path == "-") return read_all(STDIN_FILENO, 0, "standard input");
  if (path.empty()) return data_error("expected a path, found an empty text");

  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!file.valid()) {
    if (errno == ENXIO) return data_error("expected a file, found a socket or a device", path);
    return cannot_open(errno, path);
  }
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) return cannot_open(errno, path);
  if (S_ISDIR(status.st_mode)) {
    return data_error("expected a file, found a folder", path, "Name a file in it.");
  }
  if (!S_ISREG(status.st_mode)) {
    return data_error("expected a regular file, found a pipe or a device", path,
                      "To read what another program writes, pipe it in and name the file -.");
  }
  return read_all(file.get(), static_cast<std::size_t>(status.st_size), path);
}

Status write_file_unsynced(const std::string& path, std::string_view bytes) {
  // 1. Is there a place for it?
  const auto [folder, name] = split_path(path);
  if (name.empty()) return output_error("expected the name of a file", path);
  const PathKind kind = path_kind(path);
  if (kind == PathKind::folder) return output_error("a folder of this name is there", path);
  if (kind == PathKind::other) return write_through(path, bytes);

  // 2. The bytes, under another name.
  Temporary temporary(folder);
  if (!temporary.valid()) return cannot_write("it cannot be made", errno, path);
  if (const auto error = write_all(temporary.file().get(), bytes)) {
    return cannot_write("writing stopped", *error, path);
  }
  if (const auto error = flush(temporary.file().get())) {
    return cannot_write("writing stopped", *error, path);
  }
  if (!temporary.file().close()) return cannot_write("writing stopped", errno, path);

  // 3. The name.
  if (!temporary.move_to(path)) return cannot_write("it cannot be put in place", errno, path);
  return {};
}

Status write_file(const std::string& path, std::string_view bytes) {
  if (Status status = write_file_unsynced(path, bytes); !status) return status;
  return sync_folder(split_path(path).first);
}

Status sync_folder(const std::string& path) {
  Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.valid()) {
    // One may write into a folder that one may not read.
    return errno == EACCES ? Status{} : cannot_write("it cannot be opened", errno, path);
  }
  if (const auto error = flush(folder.get())) return cannot_write("writing stopped", *error, path);
  return {};
}

PathKind path_kind(const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) return PathKind::missing;
  if (S_ISDIR(status.st_mode)) return PathKind::folder;
  return S_ISREG(status.st_mode) ? PathKind::file : PathKind::other;
}

Result<std::vector<std::string>> list_folder(const std::string& path) {
  DIR* folder = ::opendir(path.c_str());
  if (folder == nullptr) return cannot_write("its contents cannot be seen", errno, path);
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(folder)) {
    std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(std::move(name));
  }
  ::closedir(folder);
  std::sort(names.begin(), names.end());
  return names;
}

Status make_folders(const std::string& path) {
  if (path.empty()) return output_error("expected the path of a folder, found an empty text");
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    const std::string part = path.substr(0, end);
    if (::mkdir(part.c_str(), 0777) != 0) {
      const int error = errno;  // some systems refuse "/" before they say that it is there
      if (path_kind(part) == PathKind::file) {
        return output_error("expected a folder, found a file", part, "Choose another folder.");
      }
      if (path_kind(part) != PathKind::folder) {
        return cannot_write("the folder cannot be made", error, part);
      }
    }
    if (end == std::string::npos) return {};
  }
}

Status check_writable(const std::string& folder) {
  const Temporary probe(folder);
  if (!probe.valid()) return cannot_write("files cannot be made in this folder", errno, folder);
  return {};
}

Status remove_file(const std::string& path) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0 || S_ISDIR(status.st_mode)) return {};
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
    return cannot_write("it cannot be removed", errno, path);
  }
  return {};
}

bool is_temporary_name(std::string_view name) {
  return name.starts_with(temporary_prefix) && name.ends_with(temporary_suffix);
}

std::string join_path(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty() && path.back() != '/') path.push_back('/');
  return path.append(name);
}

}  // namespace logitlab
