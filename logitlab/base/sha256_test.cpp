// SPDX-License-Identifier: MIT
#include "logitlab/base/sha256.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/base/sha256_blocks.hpp"

namespace logitlab {
namespace {

std::string hash_of(std::string_view text) { return Sha256().update(text).hex(); }

// The examples that NIST publishes with FIPS 180-4.
TEST(Sha256, MatchesTheExamplesOfFips180) {
  EXPECT_EQ(hash_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hash_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hash_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hash_of(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, IsTheSameInPiecesOfAnySize) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += static_cast<char>('a' + i * i % 26);
  const std::string whole = hash_of(text);
  for (std::size_t piece = 1; piece <= 131; ++piece) {
    Sha256 hash;
    for (std::size_t at = 0; at < text.size(); at += piece) {
      hash.update(std::string_view(text).substr(at, piece));
    }
    EXPECT_EQ(hash.hex(), whole) << "pieces of " << piece;
  }
}

// Lengths around the block of 64 and around 56, where the padding needs a second block; the
// expected digest is the hash of all digests, computed with Python's hashlib.
TEST(Sha256, PadsEachLengthCorrectly) {
  Sha256 all;
  for (std::size_t length = 0; length <= 200; ++length)
    all.update(hash_of(std::string(length, 'x')));
  EXPECT_EQ(all.hex(), "75013a3fd49991ead9d8a57ea80485c088443c3406a0e8fa003ed57144041eb4");
}

TEST(Sha256, MayBeAskedInBetween) {
  Sha256 hash;
  hash.update("ab");
  const std::string early = hash.hex();
  EXPECT_EQ(early, hash_of("ab"));
  EXPECT_EQ(hash.update("c").hex(), hash_of("abc"));
}

TEST(Sha256, TakesDoublesLowestByteFirst) {
  // struct.pack("<3d", 1.5, -0.0, inf) through hashlib.
  Sha256 hash;
  hash.update_le(1.5).update_le(-0.0).update_le(std::numeric_limits<double>::infinity());
  EXPECT_EQ(hash.hex(), "ce56be1deb2764e981604c11fd0339d186ed34d1d93dbebbd3a07623b49f9ba5");
}

TEST(Sha256, GivesTheDigestAsBytesToo) {
  const auto digest = Sha256().update("abc").digest();
  EXPECT_EQ(digest[0], 0xba);
  EXPECT_EQ(digest[31], 0xad);
}

// ---- each way of mixing blocks, whichever one Sha256 takes on this machine

// Whole messages of the standard's examples: "abc" and the empty one, padded by hand to one block.
void expect_examples(sha256::MixBlocks mix) {
  const sha256::State begin = {0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU,
                               0x510e527fU, 0x9b05688cU, 0x1f83d9abU, 0x5be0cd19U};
  std::array<std::byte, 64> abc{std::byte{'a'}, std::byte{'b'}, std::byte{'c'}, std::byte{0x80}};
  abc[63] = std::byte{24};  // bits
  sha256::State state = begin;
  mix(state, abc.data(), 1);
  EXPECT_EQ(state, (sha256::State{0xba7816bfU, 0x8f01cfeaU, 0x414140deU, 0x5dae2223U, 0xb00361a3U,
                                  0x96177a9cU, 0xb410ff61U, 0xf20015adU}));
  const std::array<std::byte, 64> empty{std::byte{0x80}};
  state = begin;
  mix(state, empty.data(), 1);
  EXPECT_EQ(state, (sha256::State{0xe3b0c442U, 0x98fc1c14U, 0x9afbf4c8U, 0x996fb924U, 0x27ae41e4U,
                                  0x649b934cU, 0xa495991bU, 0x7852b855U}));
}

TEST(Sha256Blocks, InWordsMatchTheExamplesOfFips180) { expect_examples(sha256::mix_in_words); }

TEST(Sha256Blocks, ByInstructionsMatchTheExamplesOfFips180) {
  const sha256::MixBlocks mix = sha256::find_mix_by_instructions();
  if (mix == nullptr) GTEST_SKIP() << "this processor has no instructions for SHA-256";
  expect_examples(mix);
}

TEST(Sha256Blocks, ByInstructionsGiveTheBitsOfWords) {
  const sha256::MixBlocks mix = sha256::find_mix_by_instructions();
  if (mix == nullptr) GTEST_SKIP() << "this processor has no instructions for SHA-256";
  std::vector<std::byte> bytes(64 * 50 + 1);
  Rng rng(256);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(rng.below(256));
  for (const std::size_t count : {0U, 1U, 2U, 50U}) {
    sha256::State expected{}, state{};
    for (std::uint32_t& word : expected) word = static_cast<std::uint32_t>(rng.below(1ULL << 32));
    state = expected;
    sha256::mix_in_words(expected, bytes.data() + 1, count);  // at an odd address
    mix(state, bytes.data() + 1, count);
    EXPECT_EQ(state, expected) << count;
  }
}

}  // namespace
}  // namespace logitlab
