// SPDX-License-Identifier: MIT
#include "logitlab/compute/instruction_set.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <variant>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab {
namespace {

// Value, slope and curvature of 1000 rows, one after the other.
template <class Real>
std::vector<Real> all_terms(InstructionSet set, const Loss& loss) {
  const std::size_t n = 1000;
  std::vector<Real> eta(n), out(3 * n);
  Rng rng(5);
  for (Real& e : eta) e = static_cast<Real>(rng.uniform(-16, 16));  // finite for every loss
  std::visit(
      [&](const auto& l) {
        run_on(set, [l, in = eta.data(), to = out.data()] {
          for (std::size_t i = 0; i < n; ++i) {
            const Terms<Real> t = l.terms(in[i], static_cast<Real>(i % 2), Real{1} / Real{3});
            to[i] = t.value;
            to[n + i] = t.slope;
            to[2 * n + i] = t.curvature;
          }
        });
      },
      loss);
  return out;
}

TEST(InstructionSets, AllThatAreHereGiveTheSameBits) {
  const InstructionSet widest = detect_instruction_set();
  for (const LossRow& row : loss_table()) {
    const Loss loss = row.make(0);
    const auto expected = all_terms<double>(InstructionSet::baseline, loss);
    const auto expected_f32 = all_terms<float>(InstructionSet::baseline, loss);
    for (const InstructionSet set : {InstructionSet::avx2, InstructionSet::avx512}) {
      if (set > widest) continue;
      EXPECT_EQ(all_terms<double>(set, loss), expected) << row.name;
      EXPECT_EQ(all_terms<float>(set, loss), expected_f32) << row.name;
    }
  }
}

}  // namespace
}  // namespace logitlab
