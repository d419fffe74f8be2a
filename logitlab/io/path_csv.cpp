// SPDX-License-Identifier: MIT
//
// The problem: the parameters of a model after each step, out of a file that somebody else's
// program wrote for itself. Given: all bytes, and the data the model is of. The header says which
// columns are the parameters; the rest of a row is read only where it is understood. Cost: one pass
// over the bytes and one for their hash.
#include "logitlab/io/path_csv.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "logitlab/base/sha256.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/io/csv_lines.hpp"
#include "logitlab/io/files.hpp"
#include "logitlab/io/steps_csv.hpp"
#include "logitlab/io/utf8.hpp"

namespace logitlab {
namespace {

constexpr std::string_view what_is_read = "The parameters of each step must be numbers.";

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t j = 0; j < names.size(); ++j) {
    if (j > 0) text.append(j + 1 == names.size() ? " and " : ", ");
    text.append(names[j]);
  }
  return text;
}

// "w, b" or "w1, ..., w40, b".
std::string parameter_list(std::size_t dimension) {
  const std::vector<std::string> names = parameter_names(dimension);
  if (names.size() <= 4) return listed(names);
  return names[0] + ", ..., " + names[dimension - 2] + " and b";
}

class PathReader {
 public:
  PathReader(std::string_view bytes, std::string_view file_name, const Dataset& data)
      : lines_(bytes, file_name), data_(data) {}

  Result<lab::OtherPath> read(std::string sha256);

 private:
  using Column = std::optional<std::size_t>;

  Status read_header();
  Column column(std::string_view name) const;
  std::optional<std::vector<std::size_t>> columns_of(const std::vector<std::string>& names) const;
  Error no_parameters() const;

  Status read_row();
  Result<bool> read_parameters();
  Status read_step();
  Result<std::uint32_t> count(const Column& column) const;
  Result<double> optional_number(const Column& column) const;
  Status read_rest();

  CsvLines lines_;
  const Dataset& data_;
  std::vector<std::string> names_;       // of all columns
  std::vector<std::size_t> parameters_;  // their columns, b last
  Column step_, epoch_, batch_, rate_, batch_loss_, loss_;
  lab::OtherPath path_;
};

// ---- the header

PathReader::Column PathReader::column(std::string_view name) const {
  const auto found = std::ranges::find(names_, name);
  if (found == names_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names_.begin());
}

std::optional<std::vector<std::size_t>> PathReader::columns_of(
    const std::vector<std::string>& names) const {
  std::vector<std::size_t> columns;
  for (const std::string& name : names) {
    const Column found = column(name);
    if (!found) return std::nullopt;
    columns.push_back(*found);
  }
  return columns;
}

Error PathReader::no_parameters() const {
  const std::size_t dimension = data_.columns() + 1;
  const std::string inputs =
      std::to_string(data_.columns()) + (data_.columns() == 1 ? " input" : " inputs");
  // 1. Columns of a model with more or fewer inputs.
  std::size_t weights = 0;
  while (column(std::string("w").append(std::to_string(weights + 1)))) ++weights;
  const Column first = weights > 0 ? column("w1") : column("w");
  const std::size_t found = std::max<std::size_t>(weights, 1);
  if (first && column("b") && found != data_.columns()) {
    const std::string list = weights == 1 ? "w1 and b" : parameter_list(found + 1);
    return lines_.at(lines_.fields()[*first].position(),
                     "expected the columns " + parameter_list(dimension) + ", as the data have " +
                         inputs + ", found " + list,
                     "Is it a path over other data?");
  }
  // 2. None.
  return lines_.at(lines_.line().data(),
                   "expected the columns " + parameter_list(dimension) + ", found " +
                       quoted_for_reader(listed(names_)),
                   "The header names them; the weights may have the names of the inputs.");
}

Status PathReader::read_header() {
  if (!lines_.is_header()) {
    return lines_.at(lines_.line().data(),
                     "expected a header with the columns " + parameter_list(data_.columns() + 1) +
                         ", found numbers",
                     "Name the columns in line 1.");
  }
  auto names = lines_.names();
  if (!names) return std::move(names).error();
  names_ = std::move(*names);

  std::vector<std::string> by_name = data_.inputs();
  by_name.emplace_back("b");
  auto found = columns_of(parameter_names(data_.columns() + 1));
  if (!found && data_.columns() == 1 && !column("w2")) found = columns_of({"w1", "b"});
  if (!found) found = columns_of(by_name);
  if (!found) return no_parameters();
  parameters_ = std::move(*found);
  step_ = column("step");
  epoch_ = column("epoch");
  batch_ = column("batch");
  rate_ = column("learning_rate");
  batch_loss_ = column("batch_loss");
  loss_ = column("loss");
  path_.trajectory.dimension = parameters_.size();
  return {};
}

// ---- rows

