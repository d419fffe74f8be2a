// SPDX-License-Identifier: MIT
//
// The problem: min F(w), convex, at the best rate that gradients allow: the gradient is taken where
// the velocity v leads. Cost of a step: O(d) beside the gradient; memory: d numbers. Yu. Nesterov,
// "A method for solving the convex programming problem with convergence rate O(1/k^2)", Dokl. Akad.
// Nauk SSSR 269, 1983; as momentum by I. Sutskever, J. Martens, G. Dahl, G. Hinton, "On the
// importance of initialization and momentum in deep learning", ICML 2013, section 2. Here w is the
// point ahead, at which the gradient is known, as in torch.optim.SGD (nesterov).
#include "logitlab/solver/nesterov.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace logitlab {
namespace {

template <std::floating_point Real>
class NesterovRule final : public UpdateRule<Real> {
 public:
  NesterovRule(double momentum, std::size_t dimension)
      : momentum_(static_cast<Real>(momentum)), velocity_(dimension) {}

  void apply(std::uint64_t /*k*/, Real rate, std::span<const Real> w, std::span<const Real> g,
             std::span<Real> next) override {
    for (std::size_t j = 0; j < w.size(); ++j) {
      velocity_[j] = momentum_ * velocity_[j] + g[j];
      next[j] = w[j] - rate * (g[j] + momentum_ * velocity_[j]);
    }
  }

 private:
  Real momentum_;
  std::vector<Real> velocity_;
};

}  // namespace

template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_nesterov_rule(const SolverOptions& options,
                                                     std::size_t dimension) {
  return std::make_unique<NesterovRule<Real>>(*options.momentum, dimension);
}

template std::unique_ptr<UpdateRule<float>> make_nesterov_rule<float>(const SolverOptions&,
                                                                      std::size_t);
template std::unique_ptr<UpdateRule<double>> make_nesterov_rule<double>(const SolverOptions&,
                                                                        std::size_t);

}  // namespace logitlab
