// SPDX-License-Identifier: MIT
#include "logitlab/objective/quadratic.hpp"

#include <cassert>
#include <utility>

#include "logitlab/compute/lanes.hpp"

namespace logitlab {

Quadratic Quadratic::from_diagonal(std::vector<double> diagonal) {
  Quadratic q;
  q.diagonal_ = std::move(diagonal);
  return q;
}

Quadratic Quadratic::from_matrix(double c, std::vector<double> b, std::vector<double> A) {
  assert(A.size() == b.size() * b.size());
  Quadratic q;
  q.constant_ = c;
  q.linear_ = std::move(b);
  q.full_ = std::move(A);
  return q;
}

double Quadratic::value(CVec w) const {
  double total = constant_;
  if (!linear_.empty()) total += lanes::dot(CVec(linear_), w);
  if (!diagonal_.empty()) {
    total += 0.5 * lanes::sum<double>(w.size(),
                                      [&](std::size_t j) { return diagonal_[j] * w[j] * w[j]; });
  }
  if (!full_.empty()) {
    total += 0.5 * lanes::sum<double>(w.size(), [&](std::size_t j) {
               return w[j] * lanes::dot(CVec(full_).subspan(j * w.size(), w.size()), w);
             });
  }
  return total;
}

void Quadratic::add_gradient(CVec w, Vec out) const {
  for (std::size_t j = 0; j < linear_.size(); ++j) out[j] += linear_[j];
  add_product(w, out);
}

void Quadratic::add_hessian(Mat h) const {
  for (std::size_t j = 0; j < diagonal_.size(); ++j) h(j, j) += diagonal_[j];
  if (full_.empty()) return;
  for (std::size_t j = 0; j < h.rows; ++j) {
    for (std::size_t l = 0; l < h.columns; ++l) h(j, l) += full_[j * h.columns + l];
  }
}

void Quadratic::add_product(CVec v, Vec out) const {
  for (std::size_t j = 0; j < diagonal_.size(); ++j) out[j] += diagonal_[j] * v[j];
  if (full_.empty()) return;
  for (std::size_t j = 0; j < v.size(); ++j) {
    out[j] += lanes::dot(CVec(full_).subspan(j * v.size(), v.size()), v);
  }
}

Quadratic Quadratic::along(CVec origin, std::span<const CVec> directions) const {
  if (constant_ == 0 && linear_.empty() && diagonal_.empty() && full_.empty()) return {};
  const std::size_t n = origin.size(), k = directions.size();
  std::vector<double> gradient(n), product(n);
  add_gradient(origin, gradient);

  std::vector<double> b(k), A(k * k);
  for (std::size_t i = 0; i < k; ++i) {
    b[i] = lanes::dot(CVec(gradient), directions[i]);
    product.assign(n, 0.0);
    add_product(directions[i], product);
    for (std::size_t l = 0; l <= i; ++l) {
      A[i * k + l] = A[l * k + i] = lanes::dot(CVec(product), directions[l]);
    }
  }
  return from_matrix(value(origin), std::move(b), std::move(A));
}

}  // namespace logitlab
