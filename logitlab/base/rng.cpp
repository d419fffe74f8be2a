// SPDX-License-Identifier: MIT
//
// The problem: numbers for shuffling, starting points and generated data that a seed fixes on every
// machine, which <random> does not promise (its distributions are left to the implementer). Cost:
// about a nanosecond for 64 bits, 15 for a normal number; memory: 48 bytes. Papers: see rng.hpp.
#include "logitlab/base/rng.hpp"

#include <bit>
#include <cassert>
#include <cmath>
#include <utility>

#include "logitlab/base/math.hpp"

namespace logitlab {
namespace {

// The output function of SplitMix64; a bijection of 64 bits that maps 0 to 0.
std::uint64_t scramble(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

struct Wide {
  std::uint64_t high, low;
};

// a * b in 128 bits, by halves: a 128-bit type is not part of the language, nor of every target.
Wide multiply(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t half = 0xffffffffU;
  const std::uint64_t low_low = (a & half) * (b & half);
  const std::uint64_t high_low = (a >> 32) * (b & half);
  const std::uint64_t low_high = (a & half) * (b >> 32);
  const std::uint64_t middle = (low_low >> 32) + (high_low & half) + low_high;
  return {(a >> 32) * (b >> 32) + (high_low >> 32) + (middle >> 32),
          (middle << 32) | (low_low & half)};
}

}  // namespace

Rng::Rng(std::uint64_t seed, std::uint64_t stream) : state_{} {
  std::uint64_t counter = seed ^ scramble(stream);
  for (std::uint64_t& word : state_) {
    counter += 0x9e3779b97f4a7c15U;  // 2^64 over the golden ratio
    word = scramble(counter);
  }
}

std::uint64_t Rng::next_u64() {
  auto& s = state_;
  const std::uint64_t result = std::rotl(s[1] * 5, 7) * 9;
  const std::uint64_t shifted = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = std::rotl(s[3], 45);
  return result;
}

double Rng::uniform() { return static_cast<double>(next_u64() >> 11) * 0x1p-53; }

double Rng::uniform(double low, double high) {
  assert(low < high);
  return low + (high - low) * uniform();
}

std::uint64_t Rng::below(std::uint64_t n) {
  assert(n > 0);
  Wide product = multiply(next_u64(), n);
  if (product.low < n) {
    const std::uint64_t rejected =
        (0 - n) % n;  // 2^64 mod n values of the low word are one too many
    while (product.low < rejected) product = multiply(next_u64(), n);
  }
  return product.high;
}

double Rng::normal() {
  if (has_spare_normal_) {
    has_spare_normal_ = false;
    return spare_normal_;
  }
  constexpr double two_pi = 0x1.921fb54442d18p+2;
  const double radius = std::sqrt(-2.0 * math::log(1.0 - uniform()));  // 1 - u is in (0, 1]
  const double angle = two_pi * uniform();
  spare_normal_ = radius * math::sin(angle);
  has_spare_normal_ = true;
  return radius * math::cos(angle);
}

void Rng::shuffle(std::span<Row> rows) {
  for (std::size_t last = rows.size(); last > 1; --last) {
    std::swap(rows[last - 1], rows[static_cast<std::size_t>(below(last))]);
  }
}

}  // namespace logitlab
