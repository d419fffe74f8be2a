// SPDX-License-Identifier: MIT
// The design matrix of a restriction: one column for each direction.
#pragma once

#include <cstddef>
#include <vector>

#include "logitlab/data/design.hpp"

namespace logitlab {

// n x k numbers that it owns, column after column: with k = 1 or 2, a margin is one or two vector
// operations. Const members are safe from any thread.
class DirectionColumns final : public Design {
 public:
  DirectionColumns(std::size_t n, std::size_t k) : n_(n), k_(k), data_(n * k) {}

  // Column j, to be filled before the design is shared.
  Vec column(std::size_t j) { return Vec(data_).subspan(j * n_, n_); }

  std::size_t rows() const override { return n_; }
  std::size_t columns() const override { return k_; }
  void multiply(std::size_t first, CMat v, Mat out) const override;
  void add_transpose(std::size_t first, CMat r, Mat out) const override;
  void add_gram(std::size_t first, CVec weight, Mat h) const override;
  void copy_row(std::size_t i, Vec out) const override;

 private:
  CVec part(std::size_t j, std::size_t first, std::size_t m) const {
    return CVec(data_).subspan(j * n_ + first, m);
  }

  std::size_t n_, k_;
  std::vector<double> data_;
};

}  // namespace logitlab
