// SPDX-License-Identifier: MIT
//
// A data set: n samples of d inputs, each with a label 0 or 1, that owns its numbers.
#pragma once

#include <cassert>
#include <cstddef>
#include <string>
#include <vector>

#include "logitlab/base/types.hpp"
#include "logitlab/data/design.hpp"

namespace logitlab {

struct Sample {
  CVec x;    // d inputs; a view into the data set
  double y;  // 0 or 1
};

// Does not change once made: safe from any thread.
class Dataset {
 public:
  // x: row-major, y.size() * inputs.size() numbers; y: 0 or 1. A wrong shape is a bug (assert);
  // readers check their files. `sha256`: of the file's bytes; empty: of little-endian float64 x row
  // by row, each followed by y (computed here).
  Dataset(std::string name, std::vector<std::string> inputs, std::vector<double> x,
          std::vector<double> y, std::string sha256 = {});

  const std::string& name() const { return name_; }
  const std::vector<std::string>& inputs() const { return inputs_; }  // names of the d columns
  const std::string& sha256() const { return sha256_; }               // 64 hex digits

  std::size_t length() const { return y_.size(); }        // n
  std::size_t columns() const { return inputs_.size(); }  // d
  std::size_t positives() const { return positives_; }    // how many labels are 1
  Sample operator[](std::size_t i) const {
    assert(i < length());
    return {CVec(x_).subspan(i * columns(), columns()), y_[i]};
  }

  CMat x() const { return {x_.data(), length(), columns(), columns()}; }  // n x d
  CVec y() const { return y_; }                                           // n

 private:
  std::string name_;
  std::vector<std::string> inputs_;
  std::vector<double> x_, y_;
  std::string sha256_;
  std::size_t positives_ = 0;
};

}  // namespace logitlab
