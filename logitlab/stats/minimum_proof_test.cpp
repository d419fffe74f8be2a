// SPDX-License-Identifier: MIT
#include "logitlab/stats/minimum_proof.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "logitlab/base/rng.hpp"

namespace logitlab {
namespace {

struct Data {
  std::vector<double> x, y;
  std::size_t d;

  SignedRows rows() const {
    const DenseDesign design(CMat{x.data(), y.size(), d, d});
    return SignedRows(design, y);
  }
};

std::vector<Row> all(std::size_t n) {
  std::vector<Row> rows(n);
  std::iota(rows.begin(), rows.end(), Row{0});
  return rows;
}

bool proves(const Data& data, CVec u) {
  const SignedRows z = data.rows();
  const std::vector<Row> rows = all(data.y.size());
  return proves_a_minimum(z, rows, column_space(z, rows), u);
}

// x = -1, 0, 1 with labels 1, 0, 1: Z'u = (u0 - u1 + u2, -u0 + u2), 0 for u = (1, 2, 1).
const Data overlapping{{-1, 0, 1}, {1, 0, 1}, 1};

TEST(MinimumProof, AcceptsAPositiveSolution) {
  EXPECT_TRUE(proves(overlapping, std::vector<double>{1, 2, 1}));
  EXPECT_TRUE(proves(overlapping, std::vector<double>{1e-30, 2e-30, 1e-30}));
}

// g' A^-1 g is the squared length of the projection of (1, 1, 1) on the columns of diag(u) Z, which
// are orthogonal here: 38^2 / 1602 = 0.90 for (1, 40, 1) and 19^2 / 201 = 1.8 for (10, 1, 10).
TEST(MinimumProof, AcceptsWhatIsNearOneAndRefusesWhatIsFar) {
  EXPECT_TRUE(proves(overlapping, std::vector<double>{1, 2.2, 1}));
  EXPECT_TRUE(proves(overlapping, std::vector<double>{1, 40, 1}));
  EXPECT_FALSE(proves(overlapping, std::vector<double>{10, 1, 10}));
}

TEST(MinimumProof, RefusesWhatIsNotPositive) {
  EXPECT_FALSE(proves(overlapping, std::vector<double>{1, 0, 1}));
  EXPECT_FALSE(proves(overlapping, std::vector<double>{1, -2, 1}));
  EXPECT_FALSE(proves(overlapping, std::vector<double>{1, HUGE_VAL, 1}));
}

// Nothing may prove a minimum of separated rows, whatever u is.
TEST(MinimumProof, RefusesEveryCandidateWhereRowsAreSeparated) {
  Rng rng(5);
  for (int trial = 0; trial < 2000; ++trial) {
    const std::size_t n = 2 + rng.below(8), d = 1 + rng.below(3);
    Data data{std::vector<double>(n * d), std::vector<double>(n), d};
    for (double& x : data.x) x = static_cast<double>(rng.below(7)) - 3;
    // On the side of x_1 > 0; rows with x_1 = 0 have any label, rows with x_1 = 3 make one strict.
    data.x[0] = 3;
    for (std::size_t i = 0; i < n; ++i) {
      const double first = data.x[i * d];
      data.y[i] = first == 0 ? static_cast<double>(rng.below(2)) : (first > 0 ? 1.0 : 0.0);
    }
    std::vector<double> u(n);
    for (double& a : u) a = std::ldexp(1.0 + rng.uniform(), static_cast<int>(rng.below(60)) - 30);
    EXPECT_FALSE(proves(data, u));
  }
}

// The third column is the sum of the others: the proof must know it, and with it works.
TEST(MinimumProof, FollowsColumnsThatAreExactCombinations) {
  const Data data{{-1, 2, 1, 0, 3, 3, 1, -4, -3, 2, 1, 3, -2, 1, -1}, {1, 0, 1, 0, 1}, 3};
  const SignedRows z = data.rows();
  const std::vector<Row> rows = all(5);
  const ColumnSpace space = column_space(z, rows);
  EXPECT_TRUE(space.complete);
  EXPECT_EQ(space.basis, (std::vector<std::size_t>{0, 1, 2}));
  ASSERT_EQ(space.dependent, (std::vector<std::size_t>{3}));
  const std::vector<double>& null = space.null[0];
  for (const Row i : rows) {
    double sum = 0;
    for (std::size_t j = 0; j < 4; ++j) sum += z[i][j] * null[j];
    EXPECT_EQ(sum, 0);
  }
}

TEST(ColumnSpace, CountsANearlyDependentColumnAsIndependent) {
  const double tenth = 0.1;  // 3 * 0.1 is not 0.3 in doubles
  const Data data{{tenth, 0.3, 2 * tenth, 0.6, 0.7, 2.1}, {0, 1, 0}, 2};
  const std::vector<Row> rows = all(3);
  EXPECT_EQ(column_space(data.rows(), rows).basis.size(), 3u);
}

}  // namespace
}  // namespace logitlab
