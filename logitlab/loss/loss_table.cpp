// SPDX-License-Identifier: MIT
#include "logitlab/loss/loss_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "logitlab/base/text.hpp"

namespace logitlab {
namespace {

constexpr std::array<LossRow, 3> table = {{
    {.name = "cross-entropy",
     .title = "cross-entropy",
     .formula = "max(-m, 0) + log(1 + e^-|m|) with m = (2y - 1) (w . x + b)",
     .convex = true,
     .finite_everywhere = true,
     .takes_epsilon = false,
     .safe_form = "cross-entropy",
     .rival = "squared-error",
     .make = [](double) -> Loss { return CrossEntropy{}; }},
    {.name = "cross-entropy-as-written",
     .title = "cross-entropy as written",
     .formula =
         "-(y log(p + epsilon) + (1 - y) log(1 - p + epsilon)) with p = 1 / (1 + e^-(w . x + b))",
     .convex = true,
     .finite_everywhere = false,
     .takes_epsilon = true,
     .safe_form = "cross-entropy",
     .rival = "squared-error",
     .make = [](double epsilon) -> Loss { return CrossEntropyAsWritten{.epsilon = epsilon}; }},
    {.name = "squared-error",
     .title = "squared error",
     .formula = "(p - y)^2 with p = 1 / (1 + e^-(w . x + b))",
     .convex = false,
     .finite_everywhere = true,
     .takes_epsilon = false,
     .safe_form = "squared-error",
     .rival = "cross-entropy",
     .make = [](double) -> Loss { return SquaredError{}; }},
}};

Error unknown_loss(std::string_view name) {
  std::string known;
  std::vector<std::string_view> names;
  for (const LossRow& row : table) {
    known += (known.empty() ? "" : ", ") + std::string(row.name);
    names.push_back(row.name);
  }
  const std::optional<std::string_view> nearest = did_you_mean(name, names);
  return usage_error("expected one of " + known + ", found \"" + std::string(name) + "\"", "--loss",
                     nearest ? "Did you mean " + std::string(*nearest) + "?" : std::string());
}

}  // namespace

std::span<const LossRow> loss_table() { return table; }

const LossRow* find_loss(std::string_view name) {
  const auto row = std::ranges::find(table, name, &LossRow::name);
  return row == table.end() ? nullptr : &*row;
}

bool is_convex(std::string_view name) {
  const LossRow* row = find_loss(name);
  return row != nullptr && row->convex;
}

Result<Loss> make_loss(std::string_view name, double epsilon) {
  const LossRow* row = find_loss(name);
  if (row == nullptr) return unknown_loss(name);
  if (!std::isfinite(epsilon) || epsilon < 0) {
    return usage_error("expected a finite number, 0 or larger, found " +
                           (std::isfinite(epsilon) ? shortest(epsilon) : "one that is not finite"),
                       "--epsilon", "It is added inside the logarithms: try 1e-16");
  }
  if (epsilon != 0 && !row->takes_epsilon) {
    return usage_error(std::string(row->title) + " has no logarithm to put an epsilon into",
                       "--epsilon", "Leave it out, or use --loss cross-entropy-as-written");
  }
  return row->make(epsilon);
}

}  // namespace logitlab
