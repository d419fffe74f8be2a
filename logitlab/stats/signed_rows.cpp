// SPDX-License-Identifier: MIT
//
// The problem: which columns are combinations of others on some rows, exactly? Elimination with row
// pivoting in doubles finds candidates: the intercept goes first, so that rows which share a point
// leave remainders of exactly 0. Each candidate is then made of numbers that may be exact (whole
// numbers, or multiples of them by 1/2 ... 1/60, where it is close to such) and is accepted only if
// its product with each row is exactly 0.
#include "logitlab/stats/signed_rows.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "logitlab/stats/exact_sign.hpp"

namespace logitlab {
namespace {

// A remainder below this, beside entries of size 1, makes a column a candidate. Candidates that are
// none cost a test, so the number may be generous beside rounding (2^-53 a step).
constexpr double nearly_zero = 1e-9;
// Coefficients this close to a whole number are tried as one; the exact test decides.
constexpr double nearly_whole = 1e-7;
constexpr int largest_denominator = 60;

class Elimination {
 public:
  Elimination(const SignedRows& z, std::span<const Row> rows)
      : columns_(z.columns()), pending_(rows.size()), a_(rows.size() * z.columns()) {
    std::iota(pending_.begin(), pending_.end(), std::size_t{0});
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::ranges::copy(z[rows[i]], a_.begin() + static_cast<std::ptrdiff_t>(i * columns_));
    }
  }

  double remainder(std::size_t column) const {
    double largest = 0;
    for (const std::size_t i : pending_) {
      largest = std::max(largest, std::fabs(a_[i * columns_ + column]));
    }
    return largest;
  }

  // Makes the column part of the basis: its largest remainder clears it from the other rows.
  void take(std::size_t column) {
    const auto pivot = std::ranges::max_element(
        pending_, {}, [&](std::size_t i) { return std::fabs(a_[i * columns_ + column]); });
    const double* p = a_.data() + *pivot * columns_;
    pivots_.push_back(*pivot);
    basis_.push_back(column);
    pending_.erase(pivot);
    for (const std::size_t i : pending_) {
      double* r = a_.data() + i * columns_;
      const double factor = r[column] / p[column];
      if (factor == 0) continue;
      for (std::size_t j = column; j < columns_; ++j) r[j] -= factor * p[j];
      r[column] = 0;
    }
  }

  // 1 at the column and minus its coefficients over the basis so far.
  std::vector<double> null_vector(std::size_t column) const {
    std::vector<double> v(columns_);
    v[column] = 1;
    for (std::size_t k = basis_.size(); k-- > 0;) {
      const double* p = a_.data() + pivots_[k] * columns_;
      double sum = p[column];
      for (std::size_t l = k + 1; l < basis_.size(); ++l) sum += p[basis_[l]] * v[basis_[l]];
      v[basis_[k]] = -sum / p[basis_[k]];
    }
    return v;
  }

  const std::vector<std::size_t>& basis() const { return basis_; }

 private:
  std::size_t columns_;
  std::vector<std::size_t> pending_, pivots_, basis_;
  std::vector<double> a_;
};

bool orthogonal_to_all(const SignedRows& z, std::span<const Row> rows, CVec v) {
  return std::ranges::all_of(rows, [&](Row i) {
    const std::optional<int> sign = sign_of_dot(z[i], v);
    return sign && *sign == 0;
  });
}

// m v, each entry as the whole number that it is close to, if there is one. `data_units`: whole in
// the units in which the columns were given, else in those scaled to size 1.
std::vector<double> rounded_multiple(const SignedRows& z, const std::vector<double>& v, int m,
                                     std::size_t column, bool data_units) {
  std::vector<double> rounded(v.size());
  for (std::size_t j = 0; j < v.size(); ++j) {
    if (std::fabs(v[j]) <= nearly_zero) continue;
    const double unit = data_units ? z.unit(j) / z.unit(column) : 1.0;
    const double exact = m * v[j] * unit, whole = std::round(exact);
    const bool is_whole = std::fabs(exact - whole) <= nearly_whole * std::fabs(whole);
    rounded[j] = (is_whole ? whole : exact) / unit;
  }
  return rounded;
}

// A vector near a multiple of v that is exactly orthogonal to the rows; empty: none found.
std::vector<double> exact_null_vector(const SignedRows& z, std::span<const Row> rows,
                                      const std::vector<double>& v, std::size_t column) {
  for (int m = 1; m <= largest_denominator; ++m) {
    for (const bool data_units : {true, false}) {
      std::vector<double> rounded = rounded_multiple(z, v, m, column, data_units);
      if (orthogonal_to_all(z, rows, rounded)) return rounded;
    }
  }
  return {};
}

}  // namespace

