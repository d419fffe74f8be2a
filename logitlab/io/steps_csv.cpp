// SPDX-License-Identifier: MIT
#include "logitlab/io/steps_csv.hpp"

#include <cassert>
#include <cstdint>

#include "logitlab/io/csv_fields.hpp"

namespace logitlab {
namespace {

// Epochs and batches count from 1; 0 is none.
void append_count(std::string& line, std::uint32_t count) {
  if (count != 0) line.append(std::to_string(count));
}

}  // namespace

std::vector<std::string> parameter_names(std::size_t dimension) {
  assert(dimension >= 1);
  std::vector<std::string> names;
  for (std::size_t j = 1; j < dimension; ++j) {
    names.push_back(dimension == 2 ? "w" : std::string("w").append(std::to_string(j)));
  }
  names.emplace_back("b");
  return names;
}

std::string steps_csv(const lab::Training& training) {
  const Trajectory& path = training.trajectory;
  const lab::Columns& columns = training.columns;
  assert(columns.loss.size() == path.length() && columns.accuracy.size() == path.length());

  std::string text = "step,epoch,batch,learning_rate,";
  for (const std::string& name : parameter_names(path.dimension)) text.append(name).append(",");
  text.append("batch_loss,loss,gradient_norm,accuracy\n");

  for (std::size_t row = 0; row < path.length(); ++row) {
    const bool is_start = path.step[row] == 0;
    text.append(std::to_string(path.step[row])).append(",");
    append_count(text, path.epoch[row]);
    text.append(",");
    append_count(text, path.batch[row]);
    text.append(",");
    append_number(text, is_start ? unknown : path.rate[row]);
    text.append(",");
    for (const double parameter : path.w_at(row)) {
      append_number(text, parameter);
      text.append(",");
    }
    append_number(text, is_start ? unknown : path.batch_value[row]);
    for (const double value :
         {columns.loss[row], columns.gradient_norm[row], columns.accuracy[row]}) {
      text.append(",");
      append_number(text, value);
    }
    text.append("\n");
  }
  return text;
}

}  // namespace logitlab
