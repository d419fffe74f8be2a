// SPDX-License-Identifier: MIT
//
// The problem: F(w, b) = sum_i scale_i loss(x_i . w + b + o_i, y_i) + penalty, its derivatives, and
// its restriction to a few directions, for any loss, any design matrix and any number of threads or
// machines behind the Reduction.
//
// Given: views of the data and scale_i = s_i / sum s. One pass over the rows each for value,
// gradient, Hessian and product; cost O(n d), O(n d^2) for the Hessian; memory: the margins of one
// block at a time and the totals. Rows are summed in blocks of rows_per_block.
//
// `along` computes X times origin and directions once, O(n d) for each; from there the margins are
// linear in t, so that a point costs O(n) whatever d is. The restriction is again a risk: its
// inputs are the directions' margins, its offsets those of the origin. (C.-J. Lin, R. C. Weng, S.
// S. Keerthi, Trust region Newton method for large-scale logistic regression, JMLR 9, 2008, and
// LIBLINEAR keep margins in the same way within a line search.)
#include "logitlab/objective/empirical_risk.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

#include "logitlab/compute/grid_loops.hpp"
#include "logitlab/compute/lanes.hpp"
#include "logitlab/compute/row_loops.hpp"
#include "logitlab/objective/direction_columns.hpp"
#include "logitlab/objective/quadratic.hpp"

namespace logitlab {
namespace {

// What the sum over rows needs; views that outlive the risk.
struct RiskData {
  const Design& x;
  CVec y, scale, offset;  // n each; empty scale: all equal_scale; empty offset: all zero
  double equal_scale;
  bool intercept;
  Loss loss;
  const Reduction& reduction;
};

struct RowRange {
  std::size_t first, count;
};

RowRange rows_of_block(std::size_t block, std::size_t n) {
  const std::size_t first = block * rows_per_block;
  return {first, std::min(rows_per_block, n - first)};
}

CMat as_column(CVec v) { return {v.data(), v.size(), 1, 1}; }
Mat as_column(Vec v) { return {v.data(), v.size(), 1, 1}; }

class EmpiricalRisk final : public Objective {
 public:
  EmpiricalRisk(const RiskData& data, Quadratic penalty)
      : data_(data), penalty_(std::move(penalty)) {}

  std::size_t dimension() const override { return d() + (data_.intercept ? 1 : 0); }
  double value(CVec w) const override;
  double value_and_gradient(CVec w, Vec gradient) const override;
  bool has_hessian() const override { return true; }
  bool hessian(CVec w, Mat h) const override;
  bool hessian_vector(CVec w, CVec v, Vec out) const override;
  void values_on_grid(CVec u, CVec v, Mat out) const override;
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override;

 private:
  std::size_t n() const { return data_.x.rows(); }
  std::size_t d() const { return data_.x.columns(); }

  // total = sum over blocks of body(rows of the block, part).
  template <class Body>
  void sum_over_rows(Vec total, const Body& body) const {
    data_.reduction.sum(
        block_count(n()),
        [&](std::size_t block, Vec part) { body(rows_of_block(block, n()), part); }, total);
  }

  // eta = X w + b + o on these rows.
  std::vector<double> margins(RowRange rows, CVec w) const;
  // The change of the margins along v: X v + v_b.
  std::vector<double> products(RowRange rows, CVec v) const;
  MarginRows<double> seen(RowRange rows, CVec eta) const;
  // out += [X 1]' r, `out` of dimension().
  void add_transpose(RowRange rows, CVec r, Vec out) const;

