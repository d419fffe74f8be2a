// SPDX-License-Identifier: MIT
//
// The problem: min F(w) where one direction is far steeper than another: a velocity v adds up what
// gradients agree on. Cost of a step: O(d) beside the gradient; memory: d numbers. B. T. Polyak,
// "Some methods of speeding up the convergence of iteration methods", USSR Comput. Math. Math.
// Phys. 4(5), 1964, section 2. With the rate outside of the velocity and all of the gradient in it,
// as torch.optim.SGD has it (momentum, no dampening); with a constant rate this is Polyak's method,
// and where the rate changes it acts at once on all of the velocity. I. Sutskever, J. Martens, G.
// Dahl, G. Hinton, "On the importance of initialization and momentum in deep learning", ICML 2013,
// put the rate inside.
#include "logitlab/solver/momentum.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace logitlab {
namespace {

template <std::floating_point Real>
class MomentumRule final : public UpdateRule<Real> {
 public:
  MomentumRule(double momentum, std::size_t dimension)
      : momentum_(static_cast<Real>(momentum)), velocity_(dimension) {}

  void apply(std::uint64_t /*k*/, Real rate, std::span<const Real> w, std::span<const Real> g,
             std::span<Real> next) override {
    for (std::size_t j = 0; j < w.size(); ++j) {
      velocity_[j] = momentum_ * velocity_[j] + g[j];
      next[j] = w[j] - rate * velocity_[j];
    }
  }

 private:
  Real momentum_;
  std::vector<Real> velocity_;
};

}  // namespace

template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_momentum_rule(const SolverOptions& options,
                                                     std::size_t dimension) {
  return std::make_unique<MomentumRule<Real>>(*options.momentum, dimension);
}

template std::unique_ptr<UpdateRule<float>> make_momentum_rule<float>(const SolverOptions&,
                                                                      std::size_t);
template std::unique_ptr<UpdateRule<double>> make_momentum_rule<double>(const SolverOptions&,
                                                                        std::size_t);

}  // namespace logitlab
