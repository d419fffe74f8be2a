// SPDX-License-Identifier: MIT
//
// A data set from a CSV file: numeric columns, the last one the label 0 or 1.
#pragma once

#include <string>
#include <string_view>

#include "logitlab/base/result.hpp"
#include "logitlab/data/dataset.hpp"

namespace logitlab {

// Strict: what is not plainly a table of numbers is refused with file:line:column (characters from
// 1) of the field. A header if any field of line 1 is no number, else the inputs are x1 ... xd.
// Fields are separated by commas, may be surrounded by spaces, and may stand in double quotes,
// where "" is one quote; a field ends on its line. Lines end with LF or CRLF; a byte order mark is
// skipped; blank lines may follow the last row. The data set's hash is that of `bytes`, its name is
// `file_name`.
//
// Errors (data): an empty file, a header without rows, a single column, a column without a name or
// with another's, a name that is not UTF-8, rows of different lengths, a field that is empty, text,
// NaN, infinite or beyond the largest double, a label other than 0 and 1, one class only, a zero
// byte, a quote that is not closed or stands inside a field, a line that ends in CR alone.
//
// Cost: one pass, about 60 MB/s, a third of it for the hash; memory: the numbers.
Result<Dataset> read_csv(std::string_view bytes, std::string_view file_name);

// The same from a path, "-" for standard input. Errors of read_file as well.
Result<Dataset> read_csv_file(const std::string& path);

}  // namespace logitlab
