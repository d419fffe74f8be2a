// SPDX-License-Identifier: MIT
// Sums over blocks of rows in one fixed order: the verb that threads, ranks and files on disk will
// implement too.
#pragma once

#include <cstddef>

#include "logitlab/base/function_ref.hpp"
#include "logitlab/base/types.hpp"

namespace logitlab {

// Sums over rows run over blocks of this many global row numbers; block boundaries depend on the
// data alone, so that every implementation of Reduction gives the same bits.
inline constexpr std::size_t rows_per_block = 4096;

// How many blocks n rows make: ceil(n / rows_per_block), at least 1.
constexpr std::size_t block_count(std::size_t n) {
  return n == 0 ? 1 : (n + rows_per_block - 1) / rows_per_block;
}

struct Reduction {
  virtual ~Reduction() = default;
  // total = body(0) + ... + body(blocks - 1), added in one fixed binary tree over block numbers;
  // about log2(blocks) partial sums are alive at a time. `body` adds into `part`, which arrives
  // zeroed and has total.size() entries; it may be called for any block at any time, from any
  // thread.
  virtual void sum(std::size_t blocks, FunctionRef<void(std::size_t block, Vec part)> body,
                   Vec total) const = 0;
};

// One thread, no state: safe to share.
class SerialReduction final : public Reduction {
 public:
  void sum(std::size_t blocks, FunctionRef<void(std::size_t block, Vec part)> body,
           Vec total) const override;
};

// The one SerialReduction of the program: for whoever has no reason to choose.
const Reduction& serial_reduction();

}  // namespace logitlab
