// SPDX-License-Identifier: MIT
//
// The problem: a loss over n rows at each of U x V points of a grid, n U V terms, each with an exp
// and a log if it is computed alone. Given: margins that are linear in the two coordinates. Then
//     e^-m(u, v) = e^-m(u, v0) e^-(m(u, v) - m(u, v0)),
// one factor a column and one a line: n (U + V) exps and n U V products. A loss that can be folded
// from these odds (OddsLoss) needs one log a point and some 32 rows. Cost: four operations a term
// of the cross-entropy, 0.15 ns with 512-bit vectors against 4 ns; memory: 9 KB of stack, and n V
// doubles for the factors of the lines, which all columns share.
//
// Range: rows whose margin stays within +-300 over a tile of the grid have odds and factors within
// e^+-600, and as many of them are folded together as their product allows. The other rows of that
// tile are computed one by one: far outside of it nothing is lost but time.
//
// Accuracy: a factor's error is that of its exponent, which is the margin's own, and of one exp; a
// fold adds at most three roundings of 2^-53 to the relative error of the folded sum; all of its
// terms are positive, and log1p makes none of it larger. 32 rows: 96 x 1.1e-16 = 1.1e-14.
#include "logitlab/compute/grid_loops.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <type_traits>
#include <variant>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/compute/instruction_set.hpp"
#include "logitlab/compute/lanes.hpp"
#include "logitlab/loss/terms.hpp"

namespace logitlab {
namespace {

// Points of a line at a time, and rows folded together: their factors are 8 KB, a quarter of the
// smallest first cache. (64 and 32, 32 and 64: no faster.)
constexpr std::size_t tile = 32, most_rows = 32;

constexpr double widest_margin = 300;
// Of log(prod(1 + t)); the range of a double ends at 709.
constexpr double largest_log = 700;

struct Grid {
  const MarginRows<double>& rows;
  CVec du, dv;
  CVec v;
  double middle;                    // of v
  std::vector<double> line_factor;  // of line j and row k: [j * rows + k]

