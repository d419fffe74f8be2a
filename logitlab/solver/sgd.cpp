// SPDX-License-Identifier: MIT
//
// The problem: min F(w) by w <- w - rate * g, g the gradient over the rows of one mini-batch. Cost
// and memory: those of the loop (stochastic.cpp) and no more. H. Robbins, S. Monro, "A stochastic
// approximation method", Ann. Math. Statist. 22, 1951, section 3.
#include "logitlab/solver/sgd.hpp"

#include <concepts>
#include <cstddef>
#include <utility>

#include "logitlab/solver/stochastic.hpp"
#include "logitlab/solver/update_rule.hpp"

namespace logitlab {
namespace {

template <std::floating_point Real>
class PlainRule final : public UpdateRule<Real> {
 public:
  explicit PlainRule(std::size_t /*dimension*/) {}

  // One product, one difference, each rounded once: PyTorch's w.data - lr * w.grad, bit for bit.
  void apply(std::uint64_t /*k*/, Real rate, std::span<const Real> w, std::span<const Real> g,
             std::span<Real> next) override {
    for (std::size_t j = 0; j < w.size(); ++j) next[j] = w[j] - rate * g[j];
  }
};

class Sgd final : public Solver {
 public:
  explicit Sgd(StochasticSettings settings) : settings_(std::move(settings)) {}

  Outcome minimize(const Problem& problem, Vec w, const Stop& stop,
                   Observer& observer) const override {
    return minimize_with_rule<PlainRule>(problem, settings_, w, stop, observer);
  }

 private:
  StochasticSettings settings_;
};

}  // namespace

Result<std::unique_ptr<Solver>> make_sgd(const SolverOptions& options) {
  return stochastic_settings(options).transform([](StochasticSettings settings) {
    return std::unique_ptr<Solver>(std::make_unique<Sgd>(std::move(settings)));
  });
}

template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_sgd_rule(const SolverOptions& /*options*/,
                                                std::size_t dimension) {
  return std::make_unique<PlainRule<Real>>(dimension);
}

template std::unique_ptr<UpdateRule<float>> make_sgd_rule<float>(const SolverOptions&, std::size_t);
template std::unique_ptr<UpdateRule<double>> make_sgd_rule<double>(const SolverOptions&,
                                                                   std::size_t);

}  // namespace logitlab
