// SPDX-License-Identifier: MIT
#include "logitlab/lab/code_parts.hpp"

#include "logitlab/base/text.hpp"
#include "logitlab/data/generators.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {

// The settings of a run on pasted points still name the data set that they replace.
DataSource source_of(const Run& run) {
  constexpr std::size_t most_numbers = 2000;  // some screens full
  const Settings& settings = run.settings;
  const DatasetRow* row = find_dataset(settings.data);
  if (row == nullptr && settings.data != "-") return DataSource::file;
  if (row != nullptr) {
    const auto made = row->make(generator_options(settings));
    if (made && made->sha256() == run.data->sha256()) return DataSource::named;
  }
  const bool few = run.data->length() * (run.data->columns() + 1) <= most_numbers;
  return few ? DataSource::literal : DataSource::literal_in_file;
}

std::string real_text(double value) {
  std::string text = shortest(value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string numbers_text(CVec values, std::string_view between, std::string_view indent) {
  constexpr std::size_t on_a_line = 8;
  std::string text;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const bool new_line = !indent.empty() && k % on_a_line == 0;
    if (k > 0 && new_line) {
      text += text_of({",", indent});
    } else if (k > 0) {
      text += between;
    }
    text += real_text(values[k]);
  }
  return text;
}

std::string stopped_note(const Training& training, std::string_view comment) {
  if (training.result.reason != Reason::observer) return "";
  return text_of({comment, "That run was stopped after step ", grouped(training.result.steps),
                  "; this goes on to its end.\n"});
}

}  // namespace logitlab::lab
