// SPDX-License-Identifier: MIT
//
// What the C++ library would take from an operating system, for a module that has none. Memory that
// runs out, and an assertion of the library, end the run in a trap, which the page reports.
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <new>

_LIBCPP_BEGIN_NAMESPACE_STD
// The library's own would print, and bring along all of stdio.
[[noreturn]] void __libcpp_verbose_abort(const char* /*format*/, ...) noexcept { __builtin_trap(); }

// Time stands still: what a run took is of no use to a page that measures it outside.
chrono::steady_clock::time_point chrono::steady_clock::now() noexcept { return {}; }
_LIBCPP_END_NAMESPACE_STD

// A module does not end: nothing is destroyed at its end, nor at that of its one thread.
extern "C" int __cxa_thread_atexit(void (*)(void*), void*, void*) noexcept { return 0; }
extern "C" int __cxa_atexit(void (*)(void*), void*, void*) noexcept { return 0; }

void* operator new(std::size_t size) {
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) __builtin_trap();
  return memory;
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
