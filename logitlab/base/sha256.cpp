// SPDX-License-Identifier: MIT
//
// The problem: a 256-bit name for a sequence of bytes. Cost: 64 rounds for each 64 bytes, about 200
// MB/s. Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 6.2; the names a to h and the sigmas are
// its own.
#include "logitlab/base/sha256.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace logitlab {
namespace {

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr std::array<std::uint32_t, 64> round_constants = {
    0x428a2f98U, 0x71374491U, 0xb5c0fbcfU, 0xe9b5dba5U, 0x3956c25bU, 0x59f111f1U, 0x923f82a4U,
    0xab1c5ed5U, 0xd807aa98U, 0x12835b01U, 0x243185beU, 0x550c7dc3U, 0x72be5d74U, 0x80deb1feU,
    0x9bdc06a7U, 0xc19bf174U, 0xe49b69c1U, 0xefbe4786U, 0x0fc19dc6U, 0x240ca1ccU, 0x2de92c6fU,
    0x4a7484aaU, 0x5cb0a9dcU, 0x76f988daU, 0x983e5152U, 0xa831c66dU, 0xb00327c8U, 0xbf597fc7U,
    0xc6e00bf3U, 0xd5a79147U, 0x06ca6351U, 0x14292967U, 0x27b70a85U, 0x2e1b2138U, 0x4d2c6dfcU,
    0x53380d13U, 0x650a7354U, 0x766a0abbU, 0x81c2c92eU, 0x92722c85U, 0xa2bfe8a1U, 0xa81a664bU,
    0xc24b8b70U, 0xc76c51a3U, 0xd192e819U, 0xd6990624U, 0xf40e3585U, 0x106aa070U, 0x19a4c116U,
    0x1e376c08U, 0x2748774cU, 0x34b0bcb5U, 0x391c0cb3U, 0x4ed8aa4aU, 0x5b9cca4fU, 0x682e6ff3U,
    0x748f82eeU, 0x78a5636fU, 0x84c87814U, 0x8cc70208U, 0x90befffaU, 0xa4506cebU, 0xbef9a3f7U,
    0xc67178f2U};

std::uint32_t big_endian_word(const std::byte* bytes) {
  std::uint32_t word = 0;
  for (int i = 0; i < 4; ++i) word = (word << 8) | std::to_integer<std::uint32_t>(bytes[i]);
  return word;
}

// W of section 6.2.2: the 16 words of the block, stretched to 64.
std::array<std::uint32_t, 64> message_schedule(const std::byte* block) {
  std::array<std::uint32_t, 64> w;
  for (std::size_t t = 0; t < 16; ++t) w[t] = big_endian_word(block + 4 * t);
  for (std::size_t t = 16; t < 64; ++t) {
    const std::uint32_t early = w[t - 15], late = w[t - 2];
    const std::uint32_t sigma0 = std::rotr(early, 7) ^ std::rotr(early, 18) ^ (early >> 3);
    const std::uint32_t sigma1 = std::rotr(late, 17) ^ std::rotr(late, 19) ^ (late >> 10);
    w[t] = sigma1 + w[t - 7] + sigma0 + w[t - 16];
  }
  return w;
}

}  // namespace

void Sha256::compress(const std::byte* block) {
  const std::array<std::uint32_t, 64> w = message_schedule(block);
  auto [a, b, c, d, e, f, g, h] = state_;
  for (std::size_t t = 0; t < 64; ++t) {
    const std::uint32_t big_sigma1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
    const std::uint32_t choice = (e & f) ^ (~e & g);
    const std::uint32_t t1 = h + big_sigma1 + choice + round_constants[t] + w[t];
    const std::uint32_t big_sigma0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
    const std::uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + big_sigma0 + majority;
  }
  const std::array<std::uint32_t, 8> mixed = {a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < 8; ++i) state_[i] += mixed[i];
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
    compress(pending_.data());
  }
  // 2. Whole blocks from where they lie.
  for (; bytes.size() >= 64; bytes = bytes.subspan(64)) compress(bytes.data());
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
