// SPDX-License-Identifier: MIT
//
// The problem: products of a dense matrix, given row by row, with few columns, each result with the
// same bits on every machine. Every sum therefore has an order written down here, one that vector
// units of any width can follow: a row's product runs in eight lanes, a sum over rows takes four
// rows at a time. Cost: m d k multiplications and additions (m d (d + 1) / 2 for add_gram); memory:
// none beside the arguments. X is read once.
#include "logitlab/data/design.hpp"

#include <algorithm>
#include <array>

namespace logitlab {
namespace {

// Eight doubles are one register of the widest instruction set in use, and enough independent sums
// to hide the latency of an addition in narrower ones.
constexpr std::size_t lanes = 8;

// sum_j x[j] v[j * stride]: lane j % 8 for the first n - n % 8 terms, the lanes added in pairs, the
// remaining terms left to right. Below eight terms all go left to right.
double dot(const double* x, const double* v, std::size_t stride, std::size_t n) {
  if (n == 0) return 0;
  if (n < lanes) {
    double sum = x[0] * v[0];
    for (std::size_t j = 1; j < n; ++j) sum += x[j] * v[j * stride];
    return sum;
  }
  std::array<double, lanes> part{};
  std::size_t j = 0;
  for (; j + lanes <= n; j += lanes) {
    for (std::size_t l = 0; l < lanes; ++l) part[l] += x[j + l] * v[(j + l) * stride];
  }
  double sum =
      ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
  for (; j < n; ++j) sum += x[j] * v[j * stride];
  return sum;
}

// Four neighbouring rows of X, each with its factor.
struct FourRows {
  std::array<const double*, 4> x;
  std::array<double, 4> factor;

  double at(std::size_t j) const {
    return (factor[0] * x[0][j] + factor[1] * x[1][j]) +
           (factor[2] * x[2][j] + factor[3] * x[3][j]);
  }
};

// out[j * stride] += sum of four rows, j < n.
void add_rows(const FourRows& rows, double* out, std::size_t stride, std::size_t n) {
  if (stride == 1) {
    for (std::size_t j = 0; j < n; ++j) out[j] += rows.at(j);
  } else {
    for (std::size_t j = 0; j < n; ++j) out[j * stride] += rows.at(j);
  }
}

}  // namespace

void DenseDesign::multiply(std::size_t first, CMat v, Mat out) const {
  assert(v.rows == columns() && v.columns == out.columns && first + out.rows <= rows());
  if (columns() == 1 && x_.stride == 1 && out.columns == 1 && out.stride == 1) {
    const double slope = v(0, 0);
    const double* x = row(first);
    for (std::size_t i = 0; i < out.rows; ++i) out.data[i] = x[i] * slope;
    return;
  }
  for (std::size_t i = 0; i < out.rows; ++i) {
    for (std::size_t c = 0; c < out.columns; ++c) {
      // The literal 1 lets the compiler load v as vectors.
      out(i, c) = v.stride == 1 ? dot(row(first + i), v.data + c, 1, columns())
                                : dot(row(first + i), v.data + c, v.stride, columns());
    }
  }
}

void DenseDesign::add_transpose(std::size_t first, CMat r, Mat out) const {
  assert(out.rows == columns() && r.columns == out.columns && first + r.rows <= rows());
  std::size_t i = 0;
  for (; i + 4 <= r.rows; i += 4) {
    const double* x = row(first + i);
    for (std::size_t c = 0; c < r.columns; ++c) {
      add_rows({{x, x + x_.stride, x + 2 * x_.stride, x + 3 * x_.stride},
                {r(i, c), r(i + 1, c), r(i + 2, c), r(i + 3, c)}},
               out.data + c, out.stride, columns());
    }
  }
  for (; i < r.rows; ++i) {
    const double* x = row(first + i);
    for (std::size_t c = 0; c < r.columns; ++c) {
      for (std::size_t j = 0; j < columns(); ++j) out(j, c) += r(i, c) * x[j];
    }
  }
}

void DenseDesign::add_gram(std::size_t first, CVec weight, Mat h) const {
  assert(h.rows == columns() && h.columns == columns() && first + weight.size() <= rows());
  const std::size_t d = columns();
  // 1. The lower triangle.
  std::size_t i = 0;
  for (; i + 4 <= weight.size(); i += 4) {
    const double* x = row(first + i);
    FourRows rows{{x, x + x_.stride, x + 2 * x_.stride, x + 3 * x_.stride}, {}};
    for (std::size_t j = 0; j < d; ++j) {
      for (std::size_t q = 0; q < 4; ++q) rows.factor[q] = weight[i + q] * rows.x[q][j];
      add_rows(rows, h.data + j * h.stride, 1, j + 1);
    }
  }
  for (; i < weight.size(); ++i) {
    const double* x = row(first + i);
    for (std::size_t j = 0; j < d; ++j) {
      const double factor = weight[i] * x[j];
      for (std::size_t l = 0; l <= j; ++l) h(j, l) += factor * x[l];
    }
  }
  // 2. The upper one is its mirror image.
  for (std::size_t j = 0; j < d; ++j) {
    for (std::size_t l = 0; l < j; ++l) h(l, j) = h(j, l);
  }
}

void DenseDesign::copy_row(std::size_t i, Vec out) const {
  assert(i < rows() && out.size() == columns());
  std::copy_n(row(i), columns(), out.data());
}

}  // namespace logitlab
