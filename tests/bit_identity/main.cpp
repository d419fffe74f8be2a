// SPDX-License-Identifier: MIT
//
// Prints the SHA-256 of what the engine computes, a line each. Every build of it must print the
// same.

#include <cstdint>
#include <cstdio>

#include "logitlab/logitlab.hpp"

namespace {

using logitlab::Rng;
using logitlab::Sha256;

void print(const char* what, const Sha256& hash) {
  std::printf("%-12s %s\n", what, hash.hex().c_str());
}

// A function at 200,001 points that fill its range evenly.
template <class F>
void print_function(const char* what, F function, double low, double high) {
  constexpr int points = 200'000;
  Sha256 hash;
  for (int i = 0; i <= points; ++i) {
    hash.update_le(function(low + (high - low) * i / points));
  }
  print(what, hash);
}

void print_maths() {
  namespace math = logitlab::math;
  print_function("exp", math::exp, -750.0, 712.0);
  print_function("log", math::log, 0.0, 50.0);
  print_function("log1p", math::log1p, -1.0, 3.0);
  print_function("expm1", math::expm1, -40.0, 40.0);
  print_function("sin", math::sin, -1000.0, 1000.0);
  print_function("cos", math::cos, -1000.0, 1000.0);
}

void print_random_numbers() {
  Rng rng(2026);
  Sha256 hash;
  for (int i = 0; i < 100'000; ++i) {
    hash.update_le(rng.uniform());
    hash.update_le(rng.normal());
    hash.update_le(static_cast<double>(rng.below(1000)));
  }
  print("random", hash);
}

}  // namespace

int main() {
  print_maths();
  print_random_numbers();
  return 0;
}
