// SPDX-License-Identifier: MIT
//
// Known answers come from tools/rng_reference.py, which shares no code with rng.cpp. Statistical
// bounds are stated with the probability that a good generator would break them; the seeds are
// fixed, so a test that passes once passes always.
#include "logitlab/base/rng.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <vector>

namespace logitlab {
namespace {

std::array<std::uint64_t, 4> first_four(Rng rng) {
  return {rng.next_u64(), rng.next_u64(), rng.next_u64(), rng.next_u64()};
}

// The chi-square quantile that is exceeded with probability 1e-6 (E. B. Wilson, M. M. Hilferty,
// PNAS 17, 1931: the cube root is nearly normal; 4.753 is the normal quantile).
double chi_square_bound(double degrees) {
  const double a = 2.0 / (9.0 * degrees);
  return degrees * std::pow(1.0 - a + 4.753 * std::sqrt(a), 3.0);
}

template <class Counts>
double chi_square(const Counts& counts, double expected) {
  double sum = 0;
  for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

TEST(Rng, GivesTheBitsOfTheReference) {
  using Four = std::array<std::uint64_t, 4>;
  EXPECT_EQ(first_four(Rng(0)), (Four{0x99ec5f36cb75f2b4U, 0xbf6e1f784956452aU, 0x1a5f849d4933e6e0U,
                                      0x6aa594f1262d2d2cU}));
  EXPECT_EQ(first_four(Rng(42)), (Four{0x15780b2e0c2ec716U, 0x6104d9866d113a7eU,
                                       0xae17533239e499a1U, 0xecb8ad4703b360a1U}));
  EXPECT_EQ(first_four(Rng(~std::uint64_t{0})), (Four{0x8f5520d52a7ead08U, 0xc476a018caa1802dU,
                                                      0x81de31c0d260469eU, 0xbf658d7e065f3c2fU}));
  EXPECT_EQ(first_four(Rng(42, 1)), (Four{0x651975049fe9c8f5U, 0x3bcdf131397288c7U,
                                          0x8fb7530efe17205eU, 0x2b04008f6d31518aU}));
  EXPECT_EQ(
      first_four(Rng(42, ~std::uint64_t{0})),
      (Four{0x99a9dd01bd92c786U, 0x451a7433e50d78ffU, 0x8af55f1d9eb1bc21U, 0x5395700670bd43f8U}));
}

TEST(Rng, DrawsBoundedIntegersAsTheReferenceDoes) {
  Rng rng(7);
  for (const std::uint64_t expected : {4U, 1U, 5U, 5U, 5U, 5U, 0U, 0U, 2U, 0U, 3U, 4U}) {
    EXPECT_EQ(rng.below(6), expected);
  }
  // Just above 2^63 nearly half of all draws are refused.
  Rng refusing(7);
  for (const std::uint64_t expected :
       {6461677535414237997U, 7744196453246319819U, 9049029322324588832U, 9139072988219048332U}) {
    EXPECT_EQ(refusing.below((std::uint64_t{1} << 63) + 1), expected);
  }
  EXPECT_EQ(rng.below(1), 0U);
}

TEST(Rng, ShufflesAsTheReferenceDoes) {
  std::array<Row, 10> rows;
  std::iota(rows.begin(), rows.end(), Row{0});
  Rng(3).shuffle(rows);
  EXPECT_EQ(rows, (std::array<Row, 10>{9, 4, 8, 0, 7, 2, 3, 1, 5, 6}));
  Rng(3).shuffle(std::span<Row>());
}

TEST(Rng, DrawsNormalsThatTheReferenceComputedWithFortyDigits) {
  // The angle's absolute error, 2^-51 + 2 pi 2^-53, times a radius below 8.6, and a few roundings.
  const double tolerance = 8.6 * 2e-15;
  Rng rng(11);
  for (const double expected :
       {0.60673510977836893906, 0.37041641789966713093, -0.70385049834329806186,
        0.25953866111687397624, -0.14716329073783725732, 0.3956718781734338542}) {
    EXPECT_NEAR(rng.normal(), expected, tolerance);
  }
}

TEST(Rng, FillsTheUnitIntervalEvenly) {
  EXPECT_EQ(Rng(5).uniform(), 0x1.275545e329532p-2);
  Rng rng(1);
  constexpr int draws = 200000;
  std::array<int, 100> counts{};
  for (int i = 0; i < draws; ++i) {
    const double u = rng.uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    ++counts[static_cast<std::size_t>(100.0 * u)];
  }
  EXPECT_LT(chi_square(counts, draws / 100.0), chi_square_bound(99));
}

TEST(Rng, StretchesTheUnitInterval) {
  Rng stretched(9), unit(9);
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(stretched.uniform(-2.0, 6.0), -2.0 + 8.0 * unit.uniform());
}

TEST(Rng, DrawsEachBoundedIntegerEquallyOften) {
  Rng rng(2);
  constexpr int draws = 210000;
  std::array<int, 7> counts{};
  for (int i = 0; i < draws; ++i) ++counts[static_cast<std::size_t>(rng.below(7))];
  EXPECT_LT(chi_square(counts, draws / 7.0), chi_square_bound(6));
}

TEST(Rng, MakesEachOrderEquallyOften) {
  Rng rng(4);
  constexpr int draws = 120000;
  std::map<std::array<Row, 5>, int> counted;
  for (int i = 0; i < draws; ++i) {
    std::array<Row, 5> rows = {0, 1, 2, 3, 4};
    rng.shuffle(rows);
    ++counted[rows];
  }
  ASSERT_EQ(counted.size(), 120U);
  std::vector<int> counts;
  for (const auto& [order, count] : counted) counts.push_back(count);
  EXPECT_LT(chi_square(counts, draws / 120.0), chi_square_bound(119));
}

TEST(Rng, DrawsNormalsWithTheMomentsOfTheNormal) {
  Rng rng(6);
  constexpr int draws = 400000;
  double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
  for (int i = 0; i < draws; ++i) {
    const double z = rng.normal();
    m1 += z / draws;
    m2 += z * z / draws;
    m3 += z * z * z / draws;
    m4 += z * z * z * z / draws;
  }
  // Five standard errors; the variances of z, z^2, z^3, z^4 are 1, 2, 15, 96.
  EXPECT_NEAR(m1, 0.0, 5.0 * std::sqrt(1.0 / draws));
  EXPECT_NEAR(m2, 1.0, 5.0 * std::sqrt(2.0 / draws));
  EXPECT_NEAR(m3, 0.0, 5.0 * std::sqrt(15.0 / draws));
  EXPECT_NEAR(m4, 3.0, 5.0 * std::sqrt(96.0 / draws));
}

TEST(Rng, DrawsNormalsWithTheDistributionOfTheNormal) {
  Rng rng(8);
  constexpr std::size_t draws = 100000;
  std::vector<double> z(draws);
  for (double& value : z) value = rng.normal();
  std::sort(z.begin(), z.end());
  double distance = 0;  // of Kolmogorov and Smirnov; exceeds 2.7 / sqrt(n) with probability 2
                        // exp(-2 * 2.7^2) = 9e-7
  for (std::size_t i = 0; i < draws; ++i) {
    const double expected = 0.5 * std::erfc(-z[i] / std::sqrt(2.0));
    const double below = static_cast<double>(i) / draws, up_to = static_cast<double>(i + 1) / draws;
    distance = std::max({distance, expected - below, up_to - expected});
  }
  EXPECT_LT(distance, 2.7 / std::sqrt(draws));
}

TEST(Rng, GivesStreamsThatDifferAndDoNotFollowEachOther) {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t stream = 0; stream < 10000; ++stream) firsts.insert(Rng(1, stream).next_u64());
  EXPECT_EQ(firsts.size(), 10000U);

  constexpr int draws = 100000;
  Rng one(1, 0), other(1, 1), next_seed(2, 0);
  double with_stream = 0, with_seed = 0;
  for (int i = 0; i < draws; ++i) {
    const double u = one.uniform() - 0.5;
    with_stream += 12.0 * u * (other.uniform() - 0.5) / draws;
    with_seed += 12.0 * u * (next_seed.uniform() - 0.5) / draws;
  }
  const double bound = 5.0 / std::sqrt(draws);  // five standard errors of a correlation that is 0
  EXPECT_NEAR(with_stream, 0.0, bound);
  EXPECT_NEAR(with_seed, 0.0, bound);
}

TEST(Rng, ContinuesInACopy) {
  Rng rng(12);
  rng.normal();  // leaves a spare
  Rng copy = rng;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(copy.normal(), rng.normal());
}

}  // namespace
}  // namespace logitlab
