// SPDX-License-Identifier: MIT
#include "logitlab/data/generators.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/base/text.hpp"

namespace logitlab {
namespace {

constexpr std::size_t lab_rows = 20;
constexpr std::size_t lab_first_one = 13;  // x > 0.2 from here on

// A generator's numbers come from this stream of its seed. The orders of epochs take the streams 1,
// 2, ... of the same seed (DataLoader), so this one is taken from the other end.
constexpr std::uint64_t data_stream = std::numeric_limits<std::uint64_t>::max();

// What a mistyped --rows should not ask the machine for.
constexpr std::size_t most_numbers = std::size_t{1} << 27;

std::vector<double> lab_labels() {
  std::vector<double> y(lab_rows, 0.0);
  for (std::size_t i = lab_first_one; i < lab_rows; ++i) y[i] = 1;
  return y;
}

Status check(const GeneratorOptions& options) {
  if (options.rows < 2) {
    return usage_error("expected at least 2 rows, found " + std::to_string(options.rows), "--rows",
                       "Each of the two classes needs one.");
  }
  if (options.inputs < 1) {
    return usage_error("expected at least 1 input, found 0", "--inputs");
  }
  if (options.rows > most_numbers / options.inputs) {
    return usage_error("expected at most " + grouped(most_numbers) + " numbers, found " +
                           grouped(options.rows) + " rows of " + grouped(options.inputs),
                       "--rows", "Ask for fewer rows or inputs.");
  }
  if (!(options.noise >= 0 && options.noise < noise_limit)) {
    const std::string found =
        std::isfinite(options.noise) ? shortest(options.noise) : "a value that is not finite";
    return usage_error(
        "expected a standard deviation >= 0 and < " + shortest(noise_limit) + ", found " + found,
        "--noise");
  }
  return {};
}

// x1, ..., xd; a single input is x.
std::vector<std::string> input_names(std::size_t inputs) {
  if (inputs == 1) return {"x"};
  std::vector<std::string> names;
  names.reserve(inputs);
  for (std::size_t j = 1; j <= inputs; ++j)
    names.push_back(std::string("x").append(std::to_string(j)));
  return names;
}

}  // namespace

Dataset make_lab() {
  std::vector<double> x;
  x.reserve(lab_rows);
  for (int i = 0; i < static_cast<int>(lab_rows); ++i) x.push_back((i - 10) / 10.0);
  return {"lab", {"x"}, std::move(x), lab_labels()};
}

Dataset make_lab_float32() {
  std::vector<double> x;
  x.reserve(lab_rows);
  for (int i = 0; i < static_cast<int>(lab_rows); ++i) {
    const int base = i < 16 ? i & ~7 : i;
    const double from = static_cast<double>(static_cast<float>(-1 + 0.1 * base));
    x.push_back(static_cast<double>(static_cast<float>(from + 0.1 * (i - base))));
  }
  return {"lab-float32", {"x"}, std::move(x), lab_labels()};
}

Result<Dataset> make_gaussians(const GeneratorOptions& options) {
  if (Status status = check(options); !status) return std::move(status).error();
  const std::size_t n = options.rows, d = options.inputs;

  // 1. Which class each row has: as many of each, in random order.
  Rng rng(options.seed, data_stream);
  std::vector<Row> order(n);
  std::iota(order.begin(), order.end(), Row{0});
  rng.shuffle(order);

  // 2. The points: the centre of the class, +-1 along the diagonal, and noise.
  const double centre = 1 / std::sqrt(static_cast<double>(d));
  std::vector<double> x, y;
  x.reserve(n * d);
  y.reserve(n);
  for (const Row place : order) {
    const double label = place % 2;
    for (std::size_t j = 0; j < d; ++j) {
      x.push_back((2 * label - 1) * centre + options.noise * rng.normal());
    }
    y.push_back(label);
  }
  return Dataset("gaussians", input_names(d), std::move(x), std::move(y));
}

std::span<const DatasetRow> dataset_table() {
  static constexpr std::array<DatasetRow, 3> table = {{
      {"lab", "20 points from -1 to 0.9, class 1 where x > 0.2", false,
       [](const GeneratorOptions&) -> Result<Dataset> { return make_lab(); }},
      {"lab-float32", "the same points as PyTorch rounds them to float32", false,
       [](const GeneratorOptions&) -> Result<Dataset> { return make_lab_float32(); }},
      {"gaussians", "two clouds at distance 2; noise is their standard deviation", true,
       &make_gaussians},
  }};
  return table;
}

const DatasetRow* find_dataset(std::string_view name) {
  for (const DatasetRow& row : dataset_table()) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

}  // namespace logitlab
