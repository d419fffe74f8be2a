// SPDX-License-Identifier: MIT
#include "logitlab/objective/test_problems.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <utility>

#include "logitlab/base/math.hpp"
#include "logitlab/objective/empirical_risk.hpp"
#include "logitlab/objective/quadratic.hpp"

namespace logitlab {
namespace {

// ---- H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function,
// Computer J. 3, 1960; in more parameters as pairs (J. J. More, B. S. Garbow, K. E. Hillstrom,
// Testing unconstrained optimization software, ACM TOMS 7, 1981, problem 21): a curved valley whose
// floor is 100 times flatter than its walls, with one minimum at (1, ..., 1).
class Rosenbrock final : public Objective {
 public:
  explicit Rosenbrock(std::size_t n) : n_(n) { assert(n % 2 == 0); }

  std::size_t dimension() const override { return n_; }

  double value(CVec w) const override {
    double sum = 0;
    for (std::size_t j = 0; j < n_; j += 2) {
      const double wall = w[j + 1] - w[j] * w[j], floor = 1 - w[j];
      sum += 100 * wall * wall + floor * floor;
    }
    return sum;
  }

  double value_and_gradient(CVec w, Vec gradient) const override {
    for (std::size_t j = 0; j < n_; j += 2) {
      const double wall = w[j + 1] - w[j] * w[j], floor = 1 - w[j];
      gradient[j] = -400 * wall * w[j] - 2 * floor;
      gradient[j + 1] = 200 * wall;
    }
    return value(w);
  }

  bool has_hessian() const override { return true; }

  bool hessian(CVec w, Mat h) const override {
    for (std::size_t j = 0; j < n_; ++j) std::ranges::fill(h.row(j), 0.0);
    for (std::size_t j = 0; j < n_; j += 2) {
      h(j, j) = 1200 * w[j] * w[j] - 400 * w[j + 1] + 2;
      h(j, j + 1) = h(j + 1, j) = -400 * w[j];
      h(j + 1, j + 1) = 200;
    }
    return true;
  }

  bool hessian_vector(CVec w, CVec v, Vec out) const override {
    for (std::size_t j = 0; j < n_; j += 2) {
      const double h00 = 1200 * w[j] * w[j] - 400 * w[j + 1] + 2, h01 = -400 * w[j];
      out[j] = h00 * v[j] + h01 * v[j + 1];
      out[j + 1] = h01 * v[j] + 200 * v[j + 1];
    }
    return true;
  }

  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    return restrict_by_composition(*this, origin, directions);
  }

 private:
  std::size_t n_;
};

template <std::size_t n>
std::unique_ptr<Objective> make_rosenbrock() {
  return std::make_unique<Rosenbrock>(n);
}

// The usual start, on the wrong side of the valley's bend.
template <std::size_t n>
std::vector<double> rosenbrock_start() {
  std::vector<double> w(n, 1.0);
  for (std::size_t j = 0; j < n; j += 2) w[j] = -1.2;
  return w;
}

template <std::size_t n>
std::vector<double> all_ones() {
  return std::vector<double>(n, 1.0);
}

// ---- (w - c)' A (w - c) / 2, taken from its centre so that nothing cancels there.
class CentredQuadratic final : public Objective {
 public:
  CentredQuadratic(Quadratic form, std::vector<double> centre)
      : form_(std::move(form)), centre_(std::move(centre)) {}

  std::size_t dimension() const override { return centre_.size(); }
  double value(CVec w) const override { return form_.value(from_centre(w)); }
  double value_and_gradient(CVec w, Vec gradient) const override {
    const std::vector<double> r = from_centre(w);
    std::ranges::fill(gradient, 0.0);
    form_.add_gradient(r, gradient);
    return form_.value(r);
  }
  bool has_hessian() const override { return true; }
  bool hessian(CVec, Mat h) const override {
    for (std::size_t j = 0; j < h.rows; ++j) std::ranges::fill(h.row(j), 0.0);
    form_.add_hessian(h);
    return true;
  }
  bool hessian_vector(CVec, CVec v, Vec out) const override {
    std::ranges::fill(out, 0.0);
    form_.add_product(v, out);
    return true;
  }
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    return std::make_unique<CentredQuadratic>(form_.along(from_centre(origin), directions),
                                              std::vector<double>(directions.size()));
  }

 private:
  std::vector<double> from_centre(CVec w) const {
    assert(w.size() == centre_.size());
    std::vector<double> r(w.begin(), w.end());
    for (std::size_t j = 0; j < r.size(); ++j) r[j] -= centre_[j];
    return r;
  }

