// SPDX-License-Identifier: MIT
//
// The problem: t -> F(origin + sum_k t_k direction_k) of any objective, again as an objective.
// Chain rule: the gradient is D'g, the Hessian D'HD, with the directions as D's columns. Cost: the
// objective's own and O(dimension) for each direction; for the Hessian one product each.
#include <cassert>
#include <utility>
#include <vector>

#include "logitlab/compute/lanes.hpp"
#include "logitlab/objective/objective.hpp"

namespace logitlab {
namespace {

class Restriction final : public Objective {
 public:
  Restriction(const Objective& objective, CVec origin, std::span<const CVec> directions)
      : objective_(objective), origin_(origin.begin(), origin.end()) {
    for (const CVec direction : directions) {
      assert(direction.size() == origin.size());
      directions_.emplace_back(direction.begin(), direction.end());
    }
  }

  std::size_t dimension() const override { return directions_.size(); }

  double value(CVec t) const override { return objective_.value(point(t)); }

  double value_and_gradient(CVec t, Vec gradient) const override {
    std::vector<double> full(origin_.size());
    const double result = objective_.value_and_gradient(point(t), full);
    project(full, gradient);
    return result;
  }

  bool has_hessian() const override { return objective_.has_hessian(); }

  bool hessian(CVec t, Mat h) const override {
    assert(h.rows == dimension() && h.columns == dimension());
    const std::size_t n = origin_.size();
    std::vector<double> full(n * n), product(n);
    if (!objective_.hessian(point(t), {full.data(), n, n, n})) return false;
    for (std::size_t k = 0; k < dimension(); ++k) {
      for (std::size_t j = 0; j < n; ++j) {
        product[j] = lanes::dot(CVec(full).subspan(j * n, n), CVec(directions_[k]));
      }
      for (std::size_t l = 0; l <= k; ++l) {
        h(k, l) = h(l, k) = lanes::dot(CVec(product), CVec(directions_[l]));
      }
    }
    return true;
  }

  bool hessian_vector(CVec t, CVec v, Vec out) const override {
    std::vector<double> full(origin_.size());
    if (!objective_.hessian_vector(point(t), combination(v), full)) return false;
    project(full, out);
    return true;
  }

  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    std::vector<std::vector<double>> full;
    for (const CVec direction : directions) full.push_back(combination(direction));
    const std::vector<CVec> views(full.begin(), full.end());
    return objective_.along(point(origin), views);
  }

 private:
  // sum_k t_k direction_k.
  std::vector<double> combination(CVec t) const {
    assert(t.size() == dimension());
    std::vector<double> sum(origin_.size());
    for (std::size_t k = 0; k < t.size(); ++k) {
      for (std::size_t j = 0; j < sum.size(); ++j) sum[j] += t[k] * directions_[k][j];
    }
    return sum;
  }

  std::vector<double> point(CVec t) const {
    std::vector<double> w = combination(t);
    for (std::size_t j = 0; j < w.size(); ++j) w[j] += origin_[j];
    return w;
  }

  // out = D' full.
  void project(CVec full, Vec out) const {
    assert(out.size() == dimension());
    for (std::size_t k = 0; k < dimension(); ++k) out[k] = lanes::dot(full, CVec(directions_[k]));
  }

  const Objective& objective_;
  std::vector<double> origin_;
  std::vector<std::vector<double>> directions_;
};

}  // namespace

std::unique_ptr<Objective> restrict_by_composition(const Objective& objective, CVec origin,
                                                   std::span<const CVec> directions) {
  assert(origin.size() == objective.dimension());
  return std::make_unique<Restriction>(objective, origin, directions);
}

}  // namespace logitlab
