// SPDX-License-Identifier: MIT
//
// The problem: bytes to lines, a line to fields, and where exactly something is wrong. Positions of
// errors are counted only once there is an error, from the start of the bytes. Cost: one pass. The
// grammar is that of RFC 4180, and stricter: a field ends on its line.
#include "logitlab/io/csv_lines.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "logitlab/io/utf8.hpp"

namespace logitlab {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_space(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

ParsedNumber CsvField::number() const { return parse_number(quoted ? trimmed(text) : text); }

CsvLines::CsvLines(std::string_view bytes, std::string_view file_name)
    : bytes_(bytes), file_name_(file_name) {
  if (bytes_.starts_with(byte_order_mark)) bytes_.remove_prefix(byte_order_mark.size());
  rest_ = bytes_;
}

// ---- errors

Error CsvLines::at(const char* position, std::string message, std::string advice) const {
  const std::string_view before(bytes_.data(), static_cast<std::size_t>(position - bytes_.data()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::size_t column = count_characters(before.substr(line_start)) + 1;
  std::string where(file_name_);
  where.append(":").append(std::to_string(line)).append(":").append(std::to_string(column));
  return data_error(std::move(message), std::move(where), std::move(advice));
}

Error CsvLines::about_file(std::string message, std::string advice) const {
  return data_error(std::move(message), std::string(file_name_), std::move(advice));
}

Error CsvLines::wrong_count(std::size_t columns) const {
  const bool more = fields_.size() > columns;
  const char* position = more ? fields_[columns].position() : line_.data() + line_.size();
  std::string advice = "Each row needs one field for each column.";
  if (more) advice.append(" Decimals are written with a point.");
  return at(position,
            "expected " + std::to_string(columns) + " fields as in line 1, found " +
                std::to_string(fields_.size()),
            std::move(advice));
}

Error CsvLines::wrong_number(const CsvField& field, ParsedNumber::Status status,
                             std::string_view advice) const {
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
            std::string(comma ? "Decimals are written with a point." : advice));
}

Status CsvLines::wrong_bytes(std::string_view text) const {
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

Result<bool> CsvLines::next() {
  while (take_line()) {
    if (!trimmed(line_).empty()) {
      if (blank_ != nullptr) return at(blank_, "expected a row, found a blank line", "Remove it.");
      if (Status status = cut(); !status) return std::move(status).error();
      return true;
    }
    if (blank_ == nullptr) blank_ = line_.data();
  }
  return false;
}

std::size_t CsvLines::line_number() const {
  const std::string_view before(bytes_.data(),
                                static_cast<std::size_t>(line_.data() - bytes_.data()));
  return static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
}

// Takes the next line; false at the end.
bool CsvLines::take_line() {
  if (rest_.empty()) return false;
  const std::size_t end = rest_.find('\n');
  line_ = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
  return true;
}

// Cuts the current line into fields_.
Status CsvLines::cut() {
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
Status CsvLines::cut_quoted(std::string_view& rest) {
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

bool CsvLines::is_header() const {
  return std::any_of(fields_.begin(), fields_.end(), [](const CsvField& field) {
    return parse_number(trimmed(field.text)).status == ParsedNumber::Status::not_a_number_text;
  });
}

Result<std::vector<std::string>> CsvLines::names() const {
  std::vector<std::string> names;
  std::map<std::string, std::size_t> seen;
  for (std::size_t j = 0; j < fields_.size(); ++j) {
    // 1. The name: "" is one quote.
    const CsvField& field = fields_[j];
    if (Status status = wrong_bytes(field.text); !status) return std::move(status).error();
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
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace logitlab