// False where one of them is not finite.
Result<bool> PathReader::read_parameters() {
  std::vector<double>& w = path_.trajectory.w;
  const std::size_t before = w.size();
  for (const std::size_t j : parameters_) {
    const CsvField& field = lines_.fields()[j];
    const ParsedNumber number = field.number();
    if (field.text.empty() || number.status == ParsedNumber::Status::nan_or_infinity) {
      w.resize(before);
      return false;
    }
    if (!number.ok()) return lines_.wrong_number(field, number.status, what_is_read);
    w.push_back(number.value);
  }
  return true;
}

Status PathReader::read_step() {
  std::vector<std::uint64_t>& steps = path_.trajectory.step;
  if (!step_) {
    steps.push_back(steps.size());
    return {};
  }
  const CsvField& field = lines_.fields()[*step_];
  const auto number = parse_unsigned(field.text);
  if (!number) {
    return lines_.at(field.position(),
                     "expected the number of a step, found " + quoted_for_reader(field.text),
                     "Steps are whole numbers; without the column they are counted.");
  }
  if (!steps.empty() && *number <= steps.back()) {
    return lines_.at(field.position(),
                     "expected a step after " + std::to_string(steps.back()) + ", found " +
                         std::to_string(*number),
                     "Steps ascend from row to row.");
  }
  steps.push_back(*number);
  return {};
}

Result<std::uint32_t> PathReader::count(const Column& column) const {
  if (!column || lines_.fields()[*column].text.empty()) return 0U;
  const CsvField& field = lines_.fields()[*column];
  const auto number = parse_unsigned(field.text);
  if (number && *number <= std::numeric_limits<std::uint32_t>::max()) {
    return static_cast<std::uint32_t>(*number);
  }
  return lines_.at(field.position(),
                   "expected a whole number, found " + quoted_for_reader(field.text),
                   "Epochs and batches are counted from 1; leave the field empty for none.");
}

// Unknown where there is none, or it is not finite.
Result<double> PathReader::optional_number(const Column& column) const {
  if (!column) return unknown;
  const CsvField& field = lines_.fields()[*column];
  const ParsedNumber number = field.number();
  if (field.text.empty() || number.status == ParsedNumber::Status::nan_or_infinity) return unknown;
  if (!number.ok()) {
    return lines_.wrong_number(field, number.status,
                               "Leave the field empty where it is not known.");
  }
  return number.value;
}

Status PathReader::read_rest() {
  Trajectory& path = path_.trajectory;
  for (const auto& [from, to] :
       {std::pair{&epoch_, &path.epoch}, std::pair{&batch_, &path.batch}}) {
    const Result<std::uint32_t> number = count(*from);
    if (!number) return number.error();
    to->push_back(*number);
  }
  for (const auto& [from, to] :
       {std::pair{&rate_, &path.rate}, std::pair{&batch_loss_, &path.batch_value},
        std::pair{&loss_, &path_.loss}}) {
    const Result<double> number = optional_number(*from);
    if (!number) return number.error();
    to->push_back(*number);
  }
  return {};
}

Status PathReader::read_row() {
  if (lines_.fields().size() != names_.size()) {
    if (Status status = lines_.wrong_bytes(lines_.line()); !status) return status;
    return lines_.wrong_count(names_.size());
  }
  const Result<bool> finite = read_parameters();
  if (!finite) return finite.error();
  if (!*finite) {
    path_.non_finite_line = lines_.line_number();
    return {};
  }
  if (Status status = read_step(); !status) return status;
  return read_rest();
}

Result<lab::OtherPath> PathReader::read(std::string sha256) {
  while (path_.non_finite_line == 0) {
    const Result<bool> more = lines_.next();
    if (!more) return more.error();
    if (!*more) break;
    if (Status status = names_.empty() ? read_header() : read_row(); !status) {
      return std::move(status).error();
    }
  }
  if (names_.empty()) {
    return lines_.about_file("expected a path, found an empty file",
                             "A header and a row for each step are needed.");
  }
  if (path_.trajectory.length() == 0) {
    if (path_.non_finite_line > 0) {
      return lines_.at(lines_.line().data(), "expected finite parameters in the first row",
                       "There is no path before it.");
    }
    return lines_.about_file("expected rows, found a header alone",
                             "A row for each step is needed.");
  }
  if (!loss_) path_.loss.clear();
  path_.file = lines_.file_name();
  path_.sha256 = std::move(sha256);
  return std::move(path_);
}

}  // namespace

Result<lab::OtherPath> read_path_csv(std::string_view bytes, std::string_view file_name,
                                     const Dataset& data) {
  return PathReader(bytes, file_name, data).read(Sha256().update(bytes).hex());
}

Result<lab::OtherPath> read_path_csv_file(const std::string& path, const Dataset& data) {
  return read_file(path).and_then([&](const std::string& bytes) {
    return read_path_csv(bytes, path == "-" ? "standard input" : std::string_view(path), data);
  });
}

}  // namespace logitlab
