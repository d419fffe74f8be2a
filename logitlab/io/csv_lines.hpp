// SPDX-License-Identifier: MIT
//
// Lines and fields of a CSV file, and the sentences about what is wrong with them: what every
// reader of ours has in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "logitlab/base/result.hpp"
#include "logitlab/base/text.hpp"

namespace logitlab {

// A field as it stands in the file: between the quotes where it is quoted, without the spaces
// around it.
struct CsvField {
  std::string_view text;
  bool quoted = false;

  const char* position() const { return quoted ? text.data() - 1 : text.data(); }
  // Without the spaces within the quotes.
  ParsedNumber number() const;
};

// Goes over the lines of `bytes`, which must outlive it. Fields are separated by commas, may be
// surrounded by spaces, and may stand in double quotes, where "" is one quote; a field ends on its
// line. Lines end with LF or CRLF; a byte order mark is skipped; blank lines may follow the last
// row. Errors (data) are at file:line:column, counted in characters from 1.
class CsvLines {
 public:
  CsvLines(std::string_view bytes, std::string_view file_name);

  // Takes the next line and cuts it; false at the end. Errors: a blank line before another row, a
  // quote that is not closed or stands inside a field.
  Result<bool> next();

  std::string_view line() const { return line_; }
  const std::vector<CsvField>& fields() const { return fields_; }
  std::string_view rest() const { return rest_; }  // lines not yet taken
  std::string_view file_name() const { return file_name_; }
  // Of the current line, from 1. O(bytes before it).
  std::size_t line_number() const;

  // The current line as names of columns. Errors: one that is empty, another's, or not UTF-8.
  Result<std::vector<std::string>> names() const;
  // Whether the current line holds a field that is no number: a header.
  bool is_header() const;

  Error at(const char* position, std::string message, std::string advice = {}) const;
  Error about_file(std::string message, std::string advice) const;
  // That the current line has not as many fields as line 1.
  Error wrong_count(std::size_t columns) const;
  // That the field, whose number() has this status, is no finite number; `advice` for text.
  Error wrong_number(const CsvField& field, ParsedNumber::Status status,
                     std::string_view advice) const;
  // Bytes that no text file has.
  Status wrong_bytes(std::string_view text) const;

 private:
  bool take_line();
  Status cut();
  Status cut_quoted(std::string_view& rest);

  std::string_view bytes_, file_name_;
  std::string_view rest_;
  std::string_view line_;        // the current one, without its end
  const char* blank_ = nullptr;  // the first blank line, as long as no other follows
  std::vector<CsvField> fields_;
};

}  // namespace logitlab