  double side(std::size_t k) const { return 2 * rows.y[k] - 1; }
  // e^-(m(u, v) - m(u, middle)) of each line and row.
  void find_line_factors() {
    const std::size_t n = du.size();
    line_factor.resize(v.size() * n);
    for (std::size_t j = 0; j < v.size(); ++j) {
      const double from_middle = v[j] - middle;
      double* const factor = line_factor.data() + j * n;
      for (std::size_t k = 0; k < n; ++k) factor[k] = math::exp(from_middle * (-side(k) * dv[k]));
    }
  }
  double eta(std::size_t k, double u, double v_at) const {
    return (u * du[k] + v_at * dv[k]) + rows.eta[k];
  }
};

// A part of the grid's columns: all of its lines, `count` points of each, the last one repeated to
// fill vectors.
struct Tile {
  std::array<double, tile> u;
  std::size_t first, count;
  std::size_t width() const { return (count + lanes::count - 1) / lanes::count * lanes::count; }
};
static_assert(tile % lanes::count == 0);

// Rows to be folded together.
struct Chunk {
  std::array<std::size_t, most_rows> row;
  std::size_t count = 0;
  double log_product = 0;  // at most, over the tile
};

// The least and largest margin of a row over the tile: a linear function has them in corners.
struct MarginRange {
  double low, high;
};
MarginRange range_of(const Grid& grid, const Tile& part, std::size_t k) {
  const double side = grid.side(k);
  MarginRange range{math::detail::infinity, -math::detail::infinity};
  for (const double u : {part.u[0], part.u[tile - 1]}) {
    for (const double v : {grid.v.front(), grid.v.back()}) {
      const double m = side * grid.eta(k, u, v);
      range.low = std::fmin(range.low, m);
      range.high = std::fmax(range.high, m);
      if (std::isnan(m)) return {m, m};
    }
  }
  return range;
}

// out(j, first + i) += scale * the loss's sum over the chunk.
template <OddsLoss L>
void add_chunk(const Grid& grid, const Tile& part, const Chunk& chunk, Mat out) {
  // Filled up with rows of odds 0, which add nothing, so that four at a time are folded.
  const std::size_t m = (chunk.count + 3) / 4 * 4, width = part.width();
  std::array<std::array<double, tile>, most_rows> column;
  std::array<double, most_rows> line{};
  for (std::size_t r = 0; r < chunk.count; ++r) {
    const std::size_t k = chunk.row[r];
    const double side = grid.side(k), at_middle = grid.middle * grid.dv[k];
    for (std::size_t i = 0; i < width; ++i) {
      const double eta = (part.u[i] * grid.du[k] + at_middle) + grid.rows.eta[k];
      column[r][i] = math::exp(-side * eta);
    }
  }
  for (std::size_t r = chunk.count; r < m; ++r) column[r].fill(0);

  for (std::size_t j = 0; j < grid.v.size(); ++j) {
    const double* const factor = grid.line_factor.data() + j * grid.du.size();
    for (std::size_t r = 0; r < chunk.count; ++r) line[r] = factor[chunk.row[r]];
    std::array<double, tile> folded{};
    for (std::size_t r = 0; r < m; r += 4) {
      for (std::size_t i = 0; i < width; ++i) {
        double f = folded[i];
        f = L::fold(f, column[r][i] * line[r]);
        f = L::fold(f, column[r + 1][i] * line[r + 1]);
        f = L::fold(f, column[r + 2][i] * line[r + 2]);
        f = L::fold(f, column[r + 3][i] * line[r + 3]);
        folded[i] = f;
      }
    }
    for (std::size_t i = 0; i < width; ++i) folded[i] = L::unfold(folded[i]);
    double* const to = &out(j, part.first);
    for (std::size_t i = 0; i < part.count; ++i) to[i] += grid.rows.equal_scale * folded[i];
  }
}

// out(j, first + i) += the loss of row k.
template <class L>
void add_row(const L& loss, const Grid& grid, const Tile& part, std::size_t k, Mat out) {
  const double scale = grid.rows.scale.empty() ? grid.rows.equal_scale : grid.rows.scale[k];
  const double y = grid.rows.y[k], du = grid.du[k], eta = grid.rows.eta[k];
  const std::size_t width = part.width();
  for (std::size_t j = 0; j < grid.v.size(); ++j) {
    const double from_v = grid.v[j] * grid.dv[k];
    std::array<double, tile> value;
    for (std::size_t i = 0; i < width; ++i) {
      value[i] = loss.terms((part.u[i] * du + from_v) + eta, y, scale).value;
    }
    double* const to = &out(j, part.first);
    for (std::size_t i = 0; i < part.count; ++i) to[i] += value[i];
  }
}

template <class L>
void add_tile(const L& loss, const Grid& grid, const Tile& part, Mat out) {
  if constexpr (OddsLoss<L>) {
    if (grid.rows.scale.empty()) {
      Chunk chunk;
      for (std::size_t k = 0; k < grid.rows.eta.size(); ++k) {
        const MarginRange range = range_of(grid, part, k);
        if (!(range.low >= -widest_margin && range.high <= widest_margin)) {
          add_row(loss, grid, part, k, out);
          continue;
        }
        // log(1 + e^-m) <= max(-m, 0) + log 2.
        const double log_factor = std::fmax(-range.low, 0) + 0.7;
        if (chunk.count == most_rows || chunk.log_product + log_factor > largest_log) {
          add_chunk<L>(grid, part, chunk, out);
          chunk = {};
        }
        chunk.row[chunk.count++] = k;
        chunk.log_product += log_factor;
      }
      if (chunk.count > 0) add_chunk<L>(grid, part, chunk, out);
      return;
    }
  }
  for (std::size_t k = 0; k < grid.rows.eta.size(); ++k) add_row(loss, grid, part, k, out);
}

}  // namespace

void add_values_on_grid(const Loss& loss, const MarginRows<double>& rows, CVec du, CVec dv, CVec u,
                        CVec v, Mat out) {
  assert(du.size() == rows.eta.size() && dv.size() == rows.eta.size());
  assert(out.rows == v.size() && out.columns == u.size());
  if (u.empty() || v.empty()) return;
  static const InstructionSet set = detect_instruction_set();
  Grid grid{rows, du, dv, v, v.front() / 2 + v.back() / 2, {}};
  std::visit(
      [&](const auto& any) {
        run_on(set, [&loss = any, &grid, u, out] {
          const auto l = loss;
          if constexpr (OddsLoss<std::remove_const_t<decltype(l)>>) grid.find_line_factors();
          for (std::size_t first = 0; first < u.size(); first += tile) {
            Tile part{{}, first, std::min(tile, u.size() - first)};
            for (std::size_t i = 0; i < tile; ++i) {
              part.u[i] = u[first + std::min(i, part.count - 1)];
            }
            add_tile(l, grid, part, out);
          }
        });
      },
      loss);
}

}  // namespace logitlab
