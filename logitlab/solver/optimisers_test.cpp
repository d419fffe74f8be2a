// SPDX-License-Identifier: MIT
//
// The update rules beside sgd, through the solvers made of them, on quadratics sum_j a_j w_j^2 / 2
// + c_j w_j whose path is known.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/solver/solver_table.hpp"
#include "logitlab/solver/test_support.hpp"

namespace logitlab {
namespace {

using test::LogisticProblem;
using test::Watcher;

template <std::floating_point Real>
struct Quadratic final : RowMean<Real> {
  std::vector<double> a, c;

  Quadratic(std::vector<double> a_, std::vector<double> c_) : a(std::move(a_)), c(std::move(c_)) {}
  std::size_t rows() const override { return 1; }
  std::size_t dimension() const override { return a.size(); }
  Real value_and_gradient(std::span<const Row>, std::span<const Real> w,
                          std::span<Real> gradient) const override {
    Real value = 0;
    for (std::size_t j = 0; j < w.size(); ++j) {
      const Real curvature = static_cast<Real>(a[j]), slope = static_cast<Real>(c[j]);
      gradient[j] = curvature * w[j] + slope;
      value += (gradient[j] + slope) * w[j] / Real{2};
    }
    return value;
  }
};

struct Quadratics {
  Quadratics(const std::vector<double>& a, const std::vector<double>& c)
      : wide(a, c), narrow(a, c) {}
  Quadratic<double> wide;
  Quadratic<float> narrow;
};

// The parameters after each step; nothing of it looks at the smooth view.
std::vector<std::vector<double>> path_of(std::string_view solver, const SolverOptions& options,
                                         const Quadratics& f, std::vector<double> w,
                                         std::uint64_t steps) {
  const test::Curve unseen([](double) { return 0.0; }, [](double) { return 0.0; });
  const Problem problem{.smooth = unseen, .rows = &f.wide, .rows_f32 = &f.narrow};
  Watcher watched;
  make_solver(solver, options).value()->minimize(problem, w, {.max_steps = steps}, watched);
  return watched.w;
}

// ---- three steps

struct Known {
  std::string_view solver;
  std::vector<std::vector<double>> w;
};

// Printed by tools/optimiser_reference.py, which computes torch.optim's formulas in 50 digits.
const std::vector<Known> three_steps = {
    {"momentum", {{2.0, -1.025}, {0.5, -1.071875}, {-0.85, -1.137265625}}},
    {"nesterov", {{1.1, -1.0475}, {-0.166, -1.11299375}, {-0.58324, -1.192639671875}}},
    {"adagrad",
     {{2.900000000001, -1.09999999996},
      {2.83074681718251322, -1.1668964731039981},
      {2.77493936203464624, -1.2195438185822454}}},
    {"rmsprop",
     {{2.0000000099999999, -1.99999960000016},
      {1.48360223242551073, -2.00000000201496368},
      {1.1614229538155095, -1.99999999997964765}}},
    {"adam",
     {{2.9000000001, -1.09999999600000016},
      {2.80012718817908553, -1.19958776416439136},
      {2.7004739335578968, -1.29841371614527813}}},
};

TEST(Optimisers, MakeTheThreeStepsOfPyTorchsFormulas) {
  const Quadratics f({4, 0.25}, {-2, 0.5});
  for (const Known& known : three_steps) {
    for (const Precision precision : {Precision::float64, Precision::float32}) {
      const auto path =
          path_of(known.solver, {.learning_rate = 0.1, .precision = precision}, f, {3, -1}, 3);
      ASSERT_EQ(path.size(), 4u);
      // Some ten roundings a step of numbers up to 3 and gradients up to 10 (times the rate, 1),
      // each up to doubled by the next step: 3 x 10 x 3 x 2 halves of an epsilon.
      const double epsilon = precision == Precision::float32
                                 ? static_cast<double>(std::numeric_limits<float>::epsilon())
                                 : std::numeric_limits<double>::epsilon();
      for (std::size_t k = 0; k < 3; ++k) {
        for (std::size_t j = 0; j < 2; ++j) {
          EXPECT_NEAR(path[k + 1][j], known.w[k][j], 90 * epsilon)
              << known.solver << " " << to_string(precision) << ", step " << k + 1;
        }
      }
    }
  }
}

TEST(Optimisers, AreAllOfTheTable) {
  for (const SolverRow& row : solver_table()) {
    if (row.unit == StepUnit::iteration || row.name == "sgd") continue;
    EXPECT_TRUE(std::ranges::count(three_steps, row.name, &Known::solver) == 1)
        << row.name
        << ": write its formula into tools/optimiser_reference.py, and what that prints "
        << "into three_steps";
  }
}

// ---- known rates

// What n steps leave of an error 1 where both roots of the recursion e'' = (p + q) e' - p q e are q
// and the first step leaves `first`: (1 + n (first / q - 1)) q^n.
double double_root(double q, double first, std::uint64_t n) {
  const double k = static_cast<double>(n);
  return (1 + k * (first / q - 1)) * std::pow(q, k);
}

// Each step rounds some four times: at step k numbers up to 2 k q^k, and at a double root an error
// made there is up to n - k times itself at step n, relative to q^n. The sum of 2 k (n - k) over k
// is n^3 / 3; n more for what the parameters are rounded by.
double double_root_tolerance(double q, std::uint64_t n) {
  const double k = static_cast<double>(n);
  return 4 * (k * k * k / 3 + k) * std::numeric_limits<double>::epsilon() *
         std::pow(std::fabs(q), k);
}

constexpr double least = 0.04, most = 1, root_of_condition = 5;

TEST(Optimisers, SgdLeavesOneMinusOneOverTheConditionNumberAtEachStep) {
  const auto path =
      path_of("sgd", {.learning_rate = 1 / most}, {{least, most}, {0, 0}}, {1, 1}, 50);
  for (std::uint64_t n = 0; n <= 50; ++n) {
    const double expected = std::pow(1 - least / most, static_cast<double>(n));
    EXPECT_NEAR(path[n][0], expected, 4e-16 * static_cast<double>(n) * expected);
  }
  EXPECT_EQ(path[1][1], 0);
}

// Polyak 1964: with rate (2 / (sqrt L + sqrt l))^2 and momentum q^2, q = (sqrt k - 1) / (sqrt k +
// 1), both ends of the spectrum have a double root, q at l and -q at L.
TEST(Optimisers, MomentumHasPolyaksRateAtBothEndsOfTheSpectrum) {
  const double q = (root_of_condition - 1) / (root_of_condition + 1);
  const double rate = std::pow(2 / (std::sqrt(least) + std::sqrt(most)), 2);
  const auto path = path_of("momentum", {.learning_rate = rate, .momentum = q * q},
                            {{least, most}, {0, 0}}, {1, 1}, 60);
  for (std::uint64_t n = 1; n <= 60; ++n) {
    const double tolerance = double_root_tolerance(q, n);
    EXPECT_NEAR(path[n][0], double_root(q, 1 - rate * least, n), tolerance) << n;
    EXPECT_NEAR(path[n][1], double_root(-q, 1 - rate * most, n), tolerance) << n;
  }
}

// L. Lessard, B. Recht, A. Packard, SIAM J. Optim. 26, 2016, table 1: with rate 1 / L and momentum
// (sqrt k - 1) / (sqrt k + 1) the rate is 1 - 1 / sqrt k, a double root at l.
TEST(Optimisers, NesterovHasTheRateOneMinusOneOverTheRootOfTheConditionNumber) {
  const double momentum = (root_of_condition - 1) / (root_of_condition + 1);
  const double q = 1 - 1 / root_of_condition;
  const auto path = path_of("nesterov", {.learning_rate = 1 / most, .momentum = momentum},
                            {{least, most}, {0, 0}}, {1, 1}, 60);
  for (std::uint64_t n = 1; n <= 60; ++n) {
    EXPECT_NEAR(path[n][0], double_root(q, 1 - (1 + momentum) * least / most, n),
                double_root_tolerance(q, n))
        << n;
  }
  EXPECT_LT(std::fabs(path[60][1]), 1e-9);
}

TEST(Optimisers, WithoutMomentumAreSgdBitForBit) {
  const LogisticProblem lab(make_lab(), "cross-entropy");
  const auto trained = [&](std::string_view name, std::optional<double> momentum) {
    std::vector<double> w = {-5, -10};
    Unwatched nobody;
    make_solver(name, {.learning_rate = 0.7, .momentum = momentum})
        .value()
        ->minimize(lab.problem(), w, {.max_steps = 70}, nobody);
    return w;
  };
  const std::vector<double> plain = trained("sgd", std::nullopt);
  for (const char* name : {"momentum", "nesterov"}) {
    EXPECT_EQ(trained(name, 0), plain) << name;
    EXPECT_NE(trained(name, 0.5), plain) << name;
    EXPECT_EQ(trained(name, std::nullopt), trained(name, 0.9)) << name;
  }
}

// Under a constant slope g the sums and means of squares are known: k g^2, (1 - 0.99^k) g^2, and
// g^2 where the start at zero is made up for. So are the lengths of the steps; the small number in
// the quotient takes less than 1e-8 / (0.1 |g|) of each.
TEST(Optimisers, MakeStepsOfKnownLengthUnderAConstantSlope) {
  const double slope = 3, rate = 0.05;
  const auto check = [&](std::string_view name, auto length) {
    const auto path = path_of(name, {.learning_rate = rate}, {{0}, {slope}}, {1}, 1000);
    for (std::uint64_t k = 1; k <= 1000; ++k) {
      const double expected = length(static_cast<double>(k));
      EXPECT_NEAR(path[k - 1][0] - path[k][0], expected, expected * 4e-8 + 50 * 0x1p-52)
          << name << ", step " << k;
    }
  };
  check("adagrad", [&](double k) { return rate / std::sqrt(k); });
  check("rmsprop", [&](double k) { return rate / std::sqrt(1 - std::pow(0.99, k)); });
  check("adam", [&](double) { return rate; });
}

// What they adapt to is the scale of each parameter: 2^20 f has the path of f, but for the small
// number in the quotient, which weighs less than 1e-6 where slopes are above 0.1.
TEST(Optimisers, WithARateForEachParameterDoNotSeeTheScaleOfF) {
  for (const char* name : {"adagrad", "rmsprop", "adam"}) {
    const SolverOptions options{.learning_rate = 0.05};
    const auto small = path_of(name, options, {{1, 0.25}, {0, 0}}, {8, -8}, 50);
    const auto large = path_of(name, options, {{0x1p20, 0x1p-12}, {0, 0}}, {8, -8}, 50);
    EXPECT_NEAR(small[50][0], large[50][0], 1e-6) << name;
    EXPECT_GT(std::fabs(small[50][0] - 8), 0.1) << name;
  }
}

// Duchi, Hazan and Singer 2011, theorem 5 with l_infinity: the sum of f(w_k) - f(w*) over k steps
// is at most (D^2 / (2 rate) + rate) sum_j |g_1..k,j|, D the largest distance of a parameter from
// w*.
TEST(Optimisers, AdagradKeepsItsRegretBound) {
  const std::vector<double> a = {4, 0.25};
  const double rate = 0.5;
  const auto path = path_of("adagrad", {.learning_rate = rate}, {a, {0, 0}}, {3, -2}, 500);
  double regret = 0, farthest = 0;
  std::vector<double> squares = {0, 0};
  for (std::size_t k = 0; k < 500; ++k) {
    for (std::size_t j = 0; j < 2; ++j) {
      const double w = path[k][j];
      regret += a[j] * w * w / 2;
      squares[j] += a[j] * w * a[j] * w;
      farthest = std::max(farthest, std::fabs(w));
    }
    EXPECT_LE(regret, (farthest * farthest / (2 * rate) + rate) *
                          (std::sqrt(squares[0]) + std::sqrt(squares[1])));
  }
  EXPECT_LT(std::fabs(path[500][0]), 1e-6);
}

// Kingma and Ba 2015, section 2.1: no step is longer than rate (1 - 0.9) / sqrt(1 - 0.999).
TEST(Optimisers, AdamMakesNoStepLongerThanItsBound) {
  const double rate = 0.05, bound = rate * 0.1 / std::sqrt(0.001);
  const auto path = path_of("adam", {.learning_rate = rate}, {{1e6}, {0}}, {1}, 3000);
  for (std::size_t k = 1; k < path.size(); ++k) {
    ASSERT_LE(std::fabs(path[k][0] - path[k - 1][0]), bound * (1 + 1e-12)) << k;
  }
  EXPECT_LT(std::fabs(path.back()[0]), 0.05);
}

// ---- what they take

TEST(Optimisers, TakeAMomentumBetweenZeroAndOneWhereTheyHaveOne) {
  const auto error = [](std::string_view name, SolverOptions options) {
    const auto made = make_solver(name, options);
    return made ? std::string("made") : made.error().where + ": " + made.error().message;
  };
  for (const char* name : {"momentum", "nesterov"}) {
    EXPECT_EQ(error(name, {.momentum = 0}), "made");
    EXPECT_EQ(error(name, {.momentum = std::nextafter(1.0, 0.0)}), "made");
    EXPECT_EQ(error(name, {.momentum = 1}),
              "--momentum: the momentum must be a number >= 0 and < 1, not 1");
    for (const double wrong : {-0.1, 2.0, unknown, std::numeric_limits<double>::infinity()}) {
      EXPECT_EQ(error(name, {.momentum = wrong}).substr(0, 24), "--momentum: the momentum")
          << wrong;
    }
    EXPECT_EQ(error(name, {.precision = Precision::float32, .momentum = 0.99999999}),
              "--momentum: the momentum 0.99999999 is 1 in float32");
  }
  for (const SolverRow& row : solver_table()) {
    if (row.default_momentum > 0) continue;
    EXPECT_EQ(error(row.name, {.momentum = 0.9}),
              "--momentum: " + std::string(row.title) + " takes no momentum");
  }
}

TEST(Optimisers, AllocateNothingFromStepToStep) {
  const LogisticProblem lab(make_lab(), "cross-entropy");
  for (const SolverRow& row : solver_table()) {
    if (row.unit == StepUnit::iteration) continue;
    for (const Precision precision : {Precision::float64, Precision::float32}) {
      const auto solver =
          make_solver(row.name,
                      {.precision = precision, .schedule = find_schedule("cosine"), .epochs = 1000})
              .value();
      const auto allocated_by = [&](std::uint64_t steps) {
        std::vector<double> w = {-5, -10};
        Unwatched nobody;
        const std::uint64_t before = test::allocations();
        solver->minimize(lab.problem(), w, {.max_steps = steps}, nobody);
        return test::allocations() - before;
      };
      EXPECT_EQ(allocated_by(700), allocated_by(7)) << row.name;
    }
  }
}

}  // namespace
}  // namespace logitlab
