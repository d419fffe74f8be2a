// SPDX-License-Identifier: MIT
//
// Sums in eight lanes: term j goes to lane j % 8, the lanes are added in pairs, and what does not
// fill all lanes follows left to right. One order for vector units of any width: the bits do not
// depend on the instruction set. Fewer than eight terms are summed left to right.
#pragma once

#include <array>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <span>

namespace logitlab::lanes {

// Eight doubles are one register of the widest instruction set in use.
inline constexpr std::size_t count = 8;

// term(0) + ... + term(n - 1).
template <std::floating_point Real, class Term>
Real sum(std::size_t n, const Term& term) {
  Real total = 0;
  std::size_t j = 0;
  if (n >= count) {
    std::array<Real, count> lane{};
    for (; j + count <= n; j += count) {
      for (std::size_t l = 0; l < count; ++l) lane[l] += term(j + l);
    }
    total =
        ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
  }
  for (; j < n; ++j) total += term(j);
  return total;
}

template <std::floating_point Real>
Real sum(std::span<const Real> a) {
  return sum<Real>(a.size(), [a](std::size_t j) { return a[j]; });
}

template <std::floating_point Real>
Real dot(std::span<const Real> a, std::span<const Real> b) {
  assert(a.size() == b.size());
  return sum<Real>(a.size(), [a, b](std::size_t j) { return a[j] * b[j]; });
}

}  // namespace logitlab::lanes
