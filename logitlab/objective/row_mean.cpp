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
#include <cassert>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/compute/lanes.hpp"
#include "logitlab/objective/empirical_risk.hpp"

namespace logitlab {
namespace {

// The parts of F as numbers of type Real.
template <std::floating_point Real>
struct RowData {
  std::size_t n, d;
  bool intercept;
  std::vector<Real> x;               // n x d, row-major
  std::vector<Real> y;               // n
  std::vector<Real> weight, offset;  // n, or empty: all one, all zero
  std::vector<Real> ridge;           // d, l2 times the column's factor; or empty: all zero
};

template <std::floating_point Real>
std::vector<Real> rounded(CVec values) {
  std::vector<Real> result;
  result.reserve(values.size());
  for (const double value : values) result.push_back(static_cast<Real>(value));
  return result;
}

template <std::floating_point Real>
RowData<Real> copy_rows(const LinearModel& model) {
  RowData<Real> data{.n = model.x.rows(),
                     .d = model.x.columns(),
                     .intercept = model.intercept,
                     .x = {},
                     .y = rounded<Real>(model.y),
                     .weight = rounded<Real>(model.weight),
                     .offset = rounded<Real>(model.offset),
                     .ridge = {}};
  data.x.reserve(data.n * data.d);
  std::vector<double> row(data.d);
  for (std::size_t i = 0; i < data.n; ++i) {
    model.x.copy_row(i, row);
    for (const double value : row) data.x.push_back(static_cast<Real>(value));
  }
  if (model.penalty.l2 != 0) {
    for (std::size_t j = 0; j < data.d; ++j) {
      const double factor = model.penalty.factor.empty() ? 1.0 : model.penalty.factor[j];
      data.ridge.push_back(static_cast<Real>(model.penalty.l2 * factor));
    }
  }
  return data;
}

template <std::floating_point Real, MarginLoss<Real> L>
class LinearRowMean final : public RowMean<Real> {
 public:
  LinearRowMean(RowData<Real> data, const L& loss) : data_(std::move(data)), loss_(loss) {}

  std::size_t rows() const override { return data_.n; }
  std::size_t dimension() const override { return data_.d + (data_.intercept ? 1 : 0); }

  Real value_and_gradient(std::span<const Row> rows, std::span<const Real> w,
                          std::span<Real> gradient) const override {
    assert(w.size() == dimension() && gradient.size() == dimension() && !rows.empty());
    return data_.d == 1 && data_.intercept ? line_value_and_gradient(rows, w, gradient)
                                           : any_value_and_gradient(rows, w, gradient);
  }

  bool hessian(std::span<const Row> rows, std::span<const Real> w, Mat h) const override;

 private:
  const Real* x(std::size_t i) const { return data_.x.data() + i * data_.d; }

  // x_i . w + b + o_i.
  Real margin(std::size_t i, std::span<const Real> w) const {
    Real eta = lanes::dot(std::span<const Real>(x(i), data_.d), w.first(data_.d));
    if (data_.intercept) eta += w[data_.d];
    if (!data_.offset.empty()) eta += data_.offset[i];
    return eta;
  }

  // Row i's weight for a total of one.
  Real scale(std::size_t i, Real total_weight) const {
    return (data_.weight.empty() ? Real{1} : data_.weight[i]) / total_weight;
  }

  Real total_weight(std::span<const Row> rows) const {
    if (data_.weight.empty()) return static_cast<Real>(rows.size());
    Real total = 0;
    for (const Row i : rows) total += data_.weight[i];
    return total;
  }

  Real any_value_and_gradient(std::span<const Row> rows, std::span<const Real> w,
                              std::span<Real> gradient) const;
  Real line_value_and_gradient(std::span<const Row> rows, std::span<const Real> w,
                               std::span<Real> gradient) const;

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
  L loss_;
};

template <std::floating_point Real, MarginLoss<Real> L>
Real LinearRowMean<Real, L>::any_value_and_gradient(std::span<const Row> rows,
                                                    std::span<const Real> w,
                                                    std::span<Real> gradient) const {
  const Real total = total_weight(rows);
  Real value = 0, b_slope = 0;
  std::ranges::fill(gradient, Real{0});
  for (const Row i : rows) {
    const Terms<Real> terms = loss_.terms(margin(i, w), data_.y[i], scale(i, total));
    value += terms.value;
    for (std::size_t j = 0; j < data_.d; ++j) gradient[j] += terms.slope * x(i)[j];
    b_slope += terms.slope;
  }
  if (data_.intercept) gradient[data_.d] = b_slope;
  return value + add_penalty(w, gradient);
}

// One input and an intercept, the lab: the same operations in the same order, with both sums in
// registers.
template <std::floating_point Real, MarginLoss<Real> L>
Real LinearRowMean<Real, L>::line_value_and_gradient(std::span<const Row> rows,
                                                     std::span<const Real> w,
                                                     std::span<Real> gradient) const {
  const Real total = total_weight(rows);
  Real value = 0, w_slope = 0, b_slope = 0;
  for (const Row i : rows) {
    Real eta = data_.x[i] * w[0] + w[1];
    if (!data_.offset.empty()) eta += data_.offset[i];
    const Terms<Real> terms = loss_.terms(eta, data_.y[i], scale(i, total));
    value += terms.value;
    w_slope += terms.slope * data_.x[i];
    b_slope += terms.slope;
  }
  gradient[0] = w_slope;
  gradient[1] = b_slope;
  return value + add_penalty(w, gradient);
}

template <std::floating_point Real, MarginLoss<Real> L>
bool LinearRowMean<Real, L>::hessian(std::span<const Row> rows, std::span<const Real> w,
                                     Mat h) const {
  assert(h.rows == dimension() && h.columns == dimension() && !rows.empty());
  const std::size_t d = data_.d, n = dimension();
  const Real total = total_weight(rows);
  const auto input = [&](std::size_t i, std::size_t j) {
    return j < d ? static_cast<double>(x(i)[j]) : 1.0;
  };

  // The lower triangle, summed in double; the upper one mirrors it.
  for (std::size_t j = 0; j < n; ++j) std::ranges::fill(h.row(j), 0.0);
  for (const Row i : rows) {
    const double curvature =
        static_cast<double>(loss_.terms(margin(i, w), data_.y[i], scale(i, total)).curvature);
    for (std::size_t j = 0; j < n; ++j) {
      const double factor = curvature * input(i, j);
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
  return std::visit(
      [&](const auto& l) -> std::unique_ptr<RowMean<Real>> {
        using L = std::remove_cvref_t<decltype(l)>;
        return std::make_unique<LinearRowMean<Real, L>>(copy_rows<Real>(model), l);
      },
      loss);
}

template std::unique_ptr<RowMean<float>> make_row_mean<float>(const LinearModel&, const Loss&);
template std::unique_ptr<RowMean<double>> make_row_mean<double>(const LinearModel&, const Loss&);

}  // namespace logitlab
