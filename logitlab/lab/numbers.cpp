// SPDX-License-Identifier: MIT
#include "logitlab/lab/numbers.hpp"

#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

constexpr double no_decimals_from = 1e5, most = 1e15, least = 1e-12;

std::string not_finite(double value) {
  if (std::isnan(value)) return "not a number";
  return value > 0 ? "infinite" : "minus infinite";
}

// Words for what is too large or too small to be written out; empty for the rest.
std::string beyond_writing(double value) {
  const double size = std::fabs(value);
  if (size >= most)
    return value > 0 ? "more than 1,000,000,000,000,000" : "below -1,000,000,000,000,000";
  if (size == 0 || size >= least) return "";
  return value > 0 ? "less than 0.000000000001" : "just below 0";
}

std::string signed_group(double value) {
  const std::string digits = grouped(static_cast<std::uint64_t>(std::fabs(std::round(value))));
  return value < 0 ? text_of({"-", digits}) : digits;
}

std::string number(double value, int decimals) {
  if (!std::isfinite(value)) return not_finite(value);
  if (std::string words = beyond_writing(value); !words.empty()) return words;
  const double size = std::fabs(value);
  if (size >= no_decimals_from) return signed_group(value);
  if (size > 0 && size < 0.1) return plain(value, 3);
  return fixed(value, decimals);
}

}  // namespace

std::string loss_text(double loss) {
  if (loss == 0) return "0";  // "0.000" would say that it was rounded
  // Where three decimals still show something they are enough: 0.052, not 0.0521.
  if (std::isfinite(loss) && std::fabs(loss) >= 0.01 && std::fabs(loss) < no_decimals_from) {
    return minus_sign(fixed(loss, 3));
  }
  return minus_sign(number(loss, 3));
}

std::string slope_text(double slope) {
  if (!std::isfinite(slope)) return not_finite(slope);
  if (const std::string words = beyond_writing(slope); !words.empty()) return minus_sign(words);
  if (std::fabs(slope) >= 1000) return minus_sign(signed_group(slope));
  return minus_sign(slope == 0 ? std::string("0") : plain(slope, 3));
}

std::string parameter_text(double value) {
  if (!std::isfinite(value)) return not_finite(value);
  const std::string exact = shortest(value);
  if (exact.size() <= 5 && exact.find('e') == std::string::npos) return minus_sign(exact);
  return minus_sign(number(value, 3));
}

std::string parameters_text(CVec w) {
  constexpr std::size_t most_listed = 3;
  const std::size_t d = w.size() - 1;
  const std::string b = text_of({"b = ", parameter_text(w[d])});
  if (d == 1) return text_of({"w = ", parameter_text(w[0]), ", ", b});
  if (d > most_listed) {
    return text_of({std::to_string(d), " coefficients of length ",
                    parameter_text(length_of(w.first(d))), ", ", b});
  }
  std::string text;
  for (std::size_t j = 0; j < d; ++j) {
    text += text_of({"w", std::to_string(j + 1), " = ", parameter_text(w[j]), ", "});
  }
  return text + b;
}

std::string ratio_text(double a, double b) {
  if (!std::isfinite(a) || !std::isfinite(b) || !(a > 0) || !(b > 0)) return "";
  const bool shorter = a < b;
  const double ratio = shorter ? b / a : a / b;
  if (ratio < 1.05) return "about as long";
  const std::string_view direction = shorter ? " times shorter" : " times longer";
  if (ratio < 100) return text_of({fixed(ratio, 1), direction});
  if (ratio < most) return text_of({signed_group(ratio), direction});
  return text_of({"more than 1,000,000,000,000,000", direction});
}

std::string right_text(std::uint64_t right, std::uint64_t rows) {
  return text_of({grouped(right), " of ", grouped(rows), " right (",
                  percent(static_cast<double>(right) / static_cast<double>(rows)), ")"});
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return text_of({grouped(count), " ", count == 1 ? one : many});
}

double one_digit_below(double limit) {
  // Rounded, then a digit less where that is not below.
  double value = *parse_double(plain(limit, 1));
  for (double share = 0.9; !(value < limit); share -= 0.1) {
    value = *parse_double(plain(limit * share, 1));
  }
  return value;
}

// Scaled by the largest entry, so that no square overflows.
double length_of(CVec v) {
  double largest = 0;
  for (const double c : v) largest = std::fmax(largest, std::fabs(c));
  if (largest == 0 || !std::isfinite(largest)) return largest;
  double square = 0;
  for (const double c : v) square += (c / largest) * (c / largest);
  return largest * std::sqrt(square);
}

}  // namespace logitlab::lab
