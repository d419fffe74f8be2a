// SPDX-License-Identifier: MIT
//
// The problem: a small file of numbers to a Dataset, or one sentence that says what is wrong with
// which field. Given: all bytes. Line by line, its fields are turned into numbers. Cost: one pass
// over the bytes and one for their hash.
#include "logitlab/io/csv.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "logitlab/base/sha256.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/io/csv_lines.hpp"
#include "logitlab/io/files.hpp"
#include "logitlab/io/utf8.hpp"

namespace logitlab {
namespace {

constexpr std::string_view what_is_read =
    "Every column must be a number, and the last one the label 0 or 1.";

class CsvReader {
 public:
  CsvReader(std::string_view bytes, std::string_view file_name) : lines_(bytes, file_name) {}

  Result<Dataset> read(std::string sha256);

 private:
  Status read_first_line();
  Status read_row();
  void reserve();
  Status check_labels() const;
  Error single_column() const;

  CsvLines lines_;
  std::size_t columns_ = 0;  // label included
  std::vector<std::string> names_;
  std::vector<double> x_, y_;
};

Error CsvReader::single_column() const {
  std::string advice = "An input is needed beside the label.";
  for (const auto& [separator, name] : {std::pair{';', "semicolons"}, {'\t', "tabs"}}) {
    if (lines_.line().find(separator) == std::string_view::npos) continue;
    advice = std::string("The line holds ").append(name).append("; fields must be separated by ");
    advice.append("commas, with a point in decimals.");
  }
  return lines_.at(lines_.line().data(), "expected at least 2 columns, found 1", std::move(advice));
}

// Counts the columns, and names them by the first line or by number.
Status CsvReader::read_first_line() {
  columns_ = lines_.fields().size();
  if (columns_ < 2) {
    if (Status status = lines_.wrong_bytes(lines_.line()); !status) return status;
    return single_column();
  }
  if (lines_.is_header()) {
    auto names = lines_.names();
    if (!names) return std::move(names).error();
    names->pop_back();
    names_ = std::move(*names);
    return {};
  }
  for (std::size_t j = 1; j < columns_; ++j) {
    names_.push_back(std::string("x").append(std::to_string(j)));
  }
  return read_row();
}

Status CsvReader::read_row() {
  if (lines_.fields().size() != columns_) {
    if (Status status = lines_.wrong_bytes(lines_.line()); !status) return status;
    return lines_.wrong_count(columns_);
  }
  for (std::size_t j = 0; j < columns_; ++j) {
    const CsvField& field = lines_.fields()[j];
    const ParsedNumber number = field.number();
    if (!number.ok()) return lines_.wrong_number(field, number.status, what_is_read);
    if (j + 1 < columns_) {
      x_.push_back(number.value);
    } else if (number.value == 0 || number.value == 1) {
      y_.push_back(number.value == 1 ? 1 : 0);  // no -0
    } else {
      return lines_.at(
          field.text.data(),
          "expected the label 0 or 1 in the last column, found " + quoted_for_reader(field.text),
          "Write the two classes as 0 and 1, in the last column.");
    }
  }
  return {};
}

// Room for the numbers to come: one row a line, but no more than the bytes can hold, two for each
// number.
void CsvReader::reserve() {
  const auto lines =
      static_cast<std::size_t>(std::count(lines_.rest().begin(), lines_.rest().end(), '\n')) + 2;
  const std::size_t rows = std::min(lines, lines_.rest().size() / (2 * columns_) + 2);
  x_.reserve(rows * (columns_ - 1));
  y_.reserve(rows);
}

Status CsvReader::check_labels() const {
  const auto ones = std::count(y_.begin(), y_.end(), 1.0);
  if (ones != 0 && ones != static_cast<std::ptrdiff_t>(y_.size())) return {};
  return lines_.about_file(
      std::string("expected both labels 0 and 1 in the last column, found only ") +
          (ones == 0 ? "0" : "1"),
      "There is nothing to tell apart; add rows of the other class.");
}

Result<Dataset> CsvReader::read(std::string sha256) {
  // 1. Line by line.
  for (;;) {
    const Result<bool> more = lines_.next();
    if (!more) return more.error();
    if (!*more) break;
    const bool first = columns_ == 0;
    if (Status status = first ? read_first_line() : read_row(); !status) {
      return std::move(status).error();
    }
    if (first) reserve();
  }

  // 2. Is there something to train on?
  if (columns_ == 0)
    return lines_.about_file("expected rows, found an empty file", std::string(what_is_read));
  if (y_.empty())
    return lines_.about_file("expected rows, found a header alone", std::string(what_is_read));
  if (y_.size() > std::numeric_limits<Row>::max()) {
    return lines_.about_file("expected fewer than 2^32 rows, found " + grouped(y_.size()), {});
  }
  if (Status status = check_labels(); !status) return std::move(status).error();
  return Dataset(std::string(lines_.file_name()), std::move(names_), std::move(x_), std::move(y_),
                 std::move(sha256));
}

}  // namespace

Result<Dataset> read_csv(std::string_view bytes, std::string_view file_name) {
  return CsvReader(bytes, file_name).read(Sha256().update(bytes).hex());
}

Result<Dataset> read_csv_file(const std::string& path) {
  return read_file(path).and_then([&](const std::string& bytes) {
    return read_csv(bytes, path == "-" ? "standard input" : std::string_view(path));
  });
}

}  // namespace logitlab
