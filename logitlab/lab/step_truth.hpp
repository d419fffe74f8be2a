// SPDX-License-Identifier: MIT
// What tests of sentences about steps compare them with: losses by their formulas, slopes by finite
// differences, batches by counting.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "logitlab/lab/run.hpp"

namespace logitlab::lab::test {

// The mean of the loss over some rows, as a textbook has it. Borrows data and training.
class Truth {
 public:
  Truth(const Dataset& data, const Training& training);

  std::vector<std::size_t> all() const;
  // In file order by counting; another order by the loader.
  std::vector<std::size_t> batch_of(std::uint64_t step) const;
  double margin(std::size_t i, CVec w) const;
  double probability(std::size_t i, CVec w) const;
  double loss(const std::vector<std::size_t>& rows, CVec w) const;
  // Central differences of fourth order.
  std::vector<double> gradient(const std::vector<std::size_t>& rows, CVec w) const;
  std::size_t right(CVec w) const;
  std::size_t ones(const std::vector<std::size_t>& rows) const;

 private:
  const Dataset& data_;
  const Settings& settings_;
  bool squared_;
};

double degrees(const std::vector<double>& a, const std::vector<double>& b);

// The number that stands in a text behind a mark, "1,234" and "−0.5" too; NaN where none does.
double number_after(const std::string& text, const std::string& mark);

}  // namespace logitlab::lab::test
