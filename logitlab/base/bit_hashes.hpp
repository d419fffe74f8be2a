// SPDX-License-Identifier: MIT
//
// For the tests that compare builds: one SHA-256 for each group of functions of this module, over
// many fixed arguments. Two builds that print the same hashes compute the same bits.
#pragma once

#include <string>
#include <vector>

#include "logitlab/base/dense.hpp"
#include "logitlab/base/math.hpp"
#include "logitlab/base/rng.hpp"
#include "logitlab/base/sha256.hpp"
#include "logitlab/base/types.hpp"

namespace logitlab {

struct NamedHash {
  std::string name, hex;
};

// f at 100,000 equally spaced points of [low, high).
template <class F>
NamedHash hash_of_function(std::string name, F f, double low, double high) {
  constexpr int points = 100000;
  Sha256 hash;
  for (int i = 0; i < points; ++i) hash.update_le(f(low + (high - low) * i / points));
  return {std::move(name), hash.hex()};
}

inline NamedHash hash_of_normals() {
  Sha256 hash;
  Rng rng(1);
  for (int i = 0; i < 100000; ++i) hash.update_le(rng.normal());
  return {"normal", hash.hex()};
}

// Factor, solution, eigenvalues and eigenvectors of A A' + I for random A, in sizes on both sides
// of Eigen's blocks.
inline NamedHash hash_of_dense_algebra() {
  Sha256 hash;
  Rng rng(2);
  for (const std::size_t n : {1U, 2U, 3U, 8U, 31U, 40U, 100U, 130U}) {
    std::vector<double> root(n * n), a(n * n), vectors(n * n), values(n), x(n, 1.0);
    for (double& entry : root) entry = rng.normal();
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        double sum = i == j ? 1.0 : 0.0;
        for (std::size_t k = 0; k < n; ++k) sum += root[i * n + k] * root[j * n + k];
        a[i * n + j] = sum;
      }
    }
    const Mat matrix{a.data(), n, n, n};
    const bool solved = symmetric_eigen(matrix, values, Mat{vectors.data(), n, n, n});
    const bool factored = cholesky_factor(matrix);
    hash.update(solved && factored ? "done" : "failed");
    cholesky_solve(matrix, x);
    for (const auto* numbers : {&values, &vectors, &a, &x}) {
      for (const double number : *numbers) hash.update_le(number);
    }
  }
  return {"dense", hash.hex()};
}

inline std::vector<NamedHash> base_bit_hashes() {
  return {
      hash_of_function("exp", math::exp, -750.0, 711.0),
      hash_of_function("exp_near_0", math::exp, -1.0, 1.0),
      hash_of_function("log", math::log, 0.0, 4.0),
      hash_of_function("log1p", math::log1p, -1.0, 3.0),
      hash_of_function("expm1", math::expm1, -50.0, 50.0),
      hash_of_function("sin", math::sin, -1000.0, 1000.0),
      hash_of_function("cos", math::cos, -1000.0, 1000.0),
      hash_of_function("sigmoid", math::sigmoid, -50.0, 50.0),
      hash_of_function(
          "power", [](double x) { return math::power(x, 1234); }, 0.9, 1.0),
      hash_of_normals(),
      hash_of_dense_algebra(),
  };
}

}  // namespace logitlab