  RiskData data_;
  Quadratic penalty_;
};

std::vector<double> EmpiricalRisk::products(RowRange rows, CVec v) const {
  std::vector<double> result(rows.count);
  data_.x.multiply(rows.first, as_column(v.first(d())), as_column(Vec(result)));
  if (data_.intercept) {
    const double intercept = v[d()];
    for (double& r : result) r += intercept;
  }
  return result;
}

std::vector<double> EmpiricalRisk::margins(RowRange rows, CVec w) const {
  std::vector<double> eta = products(rows, w);
  if (!data_.offset.empty()) {
    const CVec offset = data_.offset.subspan(rows.first, rows.count);
    for (std::size_t i = 0; i < eta.size(); ++i) eta[i] += offset[i];
  }
  return eta;
}

MarginRows<double> EmpiricalRisk::seen(RowRange rows, CVec eta) const {
  return {.eta = eta,
          .y = data_.y.subspan(rows.first, rows.count),
          .scale = data_.scale.empty() ? CVec{} : data_.scale.subspan(rows.first, rows.count),
          .equal_scale = data_.equal_scale};
}

void EmpiricalRisk::add_transpose(RowRange rows, CVec r, Vec out) const {
  data_.x.add_transpose(rows.first, as_column(r), as_column(out.first(d())));
  if (data_.intercept) out[d()] += lanes::sum(r);
}

double EmpiricalRisk::value(CVec w) const {
  assert(w.size() == dimension());
  double total = 0;
  sum_over_rows(Vec(&total, 1), [&](RowRange rows, Vec part) {
    const std::vector<double> eta = margins(rows, w);
    part[0] += sum_of_values(data_.loss, seen(rows, eta));
  });
  return total + penalty_.value(w);
}

double EmpiricalRisk::value_and_gradient(CVec w, Vec gradient) const {
  assert(w.size() == dimension() && gradient.size() == dimension());
  // The gradient and, last, the value.
  std::vector<double> total(dimension() + 1);
  sum_over_rows(total, [&](RowRange rows, Vec part) {
    const std::vector<double> eta = margins(rows, w);
    std::vector<double> slope(rows.count);
    part.back() += values_and_slopes(data_.loss, seen(rows, eta), slope);
    add_transpose(rows, slope, part.first(dimension()));
  });
  std::copy_n(total.begin(), dimension(), gradient.begin());
  penalty_.add_gradient(w, gradient);
  return total.back() + penalty_.value(w);
}

bool EmpiricalRisk::hessian(CVec w, Mat h) const {
  assert(w.size() == dimension() && h.rows == dimension() && h.columns == dimension());
  // X'CX, then X'c, then sum c, with C = diag(c) the curvatures.
  std::vector<double> total(d() * d() + dimension());
  const auto gram = [&](Vec part) { return Mat{part.data(), d(), d(), d()}; };
  sum_over_rows(total, [&](RowRange rows, Vec part) {
    const std::vector<double> eta = margins(rows, w);
    std::vector<double> curvature(rows.count);
    curvatures(data_.loss, seen(rows, eta), curvature);
    data_.x.add_gram(rows.first, curvature, gram(part));
    if (data_.intercept) add_transpose(rows, curvature, part.subspan(d() * d()));
  });

  const CVec border = CVec(total).subspan(d() * d());
  for (std::size_t j = 0; j < d(); ++j) {
    std::ranges::copy(gram(total).row(j), h.row(j).begin());
    if (data_.intercept) h(j, d()) = h(d(), j) = border[j];
  }
  if (data_.intercept) h(d(), d()) = border[d()];
  penalty_.add_hessian(h);
  return true;
}

bool EmpiricalRisk::hessian_vector(CVec w, CVec v, Vec out) const {
  assert(w.size() == dimension() && v.size() == dimension() && out.size() == dimension());
  sum_over_rows(out, [&](RowRange rows, Vec part) {
    const std::vector<double> eta = margins(rows, w), change = products(rows, v);
    std::vector<double> r(rows.count);
    curvatures(data_.loss, seen(rows, eta), r);
    for (std::size_t i = 0; i < r.size(); ++i) r[i] *= change[i];
    add_transpose(rows, r, part);
  });
  penalty_.add_product(v, out);
  return true;
}

void EmpiricalRisk::values_on_grid(CVec u, CVec v, Mat out) const {
  assert(dimension() == 2 && out.rows == v.size() && out.columns == u.size());
  const std::array<double, 2> origin{}, along_u{1, 0}, along_v{0, 1};
  std::vector<double> total(u.size() * v.size());
  sum_over_rows(total, [&](RowRange rows, Vec part) {
    const std::vector<double> eta = margins(rows, origin), du = products(rows, along_u),
                              dv = products(rows, along_v);
    add_values_on_grid(data_.loss, seen(rows, eta), du, dv, u, v,
                       {part.data(), v.size(), u.size(), u.size()});
  });
  for (std::size_t j = 0; j < v.size(); ++j) {
    for (std::size_t i = 0; i < u.size(); ++i) {
      const std::array<double, 2> at{u[i], v[j]};
      out(j, i) = total[j * u.size() + i] + penalty_.value(at);
    }
  }
}

// A risk over data that it owns: the restriction of another one, or weights that were divided by
// their sum.
class OwningRisk final : public Objective {
 public:
  struct Storage {
    std::vector<double> scale, offset;
    std::unique_ptr<const Design> x;
  };

