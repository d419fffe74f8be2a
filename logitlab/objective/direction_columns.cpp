// SPDX-License-Identifier: MIT
#include "logitlab/objective/direction_columns.hpp"

#include <cassert>

#include "logitlab/compute/lanes.hpp"

namespace logitlab {
namespace {

// out[i * stride] = or += a x[i].
struct Scaled {
  double a;
  CVec x;

  void write(double* out, std::size_t stride) const {
    if (stride == 1) {  // said apart, so that the compiler can vectorise it
      for (std::size_t i = 0; i < x.size(); ++i) out[i] = a * x[i];
    } else {
      for (std::size_t i = 0; i < x.size(); ++i) out[i * stride] = a * x[i];
    }
  }
  void add(double* out, std::size_t stride) const {
    if (stride == 1) {
      for (std::size_t i = 0; i < x.size(); ++i) out[i] += a * x[i];
    } else {
      for (std::size_t i = 0; i < x.size(); ++i) out[i * stride] += a * x[i];
    }
  }
};

}  // namespace

void DirectionColumns::multiply(std::size_t first, CMat v, Mat out) const {
  assert(v.rows == k_ && v.columns == out.columns && first + out.rows <= n_ && k_ > 0);
  for (std::size_t c = 0; c < out.columns; ++c) {
    Scaled{v(0, c), part(0, first, out.rows)}.write(out.data + c, out.stride);
    for (std::size_t j = 1; j < k_; ++j) {
      Scaled{v(j, c), part(j, first, out.rows)}.add(out.data + c, out.stride);
    }
  }
}

void DirectionColumns::add_transpose(std::size_t first, CMat r, Mat out) const {
  assert(out.rows == k_ && r.columns == out.columns && first + r.rows <= n_);
  for (std::size_t c = 0; c < r.columns; ++c) {
    for (std::size_t j = 0; j < k_; ++j) {
      const CVec x = part(j, first, r.rows);
      out(j, c) += lanes::sum<double>(r.rows, [&](std::size_t i) { return x[i] * r(i, c); });
    }
  }
}

void DirectionColumns::add_gram(std::size_t first, CVec weight, Mat h) const {
  assert(h.rows == k_ && h.columns == k_ && first + weight.size() <= n_);
  for (std::size_t j = 0; j < k_; ++j) {
    for (std::size_t l = 0; l <= j; ++l) {
      const CVec a = part(j, first, weight.size()), b = part(l, first, weight.size());
      h(j, l) += lanes::sum<double>(weight.size(),
                                    [&](std::size_t i) { return weight[i] * (a[i] * b[i]); });
      h(l, j) = h(j, l);
    }
  }
}

void DirectionColumns::copy_row(std::size_t i, Vec out) const {
  assert(i < n_ && out.size() == k_);
  for (std::size_t j = 0; j < k_; ++j) out[j] = data_[j * n_ + i];
}

}  // namespace logitlab
