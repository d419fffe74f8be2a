// SPDX-License-Identifier: MIT
// Numbers as the page's tables show them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace logitlab::page {

// Six significant digits at most, a true minus sign; a power of ten below 0.0001 and from 10^9 on:
// "14.8594", "-5", "7.73033 × 10⁻⁶". What is not known is empty; "infinite" and "−infinite".
std::string number(double value);

// "700", "1,000,000"
std::string count(std::uint64_t value);

// Empty where there is none.
std::string count(const std::optional<std::uint64_t>& value);

}  // namespace logitlab::page
