// SPDX-License-Identifier: MIT
//
// The problem: somebody pastes a table, as a spreadsheet, a CSV file or a mail has it. Given: its
// text. One pass finds fields; what separates them is decided by the first line. Strict about
// everything else: what is not plainly a number is refused with its place.
#include "logitlab/lab/points_table.hpp"

#include <cstdint>
#include <optional>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// A field as it stands, without its quotes, and where it begins in its line.
struct Field {
  std::string_view text;
  std::size_t at = 0;
};

class TableReader {
 public:
  explicit TableReader(std::string_view text) : rest_(text) {
    if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
  }

  Result<std::string> read() {
    std::string points;
    points.reserve(rest_.size());
    while (next_line()) {
      if (trimmed(line_).empty()) continue;
      if (between_ == 0) choose_separator();
      // 1. The fields.
      if (!split()) return wrong(line_.size(), "a closing quote", "the end of the line", close_it);
      if (width_ == 0) {
        if (fields_.size() < 2) {
          return wrong(0, "columns: the inputs and, last, the label", shown(line_), separate);
        }
        width_ = fields_.size();
        if (is_header()) continue;
      }
      if (fields_.size() != width_) return wrong_width();
      // 2. The point.
      if (auto refused = add(points)) return *refused;
    }
    if (points.empty()) {
      return data_error("expected a table with rows of numbers, found none", place(0),
                        "Paste a line for each point: its inputs and, last, its label, 0 or 1");
    }
    return points;
  }

 private:
  static constexpr std::string_view separate =
      "Put a comma, a semicolon, a tab or a blank between them";
  static constexpr std::string_view close_it = "Close it, or leave quotes out";

  bool next_line() {
    if (rest_.empty()) return false;
    ++number_;
    const std::size_t end = rest_.find_first_of("\r\n");
    line_ = rest_.substr(0, end);
    const bool both = end != std::string_view::npos && rest_.substr(end, 2) == "\r\n";
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + (both ? 2 : 1));
    return true;
  }

  // What stands in the first line, outside of quotes.
  void choose_separator() {
    for (const char candidate : {'\t', ';', ','}) {
      bool quoted = false;
      for (const char c : line_) {
        if (c == '"') quoted = !quoted;
        if (c == candidate && !quoted) {
          between_ = candidate;
          return;
        }
      }
    }
    between_ = ' ';
  }

  bool is_between(char c) const { return between_ == ' ' ? is_blank(c) : c == between_; }

  // Of line_ into fields_. False where a quote is not closed.
  bool split() {
    fields_.clear();
    std::size_t at = 0;
    for (;;) {
      while (at < line_.size() && is_blank(line_[at]) &&
             (between_ == ' ' || line_[at] != between_)) {
        ++at;
      }
      if (between_ == ' ' && at == line_.size()) return !fields_.empty();
      const std::size_t begin = at;
      if (at < line_.size() && line_[at] == '"') {
        const std::size_t end = line_.find('"', at + 1);
        if (end == std::string_view::npos) return false;
        fields_.push_back({trimmed(line_.substr(at + 1, end - at - 1)), begin});
        at = end + 1;
        while (at < line_.size() && !is_between(line_[at])) {
          if (!is_blank(line_[at])) fields_.back().text = line_.substr(begin, at - begin + 1);
          ++at;
        }
      } else {
        while (at < line_.size() && !is_between(line_[at])) ++at;
        fields_.push_back({trimmed(line_.substr(begin, at - begin)), begin});
      }
      if (at == line_.size()) return true;
      ++at;
    }
  }

  // With a decimal comma, where commas separate nothing.
  ParsedNumber number_of(std::string_view text) {
    const std::size_t comma = between_ == ',' ? std::string_view::npos : text.find(',');
    if (comma == std::string_view::npos) return parse_number(text);
    scratch_.assign(text);
    scratch_[comma] = '.';
    return parse_number(scratch_);
  }

  // A name first and a name last: a row with one bad field is not taken for names.
  bool is_header() {
    for (const std::string_view text : {fields_.front().text, fields_.back().text}) {
      const ParsedNumber number = number_of(text);
      if (text.empty() || number.status != ParsedNumber::Status::not_a_number_text) return false;
    }
    return true;
  }

  std::optional<Error> add(std::string& points) {
    const std::size_t before = points.size();
    for (std::size_t k = 0; k < width_; ++k) {
      const Field& field = fields_[k];
      const ParsedNumber number = number_of(field.text);
      const bool is_label = k + 1 == width_;
      if (is_label && !(number.ok() && (number.value == 0 || number.value == 1))) {
        return wrong(field.at, "the label, 0 or 1, in the last column", shown(field.text),
                     number.ok() ? "Write 1 for one class and 0 for the other"
                                 : "Put the label last, 1 for one class and 0 for the other");
      }
      if (!number.ok()) return wrong(field.at, "a finite number", shown(field.text), advice(field));
      if (k > 0) {
        points += ':';
      } else if (before > 0) {
        points += ',';
      }
      points += is_label ? (number.value == 1 ? "1" : "0") : shortest(number.value);
    }
    return std::nullopt;
  }

  std::string advice(const Field& field) const {
    if (field.text.empty()) return "Fill it in, or leave the row out";
    if (between_ == ',' && line_.find(';') == std::string_view::npos)
      return "Take the row out, or write the number with a point";
    return "Take the row out, or write the number in digits";
  }

  Error wrong_width() const {
    const std::size_t extra = fields_.size() > width_ ? fields_[width_].at : line_.size();
    return wrong(extra, counted_fields(width_), counted_fields(fields_.size()),
                 between_ == ',' ? "With decimal commas, put semicolons or tabs between numbers"
                                 : "Give each row as many columns as the first");
  }

  static std::string counted_fields(std::size_t count) {
    return text_of({std::to_string(count), count == 1 ? " column" : " columns"});
  }

  // At most a short piece, in quotes.
  static std::string shown(std::string_view text) {
    constexpr std::size_t most = 40;
    if (text.empty()) return "nothing";
    if (text.size() <= most) return lab::quoted(text);
    std::size_t end = most;  // not within a character
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return lab::quoted(text_of({text.substr(0, end), "\u2026"}));
  }

  // Line and column, in characters from 1.
  std::string place(std::size_t at) const {
    std::uint64_t column = 1;
    for (const char c : line_.substr(0, at)) {
      column += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0 : 1;
    }
    return text_of(
        {"line ", std::to_string(number_ == 0 ? 1 : number_), ", column ", std::to_string(column)});
  }

  Error wrong(std::size_t at, std::string_view expected, std::string_view found,
              std::string_view what_to_do) const {
    return data_error(text_of({"expected ", expected, ", found ", found}), place(at),
                      std::string(what_to_do));
  }

  std::string_view rest_, line_;
  std::uint64_t number_ = 0;
  char between_ = 0;       // 0: not chosen yet; ' ': any run of blanks
  std::size_t width_ = 0;  // columns; 0: not known yet
  std::vector<Field> fields_;
  std::string scratch_;
};

}  // namespace

Result<std::string> points_of_table(std::string_view text) { return TableReader(text).read(); }

}  // namespace logitlab::lab
