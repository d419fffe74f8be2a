// SPDX-License-Identifier: MIT
// A linear model over two inputs, seen in the pixels of a panel: its margin is a plane, so what
// lies above a margin is a half-plane and lines of equal output are straight and parallel.
#pragma once

#include <optional>
#include <vector>

#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

struct Segment {
  Point a, b;
};

class HalfPlanes {
 public:
  // Of the margin w1 x1 + w2 x2 + b over the panel's two linear scales.
  HalfPlanes(const Panel& panel, double w1, double w2, double b);

  // Whether the margin has a value; else the rest is empty.
  bool defined() const;
  // The part of the frame where the margin is at least eta: a convex polygon of at most five
  // corners; empty where there is none.
  std::vector<Point> above(double eta) const;
  // Where the margin is eta inside the frame; nothing where that line misses it.
  std::optional<Segment> line(double eta) const;
  // How many pixels apart lines are whose margins differ by one; infinite where all is level.
  double spacing() const;
  // The direction in which the margin grows, one pixel long; (0, 0) where all is level.
  Point uphill() const;

 private:
  double height(Point p, double eta) const {
    return x_ * p.x + y_ * p.y + (at_zero_ - eta / unit_);
  }

  Box frame_;
  // In units of the largest parameter, so that nothing overflows.
  double x_ = 0, y_ = 0, at_zero_ = 0, unit_ = 1;
};

// How far a point lies from the line through a segment.
double distance_to_line(Point p, const Segment& line);

}  // namespace logitlab::figure
