// SPDX-License-Identifier: MIT
//
// The problem: the 64 rounds of SHA-256 for each block. Cost: 230 ns a block in words, 35 ns by
// instructions (x86-64 with SHA-NI). Sources: FIPS 180-4, sections 4.1.2, 4.2.2, 6.2, whose names a
// to h and sigma these are; Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2,
// SHA256RNDS2, SHA256MSG1, SHA256MSG2.
#include "logitlab/base/sha256_blocks.hpp"

#include <bit>

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>
#define LOGITLAB_HAS_SHA_INSTRUCTIONS 1
#else
#define LOGITLAB_HAS_SHA_INSTRUCTIONS 0
#endif

namespace logitlab::sha256 {
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

void mix_block(State& state, const std::byte* block) {
  const std::array<std::uint32_t, 64> w = message_schedule(block);
  auto [a, b, c, d, e, f, g, h] = state;
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
  for (std::size_t i = 0; i < 8; ++i) state[i] += mixed[i];
}

#if LOGITLAB_HAS_SHA_INSTRUCTIONS

// Leaf 7 of CPUID tells of SHA, leaf 1 of SSSE3 and SSE4.1, which every processor with SHA has.
bool has_instructions() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_SSSE3) == 0 || (c & bit_SSE4_1) == 0) {
    return false;
  }
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

#define LOGITLAB_SHA gnu::target("sha,ssse3,sse4.1")

// Four words; the first of an array is the lowest.
[[LOGITLAB_SHA]] inline __m128i load(const void* four) {
  return _mm_loadu_si128(static_cast<const __m128i*>(four));
}

[[LOGITLAB_SHA]] inline __m128i words(std::uint32_t highest, std::uint32_t high, std::uint32_t low,
                                      std::uint32_t lowest) {
  const std::uint32_t four[] = {lowest, low, high, highest};
  return load(four);
}

[[LOGITLAB_SHA]] void mix_by_instructions(State& state, const std::byte* blocks,
                                          std::size_t count) {
  // The state as the instructions want it: a, b, e, f and c, d, g, h, each from the highest word.
  __m128i abef = words(state[0], state[1], state[4], state[5]);
  __m128i cdgh = words(state[2], state[3], state[6], state[7]);
  const __m128i turn_bytes = words(0x0c0d0e0fU, 0x08090a0bU, 0x04050607U, 0x00010203U);
  for (; count > 0; --count, blocks += 64) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i w[4];
    for (int i = 0; i < 4; ++i) w[i] = _mm_shuffle_epi8(load(blocks + 16 * i), turn_bytes);
    // Four rounds at a time: two, which leave the new a, b, e, f in the place of c, d, g, h, and
    // two that turn it back. w[t % 4] holds W_4t to W_4t+3 and then W_4t+16 to W_4t+19.
#pragma GCC unroll 16
    for (std::size_t t = 0; t < 16; ++t) {
      __m128i& now = w[t % 4];
      const __m128i k_and_w = _mm_add_epi32(now, load(&round_constants[4 * t]));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, k_and_w);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(k_and_w, 0x0e));
      if (t >= 12) continue;
      const __m128i next = w[(t + 1) % 4], third = w[(t + 2) % 4], last = w[(t + 3) % 4];
      const __m128i with_sigma0 = _mm_sha256msg1_epu32(now, next);
      const __m128i seven_before = _mm_alignr_epi8(last, third, 4);
      now = _mm_sha256msg2_epu32(_mm_add_epi32(with_sigma0, seven_before), last);
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  std::uint32_t first[4], second[4];
  _mm_storeu_si128(reinterpret_cast<__m128i*>(first), abef);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(second), cdgh);
  state = {first[3], first[2], second[3], second[2], first[1], first[0], second[1], second[0]};
}

#undef LOGITLAB_SHA

#endif

}  // namespace

void mix_in_words(State& state, const std::byte* blocks, std::size_t count) {
  for (; count > 0; --count, blocks += 64) mix_block(state, blocks);
}

MixBlocks find_mix_by_instructions() {
#if LOGITLAB_HAS_SHA_INSTRUCTIONS
  if (has_instructions()) return mix_by_instructions;
#endif
  return nullptr;
}

}  // namespace logitlab::sha256