  Quadratic form_;
  std::vector<double> centre_;
};

constexpr std::size_t quadratic_dimension = 10;

std::vector<double> quadratic_solution() {
  std::vector<double> centre(quadratic_dimension);
  for (std::size_t j = 0; j < centre.size(); ++j) centre[j] = j % 2 == 0 ? 1.0 : -2.0;
  return centre;
}

// Eigenvalues spread evenly in the logarithm from 1 to `condition`; the eigenvectors are the unit
// vectors mirrored at the plane across (1, ..., 1), so that every entry of A is used.
template <int condition>
std::unique_ptr<Objective> make_quadratic() {
  constexpr std::size_t n = quadratic_dimension;
  std::array<double, n> eigenvalue{};
  for (std::size_t k = 0; k < n; ++k) {
    eigenvalue[k] = math::exp(math::log(condition) * static_cast<double>(k) / (n - 1));
  }
  // A = M diag(eigenvalue) M with M = I - (2 / n) 1 1'.
  const auto mirror = [](std::size_t i, std::size_t k) {
    return (i == k ? 1.0 : 0.0) - 2.0 / static_cast<double>(n);
  };
  std::vector<double> A(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < n; ++k)
        A[i * n + j] += eigenvalue[k] * (mirror(i, k) * mirror(j, k));
    }
  }
  return std::make_unique<CentredQuadratic>(
      Quadratic::from_matrix(0, std::vector<double>(n), std::move(A)), quadratic_solution());
}

std::vector<double> quadratic_start() { return std::vector<double>(quadratic_dimension); }

// ---- Twelve rows of two inputs that overlap, l2 = 1/16.
constexpr std::array<double, 24> small_x = {0.5,  1,  1,    -0.5, -1,   2,   2, 0,
                                            -0.5, -1, 1.5,  1.5,  -2,   0.5, 0, -2,
                                            3,    1,  -1.5, -1.5, 0.25, 0,   1, 3};
constexpr std::array<double, 12> small_y = {1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1};

class SmallLogistic final : public Objective {
 public:
  std::size_t dimension() const override { return risk_->dimension(); }
  double value(CVec w) const override { return risk_->value(w); }
  double value_and_gradient(CVec w, Vec gradient) const override {
    return risk_->value_and_gradient(w, gradient);
  }
  bool has_hessian() const override { return true; }
  bool hessian(CVec w, Mat h) const override { return risk_->hessian(w, h); }
  bool hessian_vector(CVec w, CVec v, Vec out) const override {
    return risk_->hessian_vector(w, v, out);
  }
  std::unique_ptr<Objective> along(CVec origin, std::span<const CVec> directions) const override {
    return risk_->along(origin, directions);
  }

 private:
  DenseDesign x_{CMat{small_x.data(), 12, 2, 2}};
  std::unique_ptr<Objective> risk_ =
      make_empirical_risk({.x = x_, .y = small_y, .penalty = {.l2 = 0.0625}}, CrossEntropy{});
};

// Printed by tools/solve_small_logistic.py.
std::vector<double> small_logistic_solution() {
  return {0.69735103727637458649, 0.35648772074700593578, -0.3620970896481444584};
}
constexpr double small_logistic_value = 0.53609441469784810482;

constexpr std::array<TestProblem, 6> table = {{
    {.name = "rosenbrock-2",
     .make = make_rosenbrock<2>,
     .start = rosenbrock_start<2>,
     .solution = all_ones<2>,
     .value = 0,
     .convex = false},
    {.name = "rosenbrock-10",
     .make = make_rosenbrock<10>,
     .start = rosenbrock_start<10>,
     .solution = all_ones<10>,
     .value = 0,
     .convex = false},
    {.name = "quadratic-condition-1",
     .make = make_quadratic<1>,
     .start = quadratic_start,
     .solution = quadratic_solution,
     .value = 0,
     .convex = true},
    {.name = "quadratic-condition-100",
     .make = make_quadratic<100>,
     .start = quadratic_start,
     .solution = quadratic_solution,
     .value = 0,
     .convex = true},
    {.name = "quadratic-condition-1e6",
     .make = make_quadratic<1'000'000>,
     .start = quadratic_start,
     .solution = quadratic_solution,
     .value = 0,
     .convex = true},
    {.name = "small-logistic",
     .make = []() -> std::unique_ptr<Objective> { return std::make_unique<SmallLogistic>(); },
     .start = [] { return std::vector<double>(3); },
     .solution = small_logistic_solution,
     .value = small_logistic_value,
     .convex = true},
}};

}  // namespace

std::span<const TestProblem> test_problem_table() { return table; }

}  // namespace logitlab
