// SPDX-License-Identifier: MIT
// Where the formula as written breaks, in the precision and with the epsilon of a run.
#include <cmath>
#include <string>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/story_parts.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

// The row whose margins are the smallest on its side: a class is at odds with rounding first where
// p comes near 1, because there are fewer numbers near 1 than near 0.
const BreakingPoints* first_to_break(const std::vector<BreakingPoints>& rows, bool right) {
  const BreakingPoints* first = nullptr;
  for (const BreakingPoints& row : rows) {
    if (row.right != right || !row.off_hundredth) continue;
    if (first == nullptr || std::fabs(*row.off_hundredth) < std::fabs(*first->off_hundredth)) {
      first = &row;
    }
  }
  return first;
}

std::string margin_text(const std::optional<double>& margin) {
  return minus_sign(fixed(*margin, 1));
}

// What becomes of it further out.
std::string ends_as(const BreakingPoints& row) {
  if (row.infinite) return text_of({", infinite (log 0) from ", margin_text(row.infinite), " on"});
  if (row.undefined) {
    return text_of({", not a number (0 \u00D7 log 0) from ", margin_text(row.undefined), " on"});
  }
  if (!row.slope_lost) return "";
  return text_of({" and without a slope from ", margin_text(row.slope_lost), " on"});
}

std::string place(const BreakingPoints& row) {
  return text_of({"a point of class ", std::to_string(row.y), " on the ",
                  row.right ? "right" : "wrong", " side is 1\u00A0% off from margin ",
                  margin_text(row.off_hundredth), " on", ends_as(row)});
}

std::string steps_text(const BreakingSteps& wrong, const BreakingSteps& right) {
  const auto side = [](const BreakingSteps& steps, std::string_view name) {
    if (steps.count == 0) return text_of({"none on the ", name, " side"});
    const bool start = steps.first == 0;
    const std::uint64_t made = steps.count - (start ? 1 : 0);
    std::string when = start ? " at the start" : "";
    if (made > 0) {
      when += text_of({start ? " and after " : " after ", counted(made, "step", "steps")});
    }
    if (!start) when += text_of({" (the first: ", grouped(steps.first), ")"});
    return text_of({"one on the ", name, " side", when});
  };
  if (wrong.count == 0 && right.count == 0) return "no point came that far";
  return text_of(
      {"some point was that far out: ", side(wrong, "wrong"), ", ", side(right, "right")});
}

}  // namespace

std::string numerics_text_of(const Run& run) {
  if (!run.numerics) return "";
  const Settings& settings = run.settings;
  const auto rows = rows_of(run.numerics->table, settings.precision, settings.epsilon);
  const BreakingPoints* wrong = first_to_break(rows, false);
  const BreakingPoints* right = first_to_break(rows, true);
  if (wrong == nullptr || right == nullptr) return "";
  const std::string with =
      settings.epsilon > 0 ? text_of({" with epsilon ", shortest(settings.epsilon)}) : "";
  return text_of({"By the formula as written in ", to_string(settings.precision), with, ", ",
                  place(*wrong), "; ", place(*right), ". In this run ",
                  steps_text(run.numerics->wrong, run.numerics->right), "."});
}

}  // namespace logitlab::lab
