// SPDX-License-Identifier: MIT
// How wide a text is. The figures' family, "Helvetica Neue", Helvetica, Arial, "Liberation Sans",
// Arimo, shares one table of advance widths (Adobe's font metrics for Helvetica and
// Helvetica-Bold), so that a layout made here holds wherever the figure is drawn. All functions are
// pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// The next code point of a UTF-8 text; `text` is shortened by it. What is not valid UTF-8 (also
// overlong forms and surrogates) comes out as U+FFFD, one byte at a time. `text` must not be empty.
char32_t next_code_point(std::string_view& text);

// In pixels, at `size` pixels an em. The marks of italic() take no room, what stands in
// superscript() is drawn at superscript_share of the size. Characters outside the table count as
// wide as they may be.
inline constexpr double superscript_share = 0.7;
double text_width(std::string_view text, double size, bool bold = false);

// The part of a line above and below its base line, in ems: Helvetica's ascender and descender.
inline constexpr double ascent = 0.77, descent = 0.22;

// The box that a text takes, before its rotation.
Box unrotated_box(const Text& text);

// A box turned about its anchor: four corners in order.
struct TurnedBox {
  Point corner[4];
  bool overlaps(const TurnedBox& other) const;  // by separating axes; touching is no overlap
  Box bounds() const;
};
TurnedBox turned(const Box& box, Point about, double degrees);
TurnedBox text_box(const Text& text);

// `text` cut so that it is at most `width` wide, with "…" at the end if it was cut.
std::string fitted(std::string_view text, double width, double size, bool bold = false);

// Lines of at most `width` pixels, broken at spaces; a longer word stands alone and is cut.
std::vector<std::string> wrapped(std::string_view text, double width, double size,
                                 bool bold = false);

}  // namespace logitlab::figure
