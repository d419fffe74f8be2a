// SPDX-License-Identifier: MIT
//
// The problem: value, slope and curvature of a loss for many margins, at the speed of the vector
// unit. Each loop calls the loss's inlined terms() without a branch, so that the compiler can
// vectorise it; sums follow in a loop of their own over a stretch that is still in the nearest
// cache. Cost: one exp and at most two logs a row; memory: one stretch.
#include "logitlab/compute/row_loops.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <variant>

#include "logitlab/compute/lanes.hpp"

namespace logitlab {
namespace {

// Rows at a time; a multiple of the lanes. 512 doubles are 4 KB: three such arrays fit into a first
// cache of 32 KB with room to spare.
constexpr std::size_t stretch = 512;
static_assert(stretch % lanes::count == 0);

// each(i, terms of row i) for all rows. Two loops, so that equal scales cost no loads.
template <class L, class Each>
void for_each_row(const L& loss, const MarginRows& rows, std::size_t begin, std::size_t end,
                  const Each& each) {
  const double* eta = rows.eta.data();
  const double* y = rows.y.data();
  if (rows.scale.empty()) {
    for (std::size_t i = begin; i < end; ++i) each(i, loss.terms(eta[i], y[i], rows.equal_scale));
  } else {
    const double* scale = rows.scale.data();
    for (std::size_t i = begin; i < end; ++i) each(i, loss.terms(eta[i], y[i], scale[i]));
  }
}

// sum_i of what each(i, terms) returns.
template <class L, class Each>
double sum_over_rows(const L& loss, const MarginRows& rows, const Each& each) {
  std::array<double, stretch> value;
  double total = 0;
  for (std::size_t begin = 0; begin < rows.eta.size(); begin += stretch) {
    const std::size_t end = std::min(begin + stretch, rows.eta.size());
    for_each_row(loss, rows, begin, end, [&](std::size_t i, const Terms<double>& terms) {
      value[i - begin] = each(i, terms);
    });
    total += lanes::sum(std::span<const double>(value.data(), end - begin));
  }
  return total;
}

[[maybe_unused]] bool fits(const MarginRows& rows) {  // read by assertions only
  return rows.y.size() == rows.eta.size() &&
         (rows.scale.empty() || rows.scale.size() == rows.eta.size());
}

}  // namespace

double sum_of_values(const Loss& loss, const MarginRows& rows) {
  assert(fits(rows));
  return std::visit(
      [&](const auto& l) {
        return sum_over_rows(l, rows,
                             [](std::size_t, const Terms<double>& terms) { return terms.value; });
      },
      loss);
}

double values_and_slopes(const Loss& loss, const MarginRows& rows, Vec slope) {
  assert(fits(rows) && slope.size() == rows.eta.size());
  return std::visit(
      [&](const auto& l) {
        return sum_over_rows(l, rows,
                             [out = slope.data()](std::size_t i, const Terms<double>& terms) {
                               out[i] = terms.slope;
                               return terms.value;
                             });
      },
      loss);
}

void curvatures(const Loss& loss, const MarginRows& rows, Vec curvature) {
  assert(fits(rows) && curvature.size() == rows.eta.size());
  std::visit(
      [&](const auto& l) {
        for_each_row(l, rows, 0, rows.eta.size(),
                     [out = curvature.data()](std::size_t i, const Terms<double>& terms) {
                       out[i] = terms.curvature;
                     });
      },
      loss);
}

}  // namespace logitlab
