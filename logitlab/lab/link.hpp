// SPDX-License-Identifier: MIT
// One experiment as the part of a link after its '#': "w=-5&b=-10&loss=squared-error". The page
// lives by it, and whoever gets the link sees the same run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logitlab/base/result.hpp"
#include "logitlab/data/dataset.hpp"
#include "logitlab/lab/settings.hpp"

namespace logitlab::lab {

struct Link {
  Settings settings;  // its start is not set here: see start
  // w, w1 ... wd or b, by their names in the link; those not named keep their default.
  std::vector<std::pair<std::string, double>> start;
  std::optional<std::uint64_t> step;  // that the page shows
  std::string run;                    // the first 12 digits of the trajectory's hash
  std::string hide;                   // names of controls, comma-separated
  // Edited data, row by row: d inputs, then the label. Empty: the data set of the settings.
  std::vector<std::vector<double>> points;
  std::vector<std::pair<std::string, std::string>> unknown;  // kept as they came, in their order
  std::vector<Error> refused;  // (usage) values that could not be read; their keys have no effect
};

// Reads the keys in any order, percent-encoded or not, with or without a leading '#'. A key that
// comes twice counts as it came last. Never fails: what cannot be read stands in `refused`.
Link read_link(std::string_view text);

// The link in its canonical form: one order, no key whose value is the default, no '#'. Reading it
// gives the same experiment, writing that the same text.
std::string write_link(const Link& link);

// The link of an experiment with `data`: its settings as they were given, not as resolve() filled
// them in, so that what nobody asked for stays open. Data that no link can name, a file's, become
// its points, with the start of `resolved`, which may depend on the name of the data; none where
// they are more than `most_numbers`. What a link cannot say is left out: resolution, plane, pair
// and every.
std::optional<Link> link_of(const Settings& given, const Settings& resolved, const Dataset& data,
                            std::size_t most_numbers);

// The data of the link: its points, else the named data set. A path is refused (usage): a link
// reads no file. Errors (data): points of one class, or fewer than two.
Result<Dataset> data_of(const Link& link);

// The settings with the start that the link names, over `data`. Errors: as resolve(), and (usage) a
// weight that the data do not have.
Result<Settings> settings_of(const Link& link, const Dataset& data);

}  // namespace logitlab::lab
