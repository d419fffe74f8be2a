// SPDX-License-Identifier: MIT
//
// Named data sets made by us: the lab's own two, and generators with a seed. One table names them
// all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "logitlab/base/result.hpp"
#include "logitlab/data/dataset.hpp"

namespace logitlab {

// Noise is less than this. Times the largest normal number (8.57) it is still a double, with room
// for sums over it.
inline constexpr double noise_limit = 1e100;

struct GeneratorOptions {
  std::size_t rows = 200;
  std::size_t inputs = 2;
  double noise = 1.0;  // each generator says what it is
  std::uint64_t seed = 0;
};

// x = (i - 10) / 10, y = 1 where i >= 13, i = 0 ... 19: the lab's 20 points.
Dataset make_lab();

// The same labels on the float32 x that PyTorch's arange(-1, 1, 0.1) gives, which counts on from
// every eighth number: x = f32(f32(-1 + 0.1 (i & ~7)) + 0.1 (i & 7)) for i < 16 and f32(-1 + 0.1 i)
// after. (Comparing 0.2 with a widened x would give eight ones instead of seven.)
Dataset make_lab_float32();

// Two Gaussian clouds with centres at distance 2 along the diagonal, class 1 at the positive end,
// as many rows in each (class 0 has one more where `rows` is odd), in random order. `noise` is the
// standard deviation of each input: 0.1 separates them, 1 lets them overlap. Errors (usage): rows
// < 2, inputs < 1, more than 2^27 numbers (1 GiB), noise not in [0, noise_limit).
Result<Dataset> make_gaussians(const GeneratorOptions& options);

struct DatasetRow {
  std::string_view name;     // as the command spells it
  std::string_view summary;  // for a reader, no full stop at the end
  bool takes_options;        // whether rows, inputs, noise and seed mean something to it
  Result<Dataset> (*make)(const GeneratorOptions&);
};

// In the order in which they are listed to a reader. Static storage, never empty.
std::span<const DatasetRow> dataset_table();
const DatasetRow* find_dataset(std::string_view name);  // null: not a named data set

}  // namespace logitlab
