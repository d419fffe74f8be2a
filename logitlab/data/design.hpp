// SPDX-License-Identifier: MIT
//
// The design matrix as solvers and objectives see it: blocks of consecutive rows times k columns.
#pragma once

#include <cassert>
#include <cstddef>

#include "logitlab/base/types.hpp"

namespace logitlab {

// A view by column, for coordinate descent; appears with the first design that has one.
struct Columns;

// X, n x d. k = 1 is a margin, k = 2 a plane, k = K the classes of a softmax. All members are const
// and safe from any thread. Shapes that do not fit are a bug (asserted). A result does not depend
// on k, on strides or on the instruction set: each of its k columns has the bits it has alone.
struct Design {
  virtual ~Design() = default;
  virtual std::size_t rows() const = 0;
  virtual std::size_t columns() const = 0;

  // out = X[first : first + m] v, where v is columns() x k, out is m x k and first + m <= rows().
  virtual void multiply(std::size_t first, CMat v, Mat out) const = 0;

  // out += X[first : first + m]' r, where r is m x k and out is columns() x k.
  virtual void add_transpose(std::size_t first, CMat r, Mat out) const = 0;

  // h += X[first : first + m]' diag(weight) X[first : first + m], where weight has m entries and h
  // is columns() x columns(). h must come in symmetric and stays so to the last bit.
  virtual void add_gram(std::size_t first, CVec weight, Mat h) const = 0;

  // Row i as d numbers, for the stochastic family. out: columns().
  virtual void copy_row(std::size_t i, Vec out) const = 0;

  // Null where there is none.
  virtual const Columns* by_columns() const { return nullptr; }
};

// A borrowed row-major array as a Design; the array must outlive it.
class DenseDesign final : public Design {
 public:
  explicit DenseDesign(CMat x) : x_(x) { assert(x.stride >= x.columns); }

  std::size_t rows() const override { return x_.rows; }
  std::size_t columns() const override { return x_.columns; }
  void multiply(std::size_t first, CMat v, Mat out) const override;
  void add_transpose(std::size_t first, CMat r, Mat out) const override;
  void add_gram(std::size_t first, CVec weight, Mat h) const override;
  void copy_row(std::size_t i, Vec out) const override;

 private:
  const double* row(std::size_t i) const { return x_.data + i * x_.stride; }

  CMat x_;
};

}  // namespace logitlab
