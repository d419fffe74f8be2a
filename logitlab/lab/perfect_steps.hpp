// SPDX-License-Identifier: MIT
// At which steps of a training all rows are right, watched as the steps go by, so that it is known
// of steps that are not kept too.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "logitlab/base/types.hpp"
#include "logitlab/data/design.hpp"

namespace logitlab::lab {

class PerfectSteps {
 public:
  // Borrows both.
  PerfectSteps(const Design& x, CVec y);

  // Every step, in order; step 0, the start, counts for neither answer.
  void see(std::uint64_t step, CVec w);

  // The first step after which all rows are right; and the one from which on they were to the end.
  std::optional<std::uint64_t> first() const { return first_; }
  std::optional<std::uint64_t> lasting() const { return lasting_; }

 private:
  bool all_right(CVec w);
  bool row_right(std::size_t i, CVec w);
  bool within_reach(CVec w) const;
  void look_at_all_rows(CVec w);

  const Design& x_;
  CVec y_;
  double longest_row_ = 0;            // largest |(x_i, 1)|
  std::vector<double> row_, margin_;  // buffers: d, n
  std::size_t wrong_row_ = 0;         // a row that was wrong when last looked at
  std::vector<double> seen_;          // w when all rows were last found right; empty: they were not
  double least_margin_ = 0;           // the smallest margin on a row's own side, at seen_
  double seen_length_ = 0;            // |seen_|
  std::optional<std::uint64_t> first_, lasting_;
};

}  // namespace logitlab::lab
