// SPDX-License-Identifier: MIT
// Figures in other formats than SVG, drawn from the SVG by librsvg where the command was built with
// it. It is the command's and not the library's, so that who links the library needs none of it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "logitlab/base/result.hpp"

namespace logitlab::cli {

// "librsvg 2.54.7"; empty where this build has none.
std::string picture_library();

// Whether all these formats ("svg", "png", "pdf") can be written. Errors (usage): one cannot, and
// what to install.
Status check_formats(std::span<const std::string> formats);

// A file of that format, which check_formats let pass, from the bytes of an SVG of that many
// pixels: "svg" as it is; "png" with png_scale pixels for each of them; "pdf" of the size it has at
// 96 pixels an inch, its letters as text. Errors (internal): what librsvg or cairo says.
Result<std::string> picture(std::string_view format, const std::string& svg, double width,
                            double height);

// Twice as many pixels: sharp on screens of today, and in print at half the size.
inline constexpr double png_scale = 2;

}  // namespace logitlab::cli
