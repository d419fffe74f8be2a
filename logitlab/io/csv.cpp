// SPDX-License-Identifier: MIT
//
// The problem: a small file of numbers to a Dataset, or one sentence that says what is wrong with
// which field. Given: all bytes. Line by line: find its end, cut it into fields, turn fields into
// numbers. Positions of errors are counted only once there is an error, from the start of the
// bytes. Cost: one pass over the bytes and one for their hash. The grammar is that of RFC 4180, and
// stricter: a field ends on its line.
#include "logitlab/io/csv.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "logitlab/base/sha256.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/io/files.hpp"
#include "logitlab/io/utf8.hpp"

namespace logitlab {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view what_is_read =
    "Every column must be a number, and the last one the label 0 or 1.";

bool is_space(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// A field as it stands in the file: between the quotes where it is quoted, without the spaces
// around it.
struct Field {
  std::string_view text;
  bool quoted = false;

  const char* position() const { return quoted ? text.data() - 1 : text.data(); }
};

class CsvReader {
 public:
  CsvReader(std::string_view bytes, std::string_view file_name)
      : bytes_(bytes), file_name_(file_name) {
    if (bytes_.starts_with(byte_order_mark)) bytes_.remove_prefix(byte_order_mark.size());
    rest_ = bytes_;
  }

  Result<Dataset> read(std::string sha256);

 private:
  bool next_line();
  Status cut_line();
  Status cut_quoted(std::string_view& rest);
  Status read_first_line();
  Status read_names();
  Status read_row();
  void reserve();
  Status check_labels() const;

  Error at(const char* position, std::string message, std::string advice = {}) const;
  Error about_file(std::string message, std::string advice) const;
  Error single_column() const;
  Error wrong_count() const;
  Error wrong_number(const Field& field, ParsedNumber::Status status) const;
  Status wrong_bytes(std::string_view text) const;

  std::string_view bytes_, file_name_;
  std::string_view rest_;        // lines not yet taken
  std::string_view line_;        // the current one, without its end
  const char* blank_ = nullptr;  // the first blank line, as long as no other follows
  std::vector<Field> fields_;    // of the current line
  std::size_t columns_ = 0;      // label included

  std::vector<std::string> names_;
  std::vector<double> x_, y_;
};

// ---- errors

Error CsvReader::at(const char* position, std::string message, std::string advice) const {
  const std::string_view before(bytes_.data(), static_cast<std::size_t>(position - bytes_.data()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::size_t column = count_characters(before.substr(line_start)) + 1;
  std::string where(file_name_);
  where.append(":").append(std::to_string(line)).append(":").append(std::to_string(column));
  return data_error(std::move(message), std::move(where), std::move(advice));
}

Error CsvReader::about_file(std::string message, std::string advice) const {
  return data_error(std::move(message), std::string(file_name_), std::move(advice));
}

Error CsvReader::single_column() const {
  std::string advice = "An input is needed beside the label.";
  for (const auto& [separator, name] : {std::pair{';', "semicolons"}, {'\t', "tabs"}}) {
    if (line_.find(separator) == std::string_view::npos) continue;
    advice = std::string("The line holds ").append(name).append("; fields must be separated by ");
    advice.append("commas, with a point in decimals.");
  }
  return at(line_.data(), "expected at least 2 columns, found 1", std::move(advice));
}

Error CsvReader::wrong_count() const {
  const bool more = fields_.size() > columns_;
  const char* position = more ? fields_[columns_].position() : line_.data() + line_.size();
  std::string advice = "Each row needs one field for each column.";
  if (more) advice.append(" Decimals are written with a point.");
  return at(position,
            "expected " + std::to_string(columns_) + " fields as in line 1, found " +
                std::to_string(fields_.size()),
            std::move(advice));
}

Error CsvReader::wrong_number(const Field& field, ParsedNumber::Status status) const {
  if (const Status bytes = wrong_bytes(field.text); !bytes) return bytes.error();
  const std::string found = quoted_for_reader(field.text);
  switch (status) {
    case ParsedNumber::Status::overflow:
      return at(field.position(), "expected a number up to 1.8e308, found " + found,
                "It is beyond the largest double; scale the column.");
    case ParsedNumber::Status::nan_or_infinity:
      return at(field.position(), "expected a finite number, found " + found,
                "Put a number in its place, or remove the row.");
    default:
      break;
  }
  if (field.text.empty()) {
    return at(field.position(), "expected a number, found an empty field",
              "Put a number in its place, or remove the row.");
  }
  const bool comma = field.text.find(',') != std::string_view::npos;
  return at(field.position(), "expected a number, found " + found,
            std::string(comma ? "Decimals are written with a point." : what_is_read));
}

// Bytes that no text file has.
Status CsvReader::wrong_bytes(std::string_view text) const {
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    return at(text.data() + zero, "expected text, found a zero byte",
              "Is it UTF-16 or no text file? Save it as CSV in UTF-8.");
  }
  if (const std::size_t end = text.find('\r'); end != std::string_view::npos) {
    return at(text.data() + end, "expected the line to end in LF or CRLF, found CR alone",
              "Save the file with the line ends of Unix or Windows.");
  }
  return {};
}

// ---- lines and fields

// Takes the next line; false at the end.
bool CsvReader::next_line() {
  if (rest_.empty()) return false;
  const std::size_t end = rest_.find('\n');
  line_ = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
  return true;
}

// Cuts the current line into fields_.
Status CsvReader::cut_line() {
  fields_.clear();
  std::string_view rest = line_;
  while (true) {
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    if (!rest.empty() && rest.front() == '"') {
      if (Status status = cut_quoted(rest); !status) return status;
    } else {
      const std::string_view text = rest.substr(0, rest.find(','));
      if (const std::size_t quote = text.find('"'); quote != std::string_view::npos) {
        return at(text.data() + quote, "expected a comma or a digit, found a quote",
                  "A field that holds a quote stands in quotes, with \"\" for each quote in it.");
      }
      fields_.push_back({trimmed(text), false});
      rest.remove_prefix(text.size());
    }
    if (rest.empty()) return {};
    rest.remove_prefix(1);  // the comma
  }
}

// Takes a quoted field and the spaces after it from `rest`, which begins with its quote.
Status CsvReader::cut_quoted(std::string_view& rest) {
  const char* opening = rest.data();
  std::size_t end = rest.find('"', 1);
  while (end != std::string_view::npos && end + 1 < rest.size() && rest[end + 1] == '"') {
    end = rest.find('"', end + 2);
  }
  if (end == std::string_view::npos) {
    return at(opening, "expected a closing quote on this line, found none",
              "A quoted field begins and ends with a quote, on one line.");
  }
  fields_.push_back({rest.substr(1, end - 1), true});
  rest.remove_prefix(end + 1);
  while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
  if (!rest.empty() && rest.front() != ',') {
    return at(rest.data(), "expected a comma after the closing quote, found text",
              "A quote inside a quoted field is written twice.");
  }
  return {};
}

// ---- what the fields mean

// Counts the columns, and names them by the first line or by number.
Status CsvReader::read_first_line() {
  if (Status status = cut_line(); !status) return status;
  columns_ = fields_.size();
  if (columns_ < 2) {
    if (Status status = wrong_bytes(line_); !status) return status;
    return single_column();
  }
  const bool header = std::any_of(fields_.begin(), fields_.end(), [](const Field& field) {
    return parse_number(trimmed(field.text)).status == ParsedNumber::Status::not_a_number_text;
  });
  if (header) return read_names();
  for (std::size_t j = 1; j < columns_; ++j) {
    names_.push_back(std::string("x").append(std::to_string(j)));
  }
  return read_row();
}

Status CsvReader::read_names() {
  std::map<std::string, std::size_t> seen;
  for (std::size_t j = 0; j < columns_; ++j) {
    // 1. The name: "" is one quote.
    const Field& field = fields_[j];
    if (Status status = wrong_bytes(field.text); !status) return status;
    std::string name;
    for (std::size_t i = 0; i < field.text.size(); ++i) {
      name.push_back(field.text[i]);
      if (field.quoted && field.text[i] == '"') ++i;
    }
    // 2. Can a reader tell the column by it?
    if (trimmed(name).empty()) {
      return at(field.position(), "expected the name of a column, found an empty field",
                "Name the column; remove it if it only numbers the rows.");
    }
    if (!is_utf8(name)) {
      return at(field.position(), "expected a name in UTF-8, found other bytes",
                "Save the file as UTF-8.");
    }
    const auto [before, is_new] = seen.emplace(name, j + 1);
    if (!is_new) {
      return at(field.position(),
                "expected a new name, found " + quoted_for_reader(name) + ", as column " +
                    std::to_string(before->second) + " has it",
                "Rename one of them.");
    }
    if (j + 1 < columns_) names_.push_back(std::move(name));
  }
  return {};
}

Status CsvReader::read_row() {
  if (fields_.size() != columns_) {
    if (Status status = wrong_bytes(line_); !status) return status;
    return wrong_count();
  }
  for (std::size_t j = 0; j < columns_; ++j) {
    const Field& field = fields_[j];
    const ParsedNumber number = parse_number(field.quoted ? trimmed(field.text) : field.text);
    if (!number.ok()) return wrong_number(field, number.status);
    if (j + 1 < columns_) {
      x_.push_back(number.value);
    } else if (number.value == 0 || number.value == 1) {
      y_.push_back(number.value == 1 ? 1 : 0);  // no -0
    } else {
      return at(
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
  const auto lines = static_cast<std::size_t>(std::count(rest_.begin(), rest_.end(), '\n')) + 2;
  const std::size_t rows = std::min(lines, rest_.size() / (2 * columns_) + 2);
  x_.reserve(rows * (columns_ - 1));
  y_.reserve(rows);
}

Status CsvReader::check_labels() const {
  const auto ones = std::count(y_.begin(), y_.end(), 1.0);
  if (ones != 0 && ones != static_cast<std::ptrdiff_t>(y_.size())) return {};
  return about_file(std::string("expected both labels 0 and 1 in the last column, found only ") +
                        (ones == 0 ? "0" : "1"),
                    "There is nothing to tell apart; add rows of the other class.");
}

Result<Dataset> CsvReader::read(std::string sha256) {
  while (next_line()) {
    // 1. Blank lines may only follow the last row.
    if (trimmed(line_).empty()) {
      if (blank_ == nullptr) blank_ = line_.data();
      continue;
    }
    if (blank_ != nullptr) return at(blank_, "expected a row, found a blank line", "Remove it.");

    // 2. A header or a row.
    if (columns_ == 0) {
      if (Status status = read_first_line(); !status) return std::move(status).error();
      reserve();
      continue;
    }
    if (Status status = cut_line(); !status) return std::move(status).error();
    if (Status status = read_row(); !status) return std::move(status).error();
  }

  // 3. Is there something to train on?
  if (columns_ == 0)
    return about_file("expected rows, found an empty file", std::string(what_is_read));
  if (y_.empty())
    return about_file("expected rows, found a header alone", std::string(what_is_read));
  if (y_.size() > std::numeric_limits<Row>::max()) {
    return about_file("expected fewer than 2^32 rows, found " + grouped(y_.size()), {});
  }
  if (Status status = check_labels(); !status) return std::move(status).error();
  return Dataset(std::string(file_name_), std::move(names_), std::move(x_), std::move(y_),
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
