// SPDX-License-Identifier: MIT
// How the learning rate changes from epoch to epoch: one row adds a schedule to the command and the
// documentation.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "logitlab/base/result.hpp"

namespace logitlab {

struct ScheduleRow {
  std::string_view name;     // as the command spells it: "cosine"
  std::string_view meaning;  // for a reader, in words that follow the name
  bool needs_epochs;         // it depends on how many epochs the run has
  // What the rate is multiplied with in epoch `epoch` of a run of `epochs`, both counted from 1;
  // between 0 and 1. Beyond the last epoch: what a schedule tends to.
  double (*factor)(std::uint64_t epoch, std::uint64_t epochs);
};

// The first row is the rate as it is.
std::span<const ScheduleRow> schedule_table();
const ScheduleRow* find_schedule(std::string_view name);  // null: no such schedule
Error unknown_schedule(std::string_view name);            // usage, with the nearest that there is

}  // namespace logitlab