SignedRows::SignedRows(const Design& x, CVec y)
    : rows_(x.rows()),
      columns_(x.columns() + 1),
      z_(rows_ * columns_),
      shift_(columns_, 0.0),
      unit_(columns_, 1.0) {
  assert(y.size() == rows_ && rows_ > 0);
  for (std::size_t i = 0; i < rows_; ++i) {
    z_[i * columns_] = 1;
    x.copy_row(i, Vec(z_).subspan(i * columns_ + 1, columns_ - 1));
  }
  usable_ = std::ranges::all_of(z_, [](double a) { return std::isfinite(a); });
  for (std::size_t j = 0; j < columns_ && usable_; ++j) {
    if (j > 0) shift_column(j);
    scale_column(j);
  }
  for (std::size_t i = 0; i < rows_; ++i) {
    if (y[i] > 0.5) continue;
    for (double& a : Vec(z_).subspan(i * columns_, columns_)) a = -a;
  }
}

// Sums of squares would lose what distinguishes the rows of a column far from 0. The new column is
// the old one minus a multiple of the intercept: no verdict changes.
void SignedRows::shift_column(std::size_t j) {
  constexpr double worth_it = 0.25;  // of the largest entry: the most that a shift may leave
  const double first = z_[j];
  double largest = 0, left = 0;
  for (std::size_t i = 0; i < rows_; ++i) {
    const double a = z_[i * columns_ + j], difference = a - first;
    // The error of a difference, by D. E. Knuth's two-sum.
    const double seen = difference - a;
    if ((a - (difference - seen)) + (-first - seen) != 0) return;
    largest = std::max(largest, std::fabs(a));
    left = std::max(left, std::fabs(difference));
  }
  if (left == 0 || left > worth_it * largest) return;
  shift_[j] = first;
  for (std::size_t i = 0; i < rows_; ++i) z_[i * columns_ + j] -= first;
}

void SignedRows::scale_column(std::size_t j) {
  double largest = 0, smallest = HUGE_VAL;
  for (std::size_t i = 0; i < rows_; ++i) {
    const double size = std::fabs(z_[i * columns_ + j]);
    largest = std::max(largest, size);
    if (size > 0) smallest = std::min(smallest, size);
  }
  if (largest == 0) return;
  int exponent = 0;
  std::frexp(largest, &exponent);
  if (exponent < -400 || exponent > 400 || std::ldexp(smallest, -exponent) < 0x1p-300) {
    usable_ = false;
    return;
  }
  unit_[j] = std::ldexp(1.0, -exponent);
  for (std::size_t i = 0; i < rows_; ++i) z_[i * columns_ + j] *= unit_[j];
}

std::vector<double> SignedRows::parameters(CVec v) const {
  std::vector<double> w;
  double b = v[0] * unit_[0];
  for (std::size_t j = 1; j < columns_; ++j) {
    w.push_back(v[j] * unit_[j]);
    b -= w.back() * shift_[j];
  }
  w.push_back(b);
  return w;
}

ColumnSpace column_space(const SignedRows& z, std::span<const Row> rows) {
  Elimination elimination(z, rows);
  ColumnSpace space;
  for (std::size_t column = 0; column < z.columns(); ++column) {
    const double remainder = elimination.remainder(column);
    if (remainder <= nearly_zero) {
      std::vector<double> null =
          exact_null_vector(z, rows, elimination.null_vector(column), column);
      if (!null.empty()) {
        space.dependent.push_back(column);
        space.null.push_back(std::move(null));
        continue;
      }
    }
    if (remainder > 0) {
      elimination.take(column);
    } else {
      space.complete = false;
    }
  }
  space.basis = elimination.basis();
  return space;
}

}  // namespace logitlab
