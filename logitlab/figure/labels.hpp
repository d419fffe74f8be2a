// SPDX-License-Identifier: MIT
// Where a text may stand: a record of what is taken, and the search for a free place near a point.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "logitlab/figure/scene.hpp"
#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {

// Boxes of texts and marks, and lines that no text should cross.
class Occupied {
 public:
  void add(const Box& box) { add(turned(box, {}, 0)); }
  void add(const TurnedBox& box) { boxes_.push_back(box); }
  void add(const Text& text) { add(text_box(text)); }
  // A mark: a circle's square.
  void add_mark(Point centre, double radius) {
    add(Box{centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius});
  }
  void add_line(std::span<const Point> points, std::span<const std::size_t> breaks = {});

  bool hits_box(const TurnedBox& box) const;
  // Whether a line comes within `clearance` of the box's bounds.
  bool hits_line(const Box& box, double clearance) const;
  double distance_to_lines(Point p) const;
  double distance_to_boxes(Point p) const;  // to their centres

 private:
  struct Segment {
    Point a, b;
  };
  // Neighbours on a line, with the box around them: what is far from the box is far from them all.
  struct Stretch {
    Box bounds;
    std::size_t first, last;  // of segments_; `last` is not one of them
  };
  void begin_stretch(Point at);

  std::vector<TurnedBox> boxes_;
  std::vector<Segment> segments_;
  std::vector<Stretch> stretches_;
};

// The wished places around a mark, best first.
enum class Side { above, below, left, right, above_left, above_right, below_left, below_right };
inline constexpr Side any_side[] = {Side::above,       Side::right,       Side::left,
                                    Side::below,       Side::above_right, Side::above_left,
                                    Side::below_right, Side::below_left};

struct LabelSearch {
  Box inside;              // where it must lie wholly
  double radius = 6;       // of the mark: the text keeps away from it
  double clearance = 1.5;  // from lines; negative: lines do not matter
  std::span<const Side> sides = any_side;
};

// `text` moved to the first place near `mark` that is inside and free of boxes and lines; nothing
// where there is none.
std::optional<Text> place_label(const Occupied& occupied, Text text, Point mark,
                                const LabelSearch& search);

// Several lines of text under each other, placed as one; `lines` keep their own style.
std::optional<std::vector<Text>> place_lines(const Occupied& occupied, std::vector<Text> lines,
                                             Point mark, const LabelSearch& search);

// The same for what must be said: where no place is free of lines, the first that is free of boxes.
std::optional<std::vector<Text>> place_somehow(const Occupied& occupied, std::vector<Text> lines,
                                               Point mark, LabelSearch search);

// What found a place, into the scene and among what is taken; `halo` instead of the text's own.
// False: nothing had found a place.
bool add_placed(Scene& scene, Occupied& occupied, const std::optional<std::vector<Text>>& lines,
                const std::optional<Paint>& halo = {});
bool add_placed(Scene& scene, Occupied& occupied, std::optional<Text> text);

}  // namespace logitlab::figure
