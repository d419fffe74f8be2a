// SPDX-License-Identifier: MIT
//
// SHA-256 (FIPS 180-4), for names of what was computed: a trajectory, a data set, a model file.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace logitlab {

// Give it bytes in pieces of any size, then ask. One object belongs to one thread; a copy continues
// on its own.
class Sha256 {
 public:
  Sha256& update(std::span<const std::byte> bytes);
  Sha256& update(std::string_view text);

  // The eight bytes of an IEEE double, lowest first, on every machine.
  Sha256& update_le(double value);

  // The hash of what was given so far; more may be given after it.
  std::array<std::uint8_t, 32> digest() const;

  // The same as 64 lower-case hexadecimal digits.
  std::string hex() const;

 private:
  void compress(const std::byte* blocks, std::size_t count);

  // The first 32 bits of the fractional parts of the square roots of the first eight primes.
  std::array<std::uint32_t, 8> state_ = {0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU,
                                         0x510e527fU, 0x9b05688cU, 0x1f83d9abU, 0x5be0cd19U};
  std::array<std::byte, 64> pending_{};  // the last length_ % 64 bytes, not yet compressed
  std::uint64_t length_ = 0;             // bytes given so far
};

}  // namespace logitlab
