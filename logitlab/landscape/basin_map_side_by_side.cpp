// SPDX-License-Identifier: MIT
//
// The problem: train from thousands of starts, each with the bits it has alone. Given: a solver
// that is the stochastic loop with a rule under which no parameter sees another. All runs take the
// same batches in the same order, so they advance together: `width` runs stand side by side,
// parameter by parameter, and each operation of a step is a loop over them, which becomes vectors;
// the rule sees one run with `width` times as many parameters. A run whose step is not finite
// stands still from there on, as it does in the solver. Cost: one exp a row, run and step; memory:
// some KB a parameter.
#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/compute/instruction_set.hpp"
#include "logitlab/data/loader.hpp"
#include "logitlab/landscape/basin_map_margins.hpp"
#include "logitlab/landscape/basin_map_training.hpp"

namespace logitlab {
namespace {

// Runs side by side. 128 doubles are 1 KB: with one input all arrays of a step fit into a first
// cache of 32 KB; fewer runs leave the loops too short (64: 8 % slower; 256: no faster).
constexpr std::size_t width = 128;

// The loop asks of each step whether the loss of its batch is finite. Where all numbers of the data
// are at most this (a power of two, 2^30 in float, 2^250 in double) and so are the parameters, the
// losses that are finite everywhere cannot but be: |eta| <= (d + 1) ordinary^2 is far from the end
// of the range. Then the value itself, half of the cost of the cross-entropy, is left out.
template <std::floating_point Real>
constexpr Real ordinary = static_cast<Real>(std::is_same_v<Real, float> ? 0x1p30 : 0x1p250);

template <class L>
constexpr bool finite_everywhere =
    std::is_same_v<L, CrossEntropy> || std::is_same_v<L, SquaredError>;

template <std::floating_point Real>
bool all_ordinary(std::span<const Real> numbers) {
  for (const Real a : numbers) {
    if (!(std::fabs(a) <= ordinary<Real>)) return false;
  }
  return true;
}

// The state of `width` runs; parameter j of run s stands at j * width + s.
template <std::floating_point Real>
struct Runs {
  explicit Runs(std::size_t dimension)
      : w(dimension * width), gradient(w.size()), next(w.size()), wide(w.size()) {}

  std::vector<Real> w, gradient, next;
  std::vector<double> wide;                // w for the count of right rows
  std::array<Real, width> value, stopped;  // stopped: 0 while all was finite, NaN after
  std::array<Real, width> widest;          // the largest |parameter| so far
  std::array<double, width> right;         // rows
  std::array<std::uint64_t, width> perfect_from;
};

template <std::floating_point Real>
class SideBySide final : public BasinTrainer {
 public:
  explicit SideBySide(const BasinTask& task)
      : task_(task),
        rows_(copy_rows<Real>(task.model)),
        rows_f64_(copy_rows<double>(task.model)),
        runs_(task.model.dimension()),
        ordinary_data_(all_ordinary<Real>(rows_.x) && all_ordinary<Real>(rows_.offset) &&
                       all_ordinary<Real>(rows_.ridge) && all_ordinary<Real>(rows_.weight)) {}

  std::size_t width() const override { return logitlab::width; }
  void train(std::size_t first, std::size_t count, BasinMap& map) override;

 private:
  std::size_t dimension() const { return task_.model.dimension(); }

  void load(std::size_t first, std::size_t count, const BasinMap& map);
  // From the loaded starts to the end. False if it was assumed that losses are finite and a run
  // went where that is not known.
  template <class L, bool see_value>
  bool run(const L& loss);
  template <class L, bool see_value>
  void add_gradient(const L& loss, std::span<const Row> batch);
  template <bool see_value>
  void keep();
  void look(std::uint64_t epoch);
  void write(std::size_t first, std::size_t count, BasinMap& map) const;

  std::unique_ptr<UpdateRule<Real>> make_rule() const {
    const std::size_t parameters = dimension() * logitlab::width;
    if constexpr (std::is_same_v<Real, float>) {
      return task_.solver.rule.float32(task_.options, parameters);
    } else {
      return task_.solver.rule.float64(task_.options, parameters);
    }
  }

  Real total_weight(std::span<const Row> batch) const {
    if (rows_.weight.empty()) return static_cast<Real>(batch.size());
    Real total = 0;
    for (const Row i : batch) total += rows_.weight[i];
    return total;
  }

