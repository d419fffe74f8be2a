// SPDX-License-Identifier: MIT
#include "logitlab/objective/empirical_risk.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/objective/derivative_check.hpp"

namespace logitlab {
namespace {

constexpr double eps = 2.3e-16;

long double wide(double x) { return static_cast<long double>(x); }

// Data and parameters with a seed; `spread` is the scale of the margins.
struct Example {
  std::size_t n, d;
  std::vector<double> x, y, weight, offset, factor, w;
  DenseDesign design;

  Example(std::size_t rows, std::size_t columns, double spread)
      : n(rows),
        d(columns),
        x(n * d),
        y(n),
        weight(n),
        offset(n),
        factor(d),
        w(d + 1),
        design(CMat{}) {
    Rng rng(7);
    for (double& value : x) value = rng.normal();
    for (std::size_t i = 0; i < n; ++i) {
      y[i] = static_cast<double>(rng.below(2));
      weight[i] = rng.uniform(0.5, 2);
      offset[i] = rng.uniform(-1, 1);
    }
    for (double& value : factor) value = rng.uniform(0, 2);
    for (double& value : w) value = spread * rng.uniform(-1, 1) / std::sqrt(static_cast<double>(d));
    design = DenseDesign({x.data(), n, d, d});
  }
};

// The four switches of a linear model.
struct Shape {
  bool penalty, weight, offset, intercept;
  explicit Shape(unsigned bits)
      : penalty((bits & 1U) != 0),
        weight((bits & 2U) != 0),
        offset((bits & 4U) != 0),
        intercept((bits & 8U) != 0) {}
  std::string text() const {
    return std::string(penalty ? " penalty" : "") + (weight ? " weight" : "") +
           (offset ? " offset" : "") + (intercept ? " intercept" : "");
  }
};

LinearModel model_of(const Example& e, const Shape& shape) {
  LinearModel model{.x = e.design, .y = e.y, .intercept = shape.intercept};
  if (shape.penalty) model.penalty = {.l2 = 0.3, .factor = e.factor};
  if (shape.weight) model.weight = e.weight;
  if (shape.offset) model.offset = e.offset;
  return model;
}

template <class Check>
void for_each_model(const Example& e, const Check& check) {
  for (const LossRow& row : loss_table()) {
    for (unsigned bits = 0; bits < 16; ++bits) {
      const Shape shape(bits);
      SCOPED_TRACE(std::string(row.name) + shape.text());
      const LinearModel model = model_of(e, shape);
      check(row, model, CVec(e.w).first(model.dimension()));
    }
  }
}

TEST(EmpiricalRisk, IsTheFormulaOfItsDefinition) {
  const Example e(50, 3, 2);
  for_each_model(e, [&](const LossRow& row, const LinearModel& model, CVec w) {
    long double sum = 0, weights = 0, penalty = 0, terms = 0;
    for (std::size_t i = 0; i < e.n; ++i) {
      long double eta = model.intercept ? wide(w[e.d]) : 0;
      for (std::size_t j = 0; j < e.d; ++j) eta += wide(e.x[i * e.d + j]) * wide(w[j]);
      if (!model.offset.empty()) eta += wide(model.offset[i]);
      const long double m = e.y[i] == 1 ? eta : -eta;
      const long double loss =
          row.name == "squared-error" ? std::pow(1 + std::exp(m), -2.0L) : std::log1p(std::exp(-m));
      const long double s = model.weight.empty() ? 1 : wide(model.weight[i]);
      sum += s * loss;
      weights += s;
      terms += s * std::fabs(eta);
    }
    for (std::size_t j = 0; j < e.d && model.penalty.l2 > 0; ++j) {
      penalty += wide(model.penalty.l2) * wide(e.factor[j]) * wide(w[j]) * wide(w[j]) / 2;
    }
    const auto expected = static_cast<double>(sum / weights + penalty);
    // A dozen roundings of each margin, whose slope is at most 1, and of each term.
    const double allowed = 12 * eps * (static_cast<double>(terms / weights) + expected);
    EXPECT_NEAR(make_empirical_risk(model, row.make(0))->value(w), expected, allowed);
  });
}

TEST(EmpiricalRisk, ValueAloneHasTheBitsOfTheValueWithGradient) {
  const Example e(30, 4, 2);
  for_each_model(e, [&](const LossRow& row, const LinearModel& model, CVec w) {
    const auto risk = make_empirical_risk(model, row.make(0));
    std::vector<double> g(risk->dimension());
    EXPECT_EQ(risk->value(w), risk->value_and_gradient(w, g));
  });
}

TEST(EmpiricalRisk, DerivativesAreRightAtModerateMargins) {
  const Example e(40, 4, 3);
  for_each_model(e, [&](const LossRow& row, const LinearModel& model, CVec w) {
    const auto risk = make_empirical_risk(model, row.make(0));
    const DerivativeReport report = check_derivatives(*risk, w);
    EXPECT_TRUE(report.right()) << report.worst;
    EXPECT_TRUE(report.has_hessian && report.has_hessian_vector && risk->has_hessian());
  });
}

TEST(EmpiricalRisk, DerivativesAreRightAtExtremeMargins) {
  const Example e(40, 4, 400);
  for_each_model(e, [&](const LossRow& row, const LinearModel& model, CVec w) {
    if (!row.finite_everywhere) return;
    const DerivativeReport report = check_derivatives(*make_empirical_risk(model, row.make(0)), w);
    EXPECT_TRUE(report.right()) << report.worst;
  });
}

TEST(EmpiricalRisk, TheHessianIsSymmetricAndItsProductsAreTheProducts) {
  const Example e(40, 5, 2);
  for_each_model(e, [&](const LossRow& row, const LinearModel& model, CVec w) {
    const auto risk = make_empirical_risk(model, row.make(0));
    const std::size_t n = risk->dimension();
    std::vector<double> H(n * n), product(n);
    const std::vector<double> v = {0.5, -1, 2, 0.25, -3, 1};
    ASSERT_TRUE(risk->hessian(w, {H.data(), n, n, n}));
    ASSERT_TRUE(risk->hessian_vector(w, CVec(v).first(n), product));
    for (std::size_t j = 0; j < n; ++j) {
      double sum = 0, size = 0;
      for (std::size_t l = 0; l < n; ++l) {
        EXPECT_EQ(H[j * n + l], H[l * n + j]);
        sum += H[j * n + l] * v[l];
      }
      for (std::size_t i = 0; i < e.n; ++i)
        size += 4;  // |x| up to 4, curvature up to 1/4, |X v| up to 16
      EXPECT_NEAR(product[j], sum, 4 * eps * size);
    }
  });
}

// ---- restriction

TEST(EmpiricalRiskAlong, AgreesWithTheRestrictionByComposition) {
  const Example e(60, 5, 1);
  const std::array<std::vector<double>, 2> direction = {
      {{1, -0.5, 0.25, 2, -1, 0.5}, {0.1, 0.2, -0.3, 0.4, 0.5, -0.6}}};
  for_each_model(e, [&](const LossRow& row, const LinearModel& model, CVec w) {
    const auto risk = make_empirical_risk(model, row.make(0));
    const std::array<CVec, 2> directions = {CVec(direction[0]).first(w.size()),
                                            CVec(direction[1]).first(w.size())};
    const auto plane = risk->along(w, directions);
    const auto composed = restrict_by_composition(*risk, w, directions);
    ASSERT_EQ(plane->dimension(), 2U);

    const std::array<double, 2> t = {0.7, -1.3}, v = {2, 1};
    std::array<double, 2> g{}, g_composed{}, p{}, p_composed{};
    std::array<double, 4> H{}, H_composed{};
    const double value = plane->value_and_gradient(t, g);
    // Margins up to 30 round a dozen times in another order.
    const double allowed = 12 * 30 * eps;
    EXPECT_NEAR(value, composed->value_and_gradient(t, g_composed), allowed);
    EXPECT_EQ(value, plane->value(t));
    ASSERT_TRUE(plane->hessian(t, {H.data(), 2, 2, 2}) &&
                composed->hessian(t, {H_composed.data(), 2, 2, 2}));
    ASSERT_TRUE(plane->hessian_vector(t, v, p) && composed->hessian_vector(t, v, p_composed));
    for (std::size_t k = 0; k < 2; ++k) {
      EXPECT_NEAR(g[k], g_composed[k], 10 * allowed);  // times directions' margins, up to 10
      EXPECT_NEAR(p[k], p_composed[k], 100 * allowed);
    }
    for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(H[k], H_composed[k], 100 * allowed);
    const DerivativeReport report = check_derivatives(*plane, t);
    EXPECT_TRUE(report.right()) << report.worst;
  });
}

TEST(EmpiricalRiskAlong, ALineInAPlaneIsALineOfTheRisk) {
  const Example e(60, 3, 1);
  for_each_model(e, [&](const LossRow& row, const LinearModel& model, CVec w) {
    const auto risk = make_empirical_risk(model, row.make(0));
    const std::array<double, 4> d1 = {1, 2, 3, 4}, d2 = {-1, 0, 1, 0.5};
    const auto plane =
        risk->along(w, std::array<CVec, 2>{CVec(d1).first(w.size()), CVec(d2).first(w.size())});
    const std::array<double, 2> t0 = {0.1, 0.2}, dt = {0.5, -2};
    const auto line = plane->along(t0, std::array<CVec, 1>{dt});
    std::vector<double> point(w.begin(), w.end());
    for (std::size_t j = 0; j < point.size(); ++j)
      point[j] += (0.1 + 0.5 * 0.3) * d1[j] + (0.2 - 2 * 0.3) * d2[j];
    const std::vector<double> s = {0.3};
    EXPECT_NEAR(line->value(s), risk->value(point), 12 * 30 * eps);
  });
}

// ---- weights, offsets, intercept

TEST(EmpiricalRiskAlong, OnAGridHasTheValuesOfItsPoints) {
  const Example e(rows_per_block + 50, 3, 2);
  const std::vector<double> u = {-2, -0.5, 0, 1}, v = {3, 0.25, -1};
  for_each_model(e, [&](const LossRow& row, const LinearModel& model, CVec w) {
    const std::vector<double> a(w.size(), 0.5), b(w.size(), -0.25);
    const auto risk = make_empirical_risk(model, row.make(0));
    const auto plane = risk->along(w, std::array<CVec, 2>{a, b});
    std::vector<double> out(12), composed(12);
    plane->values_on_grid(u, v, {out.data(), 3, 4, 4});
    const std::vector<double> none = {0, 0}, first = {1, 0}, second = {0, 1};
    restrict_by_composition(*plane, none, std::array<CVec, 2>{first, second})
        ->values_on_grid(u, v, {composed.data(), 3, 4, 4});
    for (std::size_t j = 0; j < 3; ++j) {
      for (std::size_t i = 0; i < 4; ++i) {
        const double value = plane->value(std::array{u[i], v[j]});
        // Sums of positive terms in two orders; margins up to 20 with some roundings.
        EXPECT_NEAR(out[j * 4 + i], value, 100 * eps * value) << u[i] << " " << v[j];
        EXPECT_EQ(composed[j * 4 + i], value);
      }
    }
  });
}

TEST(EmpiricalRisk, AWeightOfTwoIsARowTwice) {
  const std::array<double, 3> x = {-1, 0.5, 2}, y = {0, 1, 1}, weight = {1, 2, 1};
  const std::array<double, 4> x_twice = {-1, 0.5, 0.5, 2}, y_twice = {0, 1, 1, 1};
  const DenseDesign once({x.data(), 3, 1, 1}), twice({x_twice.data(), 4, 1, 1});
  const std::array<double, 2> w = {0.3, -0.2};
  EXPECT_NEAR(make_empirical_risk({.x = once, .y = y, .weight = weight}, CrossEntropy{})->value(w),
              make_empirical_risk({.x = twice, .y = y_twice}, CrossEntropy{})->value(w), 4 * eps);
}

TEST(EmpiricalRisk, AnInterceptIsAColumnOfOnesThatIsNotPenalised) {
  const std::array<double, 3> x = {-1, 0.5, 2}, y = {0, 1, 1};
  const std::array<double, 6> x_ones = {-1, 1, 0.5, 1, 2, 1};
  const std::array<double, 2> factor = {1, 0}, w = {0.3, -0.2};
  const DenseDesign narrow({x.data(), 3, 1, 1}), wide({x_ones.data(), 3, 2, 2});
  const auto risk =
      make_empirical_risk({.x = narrow, .y = y, .penalty = {.l2 = 0.7}}, CrossEntropy{});
  const auto ones = make_empirical_risk(
      {.x = wide, .y = y, .penalty = {.l2 = 0.7, .factor = factor}, .intercept = false},
      CrossEntropy{});
  std::array<double, 2> g{}, g_ones{};
  EXPECT_NEAR(risk->value_and_gradient(w, g), ones->value_and_gradient(w, g_ones), 4 * eps);
  EXPECT_NEAR(g[0], g_ones[0], 4 * eps);
  EXPECT_NEAR(g[1], g_ones[1], 4 * eps);
}

// ---- blocks

// Runs the blocks from the last to the first and adds them in the tree of the definition.
struct BackwardReduction final : Reduction {
  void sum(std::size_t blocks, FunctionRef<void(std::size_t, Vec)> body, Vec total) const override {
    std::vector<std::vector<double>> parts(blocks, std::vector<double>(total.size()));
    for (std::size_t block = blocks; block-- > 0;) body(block, parts[block]);
    const std::vector<double> sum = tree(parts);
    std::copy(sum.begin(), sum.end(), total.begin());
  }

