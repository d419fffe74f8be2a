// SPDX-License-Identifier: MIT
#include "logitlab/figure/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/solver/solver_table.hpp"

namespace logitlab::figure {
namespace {

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

// d.d x 10^n for a positive number beyond plain decimals.
std::string with_power(double value) {
  constexpr double log_of_ten = 2.302585092994045684;
  const auto exponent = static_cast<int>(std::floor(math::log(value) / log_of_ten));
  // Scaled in two steps: 10^308 is a double, 10^324 is not.
  const int first = exponent / 2;
  const double half = math::exp(log_of_ten * first);
  const double rest = math::exp(log_of_ten * (exponent - first));
  const double mantissa = std::clamp(value / half / rest, 1.0, 9.94);
  return concat({without_trailing_zeros(fixed(mantissa, 1)), "·10",
                 superscript(minus_sign(std::to_string(exponent)))});
}

std::string not_finite_word(double value) { return std::isnan(value) ? "undefined" : "infinite"; }

// Below and above, digits would only be zeros to count.
constexpr double plain_from = 1e-6, plain_to = 1e6;

}  // namespace

std::string loss_text(double loss) {
  if (!std::isfinite(loss)) return not_finite_word(loss);
  if (loss == 0) return "0";
  if (loss < plain_from || loss >= plain_to) return with_power(loss);
  if (loss >= 1000) return grouped(static_cast<std::uint64_t>(loss + 0.5));
  if (loss >= 1) return plain(loss, 3);
  return loss >= 0.01 ? fixed(loss, 3) : plain(loss, 2);
}

std::string slope_text(double norm) {
  if (!std::isfinite(norm)) return not_finite_word(norm);
  if (norm == 0) return "0";
  if (norm < plain_from || norm >= plain_to) return with_power(norm);
  if (norm >= 1000) return grouped(static_cast<std::uint64_t>(norm + 0.5));
  return without_trailing_zeros(plain(norm, norm >= 1 ? 3 : 2));
}

std::string parameter_text(double value) {
  if (!std::isfinite(value)) return not_finite_word(value);
  if (value == 0) return "0";
  const double size = std::fabs(value);
  if (size < 1e-5 || size >= plain_to) {
    return concat({value < 0 ? minus_sign("-") : "", with_power(size)});
  }
  return minus_sign(without_trailing_zeros(plain(value, size >= 100 ? 4 : 3)));
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return concat({grouped(count), " ", noun, count == 1 ? "" : "s"});
}

std::string count_word(std::uint64_t count) {
  constexpr std::array<std::string_view, 11> words = {
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  return count < words.size() ? std::string(words[count]) : grouped(count);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

std::string axis_name(std::string_view coordinate) {
  if (coordinate == "w") return concat({"weight ", italic("w")});
  if (coordinate == "b") return concat({"bias ", italic("b")});
  return std::string(coordinate);
}

std::string loss_title(std::string_view name) {
  const LossRow* row = find_loss(name);
  return std::string(row != nullptr ? row->title : name);
}

std::string solver_title(std::string_view name) {
  const SolverRow* row = find_solver(name);
  return std::string(row != nullptr ? row->title : name);
}

std::string rate_text(const lab::Settings& settings) {
  std::string text;
  if (settings.learning_rate && *settings.learning_rate > 0) {
    text += concat({", learning rate ", parameter_text(*settings.learning_rate)});
    if (settings.schedule && *settings.schedule != schedule_table().front().name) {
      text += concat({", ", *settings.schedule, " schedule"});
    }
  }
  if (settings.momentum) text += concat({", momentum ", parameter_text(*settings.momentum)});
  return text;
}

}  // namespace logitlab::figure
