// SPDX-License-Identifier: MIT
//
// The problem: min F(w) from noisy gradients of any scale: a running mean of them is divided by the
// root of a running mean of their squares; both start at zero, and a factor makes up for that. Cost
// of a step: O(d) beside the gradient, with a root and two quotients a parameter; memory: 2 d
// numbers. D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm
// 1, with the constants given there.
#include "logitlab/solver/adam.hpp"

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "logitlab/base/math.hpp"

namespace logitlab {
namespace {

template <std::floating_point Real>
class AdamRule final : public UpdateRule<Real> {
 public:
  explicit AdamRule(std::size_t dimension) : mean_(dimension), square_(dimension) {}

  void apply(std::uint64_t k, Real rate, std::span<const Real> w, std::span<const Real> g,
             std::span<Real> next) override {
    // What the means lack of weights that add up to one, computed in double for either precision.
    const double mean_weight = 1 - math::power(mean_kept, k);
    const double square_weight = 1 - math::power(square_kept, k);
    const Real step = static_cast<Real>(static_cast<double>(rate) / mean_weight);
    const Real root = static_cast<Real>(std::sqrt(square_weight));
    for (std::size_t j = 0; j < w.size(); ++j) {
      mean_[j] = keep_mean * mean_[j] + add_mean * g[j];
      square_[j] = keep_square * square_[j] + add_square * (g[j] * g[j]);
      next[j] = w[j] - step * (mean_[j] / (std::sqrt(square_[j]) / root + tiny));
    }
  }

 private:
  static constexpr double mean_kept = 0.9, square_kept = 0.999;
  static constexpr Real keep_mean = static_cast<Real>(mean_kept);
  static constexpr Real add_mean = static_cast<Real>(1 - mean_kept);
  static constexpr Real keep_square = static_cast<Real>(square_kept);
  static constexpr Real add_square = static_cast<Real>(1 - square_kept);
  static constexpr Real tiny = static_cast<Real>(1e-8);

  std::vector<Real> mean_, square_;
};

}  // namespace

template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_adam_rule(const SolverOptions& /*options*/,
                                                 std::size_t dimension) {
  return std::make_unique<AdamRule<Real>>(dimension);
}

template std::unique_ptr<UpdateRule<float>> make_adam_rule<float>(const SolverOptions&,
                                                                  std::size_t);
template std::unique_ptr<UpdateRule<double>> make_adam_rule<double>(const SolverOptions&,
                                                                    std::size_t);

}  // namespace logitlab
