// SPDX-License-Identifier: MIT
// The rows of a classification as separation asks for them: each with the intercept's 1 before its
// inputs and the sign of its label on all of it, so that a margin above 0 is the right side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "logitlab/base/types.hpp"
#include "logitlab/data/design.hpp"

namespace logitlab {

class SignedRows {
 public:
  // Column 0 is the intercept. A column far from 0 beside its spread (years, say) is shifted by one
  // of its own numbers where all differences are exact. Each column is scaled by a power of two,
  // which changes no digit, so that its largest entry is in [0.5, 1).
  SignedRows(const Design& x, CVec y);

  // False where a column holds numbers that are not finite, outside 2^-400 ... 2^400 or more than
  // 2^300 apart: then products could lose digits, and nothing here proves anything.
  bool usable() const { return usable_; }

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }  // d + 1
  CVec operator[](std::size_t i) const { return CVec(z_).subspan(i * columns_, columns_); }

  // The parameters w..., b of a direction v over the columns here; b is rounded where columns are
  // shifted.
  std::vector<double> parameters(CVec v) const;

  double unit(std::size_t column) const { return unit_[column]; }

 private:
  void shift_column(std::size_t j);
  void scale_column(std::size_t j);

  std::size_t rows_, columns_;
  std::vector<double> z_;             // rows x columns
  std::vector<double> shift_, unit_;  // z = +- (x - shift) * unit, units powers of two
  bool usable_ = true;
};

// Columns over some rows: those that are independent there, and for each of the others a vector
// that is exactly orthogonal to all of these rows.
struct ColumnSpace {
  std::vector<std::size_t> basis;         // ascending, the intercept first
  std::vector<std::size_t> dependent;     // the others, ascending
  std::vector<std::vector<double>> null;  // one for each of them, supported on basis and itself
  bool complete = true;  // false: a column is in neither, being dependent up to rounding only
};

// O(rows x columns^2) and a copy of the rows named. A column that is nearly dependent but has no
// vector that passes the exact test counts as independent.
ColumnSpace column_space(const SignedRows& z, std::span<const Row> rows);

}  // namespace logitlab
