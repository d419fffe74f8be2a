// SPDX-License-Identifier: MIT
//
// The path of another program's training from a CSV file.
#pragma once

#include <string>
#include <string_view>

#include "logitlab/base/result.hpp"
#include "logitlab/data/dataset.hpp"
#include "logitlab/lab/other_path.hpp"

namespace logitlab {

// The file has a header. Needed are a column for each parameter: w, b with one input, w1, ..., wd,
// b with more, or the names of the data's inputs for the weights. Read where they are there: step
// (ascending whole numbers; else rows count from 0), epoch and batch (whole numbers from 1),
// learning_rate, batch_loss and loss; empty fields of these are unknown. Other columns may hold
// anything. The grammar is that of read_csv().
//
// A row with a parameter that is empty, NaN or infinite ends the path: it and what follows are left
// out, and its line is told. Errors (data), at file:line:column: no header, a column that is
// missing, columns for another number of inputs, fields that are no numbers, steps that do not
// ascend, no row with finite parameters, and those of the grammar.
Result<lab::OtherPath> read_path_csv(std::string_view bytes, std::string_view file_name,
                                     const Dataset& data);

// The same from a path, "-" for standard input. Errors of read_file as well.
Result<lab::OtherPath> read_path_csv_file(const std::string& path, const Dataset& data);

}  // namespace logitlab
