// SPDX-License-Identifier: MIT
//
// The problem: min F(w) where parameters differ in scale or are rarely seen: each has its own rate,
// which falls with the root of the sum of its squared gradients. Cost of a step: O(d) beside the
// gradient, with a root and a quotient a parameter; memory: d numbers. J. Duchi, E. Hazan, Y.
// Singer, "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 12,
// 2011, figure 1 with diagonal matrices. The small number that keeps 0 / 0 away is that of
// torch.optim.Adagrad.
#include "logitlab/solver/adagrad.hpp"

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace logitlab {
namespace {

template <std::floating_point Real>
class AdagradRule final : public UpdateRule<Real> {
 public:
  explicit AdagradRule(std::size_t dimension) : squares_(dimension) {}

  void apply(std::uint64_t /*k*/, Real rate, std::span<const Real> w, std::span<const Real> g,
             std::span<Real> next) override {
    for (std::size_t j = 0; j < w.size(); ++j) {
      squares_[j] += g[j] * g[j];
      next[j] = w[j] - rate * (g[j] / (std::sqrt(squares_[j]) + tiny));
    }
  }

 private:
  static constexpr Real tiny = static_cast<Real>(1e-10);

  std::vector<Real> squares_;
};

}  // namespace

template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_adagrad_rule(const SolverOptions& /*options*/,
                                                    std::size_t dimension) {
  return std::make_unique<AdagradRule<Real>>(dimension);
}

template std::unique_ptr<UpdateRule<float>> make_adagrad_rule<float>(const SolverOptions&,
                                                                     std::size_t);
template std::unique_ptr<UpdateRule<double>> make_adagrad_rule<double>(const SolverOptions&,
                                                                       std::size_t);

}  // namespace logitlab
