// SPDX-License-Identifier: MIT
// c + b . w + w' A w / 2: the penalty of a linear model, its restriction to directions, and the
// quadratic test problems.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "logitlab/base/types.hpp"

namespace logitlab {

// A is symmetric; it is diagonal until a restriction makes it full. An empty part is zero and costs
// nothing. Immutable: safe from any thread. n is the dimension; w, v, out have n entries.
class Quadratic {
 public:
  // Zero, in any dimension.
  Quadratic() = default;
  // sum_j diagonal_j w_j^2 / 2.
  static Quadratic from_diagonal(std::vector<double> diagonal);
  // c + b . w + w' A w / 2; b: n, A: n x n, row-major and symmetric.
  static Quadratic from_matrix(double c, std::vector<double> b, std::vector<double> A);

  double value(CVec w) const;
  void add_gradient(CVec w, Vec out) const;  // out += b + A w
  void add_hessian(Mat h) const;             // h += A
  void add_product(CVec v, Vec out) const;   // out += A v

  // t -> the value at origin + sum_k t_k direction_k, O(n) for each pair of directions.
  Quadratic along(CVec origin, std::span<const CVec> directions) const;

 private:
  double constant_ = 0;
  std::vector<double> linear_, diagonal_, full_;
};

}  // namespace logitlab
