// SPDX-License-Identifier: MIT
#include "logitlab/io/output_folder.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "logitlab/io/files.hpp"
#include "logitlab/io/run_json.hpp"
#include "logitlab/io/utf8.hpp"

namespace logitlab {
namespace {

// Names a file of the folder itself: a list read from a file must not reach anything outside.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of(std::string_view("/\0", 2)) == std::string_view::npos;
}

// Of a kind that a run writes. A list read from a file may name what no run ever wrote.
bool is_of_a_run(std::string_view name) {
  constexpr std::array<std::string_view, 6> endings = {".svg", ".csv",  ".json",
                                                       ".png", ".html", ".pdf"};
  return is_plain_name(name) && name.front() != '.' &&
         std::ranges::any_of(endings,
                             [name](std::string_view ending) { return name.ends_with(ending); });
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Error not_empty(const std::string& path, const std::vector<std::string>& names) {
  std::string message = "expected an empty folder or one of an earlier run, found one that holds ";
  message.append(quoted_for_reader(names.front()));
  if (names.size() > 1) {
    message.append(" and ").append(std::to_string(names.size() - 1)).append(" more");
  }
  return output_error(std::move(message), path,
                      "Choose another folder, or write into this one with --force.");
}

}  // namespace

Result<OutputFolder> OutputFolder::open(std::string path, bool force) {
  OutputFolder folder(std::move(path));
  if (Status status = make_folders(folder.path_); !status) return std::move(status).error();
  if (Status status = folder.look_inside(force); !status) return std::move(status).error();
  if (Status status = check_writable(folder.path_); !status) return std::move(status).error();
  return folder;
}

// What is there decides what may be done.
Status OutputFolder::look_inside(bool force) {
  Result<std::vector<std::string>> names = list_folder(path_);
  if (!names) return std::move(names).error();
  std::erase_if(*names, [](const std::string& name) { return is_temporary_name(name); });
  is_new_ = names->empty();
  if (is_new_) return {};

  if (holds(*names, run_json_name)) {
    const Result<std::string> bytes = read_file(join_path(path_, run_json_name));
    if (auto files = bytes ? files_of_run(*bytes) : std::nullopt) {
      replaced_ = *std::move(files);
      return {};
    }
  }
  return force ? Status{} : not_empty(path_, *names);
}

OutputFolder::~OutputFolder() {
  if (!is_new_) return;
  // Nobody is left to tell where this fails.
  for (const std::string& name : written_) (void)remove_file(join_path(path_, name));
  if (marked_) (void)remove_file(join_path(path_, run_json_name));
}

Status OutputFolder::write(std::string_view name, std::string_view bytes) {
  assert(is_of_a_run(name));
  if (is_new_ && !marked_ && name != run_json_name) {
    if (Status status = mark(); !status) return status;
  }
  if (Status status = write_file_unsynced(join_path(path_, name), bytes); !status) return status;
  if (!holds(written_, name)) written_.emplace_back(name);
  return {};
}

// Should the process be killed before run.json is there, the folder is still known as ours.
Status OutputFolder::mark() {
  Status status = write_file_unsynced(join_path(path_, run_json_name), unfinished_run_json());
  marked_ = status.has_value();
  return status;
}

Status OutputFolder::finish() {
  is_new_ = false;
  for (const std::string& name : replaced_) {
    if (!is_of_a_run(name) || holds(written_, name)) continue;
    if (Status status = remove_file(join_path(path_, name)); !status) return status;
  }
  return sync_folder(path_);
}

}  // namespace logitlab
