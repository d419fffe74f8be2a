// SPDX-License-Identifier: MIT
//
// The problem: min F(w) with a rate for each parameter that does not fall for ever: the gradient is
// divided by the root of a mean of its recent squares. Cost of a step: O(d) beside the gradient,
// with a root and a quotient a parameter; memory: d numbers. T. Tieleman, G. Hinton, "Lecture 6.5 -
// rmsprop", Neural networks for machine learning, Coursera, 2012. How fast the mean forgets and the
// small number that keeps 0 / 0 away are those of torch.optim.RMSprop.
#include "logitlab/solver/rmsprop.hpp"

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace logitlab {
namespace {

template <std::floating_point Real>
class RmspropRule final : public UpdateRule<Real> {
 public:
  explicit RmspropRule(std::size_t dimension) : squares_(dimension) {}

  void apply(std::uint64_t /*k*/, Real rate, std::span<const Real> w, std::span<const Real> g,
             std::span<Real> next) override {
    for (std::size_t j = 0; j < w.size(); ++j) {
      squares_[j] = kept * squares_[j] + added * (g[j] * g[j]);
      next[j] = w[j] - rate * (g[j] / (std::sqrt(squares_[j]) + tiny));
    }
  }

 private:
  static constexpr Real kept = static_cast<Real>(0.99), added = static_cast<Real>(1 - 0.99);
  static constexpr Real tiny = static_cast<Real>(1e-8);

  std::vector<Real> squares_;
};

}  // namespace

template <std::floating_point Real>
std::unique_ptr<UpdateRule<Real>> make_rmsprop_rule(const SolverOptions& /*options*/,
                                                    std::size_t dimension) {
  return std::make_unique<RmspropRule<Real>>(dimension);
}

template std::unique_ptr<UpdateRule<float>> make_rmsprop_rule<float>(const SolverOptions&,
                                                                     std::size_t);
template std::unique_ptr<UpdateRule<double>> make_rmsprop_rule<double>(const SolverOptions&,
                                                                       std::size_t);

}  // namespace logitlab
