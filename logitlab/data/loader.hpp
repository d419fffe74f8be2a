// SPDX-License-Identifier: MIT
//
// Mini-batches: which rows each step of an epoch sees.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "logitlab/base/types.hpp"

namespace logitlab {

struct LoaderOptions {
  std::size_t batch_size = 3;  // 0, or more than there are rows: all rows in one batch
  bool shuffle = false;        // file order, or a new seeded order each epoch
  std::uint64_t seed = 0;
  bool drop_last = false;  // drop a last batch that is smaller than the others
};

// The order of epoch e depends on (seed, e) and the number of rows alone: stream e of the seed's
// Rng. Not thread-safe: it holds the order of one epoch.
class DataLoader {
 public:
  // For 1 <= rows < 2^32 (asserted). Epoch 1 is the current one.
  DataLoader(std::size_t rows, const LoaderOptions& options);

  std::size_t batches_per_epoch() const;  // at least 1: a batch of all rows is never a partial one
  std::size_t batch_size() const { return batch_size_; }  // as resolved, 1 ... rows

  // Makes `epoch` (counted from 1) the current one. O(rows) where it shuffles.
  void start_epoch(std::uint64_t epoch);

  // Row numbers of batch k, 0 <= k < batches_per_epoch(), of the current epoch; valid until the
  // next start_epoch.
  std::span<const Row> batch(std::size_t k) const;

 private:
  std::size_t batch_size_;
  LoaderOptions options_;
  std::vector<Row> order_;
};

}  // namespace logitlab
