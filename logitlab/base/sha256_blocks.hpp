// SPDX-License-Identifier: MIT
// The inner loop of SHA-256, in words and in the instructions that some processors have for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace logitlab::sha256 {

using State = std::array<std::uint32_t, 8>;  // H0 to H7 of FIPS 180-4

// Mixes `count` blocks of 64 bytes into the state.
using MixBlocks = void (*)(State& state, const std::byte* blocks, std::size_t count);

// On any machine.
void mix_in_words(State& state, const std::byte* blocks, std::size_t count);

// The same with the instructions of this processor, seven times faster; null where it has none.
MixBlocks find_mix_by_instructions();

}  // namespace logitlab::sha256
