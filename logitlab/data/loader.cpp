// SPDX-License-Identifier: MIT
#include "logitlab/data/loader.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

#include "logitlab/base/rng.hpp"

namespace logitlab {

DataLoader::DataLoader(std::size_t rows, const LoaderOptions& options)
    : batch_size_(options.batch_size == 0 ? rows : std::min(options.batch_size, rows)),
      options_(options),
      order_(rows) {
  assert(rows >= 1 && rows <= std::numeric_limits<Row>::max());
  std::iota(order_.begin(), order_.end(), Row{0});
  start_epoch(1);
}

std::size_t DataLoader::batches_per_epoch() const {
  const std::size_t full = order_.size() / batch_size_;
  const bool has_rest = order_.size() % batch_size_ != 0;
  return has_rest && !options_.drop_last ? full + 1 : full;
}

void DataLoader::start_epoch(std::uint64_t epoch) {
  assert(epoch >= 1);
  if (!options_.shuffle) return;
  // From file order each time, so that an epoch can be had without those before it.
  std::iota(order_.begin(), order_.end(), Row{0});
  Rng(options_.seed, epoch).shuffle(order_);
}

std::span<const Row> DataLoader::batch(std::size_t k) const {
  assert(k < batches_per_epoch());
  const std::size_t first = k * batch_size_;
  return std::span(order_).subspan(first, std::min(batch_size_, order_.size() - first));
}

}  // namespace logitlab
