// SPDX-License-Identifier: MIT
// The table of losses: one row adds a loss to the command, the documentation and the conformance
// tests.
#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "logitlab/base/result.hpp"
#include "logitlab/loss/cross_entropy.hpp"
#include "logitlab/loss/cross_entropy_as_written.hpp"
#include "logitlab/loss/squared_error.hpp"

namespace logitlab {

// Any loss of the table, ready to use: the loops over rows are compiled once for each alternative
// (std::visit outside the loop).
using Loss = std::variant<CrossEntropy, CrossEntropyAsWritten, SquaredError>;

struct LossRow {
  std::string_view name;     // as the command spells it: "cross-entropy"
  std::string_view title;    // as a sentence calls it: "cross-entropy"
  std::string_view formula;  // for a reader
  bool convex;               // in the margin, hence in (w, b); as written: with epsilon 0
  // Value, slope and curvature are finite for every finite margin, in float32 and float64.
  bool finite_everywhere;
  bool takes_epsilon;  // whether --epsilon means something to it
  // The row whose value stands in the columns over all rows: itself, or the safe form.
  std::string_view safe_form;
  // The row that it is compared with where nobody asks for another one: a convex loss with one that
  // is not, and the other way round.
  std::string_view rival;
  Loss (*make)(double epsilon);
};

// All losses, in the order in which they are listed to a reader. Static storage, never empty.
std::span<const LossRow> loss_table();

// The row of that name, or null.
const LossRow* find_loss(std::string_view name);

// What the row of that name says; false where there is none.
bool is_convex(std::string_view name);

// The loss of that name. Errors (usage): unknown name (with the nearest known one), epsilon
// negative or not finite, an epsilon other than 0 for a loss that has none.
Result<Loss> make_loss(std::string_view name, double epsilon = 0);

}  // namespace logitlab
