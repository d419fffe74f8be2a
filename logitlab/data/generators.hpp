// SPDX-License-Identifier: MIT
//
// Named data sets made by us: the lab's own two, and generators with a seed. One table names them
// all. Rows of generated data are in random order, as many of each class (class 0 has one more
// where their number is odd).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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
  std::optional<double> noise = {};  // a standard deviation; default: the data set's row
  std::uint64_t seed = 0;
};

// x = (i - 10) / 10, y = 1 where i >= 13, i = 0 ... 19: the lab's 20 points.
Dataset make_lab();

// The same labels on the float32 x that PyTorch's arange(-1, 1, 0.1) gives, which counts on from
// every eighth number: x = f32(f32(-1 + 0.1 (i & ~7)) + 0.1 (i & 7)) for i < 16 and f32(-1 + 0.1 i)
// after. (Comparing 0.2 with a widened x would give eight ones instead of seven.)
Dataset make_lab_float32();

// All three: errors (usage) where rows < 2, inputs are fewer than the row of the table says,
// numbers more than 2^27 (1 GiB) or noise is not in [0, noise_limit).

// Two Gaussian clouds with centres at distance 2 along the diagonal, class 1 at the positive end.
// `noise` is the standard deviation of each input: 0.1 separates them, 1 lets them overlap.
Result<Dataset> make_gaussians(const GeneratorOptions& options);

// Two half circles of radius 1 that reach into each other, in the first two inputs: class 0 at
// (cos t, sin t), class 1 at (1 - cos t, 1/2 - sin t), t evenly spaced from 0 to pi in each class
// (0 where it has one row). These are the places of scikit-learn's make_moons. Every input, those
// beyond the second too, has normal noise added. Without noise no line separates the moons: class 1
// begins at (0, 1/2), inside the half disc that class 0 spans as soon as it has three rows. At
// least two inputs.
Result<Dataset> make_moons(const GeneratorOptions& options);

// Exclusive or in d inputs: clouds at the corners (+-1, ..., +-1) of a cube, class 1 where an odd
// number of the corner's signs is negative. In each class the first sign is + and - by turns, the
// others but the last are drawn, the last is what the class needs. `noise` is the standard
// deviation of each input. Without noise and with all corners taken, as with two inputs from four
// rows on, no plane separates the classes: each has the origin in its middle (M. Minsky, S. Papert,
// "Perceptrons", 1969). At least two inputs.
Result<Dataset> make_xor(const GeneratorOptions& options);

struct DatasetRow {
  std::string_view name;     // as the command spells it
  std::string_view summary;  // for a reader, no full stop at the end
  bool takes_options;        // whether rows, inputs, noise and seed mean something to it
  double noise;              // that it has where nothing is said of it
  std::size_t fewest_inputs;
  Result<Dataset> (*make)(const GeneratorOptions&);
};

// In the order in which they are listed to a reader. Static storage, never empty.
std::span<const DatasetRow> dataset_table();
const DatasetRow* find_dataset(std::string_view name);  // null: not a named data set

}  // namespace logitlab
