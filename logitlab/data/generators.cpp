// SPDX-License-Identifier: MIT
#include "logitlab/data/generators.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/rng.hpp"
#include "logitlab/base/text.hpp"

namespace logitlab {
namespace {

constexpr std::size_t lab_rows = 20;
constexpr std::size_t lab_first_one = 13;  // x > 0.2 from here on

// A generator's numbers come from this stream of its seed. The orders of epochs take the streams 1,
// 2, ... of the same seed (DataLoader), so this one is taken from the other end.
constexpr std::uint64_t data_stream = std::numeric_limits<std::uint64_t>::max();

constexpr double pi = 3.14159265358979323846;

// What a mistyped --rows should not ask the machine for.
constexpr std::size_t most_numbers = std::size_t{1} << 27;

std::vector<double> lab_labels() {
  std::vector<double> y(lab_rows, 0.0);
  for (std::size_t i = lab_first_one; i < lab_rows; ++i) y[i] = 1;
  return y;
}

Status check(const GeneratorOptions& options, const DatasetRow& row) {
  if (options.rows < 2) {
    return usage_error("expected at least 2 rows, found " + std::to_string(options.rows), "--rows",
                       "Each of the two classes needs one.");
  }
  if (options.inputs < row.fewest_inputs) {
    return usage_error("expected at least " + std::to_string(row.fewest_inputs) + " for " +
                           std::string(row.name) + ", found " + std::to_string(options.inputs),
                       "--inputs");
  }
  if (options.rows > most_numbers / options.inputs) {
    return usage_error("expected at most " + grouped(most_numbers) + " numbers, found " +
                           grouped(options.rows) + " rows of " + grouped(options.inputs),
                       "--rows", "Ask for fewer rows or inputs.");
  }
  const double noise = options.noise.value_or(row.noise);
  if (!(noise >= 0 && noise < noise_limit)) {
    const std::string found = std::isfinite(noise) ? shortest(noise) : "a value that is not finite";
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

// The points of a generator: `place_point(rng, place, x)` writes where row number `place` of the
// classes by turns (class 0 first) stands before noise, and returns its label.
template <class PlacePoint>
Result<Dataset> generate(std::string_view name, const GeneratorOptions& options,
                         const PlacePoint& place_point) {
  const DatasetRow& row = *find_dataset(name);
  if (Status status = check(options, row); !status) return std::move(status).error();
  const std::size_t n = options.rows, d = options.inputs;
  const double noise = options.noise.value_or(row.noise);

  // 1. Which class each row has: as many of each, in random order.
  Rng rng(options.seed, data_stream);
  std::vector<Row> order(n);
  std::iota(order.begin(), order.end(), Row{0});
  rng.shuffle(order);

  // 2. The points, each with its noise.
  std::vector<double> x(n * d, 0.0), y;
  y.reserve(n);
  for (std::size_t i = 0; i < n; ++i) {
    const Vec point = Vec(x).subspan(i * d, d);
    y.push_back(place_point(rng, order[i], point));
    for (double& v : point) v += noise * rng.normal();
  }
  return Dataset(std::string(name), input_names(d), std::move(x), std::move(y));
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
  const double centre = 1 / std::sqrt(static_cast<double>(options.inputs));
  return generate("gaussians", options, [&](Rng&, std::size_t place, Vec x) {
    const double label = static_cast<double>(place % 2);
    for (double& v : x) v = (2 * label - 1) * centre;
    return label;
  });
}

Result<Dataset> make_moons(const GeneratorOptions& options) {
  const std::array<std::size_t, 2> count = {options.rows - options.rows / 2, options.rows / 2};
  return generate("moons", options, [&](Rng&, std::size_t place, Vec x) {
    const std::size_t label = place % 2, k = place / 2;
    const double share =
        count[label] > 1 ? static_cast<double>(k) / static_cast<double>(count[label] - 1) : 0;
    const double cosine = math::cos(pi * share), sine = math::sin(pi * share);
    x[0] = label == 1 ? 1 - cosine : cosine;
    x[1] = label == 1 ? 0.5 - sine : sine;
    return static_cast<double>(label);
  });
}

Result<Dataset> make_xor(const GeneratorOptions& options) {
  return generate("xor", options, [&](Rng& rng, std::size_t place, Vec x) {
    const bool label = place % 2 == 1;
    bool odd = false;  // the number of negative signs so far
    for (std::size_t j = 0; j < x.size(); ++j) {
      const bool last = j + 1 == x.size();
      const bool negative = last ? odd != label : j == 0 ? place / 2 % 2 == 1 : rng.below(2) == 1;
      odd = odd != negative;
      x[j] = negative ? -1 : 1;
    }
    return label ? 1.0 : 0.0;
  });
}

std::span<const DatasetRow> dataset_table() {
  static constexpr std::array<DatasetRow, 5> table = {{
      {.name = "lab",
       .summary = "20 points from -1 to 0.9, class 1 where x > 0.2",
       .takes_options = false,
       .noise = 0,
       .fewest_inputs = 1,
       .make = [](const GeneratorOptions&) -> Result<Dataset> { return make_lab(); }},
      {.name = "lab-float32",
       .summary = "the same points as PyTorch rounds them to float32",
       .takes_options = false,
       .noise = 0,
       .fewest_inputs = 1,
       .make = [](const GeneratorOptions&) -> Result<Dataset> { return make_lab_float32(); }},
      {.name = "gaussians",
       .summary = "two clouds at distance 2",
       .takes_options = true,
       .noise = 1,
       .fewest_inputs = 1,
       .make = &make_gaussians},
      {.name = "moons",
       .summary = "two half circles that reach into each other",
       .takes_options = true,
       .noise = 0.1,
       .fewest_inputs = 2,
       .make = &make_moons},
      {.name = "xor",
       .summary = "clouds at the corners of a square or cube, class 1 where an odd number of signs "
                  "is negative",
       .takes_options = true,
       .noise = 0.3,
       .fewest_inputs = 2,
       .make = &make_xor},
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
