// SPDX-License-Identifier: MIT
// Numbers as sentences show them: counts before rates, three digits, a true minus sign, a word for
// what is no number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/base/types.hpp"

namespace logitlab::lab {

// 4.551; small ones keep three digits (0.000123), large ones have commas and no decimals.
std::string loss_text(double loss);
// Three significant digits, never an exponent: 0.408, 0.00000898.
std::string slope_text(double slope);
// A parameter: as given where that is short (-5, 0.25), else three decimals.
std::string parameter_text(double value);
// "w = -5, b = -10"; for some inputs "w1 = .., w2 = .., b = .."; for many the length of w.
std::string parameters_text(CVec w);
// "45,416 times shorter", "3.2 times longer", "about as long": a against b.
std::string ratio_text(double a, double b);
// "13 of 20 right (65 %)"
std::string right_text(std::uint64_t right, std::uint64_t rows);
// "1 step", "700 steps"
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

// The largest number of one digit below a limit > 0: 3 below 3.73.
double one_digit_below(double limit);

double length_of(CVec v);

}  // namespace logitlab::lab
