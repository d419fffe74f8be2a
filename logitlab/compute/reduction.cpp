// SPDX-License-Identifier: MIT
//
// The problem: a sum over many blocks whose rounding depends on the number of blocks alone, whoever
// computes which block. The tree: a range of k blocks splits after the largest power of two below
// k. Adding the blocks in their order, as a binary counter carries, builds that tree with one
// partial sum for each digit: log2(blocks) + 1 of them. Its error grows with log2(blocks) instead
// of blocks (N. J. Higham, The accuracy of floating point summation, SIAM J. Sci. Comput. 14,
// 1993).
#include "logitlab/compute/reduction.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <vector>

namespace logitlab {

void SerialReduction::sum(std::size_t blocks, FunctionRef<void(std::size_t block, Vec part)> body,
                          Vec total) const {
  assert(blocks > 0);
  std::ranges::fill(total, 0.0);
  if (blocks == 1) return body(0, total);

  // 1. Partial sums that wait for their right neighbour, a stack.
  const std::size_t size = total.size();
  const auto levels = static_cast<std::size_t>(std::bit_width(blocks)) + 1;
  std::vector<double> waiting(levels * size);
  std::size_t count = 0;
  const auto level = [&](std::size_t k) { return Vec(waiting).subspan(k * size, size); };
  const auto add_top_to_the_one_below = [&] {
    --count;
    for (std::size_t j = 0; j < size; ++j) level(count - 1)[j] += level(count)[j];
  };

  // 2. Each block goes on top; as many sums are full as its number ends in ones.
  for (std::size_t block = 0; block < blocks; ++block) {
    std::ranges::fill(level(count), 0.0);
    body(block, level(count));
    ++count;
    for (std::size_t digits = block; (digits & 1U) != 0; digits >>= 1U) add_top_to_the_one_below();
  }

  // 3. What is left, from the smallest.
  while (count > 1) add_top_to_the_one_below();
  std::ranges::copy(level(0), total.begin());
}

const Reduction& serial_reduction() {
  static const SerialReduction the_one;
  return the_one;
}

}  // namespace logitlab
