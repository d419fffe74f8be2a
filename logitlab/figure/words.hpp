// SPDX-License-Identifier: MIT
// Numbers and names as the figures write them. All functions are pure and give UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "logitlab/lab/settings.hpp"

namespace logitlab::figure {

// A loss: three digits from 1 on, three decimals below, two digits below 0.01 ("4.55", "0.052",
// "0.0000090"); a power of ten where that would be long. "infinite" and "undefined" otherwise.
std::string loss_text(double loss);

// Two digits, plain decimals down to 0.000001: "0.0047", "0.000009".
std::string slope_text(double norm);

// A parameter, three digits, no trailing zeros, a true minus: "−5", "1.25".
std::string parameter_text(double value);

// "20 samples", "1 sample", "1,000,000 steps".
std::string counted(std::uint64_t count, std::string_view noun);

// "2 steps" up to ten as a word: "two", "ten"; else digits.
std::string count_word(std::uint64_t count);

// With a capital letter at the front, for the beginning of a sentence.
std::string capitalised(std::string text);

// The name of a coordinate for an axis: w as "weight w", b as "bias b" with an italic letter; other
// names as they are.
std::string axis_name(std::string_view coordinate);

// "cross-entropy" as the table's title has it, or the name itself if the table has no such row.
std::string loss_title(std::string_view name);
std::string solver_title(std::string_view name);

// What a solver was told besides its name: ", learning rate 2, cosine schedule, momentum 0.9";
// nothing of what it does not take or what is the plain case. Of resolved settings.
std::string rate_text(const lab::Settings& settings);

}  // namespace logitlab::figure
