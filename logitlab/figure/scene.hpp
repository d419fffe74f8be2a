// SPDX-License-Identifier: MIT
// A figure as a value: shapes, texts and the scales of its panels, in pixels, with colours named by
// their role. to_svg() of svg.hpp draws it; nothing here knows a theme.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/base/joined.hpp"

namespace logitlab::figure {

struct Point {
  double x = 0, y = 0;  // pixels; y points down
};

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
  Point centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
  bool contains(Point p) const {
    return p.x >= left && p.x <= right && p.y >= top && p.y <= bottom;
  }
  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  Box grown(double by) const { return {left - by, top - by, right + by, bottom + by}; }
};

// What a colour means; palette.hpp says which colour that is in each theme.
enum class Role : std::uint8_t {
  none,  // not painted
  paper,
  page,  // behind panels
  casing,
  ink,
  path,
  ink2,
  axis,
  grid,
  class0,
  class1,
  cross_entropy,
  squared_error,
  warning,
  now,
  never,
  loss_ramp,   // Paint::position, 0 low ... 1 high
  start_ramp,  // Paint::position, 0 fast ... 1 slow
  class_ramp,  // Paint::position, 0 surely class 0 ... 1 surely class 1
  time_ramp    // Paint::position, 0 first ... 1 last
};

struct Paint {
  Role role = Role::none;
  double position = 0;  // on a ramp
  double shade = 0;     // 0: as it is ... 1: black, for shaded surfaces; -1: the theme's ink
  double opacity = 1;
};

struct Stroke {
  Paint paint{};
  double width = 1;
  double dash = 0, gap = 0;  // both 0: solid
};

// What a mark stands for, for tests and for a page that lets people take hold of it.
enum class Meaning : std::uint8_t { decoration, start, end, now, sample };

// One or more polylines or polygons with one style.
struct Path {
  std::vector<Point> points;
  std::vector<std::size_t> breaks;  // where, besides 0, a new subpath begins; ascending
  bool closed = false;              // each subpath
  Paint fill{};                     // even-odd
  Stroke stroke{};
  bool dense = false;  // many points: written as whole tenths of a pixel
  // Also drawn along its edge in the colour of its fill, sealed_width wide, in place of the stroke:
  // no gap shows between neighbours of a surface. Dense and opaque paths only.
  bool sealed = false;
};

inline constexpr double sealed_width = 0.7;

struct Circle {
  Point centre;
  double radius = 4;
  Paint fill{};
  Stroke stroke{};
  Meaning meaning = Meaning::decoration;
};

// Equilateral, about the area of a circle of that radius; upright, or pointing down.
struct Triangle {
  Point centre;
  double radius = 4;
  bool down = false;
  Paint fill{};
  Stroke stroke{};
  Meaning meaning = Meaning::decoration;
};

struct Rectangle {
  Box box;
  double corner = 0;  // radius
  Paint fill{};
  Stroke stroke{};
};

enum class Anchor : std::uint8_t { start, middle, end };

// One line of text in the figures' family. `text` is UTF-8; italic() and superscript() below mark
// parts of it. The halo is drawn behind the letters.
struct Text {
  Point at;  // on the base line
  std::string text;
  double size = 12;
  bool bold = false;
  Anchor anchor = Anchor::start;
  Paint fill{Role::ink};
  Paint halo{};
  double halo_width = 3;  // of the stroke that draws it: half of it shows
  double rotation = 0;    // degrees clockwise about `at`
};

// Variables are italic: concat({"weight ", italic("w")}). The marks are control characters, which
// no text from outside keeps (see escape_xml).
inline constexpr char italic_on = '\x0e', italic_off = '\x0f';
inline constexpr char superscript_on = '\x11', superscript_off = '\x12';
std::string italic(std::string_view text);
std::string superscript(std::string_view text);
// The parts one after the other.
inline std::string concat(std::initializer_list<TextPart> parts) { return joined(parts); }

using Shape = std::variant<Path, Circle, Triangle, Rectangle, Text>;

struct Element {
  Shape shape;
  std::size_t clip = 0;  // 0: none; else 1 + the number of a panel, whose frame cuts the shape off
};

enum class ScaleKind : std::uint8_t {
  linear,
  log,  // low > 0
  step  // log10(1 + value), so that 0 exists
};

// Values low ... high onto pixels from ... to.
struct Scale {
  ScaleKind kind = ScaleKind::linear;
  double low = 0, high = 1;
  double from = 0, to = 1;
  double to_pixel(double value) const;
  double from_pixel(double pixel) const;  // the inverse
};

// Where a figure shows data: its frame and the two scales that lead back from a pixel to values.
struct Panel {
  std::string name;  // "plane", "data", "loss": for who looks for it
  Box frame;
  Scale x, y;
  Point to_pixel(double u, double v) const { return {x.to_pixel(u), y.to_pixel(v)}; }
};

struct Scene {
  std::string name;         // of its file: "contour", "iteration-0147"
  std::string title;        // what it is, a phrase
  std::string description;  // the caption and the extremes: what a reader hears instead of seeing
  double width = 760, height = 600;
  bool overlay = false;  // lies over another scene: no ground of its own, nothing to be read aloud
  std::vector<Element> elements;  // later ones over earlier ones
  std::vector<Panel> panels;

  // Panels are kept in order; the number returned serves as `clip`.
  std::size_t add_panel(Panel panel) {
    panels.push_back(std::move(panel));
    return panels.size();
  }
  // One function for each shape, so that a call does not have to make a Shape of it.
  void add(Path&& path, std::size_t clip = 0);
  void add(const Path& path, std::size_t clip = 0);
  void add(const Circle& circle, std::size_t clip = 0);
  void add(const Triangle& triangle, std::size_t clip = 0);
  void add(const Rectangle& rectangle, std::size_t clip = 0);
  void add(Text&& text, std::size_t clip = 0);
  void add(const Text& text, std::size_t clip = 0);
};

}  // namespace logitlab::figure
