// SPDX-License-Identifier: MIT
#include "logitlab/lab/step_truth.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

#include "logitlab/data/loader.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab::test {

Truth::Truth(const Dataset& data, const Training& training)
    : data_(data), settings_(training.settings), squared_(settings_.loss == "squared-error") {}

std::vector<std::size_t> Truth::all() const {
  std::vector<std::size_t> rows(data_.length());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
  return rows;
}

std::vector<std::size_t> Truth::batch_of(std::uint64_t step) const {
  const std::size_t n = data_.length();
  const std::size_t size = std::min(n, *settings_.batch_size == 0 ? n : *settings_.batch_size);
  const std::size_t each = settings_.drop_last ? n / size : (n + size - 1) / size;
  const std::size_t k = (step - 1) % each;
  std::vector<std::size_t> rows;
  if (settings_.shuffle) {
    DataLoader loader(n, loader_options(settings_));
    loader.start_epoch((step - 1) / each + 1);
    for (const Row i : loader.batch(k)) rows.push_back(i);
  } else {
    for (std::size_t i = k * size; i < std::min(n, (k + 1) * size); ++i) rows.push_back(i);
  }
  return rows;
}

double Truth::margin(std::size_t i, CVec w) const {
  double sum = w.back();
  for (std::size_t j = 0; j + 1 < w.size(); ++j) sum += data_[i].x[j] * w[j];
  return sum;
}

double Truth::probability(std::size_t i, CVec w) const { return 1 / (1 + std::exp(-margin(i, w))); }

double Truth::loss(const std::vector<std::size_t>& rows, CVec w) const {
  double sum = 0;
  for (const std::size_t i : rows) {
    const double eta = margin(i, w), y = data_[i].y;
    const double wrong = y == 1 ? -eta : eta;
    const double off = 1 / (1 + std::exp(-wrong));
    sum += squared_ ? off * off : std::max(wrong, 0.0) + std::log1p(std::exp(-std::fabs(wrong)));
  }
  return sum / static_cast<double>(rows.size());
}

std::vector<double> Truth::gradient(const std::vector<std::size_t>& rows, CVec w) const {
  std::vector<double> at(w.begin(), w.end()), gradient(w.size());
  for (std::size_t j = 0; j < w.size(); ++j) {
    const double h = 1e-3;
    const auto value = [&](double t) {
      at[j] = w[j] + t * h;
      return loss(rows, at);
    };
    gradient[j] = (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * h);
    at[j] = w[j];
  }
  return gradient;
}

std::size_t Truth::right(CVec w) const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < data_.length(); ++i) {
    count += (margin(i, w) > 0) == (data_[i].y == 1) ? 1U : 0U;
  }
  return count;
}

std::size_t Truth::ones(const std::vector<std::size_t>& rows) const {
  std::size_t count = 0;
  for (const std::size_t i : rows) count += data_[i].y == 1 ? 1U : 0U;
  return count;
}

double degrees(const std::vector<double>& a, const std::vector<double>& b) {
  double product = 0, square_a = 0, square_b = 0;
  for (std::size_t j = 0; j < a.size(); ++j) {
    product += a[j] * b[j];
    square_a += a[j] * a[j];
    square_b += b[j] * b[j];
  }
  const double cosine = product / std::sqrt(square_a * square_b);
  return std::acos(std::clamp(cosine, -1.0, 1.0)) * 180 / std::numbers::pi;
}

double number_after(const std::string& text, const std::string& mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return unknown;
  std::string digits;
  for (std::size_t k = at + mark.size(); k < text.size(); ++k) {
    const char c = text[k];
    if (text.compare(k, 3, "\u2212") == 0) {
      digits += '-';
      k += 2;
    } else if ((c >= '0' && c <= '9') || c == '.') {
      digits += c;
    } else if (c != ',') {
      break;
    }
  }
  return digits.empty() ? unknown : std::strtod(digits.c_str(), nullptr);
}

namespace {

// The truth itself against the replay in 60-digit arithmetic.
TEST(StepTruth, IsThatOfTheReplay) {
  const lab::Run run = run_of({});
  const Truth truth(*run.data, *run.training);
  const std::vector<double> start = {-5, -10};
  EXPECT_LT(relative_error(truth.loss(truth.all(), start), exact("/lab/cross_entropy/start_loss")),
            1e-14);
  const auto gradient = truth.gradient(truth.all(), start);
  EXPECT_LT(relative_error(gradient[0], exact("/lab/cross_entropy/start_gradient/0")), 1e-9);
  EXPECT_LT(relative_error(gradient[1], exact("/lab/cross_entropy/start_gradient/1")), 1e-9);
  EXPECT_EQ(number_after("loss \u22121,234.5 and", "loss "), -1234.5);
}

}  // namespace
}  // namespace logitlab::lab::test
