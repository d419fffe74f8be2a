// SPDX-License-Identifier: MIT
#include "logitlab/figure/text_metrics.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>

#include "logitlab/base/math.hpp"

namespace logitlab::figure {
namespace {

// Advance widths in thousandths of an em, U+0020 ... U+007E.
constexpr std::array<std::uint16_t, 95> ascii_regular = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};
constexpr std::array<std::uint16_t, 95> ascii_bold = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584};

// U+00A0 ... U+00FF.
constexpr std::array<std::uint16_t, 96> latin_regular = {
    278, 333, 556, 556, 556, 556, 260,  556, 333, 737, 370, 556, 584, 333, 737, 552,
    400, 549, 333, 333, 333, 576, 537,  278, 333, 333, 365, 556, 834, 834, 834, 611,
    667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778,  584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889,  500, 556, 556, 556, 556, 278, 278, 278, 278,
    556, 556, 556, 556, 556, 556, 556,  549, 611, 556, 556, 556, 556, 500, 556, 500};
constexpr std::array<std::uint16_t, 96> latin_bold = {
    278, 333, 556, 556, 556, 556, 280,  556, 333, 737, 370, 556, 584, 333, 737, 552,
    400, 549, 333, 333, 333, 576, 556,  278, 333, 333, 365, 556, 834, 834, 834, 611,
    722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778,  584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889,  556, 556, 556, 556, 556, 278, 278, 278, 278,
    611, 611, 611, 611, 611, 611, 611,  549, 611, 611, 611, 611, 611, 556, 611, 556};

double advance(char32_t c, bool bold) {
  if (c >= 0x20 && c <= 0x7E) return (bold ? ascii_bold : ascii_regular)[c - 0x20];
  if (c < 0xA0) return 0;  // control characters are not drawn
  if (c <= 0xFF) return (bold ? latin_bold : latin_regular)[c - 0xA0];
  switch (c) {
    case U'\u2212':  // minus
      return 584;
    case U'\u2013':  // en dash
      return 556;
    case U'\u2018':
    case U'\u2019':
      return bold ? 278 : 222;
    case U'\u201C':
    case U'\u201D':
      return bold ? 500 : 333;
    default:
      return 1000;
  }
}

// How many bytes follow a first byte, and the least code point of that length.
struct Form {
  int more;
  char32_t least, bits;
};
Form form_of(unsigned char first) {
  if (first < 0x80) return {0, 0, first};
  if (first >= 0xC2 && first <= 0xDF) return {1, 0x80, static_cast<char32_t>(first & 0x1F)};
  if (first >= 0xE0 && first <= 0xEF) return {2, 0x800, static_cast<char32_t>(first & 0x0F)};
  if (first >= 0xF0 && first <= 0xF4) return {3, 0x10000, static_cast<char32_t>(first & 0x07)};
  return {-1, 0, 0};
}

// The length in bytes of the longest prefix that is at most `width` wide and does not end inside a
// character.
std::size_t prefix_within(std::string_view text, double width, double size, bool bold) {
  std::string_view rest = text;
  std::size_t good = 0;
  while (!rest.empty()) {
    next_code_point(rest);
    const std::size_t length = text.size() - rest.size();
    if (text_width(text.substr(0, length), size, bold) > width) break;
    good = length;
  }
  return good;
}

bool separated_along(Point axis, const TurnedBox& a, const TurnedBox& b) {
  const auto extent = [axis](const TurnedBox& box) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double low = infinity, high = -infinity;
    for (const Point& p : box.corner) {
      const double t = p.x * axis.x + p.y * axis.y;
      low = std::min(low, t);
      high = std::max(high, t);
    }
    return std::pair{low, high};
  };
  const auto [a_low, a_high] = extent(a);
  const auto [b_low, b_high] = extent(b);
  return a_high <= b_low || b_high <= a_low;
}

}  // namespace

char32_t next_code_point(std::string_view& text) {
  constexpr char32_t replacement = 0xFFFD;
  const Form form = form_of(static_cast<unsigned char>(text.front()));
  if (form.more < 0 || text.size() <= static_cast<std::size_t>(form.more)) {
    text.remove_prefix(1);
    return replacement;
  }
  char32_t c = form.bits;
  for (int k = 1; k <= form.more; ++k) {
    const auto next = static_cast<unsigned char>(text[static_cast<std::size_t>(k)]);
    if ((next & 0xC0) != 0x80) {
      text.remove_prefix(1);
      return replacement;
    }
    c = c << 6 | static_cast<char32_t>(next & 0x3F);
  }
  const bool valid = c >= form.least && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
  text.remove_prefix(valid ? static_cast<std::size_t>(form.more) + 1 : 1);
  return valid ? c : replacement;
}

double text_width(std::string_view text, double size, bool bold) {
  double sum = 0;
  double share = 1;
  while (!text.empty()) {
    const char32_t c = next_code_point(text);
    if (c == static_cast<char32_t>(superscript_on)) share = superscript_share;
    if (c == static_cast<char32_t>(superscript_off)) share = 1;
    sum += advance(c, bold) * share;
  }
  return sum * size / 1000;
}

Box unrotated_box(const Text& text) {
  const double width = text_width(text.text, text.size, text.bold);
  const double shift = text.anchor == Anchor::start    ? 0
                       : text.anchor == Anchor::middle ? width / 2
                                                       : width;
  return {text.at.x - shift, text.at.y - ascent * text.size, text.at.x - shift + width,
          text.at.y + descent * text.size};
}

TurnedBox turned(const Box& box, Point about, double degrees) {
  constexpr double radians = 3.14159265358979323846 / 180;
  const double c = math::cos(degrees * radians), s = math::sin(degrees * radians);
  const Point corners[4] = {
      {box.left, box.top}, {box.right, box.top}, {box.right, box.bottom}, {box.left, box.bottom}};
  TurnedBox result;
  for (std::size_t k = 0; k < 4; ++k) {
    const double dx = corners[k].x - about.x, dy = corners[k].y - about.y;
    result.corner[k] = {about.x + c * dx - s * dy, about.y + s * dx + c * dy};
  }
  return result;
}

TurnedBox text_box(const Text& text) { return turned(unrotated_box(text), text.at, text.rotation); }

bool TurnedBox::overlaps(const TurnedBox& other) const {
  for (const TurnedBox* box : {this, &other}) {
    for (std::size_t k = 0; k < 2; ++k) {
      const Point a = box->corner[k], b = box->corner[k + 1];
      if (separated_along({b.x - a.x, b.y - a.y}, *this, other)) return false;
    }
  }
  return true;
}

Box TurnedBox::bounds() const {
  Box box{corner[0].x, corner[0].y, corner[0].x, corner[0].y};
  for (const Point& p : corner) {
    box.left = std::min(box.left, p.x);
    box.right = std::max(box.right, p.x);
    box.top = std::min(box.top, p.y);
    box.bottom = std::max(box.bottom, p.y);
  }
  return box;
}

std::string fitted(std::string_view text, double width, double size, bool bold) {
  if (text_width(text, size, bold) <= width) return std::string(text);
  const std::string_view dots = "\u2026";
  const double room = width - text_width(dots, size, bold);
  return std::string(text.substr(0, prefix_within(text, room, size, bold))) + std::string(dots);
}

std::vector<std::string> wrapped(std::string_view text, double width, double size, bool bold) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string word = fitted(text.substr(0, end), width, size, bold);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string longer = line.empty() ? word : line + " " + word;
    if (line.empty() || text_width(longer, size, bold) <= width) {
      line = longer;
    } else {
      lines.push_back(line);
      line = word;
    }
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

}  // namespace logitlab::figure
