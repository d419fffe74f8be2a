// SPDX-License-Identifier: MIT
//
// The planes that --plane can name, and what it may not ask for. docs/planes.md says what each
// shows.
#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/plane.hpp"
#include "logitlab/lab/suggestion.hpp"
#include "logitlab/lab/two_names.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/landscape/newton_plane.hpp"
#include "logitlab/landscape/pca_plane.hpp"
#include "logitlab/landscape/random_plane.hpp"

namespace logitlab::lab {
namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

CVec start_of(const Trajectory& path) { return path.w_at(0); }
CVec end_of(const Trajectory& path) { return path.w_at(path.length() - 1); }

constexpr std::array<PlaneRow, 3> table = {{
    {.name = "pca",
     .meaning = "the two main directions of the path",
     .title = "the plane of the path's two main directions",
     .needs_path = true,
     .says_seed = false,
     .most_parameters = any_number,
     .make = [](const Experiment&, const Settings&,
                const Trajectory& path) { return pca_plane(path.w, path.dimension); }},
    {.name = "random",
     .meaning = "two random directions, by the seed",
     .title = "a random plane through the end of the path",
     .needs_path = false,
     .says_seed = true,
     .most_parameters = any_number,
     .make = [](const Experiment&, const Settings& settings,
                const Trajectory& path) { return random_plane(end_of(path), settings.seed); }},
    // A thousand parameters: some seconds for the Hessian's 9 d^3 operations, 16 MB for its
    // eigenvectors.
    {.name = "newton",
     .meaning = "the Newton direction and the gradient at the start",
     .title = "the plane of the Newton direction and the gradient at the start",
     .needs_path = false,
     .says_seed = false,
     .most_parameters = 1000,
     .make =
         [](const Experiment& experiment, const Settings& settings, const Trajectory& path) {
           return newton_plane(*experiment.safe_risk(settings.loss), start_of(path));
         }},
}};

std::vector<std::string_view> plane_names() {
  std::vector<std::string_view> names;
  for (const PlaneRow& row : table) names.push_back(row.name);
  return names;
}

// The parameter of that name, or dimension where there is none. A column of the data before the
// names that every model has.
std::size_t parameter(std::string_view name, const Dataset& data) {
  const std::size_t d = data.columns();
  for (std::size_t j = 0; j < d; ++j) {
    if (data.inputs()[j] == name) return j;
  }
  if (name == "b" || name == "(Intercept)") return d;
  if (name == "w" && d == 1) return 0;
  if (name.starts_with("w")) {
    const auto number = parse_unsigned(name.substr(1));
    if (number && *number >= 1 && *number <= d) return *number - 1;
  }
  return d + 1;
}

}  // namespace

std::span<const PlaneRow> plane_table() { return table; }

const PlaneRow* find_plane(std::string_view name) {
  const auto row = std::ranges::find(table, name, &PlaneRow::name);
  return row == table.end() ? nullptr : &*row;
}

Result<std::pair<std::size_t, std::size_t>> named_parameters(const std::string& plane,
                                                             const Dataset& data) {
  // The default for one input, whatever its column is called: it may be "b".
  if (data.columns() == 1 && plane == "w,b") return std::pair<std::size_t, std::size_t>(0, 1);
  const std::size_t none = data.columns() + 1;
  const TwoNames names =
      two_names(plane, none, [&](std::string_view name) { return parameter(name, data); });
  if (names.known && names.first == names.second) {
    return usage_error("expected two different parameters, found " + quoted(plane), "--plane",
                       names.first == data.columns() ? "Name an input beside it"
                                                     : "Name another input beside it, or b");
  }
  if (names.known) return std::pair(names.first, names.second);
  std::string_view stranger = names.stranger;
  std::vector<std::string_view> known(data.inputs().begin(), data.inputs().end());
  if (data.columns() == 1) known.emplace_back("w");
  known.emplace_back("b");
  // One name alone: another one is missing, or it was to be one of ours.
  const std::vector<std::string_view> ours = plane_names();
  if (stranger.empty()) {
    if (parameter(plane, data) != none) {
      return usage_error("expected two parameters, NAME,NAME, found one, " + quoted(plane),
                         "--plane", "Name a second one after a comma");
    }
    known.insert(known.begin(), ours.begin(), ours.end());
    stranger = plane;
  }
  return usage_error(text_of({"expected two parameters, NAME,NAME, or ", listed(ours, " | "),
                              "; found ", quoted(stranger)}),
                     "--plane", with_suggestion(stranger, known));
}

Status check_plane(const std::string& plane, const Dataset& data) {
  const PlaneRow* row = find_plane(plane);
  if (row == nullptr) {
    const auto named = named_parameters(plane, data);
    return named ? Status{} : Status{named.error()};
  }
  const std::size_t parameters = data.columns() + 1;
  if (parameters <= row->most_parameters) return {};
  return usage_error(
      text_of({row->name, " needs all second derivatives: expected at most ",
               grouped(row->most_parameters), " parameters, found ", grouped(parameters)}),
      "--plane", "Use --plane pca or --plane random");
}

}  // namespace logitlab::lab
