// SPDX-License-Identifier: MIT
//
// Bytes from paths and to paths: the only file of the library that opens any. POSIX. Functions may
// be called from several threads; what other programs do to the same paths meanwhile is theirs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "logitlab/base/result.hpp"

namespace logitlab {

// All bytes of a regular file; "-" is standard input. Errors (data), each with its own message and
// advice: missing (with the nearest name in that folder, if one is close), a folder, not permitted,
// not a regular file (a pipe, a device), unreadable for another reason.
Result<std::string> read_file(const std::string& path);

// Makes the file whole or not at all: a temporary name in the same folder, fsync, rename, fsync of
// the folder. A file of that name is replaced; a device or a pipe is written to. Errors (output)
// name the path and the reason, and leave what was there before.
Status write_file(const std::string& path, std::string_view bytes);

// The same without the last step, for several files of one folder: call sync_folder once, after
// them.
Status write_file_unsynced(const std::string& path, std::string_view bytes);
Status sync_folder(const std::string& path);

enum class PathKind { missing, file, folder, other };

// What stands at the path, links followed. `missing` too where the way there is barred.
PathKind path_kind(const std::string& path);

// Names in a folder, without "." and "..", in byte order. Errors (output): not a folder, not
// permitted.
Result<std::vector<std::string>> list_folder(const std::string& path);

// Makes the folder and its parents, those that are not there. Errors (output) name the part of the
// path that could not be made.
Status make_folders(const std::string& path);

// Whether a file can be made in the folder, by making one and removing it. Errors: output.
Status check_writable(const std::string& folder);

// Removes a file or a link, never a folder; a name that is not there is no error. Errors: output.
Status remove_file(const std::string& path);

// A name that write_file gives to a file before it is whole. One is left over where the process was
// killed.
bool is_temporary_name(std::string_view name);

// "folder/name"; "name" where the folder is empty.
std::string join_path(std::string_view folder, std::string_view name);

}  // namespace logitlab
