// SPDX-License-Identifier: MIT
//
// The problem: min F(w) by w <- w - rate * g, g the gradient over the rows of one mini-batch. Cost
// and memory: those of the loop (stochastic.cpp) and no more. H. Robbins, S. Monro, "A stochastic
// approximation method", Ann. Math. Statist. 22, 1951, section 3.
#include "logitlab/solver/sgd.hpp"

#include <cstdint>
#include <span>

namespace logitlab {
namespace {

template <std::floating_point Real>
class PlainRule final : public UpdateRule<Real> {
 public:
  // One product, one difference, each rounded once: PyTorch's w.data - lr * w.grad, bit for bit.
  void apply(std::uint64_t /*k*/, Real rate, std::span<const Real> w, std::span<const Real> g,
             std::span<Real> next) override {
    for (std::size_t j = 0; j < w.size(); ++j) next[j] = w[j] - rate * g[j];
  }
};

}  // namespace

template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_sgd_rule(const SolverOptions& /*options*/,
                                                std::size_t /*dimension*/) {
  return std::make_unique<PlainRule<Real>>();
}

template std::unique_ptr<UpdateRule<float>> make_sgd_rule<float>(const SolverOptions&, std::size_t);
template std::unique_ptr<UpdateRule<double>> make_sgd_rule<double>(const SolverOptions&,
                                                                   std::size_t);

}  // namespace logitlab
