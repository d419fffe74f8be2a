// SPDX-License-Identifier: MIT
//
// The problem: after which steps are all n rows right, without a pass over the rows at each step of
// a run that may have billions? Given: the steps one by one.
//
// While some rows are wrong, one of them is remembered: as long as it stays wrong, O(d) settles the
// step. While all are right, the smallest margin m on a row's own side is remembered with the w it
// belongs to: by Cauchy and Schwarz no row can change sides before |w' - w| max |(x_i, 1)| reaches
// m, so O(d) settles the step again. Otherwise all rows are looked at. Memory: n + 2 d numbers.
#include "logitlab/lab/perfect_steps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {

PerfectSteps::PerfectSteps(const Design& x, CVec y)
    : x_(x), y_(y), row_(x.columns()), margin_(x.rows()) {
  for (std::size_t i = 0; i < x.rows(); ++i) {
    x_.copy_row(i, row_);
    double square = 1;
    for (const double v : row_) square += v * v;
    longest_row_ = std::max(longest_row_, std::sqrt(square));
  }
}

void PerfectSteps::see(std::uint64_t step, CVec w) {
  const bool right = all_right(w);
  if (step == 0) return;
  if (!right) {
    lasting_.reset();
    return;
  }
  if (!first_) first_ = step;
  if (!lasting_) lasting_ = step;
}

bool PerfectSteps::all_right(CVec w) {
  if (seen_.empty()) {
    if (!row_right(wrong_row_, w)) return false;
  } else if (within_reach(w)) {
    return true;
  }
  look_at_all_rows(w);
  return !seen_.empty();
}

// The margin of the one row as margins() computes it.
bool PerfectSteps::row_right(std::size_t i, CVec w) {
  x_.copy_row(i, row_);
  const DenseDesign one(CMat{row_.data(), 1, row_.size(), row_.size()});
  double eta = 0;
  margins(one, w, Vec(&eta, 1));
  return count_right(CVec(&eta, 1), y_.subspan(i, 1)) == 1;
}

// Whether every margin still has its sign, rounding included: a computed margin is off by at most
// 2 (d + 1) u |(x_i, 1)| |w|, here twice, because both ends of the step are computed.
bool PerfectSteps::within_reach(CVec w) const {
  double square = 0;
  for (std::size_t j = 0; j < w.size(); ++j) square += (w[j] - seen_[j]) * (w[j] - seen_[j]);
  const double moved = std::sqrt(square);
  const double doubt = 2 * static_cast<double>(w.size()) * std::numeric_limits<double>::epsilon() *
                       (seen_length_ + moved);
  return longest_row_ * (moved + doubt) < least_margin_;
}

void PerfectSteps::look_at_all_rows(CVec w) {
  margins(x_, w, margin_);
  seen_.clear();
  least_margin_ = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < margin_.size(); ++i) {
    if (count_right(CVec(margin_).subspan(i, 1), y_.subspan(i, 1)) == 0) {
      wrong_row_ = i;
      return;
    }
    least_margin_ = std::min(least_margin_, std::fabs(margin_[i]));
  }
  seen_.assign(w.begin(), w.end());
  double square = 0;
  for (const double v : w) square += v * v;
  seen_length_ = std::sqrt(square);
}

}  // namespace logitlab::lab
