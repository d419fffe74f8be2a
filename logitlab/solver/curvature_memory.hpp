// SPDX-License-Identifier: MIT
// What L-BFGS remembers of the curvature: the last few steps and changes of the gradient.
#pragma once

#include <cstddef>
#include <vector>

#include "logitlab/base/types.hpp"

namespace logitlab {

// An approximation H of the inverse Hessian from at most `pairs` pairs (s, y): H y = s holds for
// the newest. Memory: 2 pairs dimension numbers.
class CurvatureMemory {
 public:
  CurvatureMemory(std::size_t pairs, std::size_t dimension);

  // Takes the pair of a step s and the change of the gradient y over it, and forgets the oldest if
  // there are too many. Leaves out a pair whose curvature s . y does not stand out from rounding;
  // says whether it was taken.
  bool add(CVec s, CVec y);
  void clear() { size_ = 0; }
  bool empty() const { return size_ == 0; }

  // out = -H g. Only when not empty. About 4 pairs dimension multiplications.
  void descent_direction(CVec g, Vec out);

 private:
  // Slot of the pair with that age: 0 is the newest.
  std::size_t slot(std::size_t age) const { return (newest_ + pairs_ - age) % pairs_; }
  CVec s(std::size_t slot) const { return CVec(s_).subspan(slot * dimension_, dimension_); }
  CVec y(std::size_t slot) const { return CVec(y_).subspan(slot * dimension_, dimension_); }

  std::size_t pairs_, dimension_;
  std::size_t size_ = 0, newest_ = 0;
  std::vector<double> s_, y_;      // pairs x dimension, by slot
  std::vector<double> curvature_;  // s . y, by slot
  std::vector<double> alpha_;      // of the two loops
  double scale_ = 1;               // s . y / y . y of the newest pair
};

}  // namespace logitlab
