// SPDX-License-Identifier: MIT
#include "logitlab/data/loader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string>

namespace logitlab {
namespace {

std::vector<Row> rows_of_epoch(DataLoader& loader, std::uint64_t epoch) {
  loader.start_epoch(epoch);
  std::vector<Row> rows;
  for (std::size_t k = 0; k < loader.batches_per_epoch(); ++k) {
    const std::span<const Row> batch = loader.batch(k);
    rows.insert(rows.end(), batch.begin(), batch.end());
  }
  return rows;
}

std::vector<Row> file_order(std::size_t n) {
  std::vector<Row> rows(n);
  std::iota(rows.begin(), rows.end(), Row{0});
  return rows;
}

// What must hold for one loader in one epoch, from the definition alone.
void expect_partition(std::size_t n, const LoaderOptions& options, std::uint64_t epoch) {
  SCOPED_TRACE("rows " + std::to_string(n) + ", batch " + std::to_string(options.batch_size) +
               (options.shuffle ? ", shuffled" : "") + (options.drop_last ? ", last dropped" : ""));
  DataLoader loader(n, options);
  const std::size_t size =
      options.batch_size == 0 || options.batch_size > n ? n : options.batch_size;
  const std::size_t kept = options.drop_last ? n - n % size : n;
  EXPECT_EQ(loader.batch_size(), size);
  ASSERT_EQ(loader.batches_per_epoch(), (kept + size - 1) / size);
  ASSERT_GE(loader.batches_per_epoch(), 1U);

  std::vector<Row> rows = rows_of_epoch(loader, epoch);
  for (std::size_t k = 0; k + 1 < loader.batches_per_epoch(); ++k) {
    EXPECT_EQ(loader.batch(k).size(), size);
  }
  EXPECT_EQ(rows.size(), kept);
  if (!options.shuffle) {
    EXPECT_EQ(rows, file_order(kept));
  }
  std::sort(rows.begin(), rows.end());
  EXPECT_EQ(std::adjacent_find(rows.begin(), rows.end()), rows.end()) << "a row came twice";
  EXPECT_LT(rows.back(), n);
}

TEST(DataLoader, PartitionsTheRowsInEveryCombination) {
  for (std::size_t n = 1; n <= 10; ++n) {
    for (std::size_t batch = 0; batch <= 12; ++batch) {
      for (const bool shuffle : {false, true}) {
        for (const bool drop_last : {false, true}) {
          for (const std::uint64_t epoch : {1U, 2U}) {
            expect_partition(n, {batch, shuffle, 5, drop_last}, epoch);
          }
        }
      }
    }
  }
}

TEST(DataLoader, MakesSevenBatchesOfTheLab) {
  const DataLoader loader(20, {});
  ASSERT_EQ(loader.batches_per_epoch(), 7U);
  const std::span<const Row> last = loader.batch(6);
  EXPECT_EQ(std::vector<Row>(last.begin(), last.end()), (std::vector<Row>{18, 19}));
}

TEST(DataLoader, ShufflesEachEpochAnew) {
  DataLoader loader(20, {3, true, 1, false});
  const std::vector<Row> first = rows_of_epoch(loader, 1), second = rows_of_epoch(loader, 2);
  EXPECT_NE(first, file_order(20));
  EXPECT_NE(second, file_order(20));
  EXPECT_NE(first, second);
}

TEST(DataLoader, RepeatsAnEpochFromItsSeedAndNumberAlone) {
  DataLoader one(20, {3, true, 1, false}), another(20, {7, true, 1, false});
  const std::vector<Row> third = rows_of_epoch(one, 3);
  EXPECT_EQ(rows_of_epoch(another, 3), third);  // without epochs 1 and 2, and in other batches
  rows_of_epoch(one, 8);
  EXPECT_EQ(rows_of_epoch(one, 3), third);
  DataLoader other_seed(20, {3, true, 2, false});
  EXPECT_NE(rows_of_epoch(other_seed, 3), third);
}

// All 6 orders of 3 rows over 6000 epochs: chi-squared with 5 degrees of freedom stays below 30.86
// with probability 1 - 1e-5, and the seed is fixed.
TEST(DataLoader, GivesEveryOrderEquallyOften) {
  DataLoader loader(3, {0, true, 4, false});
  std::map<std::vector<Row>, int> count;
  for (std::uint64_t epoch = 1; epoch <= 6000; ++epoch) ++count[rows_of_epoch(loader, epoch)];
  ASSERT_EQ(count.size(), 6U);
  double chi_squared = 0;
  for (const auto& [order, times] : count)
    chi_squared += (times - 1000.0) * (times - 1000.0) / 1000;
  EXPECT_LT(chi_squared, 30.86);
}

}  // namespace
}  // namespace logitlab
