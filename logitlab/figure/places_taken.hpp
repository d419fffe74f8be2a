// SPDX-License-Identifier: MIT
// Which marks a figure has drawn, so that none is drawn again on the same place.
#pragma once

#include <array>
#include <cstddef>
#include <set>

namespace logitlab::figure {

class PlacesTaken {
 public:
  // Whether nothing has had these numbers before: a place in cells, a class, and the like.
  bool take(int a, int b, int c = 0, int d = 0);
  std::size_t size() const { return taken_.size(); }

 private:
  std::set<std::array<int, 4>> taken_;
};

}  // namespace logitlab::figure
