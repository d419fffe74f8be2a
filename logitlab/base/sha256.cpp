// SPDX-License-Identifier: MIT
//
// The problem: a 256-bit name for a sequence of bytes. Cost: one mix for each 64 bytes
// (sha256_blocks.cpp). Source: FIPS 180-4, sections 5.1.1 and 6.2.
#include "logitlab/base/sha256.hpp"

#include <algorithm>
#include <bit>

#include "logitlab/base/sha256_blocks.hpp"

namespace logitlab {

void Sha256::compress(const std::byte* blocks, std::size_t count) {
  static const sha256::MixBlocks by_instructions = sha256::find_mix_by_instructions();
  (by_instructions != nullptr ? by_instructions : sha256::mix_in_words)(state_, blocks, count);
}

Sha256& Sha256::update(std::span<const std::byte> bytes) {
  // 1. Fill a block that was begun.
  const std::size_t begun = static_cast<std::size_t>(length_ % 64);
  length_ += bytes.size();
  if (begun > 0) {
    const std::size_t taken = std::min(bytes.size(), 64 - begun);
    std::copy_n(bytes.begin(), taken, pending_.begin() + static_cast<std::ptrdiff_t>(begun));
    bytes = bytes.subspan(taken);
    if (begun + taken < 64) return *this;
    compress(pending_.data(), 1);
  }
  // 2. Whole blocks from where they lie.
  const std::size_t whole = bytes.size() / 64;
  if (whole > 0) compress(bytes.data(), whole);
  bytes = bytes.subspan(64 * whole);
  // 3. Keep the rest.
  std::copy(bytes.begin(), bytes.end(), pending_.begin());
  return *this;
}

Sha256& Sha256::update(std::string_view text) {
  return update(std::as_bytes(std::span(text.data(), text.size())));
}

Sha256& Sha256::update_le(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  std::array<std::byte, 8> bytes;
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<std::byte>((bits >> (8 * i)) & 0xff);
  return update(bytes);
}

std::array<std::uint8_t, 32> Sha256::digest() const {
  // Section 5.1.1: a one bit, zeros up to 8 bytes before the end of a block, the length in bits.
  Sha256 last = *this;
  std::array<std::byte, 72> padding{std::byte{0x80}};
  const std::size_t zeros_until = 1 + static_cast<std::size_t>((119 - length_ % 64) % 64);
  for (std::size_t i = 0; i < 8; ++i) {
    padding[zeros_until + i] = static_cast<std::byte>(((length_ * 8) >> (56 - 8 * i)) & 0xff);
  }
  last.update(std::span(padding).first(zeros_until + 8));

  std::array<std::uint8_t, 32> digest;
  for (std::size_t i = 0; i < 32; ++i) {
    digest[i] = static_cast<std::uint8_t>((last.state_[i / 4] >> (24 - 8 * (i % 4))) & 0xff);
  }
  return digest;
}

std::string Sha256::hex() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : digest()) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace logitlab
