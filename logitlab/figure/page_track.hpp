// SPDX-License-Identifier: MIT
// The path of a training on a page that plays it: in full up to the present step, thin beyond.
#pragma once

#include <cstddef>
#include <vector>

#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// A path in a frame, as few points as draw it: made once, drawn for every step.
struct PageTrack {
  Box frame;
  InkedLine line;
  std::size_t dense = 0;  // the row from which on its zigzag is denser than the line
};

PageTrack page_track(const lab::Training& training, const Plane& plane, const Panel& panel);

// Lines in a page are drawn to this many pixels: some hundred steps are some kilobytes of SVG.
inline constexpr double page_tolerance = 0.3;

// Adds the points first ... last - 1 of a line to a path, simplified.
void append_simplified(Path& path, const InkedLine& line, std::size_t first, std::size_t last);

// Up to row `now` with a casing, the rest thin. Adds both to `occupied`.
void add_page_track(Scene& scene, const PageTrack& track, std::size_t now, std::size_t clip,
                    Occupied& occupied);

}  // namespace logitlab::figure
