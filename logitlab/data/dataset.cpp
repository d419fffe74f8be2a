// SPDX-License-Identifier: MIT
#include "logitlab/data/dataset.hpp"

#include <algorithm>
#include <utility>

#include "logitlab/base/sha256.hpp"

namespace logitlab {
namespace {

std::string hash_of_numbers(CMat x, CVec y) {
  Sha256 hash;
  for (std::size_t i = 0; i < x.rows; ++i) {
    for (const double value : x.row(i)) hash.update_le(value);
    hash.update_le(y[i]);
  }
  return hash.hex();
}

}  // namespace

Dataset::Dataset(std::string name, std::vector<std::string> inputs, std::vector<double> x,
                 std::vector<double> y, std::string sha256)
    : name_(std::move(name)),
      inputs_(std::move(inputs)),
      x_(std::move(x)),
      y_(std::move(y)),
      sha256_(std::move(sha256)) {
  assert(x_.size() == y_.size() * inputs_.size());
  assert(std::all_of(y_.begin(), y_.end(), [](double label) { return label == 0 || label == 1; }));
  positives_ = static_cast<std::size_t>(std::count(y_.begin(), y_.end(), 1.0));
  if (sha256_.empty()) sha256_ = hash_of_numbers(this->x(), y_);
}

}  // namespace logitlab
