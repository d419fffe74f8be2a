// SPDX-License-Identifier: MIT
//
// The problem: value, slope and curvature of a loss for many margins, at the speed of the vector
// unit. Each loop calls the loss's inlined terms() and writes arrays, without a branch or a sum, so
// that the compiler vectorises it; sums follow in a loop of their own over a stretch that is still
// in the nearest cache. Cost: one exp and at most two logs a row; memory: one stretch.
#include "logitlab/compute/row_loops.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <variant>

#include "logitlab/compute/instruction_set.hpp"
#include "logitlab/compute/lanes.hpp"

namespace logitlab {
namespace {

// Rows at a time; a multiple of the lanes. 512 doubles are 4 KB: the arrays of one stretch fit into
// a first cache of 32 KB with room to spare.
constexpr std::size_t stretch = 512;
static_assert(stretch % lanes::count == 0);

// Where the terms of m rows are read and written.
template <std::floating_point Real>
struct Arrays {
  const Real* eta;
  const Real* y;
  const Real* scale;
  std::size_t m;
};

// write(i, terms of row i) for all rows, with the widest vectors at hand.
template <std::floating_point Real, class Write>
void for_each_row(const Loss& loss, const Arrays<Real>& rows, const Write& write) {
  static const InstructionSet set = detect_instruction_set();
  std::visit(
      [&](const auto& any) {
        run_on(set, [&loss = any, rows, write] {
          // Copies, so that the compiler sees that no write can change them.
          const auto l = loss;
          const Arrays<Real> a = rows;
          const Write to = write;
          for (std::size_t i = 0; i < a.m; ++i) to(i, l.terms(a.eta[i], a.y[i], a.scale[i]));
        });
      },
      loss);
}

[[maybe_unused]] bool fits(const MarginRows<double>& rows) {  // read by assertions only
  return rows.y.size() == rows.eta.size() &&
         (rows.scale.empty() || rows.scale.size() == rows.eta.size());
}

// each(first, rows) for stretch after stretch; scales are made an array where they are equal.
template <class Each>
void for_each_stretch(const MarginRows<double>& rows, const Each& each) {
  std::array<double, stretch> equal;
  if (rows.scale.empty())
    std::fill_n(equal.begin(), std::min(stretch, rows.eta.size()), rows.equal_scale);
  for (std::size_t first = 0; first < rows.eta.size(); first += stretch) {
    const std::size_t m = std::min(stretch, rows.eta.size() - first);
    each(first,
         Arrays<double>{.eta = rows.eta.data() + first,
                        .y = rows.y.data() + first,
                        .scale = rows.scale.empty() ? equal.data() : rows.scale.data() + first,
                        .m = m});
  }
}

}  // namespace

double sum_of_values(const Loss& loss, const MarginRows<double>& rows) {
  assert(fits(rows));
  double total = 0;
  for_each_stretch(rows, [&](std::size_t, const Arrays<double>& part) {
    std::array<double, stretch> value;
    for_each_row(loss, part, [out = value.data()](std::size_t i, const Terms<double>& terms) {
      out[i] = terms.value;
    });
    total += lanes::sum(CVec(value.data(), part.m));
  });
  return total;
}

double values_and_slopes(const Loss& loss, const MarginRows<double>& rows, Vec slope) {
  assert(fits(rows) && slope.size() == rows.eta.size());
  double total = 0;
  for_each_stretch(rows, [&](std::size_t first, const Arrays<double>& part) {
    std::array<double, stretch> value;
    for_each_row(
        loss, part,
        [out = value.data(), s = slope.data() + first](std::size_t i, const Terms<double>& terms) {
          out[i] = terms.value;
          s[i] = terms.slope;
        });
    total += lanes::sum(CVec(value.data(), part.m));
  });
  return total;
}

void curvatures(const Loss& loss, const MarginRows<double>& rows, Vec curvature) {
  assert(fits(rows) && curvature.size() == rows.eta.size());
  for_each_stretch(rows, [&](std::size_t first, const Arrays<double>& part) {
    for_each_row(loss, part,
                 [c = curvature.data() + first](std::size_t i, const Terms<double>& terms) {
                   c[i] = terms.curvature;
                 });
  });
}

template <std::floating_point Real>
void row_terms(const Loss& loss, const MarginRows<Real>& rows,
               std::type_identity_t<std::span<Real>> value,
               std::type_identity_t<std::span<Real>> slope) {
  const std::size_t m = rows.eta.size();
  assert(rows.y.size() == m && rows.scale.size() == m && value.size() == m && slope.size() == m);
  for_each_row(
      loss,
      Arrays<Real>{.eta = rows.eta.data(), .y = rows.y.data(), .scale = rows.scale.data(), .m = m},
      [v = value.data(), s = slope.data()](std::size_t i, const Terms<Real>& terms) {
        v[i] = terms.value;
        s[i] = terms.slope;
      });
}

template void row_terms<float>(const Loss&, const MarginRows<float>&, std::span<float>,
                               std::span<float>);
template void row_terms<double>(const Loss&, const MarginRows<double>&, std::span<double>,
                                std::span<double>);

}  // namespace logitlab
