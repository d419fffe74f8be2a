// SPDX-License-Identifier: MIT
//
// Random numbers that are the same everywhere: same seed, same bits, under every compiler and on
// every machine.
//
// Generator: xoshiro256** (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number
// generators", ACM TOMS 47, 2021), its state filled by SplitMix64 (G. L. Steele, D. Lea, C. H.
// Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Period 2^256 - 1. Not for
// secrets.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "logitlab/base/types.hpp"

namespace logitlab {

// One Rng belongs to one thread. Copying it copies its state: the copy gives the same numbers.
class Rng {
 public:
  // Streams of one seed start at different, scrambled places of the generator's cycle: use one for
  // each independent purpose (data, order of batches, start), so that asking one for more does not
  // move the others. Rng(seed) is stream 0.
  explicit Rng(std::uint64_t seed, std::uint64_t stream = 0);

  // The next 64 bits.
  std::uint64_t next_u64();

  // Uniform in [0, 1): a multiple of 2^-53, each equally likely.
  double uniform();

  // Uniform in [low, high), low < high, high - low finite. Rounding can give high itself where the
  // range is wide.
  double uniform(double low, double high);

  // Uniform in 0, 1, ..., n - 1 without bias; n > 0. D. Lemire, "Fast random integer generation in
  // an interval", ACM TOMACS 29, 2019.
  std::uint64_t below(std::uint64_t n);

  // Normal with mean 0 and variance 1: G. E. P. Box, M. E. Muller, Ann. Math. Statist. 29, 1958.
  // Two numbers are made at a time; the second is kept for the next call. The largest possible
  // magnitude is sqrt(2 * 53 * ln 2) = 8.57.
  double normal();

  // Every order equally likely (R. Durstenfeld's form of the Fisher-Yates shuffle, CACM 7, 1964).
  void shuffle(std::span<Row> rows);

 private:
  std::array<std::uint64_t, 4> state_;
  double spare_normal_ = 0;
  bool has_spare_normal_ = false;
};

}  // namespace logitlab