  static std::vector<double> tree(std::span<const std::vector<double>> parts) {
    if (parts.size() == 1) return parts[0];
    const std::size_t left = std::bit_floor(parts.size() - 1);
    std::vector<double> sum = tree(parts.first(left));
    const std::vector<double> right = tree(parts.subspan(left));
    for (std::size_t j = 0; j < sum.size(); ++j) sum[j] += right[j];
    return sum;
  }
};

TEST(EmpiricalRisk, HasTheSameBitsThroughAnyReduction) {
  const Example e(3 * rows_per_block + 17, 2, 2);
  const BackwardReduction backward;
  for_each_model(e, [&](const LossRow& row, const LinearModel& model, CVec w) {
    const auto risk = make_empirical_risk(model, row.make(0));
    const auto other = make_empirical_risk(model, row.make(0), backward);
    const std::size_t n = w.size();
    std::vector<double> g(n), g_other(n), H(n * n), H_other(n * n);
    EXPECT_EQ(risk->value_and_gradient(w, g), other->value_and_gradient(w, g_other));
    EXPECT_EQ(g, g_other);
    ASSERT_TRUE(risk->hessian(w, {H.data(), n, n, n}) &&
                other->hessian(w, {H_other.data(), n, n, n}));
    EXPECT_EQ(H, H_other);
    const std::vector<double> t = {0.4};
    const std::array<CVec, 1> line = {w};
    EXPECT_EQ(risk->along(w, line)->value(t), other->along(w, line)->value(t));
    // Across a block's border nothing is lost: 1.4 w is on the line.
    std::vector<double> point(w.begin(), w.end());
    for (double& p : point) p *= 1.4;
    EXPECT_NEAR(risk->along(w, line)->value(t), risk->value(point), 12 * 30 * eps);
  });
}

}  // namespace
}  // namespace logitlab