  BasinTask task_;
  RowData<Real> rows_;
  RowData<double> rows_f64_;
  Runs<Real> runs_;
  bool ordinary_data_;
  InstructionSet set_ = detect_instruction_set();
};

template <std::floating_point Real>
void SideBySide<Real>::train(std::size_t first, std::size_t count, BasinMap& map) {
  std::visit(
      [&](const auto& loss) {
        using L = std::remove_cvref_t<decltype(loss)>;
        load(first, count, map);
        if constexpr (finite_everywhere<L>) {
          if (ordinary_data_ && run<L, false>(loss)) return;
          load(first, count, map);
        }
        run<L, true>(loss);
      },
      task_.loss);
  write(first, count, map);
}

template <std::floating_point Real>
void SideBySide<Real>::load(std::size_t first, std::size_t count, const BasinMap& map) {
  for (std::size_t s = 0; s < logitlab::width; ++s) {
    const std::size_t start = first + (s < count ? s : count - 1);  // the rest repeats the last
    for (std::size_t j = 0; j < dimension(); ++j) {
      runs_.w[j * logitlab::width + s] = static_cast<Real>(map.end[start * dimension() + j]);
    }
  }
  runs_.widest.fill(0);
  for (std::size_t k = 0; k < runs_.w.size(); ++k) {
    Real& widest = runs_.widest[k % logitlab::width];
    widest = std::max(widest, std::fabs(runs_.w[k]));
  }
  runs_.stopped.fill(0);
  runs_.perfect_from.fill(BasinMap::never);
}

template <std::floating_point Real>
template <class L, bool see_value>
bool SideBySide<Real>::run(const L& loss) {
  const std::unique_ptr<UpdateRule<Real>> rule = make_rule();
  DataLoader loader(rows_.n, task_.options.loader);
  std::uint64_t step = 0;
  look(0);
  for (std::uint64_t epoch = 1; epoch <= task_.epochs; ++epoch) {
    loader.start_epoch(epoch);
    const Real rate = static_cast<Real>(rate_in_epoch(task_.options, epoch));
    for (std::size_t k = 0; k < loader.batches_per_epoch(); ++k) {
      add_gradient<L, see_value>(loss, loader.batch(k));
      rule->apply(++step, rate, runs_.w, runs_.gradient, runs_.next);
      keep<see_value>();
    }
    if (!see_value && !(all_ordinary<Real>(runs_.widest) && all_ordinary<Real>(runs_.stopped))) {
      return false;
    }
    look(epoch);
  }
  return true;
}

// Row by row as RowMean adds them.
template <std::floating_point Real>
template <class L, bool see_value>
void SideBySide<Real>::add_gradient(const L& any_loss, std::span<const Row> batch) {
  const Real total = total_weight(batch);
  const auto loop = [this, any_loss, batch, total] {
    constexpr std::size_t m = logitlab::width;
    const L loss = any_loss;
    const std::size_t d = rows_.d;
    std::array<Real, m> eta, slope, value;
    Real* const gradient = runs_.gradient.data();
    std::fill_n(gradient, runs_.gradient.size(), Real{0});
    if constexpr (see_value) value.fill(0);
    for (const Row i : batch) {
      margins_side_by_side<m>(rows_, i, runs_.w.data(), eta.data());
      const Real y = rows_.y[i];
      const Real scale = (rows_.weight.empty() ? Real{1} : rows_.weight[i]) / total;
      for (std::size_t s = 0; s < m; ++s) {
        const Terms<Real> terms = loss.terms(eta[s], y, scale);
        slope[s] = terms.slope;
        if constexpr (see_value) value[s] += terms.value;
      }
      if (rows_.intercept) {
        for (std::size_t s = 0; s < m; ++s) gradient[d * m + s] += slope[s];
      }
      const Real* x = rows_.x.data() + i * d;
      for (std::size_t j = 0; j < d; ++j) {
        const Real factor = x[j];
        for (std::size_t s = 0; s < m; ++s) gradient[j * m + s] += slope[s] * factor;
      }
    }
    if (!rows_.ridge.empty()) {
      std::array<Real, m> penalty{};
      for (std::size_t j = 0; j < rows_.ridge.size(); ++j) {
        const Real ridge = rows_.ridge[j];
        const Real* w = runs_.w.data() + j * m;
        for (std::size_t s = 0; s < m; ++s) {
          gradient[j * m + s] += ridge * w[s];
          penalty[s] += ridge * w[s] * w[s];
        }
      }
      if constexpr (see_value) {
        for (std::size_t s = 0; s < m; ++s) value[s] += penalty[s] / Real{2};
      }
    }
    if constexpr (see_value) runs_.value = value;
  };
  run_on(set_, loop);
}

// The new parameters of each run in which all is finite, from its first step on. Where values are
// not seen, a number that is not finite ends the map of these starts this way (see run), and so
// what stands there after it does not matter: a gradient that is not finite makes its parameter so.
template <std::floating_point Real>
template <bool see_value>
void SideBySide<Real>::keep() {
  constexpr std::size_t m = logitlab::width;
  const auto loop = [this] {
    std::array<Real, m> stopped = runs_.stopped, widest = runs_.widest;
    // a - a is 0 for a finite a, else NaN, which stays.
    if constexpr (see_value) {
      for (std::size_t s = 0; s < m; ++s) stopped[s] += runs_.value[s] - runs_.value[s];
    }
    for (std::size_t j = 0; j < dimension(); ++j) {
      const Real* g = runs_.gradient.data() + j * m;
      const Real* next = runs_.next.data() + j * m;
      for (std::size_t s = 0; s < m; ++s) {
        stopped[s] += next[s] - next[s];
        if constexpr (see_value) stopped[s] += g[s] - g[s];
      }
    }
    for (std::size_t j = 0; j < dimension(); ++j) {
      Real* w = runs_.w.data() + j * m;
      const Real* next = runs_.next.data() + j * m;
      for (std::size_t s = 0; s < m; ++s) {
        w[s] = !see_value || stopped[s] == 0 ? next[s] : w[s];
        const Real size = std::fabs(w[s]);
        widest[s] = size > widest[s] ? size : widest[s];
      }
    }
    runs_.stopped = stopped;
    runs_.widest = widest;
  };
  run_on(set_, loop);
}

// Counts right rows, in double whatever the run's precision is.
template <std::floating_point Real>
void SideBySide<Real>::look(std::uint64_t epoch) {
  const auto loop = [this] {
    constexpr std::size_t m = logitlab::width;
    std::array<double, m> eta, right{};
    for (std::size_t k = 0; k < runs_.w.size(); ++k) {
      runs_.wide[k] = static_cast<double>(runs_.w[k]);
    }
    for (std::size_t i = 0; i < rows_f64_.n; ++i) {
      margins_side_by_side<m>(rows_f64_, i, runs_.wide.data(), eta.data());
      const bool one = rows_f64_.y[i] > 0.5;
      const double above = one ? 1 : 0, below = one ? 0 : 1;
      for (std::size_t s = 0; s < m; ++s) right[s] += eta[s] > 0 ? above : below;
    }
    runs_.right = right;
  };
  run_on(set_, loop);
  const double all = static_cast<double>(rows_.n);
  for (std::size_t s = 0; s < logitlab::width; ++s) {
    if (runs_.right[s] < all) {
      runs_.perfect_from[s] = BasinMap::never;
    } else if (runs_.perfect_from[s] == BasinMap::never) {
      runs_.perfect_from[s] = epoch;
    }
  }
}

template <std::floating_point Real>
void SideBySide<Real>::write(std::size_t first, std::size_t count, BasinMap& map) const {
  for (std::size_t s = 0; s < count; ++s) {
    for (std::size_t j = 0; j < dimension(); ++j) {
      map.end[(first + s) * dimension() + j] =
          static_cast<double>(runs_.w[j * logitlab::width + s]);
    }
    map.accuracy[first + s] = runs_.right[s] / static_cast<double>(rows_.n);
    map.perfect_from_epoch[first + s] = runs_.perfect_from[s];
  }
}

}  // namespace

std::unique_ptr<BasinTrainer> train_side_by_side(const BasinTask& task) {
  if (task.options.precision == Precision::float32) {
    if (task.solver.rule.float32 == nullptr) return nullptr;
    return std::make_unique<SideBySide<float>>(task);
  }
  if (task.solver.rule.float64 == nullptr) return nullptr;
  return std::make_unique<SideBySide<double>>(task);
}

}  // namespace logitlab
