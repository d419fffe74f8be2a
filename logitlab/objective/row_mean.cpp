// SPDX-License-Identifier: MIT
//
// The problem: the mean of a loss over a few rows and its gradient, in float or double, for solvers
// that take millions of such steps.
//
// Given: row numbers in the order in which they are summed, left to right. In float32 that order,
// and the weight 1/m multiplied inside each row's terms, give the bits of PyTorch's mini-batches.
// Cost: O(d) and one call of the loss for each row; nothing is allocated. Memory: x, y, weights and
// offsets in Real, copied once.
#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/compute/lanes.hpp"
#include "logitlab/compute/row_loops.hpp"
#include "logitlab/objective/empirical_risk.hpp"
#include "logitlab/objective/row_data.hpp"

namespace logitlab {
namespace {

// Rows at a time, so that their losses are computed in vectors; the arrays of a part are 2.5 KB of
// stack. A multiple of the padding.
constexpr std::size_t part_size = 64;
// A part is filled up with rows of weight 0 to a multiple of this, four doubles or eight floats, so
// that no loop over a rest follows the vectors. (The lab's 700 steps in float64: 55 microseconds
// with eight doubles, 48 with four, 70 without vectors.)
template <std::floating_point Real>
constexpr std::size_t padding = 32 / sizeof(Real);

// A part of a batch, row by row.
template <std::floating_point Real>
struct Part {
  std::array<Real, part_size> eta, y, scale, value, slope;
};

template <std::floating_point Real>
class LinearRowMean final : public RowMean<Real> {
 public:
  LinearRowMean(RowData<Real> data, const Loss& loss) : data_(std::move(data)), loss_(loss) {}

  std::size_t rows() const override { return data_.n; }
  std::size_t dimension() const override { return data_.d + (data_.intercept ? 1 : 0); }
  Real value_and_gradient(std::span<const Row> rows, std::span<const Real> w,
                          std::span<Real> gradient) const override;
  bool hessian(std::span<const Row> rows, std::span<const Real> w, Mat h) const override;

 private:
  std::span<const Real> x(std::size_t i) const {
    return std::span<const Real>(data_.x).subspan(i * data_.d, data_.d);
  }

  // x_i . w + b + o_i.
  Real margin(std::size_t i, std::span<const Real> w) const {
    Real eta = data_.d == 1 ? data_.x[i] * w[0] : lanes::dot(x(i), w.first(data_.d));
    if (data_.intercept) eta += w[data_.d];
    if (!data_.offset.empty()) eta += data_.offset[i];
    return eta;
  }

  Real total_weight(std::span<const Row> rows) const {
    if (data_.weight.empty()) return static_cast<Real>(rows.size());
    Real total = 0;
    for (const Row i : rows) total += data_.weight[i];
    return total;
  }

  // Value and slope of at most part_size rows of a batch of that weight.
  void evaluate(std::span<const Row> rows, std::span<const Real> w, Real total,
                Part<Real>& part) const;

  // Adds the penalty's gradient; returns its value.
  Real add_penalty(std::span<const Real> w, std::span<Real> gradient) const {
    Real sum = 0;
    for (std::size_t j = 0; j < data_.ridge.size(); ++j) {
      gradient[j] += data_.ridge[j] * w[j];
      sum += data_.ridge[j] * w[j] * w[j];
    }
    return sum / Real{2};
  }

  RowData<Real> data_;
  Loss loss_;
};

template <std::floating_point Real>
void LinearRowMean<Real>::evaluate(std::span<const Row> rows, std::span<const Real> w, Real total,
                                   Part<Real>& part) const {
  std::size_t m = 0;
  for (const Row i : rows) {
    part.eta[m] = margin(i, w);
    part.y[m] = data_.y[i];
    part.scale[m] = (data_.weight.empty() ? Real{1} : data_.weight[i]) / total;
    ++m;
  }
  for (; m % padding<Real> != 0; ++m) part.eta[m] = part.y[m] = part.scale[m] = 0;
  row_terms<Real>(
      loss_,
      {.eta = {part.eta.data(), m}, .y = {part.y.data(), m}, .scale = {part.scale.data(), m}},
      {part.value.data(), m}, {part.slope.data(), m});
}

template <std::floating_point Real>
Real LinearRowMean<Real>::value_and_gradient(std::span<const Row> rows, std::span<const Real> w,
                                             std::span<Real> gradient) const {
  assert(w.size() == dimension() && gradient.size() == dimension() && !rows.empty());
  const Real total = total_weight(rows);
  const std::size_t d = data_.d;
  Real value = 0, b_slope = 0;
  std::ranges::fill(gradient, Real{0});
  for (std::size_t first = 0; first < rows.size(); first += part_size) {
    const auto some = rows.subspan(first, std::min(part_size, rows.size() - first));
    Part<Real> part;
    evaluate(some, w, total, part);
    for (std::size_t k = 0; k < some.size(); ++k) {
      value += part.value[k];
      b_slope += part.slope[k];
    }
    for (std::size_t k = 0; k < some.size(); ++k) {
      const Real* x = data_.x.data() + some[k] * d;
      for (std::size_t j = 0; j < d; ++j) gradient[j] += part.slope[k] * x[j];
    }
  }
  if (data_.intercept) gradient[d] = b_slope;
  return value + add_penalty(w, gradient);
}

template <std::floating_point Real>
bool LinearRowMean<Real>::hessian(std::span<const Row> rows, std::span<const Real> w, Mat h) const {
  assert(h.rows == dimension() && h.columns == dimension() && !rows.empty());
  const std::size_t d = data_.d, n = dimension();
  const Real total = total_weight(rows);
  const auto input = [&](std::size_t i, std::size_t j) {
    return j < d ? static_cast<double>(x(i)[j]) : 1.0;
  };

  // The lower triangle, summed in double; the upper one mirrors it.
  for (std::size_t j = 0; j < n; ++j) std::ranges::fill(h.row(j), 0.0);
  for (const Row i : rows) {
    const Real scale = (data_.weight.empty() ? Real{1} : data_.weight[i]) / total;
    const Terms<Real> terms =
        std::visit([&](const auto& l) { return l.terms(margin(i, w), data_.y[i], scale); }, loss_);
    for (std::size_t j = 0; j < n; ++j) {
      const double factor = static_cast<double>(terms.curvature) * input(i, j);
      for (std::size_t l = 0; l <= j; ++l) h(j, l) += factor * input(i, l);
    }
  }
  for (std::size_t j = 0; j < data_.ridge.size(); ++j) {
    h(j, j) += static_cast<double>(data_.ridge[j]);
  }
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t l = 0; l < j; ++l) h(l, j) = h(j, l);
  }
  return true;
}

}  // namespace

template <std::floating_point Real>
std::unique_ptr<RowMean<Real>> make_row_mean(const LinearModel& model, const Loss& loss) {
  assert(model.penalty.l1 == 0 && model.classes == 2);
  assert(model.y.size() == model.x.rows());
  return std::make_unique<LinearRowMean<Real>>(copy_rows<Real>(model), loss);
}

template std::unique_ptr<RowMean<float>> make_row_mean<float>(const LinearModel&, const Loss&);
template std::unique_ptr<RowMean<double>> make_row_mean<double>(const LinearModel&, const Loss&);

}  // namespace logitlab
