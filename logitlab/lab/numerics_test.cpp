// SPDX-License-Identifier: MIT
#include "logitlab/lab/numerics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "logitlab/lab/test_support.hpp"
#include "logitlab/loss/cross_entropy.hpp"
#include "logitlab/loss/cross_entropy_as_written.hpp"

namespace logitlab::lab {
namespace {

constexpr bool wrong = false, right = true;

double size_of(const std::optional<double>& margin) {
  EXPECT_TRUE(margin.has_value());
  return std::fabs(margin.value_or(0));
}

// Half a unit in the last place of 1.
template <class Real>
constexpr double half_unit = static_cast<double>(std::numeric_limits<Real>::epsilon()) / 2;

// p rounds to 1 once e^-eta is lost in 1 + e^-eta: at or below half a unit of 1, u, a tie that goes
// to 1. The next number above 1 gives a p that may still round to 1, so that the last p below 1 is
// seen between e^-eta = u and 2 u.
TEST(BreakingPoints, LieWhereTheProbabilityRoundsToOne) {
  const auto at_most = [](double u) { return -std::log(u); };
  for (const auto& [precision, u] : {std::pair{Precision::float32, half_unit<float>},
                                     std::pair{Precision::float64, half_unit<double>}}) {
    const BreakingPoints zero = breaking_points(precision, 0, 0, wrong);
    EXPECT_GE(size_of(zero.infinite), at_most(2 * u) - 1e-3);
    EXPECT_LE(size_of(zero.infinite), at_most(u) + 1e-3);
    EXPECT_GT(*zero.infinite, 0);
    EXPECT_FALSE(zero.undefined);
    EXPECT_EQ(zero.slope_lost, zero.infinite);
    const BreakingPoints one = breaking_points(precision, 0, 1, right);
    EXPECT_EQ(one.undefined, zero.infinite);
    EXPECT_FALSE(one.infinite);
  }
}

// p is 0 only once e^-eta overflows, beyond the logarithm of the largest number.
TEST(BreakingPoints, LieWhereTheExponentialOverflows) {
  for (const auto& [precision, most] :
       {std::pair{Precision::float32, static_cast<double>(std::numeric_limits<float>::max())},
        std::pair{Precision::float64, std::numeric_limits<double>::max()}}) {
    const BreakingPoints one = breaking_points(precision, 0, 1, wrong);
    ASSERT_TRUE(one.infinite);
    EXPECT_NEAR(*one.infinite, -std::log(most), 1e-4);
    EXPECT_EQ(one.off_thousandth, one.infinite);  // accurate until there
    const BreakingPoints zero = breaking_points(precision, 0, 0, right);
    EXPECT_EQ(zero.undefined, one.infinite);
  }
}

TEST(BreakingPoints, KeepAValueWithAnEpsilonAndLoseTheSlopeAllTheSame) {
  for (const Precision precision : {Precision::float32, Precision::float64}) {
    for (const int y : {0, 1}) {
      for (const bool side : {wrong, right}) {
        const BreakingPoints with = breaking_points(precision, 1e-16, y, side);
        const BreakingPoints without = breaking_points(precision, 0, y, side);
        EXPECT_FALSE(with.infinite);
        EXPECT_FALSE(with.undefined);
        EXPECT_EQ(with.slope_lost, without.slope_lost);
        EXPECT_TRUE(with.off_hundredth);
      }
    }
  }
}

// Class 1 on the wrong side: p = e^eta is accurate, and the loss log(1 + epsilon / p) short of
// |eta|. That is a share s of it where epsilon e^m = e^(s m) - 1, solved here by halving.
TEST(BreakingPoints, OfAnEpsilonAreThoseOfTheClosedForm) {
  for (const double epsilon : {1e-16, 1e-9}) {
    const BreakingPoints found = breaking_points(Precision::float64, epsilon, 1, wrong);
    for (const auto& [share, margin] :
         {std::pair{0.001, found.off_thousandth}, std::pair{0.01, found.off_hundredth}}) {
      double low = 1, high = 50;
      for (int k = 0; k < 60; ++k) {
        const double middle = (low + high) / 2;
        const double p = 1 / (1 + std::exp(middle));
        const bool beyond = std::log1p(epsilon / p) > share * std::log1p(std::exp(middle));
        (beyond ? high : low) = middle;
      }
      EXPECT_NEAR(size_of(margin), high, 1e-9) << epsilon << " " << share;
    }
  }
}

// The stairs of p are 2 u wide where e^-eta is added to 1, and a point of class 1 that is right has
// the loss e^-eta: off by up to half a stair, u, which is a share s of it at e^-eta = u / s; a
// stair further out at most, and the division may double it.
TEST(BreakingPoints, OfTheStairsAreWithinTheirWidth) {
  for (const auto& [precision, u] : {std::pair{Precision::float32, half_unit<float>},
                                     std::pair{Precision::float64, half_unit<double>}}) {
    const BreakingPoints found = breaking_points(precision, 0, 1, right);
    for (const auto& [share, margin] :
         {std::pair{0.001, found.off_thousandth}, std::pair{0.01, found.off_hundredth}}) {
      EXPECT_GE(size_of(margin), -std::log(2 * u / share));
      EXPECT_LE(size_of(margin), -std::log(u / share - 2 * u));
    }
  }
}

bool is_off(float eta, float y, float epsilon, double share) {
  const CrossEntropyAsWritten loss{static_cast<double>(epsilon)};
  const double written = static_cast<double>(loss.terms(eta, y, 1.0F).value);
  const double safe =
      CrossEntropy{}.terms(static_cast<double>(eta), static_cast<double>(y), 1.0).value;
  return !(std::fabs(written - safe) <= share * safe);
}

// Every float of the last half before it: none is off. (Below it the error bound of the search
// holds, and it allows no more than a fifth of the share there.)
TEST(BreakingPoints, AreTheFirstOfAllFloatsBeforeThem) {
  for (const double epsilon : {0.0, 1e-16, 1e-6}) {
    for (const int y : {0, 1}) {
      for (const bool side : {wrong, right}) {
        const BreakingPoints found = breaking_points(Precision::float32, epsilon, y, side);
        for (const auto& [share, margin] :
             {std::pair{0.001, found.off_thousandth}, std::pair{0.01, found.off_hundredth}}) {
          const auto first = static_cast<float>(margin.value());
          const auto class_of = static_cast<float>(y), eps = static_cast<float>(epsilon);
          EXPECT_TRUE(is_off(first, class_of, eps, share));
          std::uint64_t before = 0;
          for (float eta = std::nextafter(first, 0.0F); std::fabs(first - eta) < 0.5F;
               eta = std::nextafter(eta, 0.0F)) {
            before += is_off(eta, class_of, eps, share) ? 1U : 0U;
          }
          EXPECT_EQ(before, 0U) << epsilon << " class " << y << " right " << side << " " << share;
        }
      }
    }
  }
}

// A hundred floats of each binade and of all stairs, from the smallest on: none before it is off.
TEST(BreakingPoints, AreTheFirstOfASampleOfAllMargins) {
  for (const int y : {0, 1}) {
    for (const bool side : {wrong, right}) {
      const BreakingPoints found = breaking_points(Precision::float32, 0, y, side);
      const double first = size_of(found.off_thousandth);
      const float sign = (y == 1) == side ? 1.0F : -1.0F;
      for (double eta = 1e-6; eta < first; eta *= 1.0003) {
        ASSERT_FALSE(is_off(sign * static_cast<float>(eta), static_cast<float>(y), 0, 0.001))
            << eta;
      }
    }
  }
}

TEST(BreakingPoints, OfALargeEpsilonAreAtZero) {
  EXPECT_EQ(breaking_points(Precision::float64, 0.01, 1, wrong).off_hundredth, 0);
}

TEST(NumericsOf, ARunTellsTheStepsThatWentThere) {
  Settings settings;
  settings.data = "lab-float32";
  settings.loss = "cross-entropy-as-written";
  settings.precision = Precision::float32;
  settings.epochs = 600;
  const lab::Run run = test::run_of(settings);
  ASSERT_TRUE(run.numerics);
  EXPECT_EQ(run.numerics->table.size(), 16U);
  EXPECT_EQ(run.numerics->wrong.count, 0U);
  const BreakingSteps& steps = run.numerics->right;
  EXPECT_EQ(steps.last, 3408U);
  // The margins are w x + b: of class 1 largest at x = 0.9, of class 0 smallest at x = -1.
  const auto limit_1 = breaking_points(Precision::float32, 0, 1, right).off_hundredth.value();
  const auto limit_0 = breaking_points(Precision::float32, 0, 0, right).off_hundredth.value();
  const Trajectory& path = run.training->trajectory;
  std::uint64_t count = 0, first = 0;
  for (std::size_t r = path.length(); r-- > 0;) {
    const double w = path.w_at(r)[0], b = path.w_at(r)[1];
    if (0.8999999761581421 * w + b < limit_1 && b - w > limit_0) continue;
    first = path.step[r];
    ++count;
  }
  EXPECT_EQ(steps.count, count);
  EXPECT_EQ(steps.first, first);
}

TEST(NumericsOf, ARunHasARowForItsOwnEpsilon) {
  Settings settings;
  settings.loss = "cross-entropy-as-written";
  settings.epsilon = 1e-6;
  settings.epochs = 1;
  const lab::Run run = test::run_of(settings);
  ASSERT_TRUE(run.numerics);
  EXPECT_EQ(run.numerics->table.size(), 24U);
  EXPECT_EQ(rows_of(run.numerics->table, Precision::float64, 1e-6).size(), 4U);
  EXPECT_FALSE(test::run_of({}).numerics);
}

}  // namespace
}  // namespace logitlab::lab
