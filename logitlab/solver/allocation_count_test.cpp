// SPDX-License-Identifier: MIT
//
// Replaces the operators of this test program, so that a test can see whether a loop allocates. In
// a file of its own: inlined beside a `new` they would look like mismatched functions.
#include <cstdint>
#include <cstdlib>
#include <new>

#include "logitlab/solver/test_support.hpp"

namespace {
std::uint64_t count = 0;
}

void* operator new(std::size_t size) {
  ++count;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

std::uint64_t logitlab::test::allocations() { return count; }