  // `data` views what `storage` owns.
  OwningRisk(Storage storage, const RiskData& data, Quadratic penalty)
      : storage_(std::move(storage)), risk_(data, std::move(penalty)) {}

  std::size_t dimension() const override { return risk_.dimension(); }
  double value(CVec w) const override { return risk_.value(w); }
  double value_and_gradient(CVec w, Vec gradient) const override {
    return risk_.value_and_gradient(w, gradient);
  }
  bool has_hessian() const override { return risk_.has_hessian(); }
  bool hessian(CVec w, Mat h) const override { return risk_.hessian(w, h); }
  bool hessian_vector(CVec w, CVec v, Vec out) const override {
    return risk_.hessian_vector(w, v, out);
  }
  void values_on_grid(CVec u, CVec v, Mat out) const override { risk_.values_on_grid(u, v, out); }
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    return risk_.along(origin, directions);
  }

 private:
  Storage storage_;  // vectors keep their memory when they are moved, so that the views stay good
  EmpiricalRisk risk_;
};

std::unique_ptr<Objective> EmpiricalRisk::along(CVec origin,
                                                std::span<const CVec> directions) const {
  assert(origin.size() == dimension() && !directions.empty());
  auto columns = std::make_unique<DirectionColumns>(n(), directions.size());
  std::vector<double> offset(n());
  // Nothing to sum: the blocks only fill their rows.
  sum_over_rows({}, [&](RowRange rows, Vec) {
    const auto at = static_cast<std::ptrdiff_t>(rows.first);
    std::ranges::copy(margins(rows, origin), offset.begin() + at);
    for (std::size_t k = 0; k < directions.size(); ++k) {
      std::ranges::copy(products(rows, directions[k]), columns->column(k).begin() + at);
    }
  });

  const RiskData restricted{.x = *columns,
                            .y = data_.y,
                            .scale = data_.scale,
                            .offset = offset,
                            .equal_scale = data_.equal_scale,
                            .intercept = false,
                            .loss = data_.loss,
                            .reduction = data_.reduction};
  return std::make_unique<OwningRisk>(
      OwningRisk::Storage{.scale = {}, .offset = std::move(offset), .x = std::move(columns)},
      restricted, penalty_.along(origin, directions));
}

Quadratic penalty_of(const LinearModel& model) {
  if (model.penalty.l2 == 0) return {};
  std::vector<double> ridge(model.dimension());  // 0 for the intercept
  for (std::size_t j = 0; j < model.x.columns(); ++j) {
    ridge[j] = model.penalty.l2 * (model.penalty.factor.empty() ? 1.0 : model.penalty.factor[j]);
  }
  return Quadratic::from_diagonal(std::move(ridge));
}

}  // namespace

std::unique_ptr<Objective> make_empirical_risk(const LinearModel& model, const Loss& loss,
                                               const Reduction& reduction) {
  const std::size_t n = model.x.rows();
  assert(n > 0 && model.y.size() == n && model.penalty.l1 == 0 && model.classes == 2);
  assert(model.weight.empty() || model.weight.size() == n);
  assert(model.offset.empty() || model.offset.size() == n);

  OwningRisk::Storage storage;
  if (!model.weight.empty()) {
    const double total = lanes::sum(model.weight);
    storage.scale.reserve(n);
    for (const double weight : model.weight) storage.scale.push_back(weight / total);
  }
  const RiskData data{.x = model.x,
                      .y = model.y,
                      .scale = storage.scale,
                      .offset = model.offset,
                      .equal_scale = 1.0 / static_cast<double>(n),
                      .intercept = model.intercept,
                      .loss = loss,
                      .reduction = reduction};
  return std::make_unique<OwningRisk>(std::move(storage), data, penalty_of(model));
}

}  // namespace logitlab
