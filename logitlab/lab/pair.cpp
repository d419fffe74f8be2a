// SPDX-License-Identifier: MIT
//
// The problem: a picture of the data has two axes, the data d inputs. Given: the data and the
// parameters at the end. The two that move the margin most: a change of x_j by its standard
// deviation s_j moves w x + b by w_j s_j. Cost: two passes over the data; memory: d numbers.
#include "logitlab/lab/pair.hpp"

#include <cmath>
#include <string_view>
#include <utility>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/suggestion.hpp"
#include "logitlab/lab/two_names.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

constexpr std::string_view flag = "--pair";

// A column's own name before the names that every model has; d where there is none.
std::size_t input_named(std::string_view name, const Dataset& data) {
  const std::size_t d = data.columns();
  for (std::size_t j = 0; j < d; ++j) {
    if (data.inputs()[j] == name) return j;
  }
  if (!name.starts_with("x")) return d;
  const auto number = parse_unsigned(name.substr(1));
  return number && *number >= 1 && *number <= d ? static_cast<std::size_t>(*number) - 1 : d;
}

// The mean of a column: the sum over n, or, where the sum is no double, the sum of shares.
double mean_of(const Dataset& data, std::size_t j) {
  const auto n = static_cast<double>(data.length());
  double sum = 0, shares = 0;
  for (std::size_t i = 0; i < data.length(); ++i) {
    sum += data[i].x[j];
    shares += data[i].x[j] / n;
  }
  return std::isfinite(sum) ? sum / n : shares;
}

double standard_deviation(const Dataset& data, std::size_t j, double mean) {
  std::vector<double> off(data.length());
  for (std::size_t i = 0; i < off.size(); ++i) off[i] = data[i].x[j] - mean;
  return length_of(off) / std::sqrt(static_cast<double>(off.size()));
}

}  // namespace

Result<std::array<std::size_t, 2>> named_inputs(const std::string& pair, const Dataset& data) {
  if (data.columns() < 2) {
    return usage_error("these data have one input: there is no pair to choose", std::string(flag),
                       "Leave it out");
  }
  const TwoNames names = two_names(pair, data.columns(),
                                   [&](std::string_view name) { return input_named(name, data); });
  if (names.known && names.first == names.second) {
    return usage_error("expected two different inputs, found " + quoted(pair), std::string(flag));
  }
  if (names.known) return std::array{names.first, names.second};
  const std::string_view stranger = names.stranger.empty() ? pair : names.stranger;
  const std::vector<std::string_view> known(data.inputs().begin(), data.inputs().end());
  return usage_error("expected two inputs, NAME,NAME; found " + quoted(stranger), std::string(flag),
                     with_suggestion(stranger, known));
}

InputPair choose_pair(const std::string& asked, const Dataset& data, CVec w) {
  InputPair pair;
  const std::size_t d = data.columns();
  for (std::size_t j = 0; j < d; ++j) pair.mean.push_back(mean_of(data, j));
  if (!asked.empty()) {
    pair.column = named_inputs(asked, data).value();
    return pair;
  }
  if (d == 2) return pair;
  // Of equals the first.
  std::array<double, 2> most{-1, -1};
  for (std::size_t j = 0; j < d; ++j) {
    double moves = std::fabs(w[j]) * standard_deviation(data, j, pair.mean[j]);
    if (std::isnan(moves)) moves = 0;  // a weight of 0 and a spread beyond doubles
    if (moves > most[0]) {
      most = {moves, most[0]};
      pair.column = {j, pair.column[0]};
    } else if (moves > most[1]) {
      most[1] = moves;
      pair.column[1] = j;
    }
  }
  if (pair.column[0] > pair.column[1]) std::swap(pair.column[0], pair.column[1]);
  return pair;
}

}  // namespace logitlab::lab
