// SPDX-License-Identifier: MIT
// What the languages of as_code share.
#pragma once

#include <string>
#include <string_view>

#include "logitlab/base/types.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::lab {

// Where a text finds the data of a run.
enum class DataSource {
  named,           // a data set of the table
  file,            // the path of the settings
  literal,         // in the text itself
  literal_in_file  // too many numbers for that: a file of a name that the text gives
};
DataSource source_of(const Run& run);

// "0.5", "2.0", "1e+300": a floating-point number in C++ and in Python.
std::string real_text(double value);
// Of each number the shortest text that reads back the same, with commas between; lines of eight,
// if `indent` is given: what stands before the lines after the first.
std::string numbers_text(CVec values, std::string_view between = ", ",
                         std::string_view indent = "\n    ");

// A comment line where the run was ended by hand, else empty.
std::string stopped_note(const Training& training, std::string_view comment);

// A script for PyTorch.
std::string as_pytorch(const Run& run);

}  // namespace logitlab::lab
