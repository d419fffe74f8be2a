// SPDX-License-Identifier: MIT
#include "logitlab/data/generators.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace logitlab {
namespace {

// Field "x" of lab_pytorch.json: torch.arange(-1, 1, 0.1) in float32, PyTorch 1.13 and 2.15.
constexpr std::array<double, 20> pytorch_x = {
    -0x1p+0,          -0x1.cccccc0p-1, -0x1.99999a0p-1, -0x1.6666660p-1, -0x1.3333340p-1,
    -0x1p-1,          -0x1.99999a0p-2, -0x1.3333340p-2, -0x1.99999a0p-3, -0x1.99999a0p-4,
    -0x1.99999a0p-29, 0x1.9999980p-4,  0x1.99999a0p-3,  0x1.3333340p-2,  0x1.99999a0p-2,
    0x1p-1,           0x1.3333340p-1,  0x1.6666660p-1,  0x1.99999a0p-1,  0x1.cccccc0p-1};

Dataset gaussians(std::size_t rows, std::size_t inputs, double noise, std::uint64_t seed) {
  Result<Dataset> data = make_gaussians({rows, inputs, noise, seed});
  EXPECT_TRUE(data.has_value());
  return *std::move(data);
}

TEST(Generators, LabHasTwentyPointsAndSevenOnes) {
  const Dataset data = make_lab();
  ASSERT_EQ(data.length(), 20U);
  EXPECT_EQ(data.columns(), 1U);
  EXPECT_EQ(data.positives(), 7U);
  EXPECT_EQ(data[0].x[0], -1.0);
  EXPECT_EQ(data[3].x[0], -0.7);
  EXPECT_EQ(data[10].x[0], 0.0);
  EXPECT_EQ(data[19].x[0], 0.9);
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(data[i].y, data[i].x[0] > 0.2 ? 1 : 0);
}

TEST(Generators, LabFloat32HasTheBitsOfPyTorch) {
  const Dataset data = make_lab_float32();
  ASSERT_EQ(data.length(), 20U);
  EXPECT_EQ(data.positives(), 7U);
  for (std::size_t i = 0; i < 20; ++i) {
    EXPECT_EQ(data[i].x[0], pytorch_x[i]) << i;
    EXPECT_EQ(data[i].y, make_lab()[i].y);
  }
}

// import hashlib, struct
// x = [(i - 10) / 10 for i in range(20)]   # or field x of lab_pytorch.json
// print(hashlib.sha256(b"".join(struct.pack("<dd", x[i], i >= 13) for i in range(20))).hexdigest())
TEST(Generators, BuiltInDataHaveTheHashesThatAnyoneComputes) {
  EXPECT_EQ(make_lab().sha256(),
            "e639093a310282b14e7918e297b4a1e67997944618c1e64865bf10b558929c33");
  EXPECT_EQ(make_lab_float32().sha256(),
            "5390584b86fcd8a315e1fd580e831e27ebe3b0aa72ff044bc88d2bdc1a8246fd");
}

TEST(Generators, DependOnTheirSeedAlone) {
  for (const DatasetRow& row : dataset_table()) {
    if (!row.takes_options) continue;
    const auto hash = [&](std::uint64_t seed) {
      return row.make({50, 3, 1, seed}).value().sha256();
    };
    EXPECT_EQ(hash(7), hash(7)) << row.name;
    EXPECT_NE(hash(7), hash(8)) << row.name;
  }
}

TEST(Generators, GaussiansAreBalancedAndInRandomOrder) {
  const Dataset even = gaussians(200, 2, 1, 1);
  EXPECT_EQ(even.positives(), 100U);
  EXPECT_EQ(gaussians(201, 2, 1, 1).positives(), 100U);
  std::size_t changes = 0;
  for (std::size_t i = 1; i < 200; ++i) {
    if (even[i].y != even[i - 1].y) ++changes;
  }
  // 199 neighbours, each a change with probability 100 / 199: mean 100, standard deviation 7.1.
  EXPECT_GT(changes, 64U);
  EXPECT_LT(changes, 136U);
}

TEST(Generators, GaussiansWithLittleNoiseAreSeparatedByTheDiagonal) {
  for (const std::size_t d : {1U, 2U, 10U}) {
    const Dataset data = gaussians(400, d, 0.1, 3);
    for (std::size_t i = 0; i < data.length(); ++i) {
      double along = 0;
      for (const double x : data[i].x) along += x;
      EXPECT_EQ(along > 0, data[i].y == 1);
    }
  }
}

TEST(Generators, GaussiansWithoutNoiseStandAtTheirCentres) {
  const Dataset data = gaussians(4, 4, 0, 0);
  for (std::size_t i = 0; i < 4; ++i) {
    for (const double x : data[i].x) EXPECT_EQ(x, data[i].y == 1 ? 0.5 : -0.5);
  }
}

// With n normal numbers for each class and input, means, variances and covariances are within five
// standard errors: s / sqrt(n) of a mean, s^2 sqrt(2 / n) and s^2 / sqrt(n) of the others.
TEST(Generators, GaussiansHaveTheMomentsTheyPromise) {
  const double noise = 0.7;
  const std::size_t d = 3;
  const Dataset data = gaussians(40000, d, noise, 11);
  const double n = 20000;
  for (const double label : {0.0, 1.0}) {
    const double centre = (2 * label - 1) / std::sqrt(3.0);
    for (std::size_t j = 0; j < d; ++j) {
      double mean = 0, square = 0, cross = 0;
      for (std::size_t i = 0; i < data.length(); ++i) {
        if (data[i].y != label) continue;
        const double deviation = data[i].x[j] - centre;
        mean += deviation / n;
        square += deviation * deviation / n;
        cross += deviation * (data[i].x[(j + 1) % d] - centre) / n;
      }
      EXPECT_NEAR(mean, 0, 5 * noise / std::sqrt(n));
      EXPECT_NEAR(square, noise * noise, 5 * noise * noise * std::sqrt(2 / n));
      EXPECT_NEAR(cross, 0, 5 * noise * noise / std::sqrt(n));
    }
  }
}

// Both moons are half circles of radius 1 without noise: the upper one around the origin, the lower
// one around (1, 1/2). sin and cos are within an ulp of values below 1, squared and added: four
// roundings.
TEST(Generators, MoonsWithoutNoiseLieOnTwoHalfCircles) {
  const Dataset data = make_moons({101, 3, 0, 5}).value();
  EXPECT_EQ(data.positives(), 50U);
  const double tolerance = 4 * std::numeric_limits<double>::epsilon();
  std::array<std::vector<double>, 2>
      along;  // the angle's cosine, turned by half a circle for class 1
  for (std::size_t i = 0; i < data.length(); ++i) {
    const bool one = data[i].y == 1;
    const double x = one ? 1 - data[i].x[0] : data[i].x[0];
    const double y = one ? 0.5 - data[i].x[1] : data[i].x[1];
    EXPECT_NEAR(x * x + y * y, 1, tolerance);
    EXPECT_GE(y, -tolerance);
    EXPECT_EQ(data[i].x[2], 0);
    along[one ? 1 : 0].push_back(x);
  }
  // Evenly spaced from end to end: neighbours in angle are pi / (m - 1) apart.
  for (std::vector<double>& cosines : along) {
    std::ranges::sort(cosines, std::greater<>());
    const double m = static_cast<double>(cosines.size());
    for (std::size_t k = 0; k < cosines.size(); ++k) {
      const double angle = 3.14159265358979323846 * static_cast<double>(k) / (m - 1);
      EXPECT_NEAR(cosines[k], std::cos(angle), tolerance) << k;
    }
  }
}

// n normal numbers have a variance within five standard errors, s^2 sqrt(2 / n), of what it should
// be.
TEST(Generators, MoonsHaveTheNoiseAskedForInEveryInput) {
  const double noise = 0.05, n = 20000;
  const Dataset quiet = make_moons({20000, 3, 0, 8}).value();
  const Dataset noisy = make_moons({20000, 3, noise, 8}).value();
  for (std::size_t j = 0; j < 3; ++j) {
    double square = 0;
    for (std::size_t i = 0; i < quiet.length(); ++i) {
      EXPECT_EQ(quiet[i].y, noisy[i].y);
      const double deviation = noisy[i].x[j] - quiet[i].x[j];
      square += deviation * deviation / n;
    }
    EXPECT_NEAR(square, noise * noise, 5 * noise * noise * std::sqrt(2 / n)) << j;
  }
}

TEST(Generators, XorHasTheClassOfTheParityOfTheSigns) {
  for (const std::size_t d : {2U, 3U, 6U}) {
    const Dataset data = make_xor({1001, d, 0, 4}).value();
    EXPECT_EQ(data.positives(), 500U);
    std::set<std::vector<double>> corners;
    for (std::size_t i = 0; i < data.length(); ++i) {
      double product = 1;
      for (const double x : data[i].x) {
        EXPECT_EQ(std::fabs(x), 1);
        product *= x;
      }
      EXPECT_EQ(data[i].y, product < 0 ? 1 : 0);
      corners.emplace(data[i].x.begin(), data[i].x.end());
    }
    // A corner of six inputs is missed with probability (1 - 1 / 32)^500: 1 in 8 million.
    EXPECT_EQ(corners.size(), std::size_t{1} << d);
  }
}

TEST(Generators, XorOfFourRowsHasTheFourCorners) {
  const Dataset data = make_xor({4, 2, 0, 1}).value();
  std::set<std::vector<double>> corners;
  for (std::size_t i = 0; i < 4; ++i) corners.emplace(data[i].x.begin(), data[i].x.end());
  EXPECT_EQ(corners.size(), 4U);
}

TEST(Generators, RefuseWhatTheyCannotMake) {
  const double infinite = std::numeric_limits<double>::infinity();
  const std::array<std::pair<GeneratorOptions, std::string>, 8> wrong = {{
      {{1, 2, 1, 0}, "--rows"},
      {{2, 0, 1, 0}, "--inputs"},
      {{std::size_t{1} << 40, std::size_t{1} << 40, 1, 0}, "--rows"},
      {{2, 2, -0.5, 0}, "--noise"},
      {{2, 2, infinite, 0}, "--noise"},
      {{2, 2, noise_limit, 0}, "--noise"},
      {{2, 2, 1e300, 0}, "--noise"},
      {{2, 2, std::nan(""), 0}, "--noise"},
  }};
  for (const auto& [options, where] : wrong) {
    for (const DatasetRow& row : dataset_table()) {
      if (!row.takes_options) continue;
      const Result<Dataset> data = row.make(options);
      ASSERT_FALSE(data.has_value()) << row.name;
      EXPECT_EQ(data.error().kind, ErrorKind::usage);
      EXPECT_EQ(data.error().where, where);
      EXPECT_NE(data.error().message.find("found"), std::string::npos);
    }
  }
}

TEST(Generators, TakeTheFewestInputsOfTheirRow) {
  for (const DatasetRow& row : dataset_table()) {
    if (!row.takes_options) continue;
    EXPECT_TRUE(row.make({9, row.fewest_inputs, row.noise, 0}).has_value()) << row.name;
    const Result<Dataset> fewer = row.make({9, row.fewest_inputs - 1, row.noise, 0});
    ASSERT_FALSE(fewer.has_value()) << row.name;
    EXPECT_EQ(fewer.error().where, "--inputs");
  }
}

TEST(Generators, HaveTheNoiseOfTheirRowWhereNothingIsSaid) {
  for (const DatasetRow& row : dataset_table()) {
    EXPECT_EQ(row.make({40, 2, {}, 3}).value().sha256(),
              row.make({40, 2, row.noise, 3}).value().sha256())
        << row.name;
  }
}

TEST(Generators, EveryRowOfTheTableMakesWhatItNames) {
  std::set<std::string_view> names;
  for (const DatasetRow& row : dataset_table()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name << " stands twice";
    EXPECT_EQ(find_dataset(row.name), &row);
    EXPECT_FALSE(row.summary.empty());
    const Result<Dataset> data = row.make({30, 4, 0.5, 9});
    ASSERT_TRUE(data.has_value());
    EXPECT_EQ(data->name(), row.name);
    EXPECT_GT(data->positives(), 0U);
    EXPECT_LT(data->positives(), data->length());
    EXPECT_EQ(data->length() == 30 && data->columns() == 4, row.takes_options);
  }
  EXPECT_EQ(find_dataset("moon"), nullptr);
}

}  // namespace
}  // namespace logitlab
