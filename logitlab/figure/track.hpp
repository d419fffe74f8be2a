// SPDX-License-Identifier: MIT
// The path of a training over the map: the line with its casing, and the epochs worth naming.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// The steps kept, from the start to row `rows` - 1, as pixels of a panel over the plane. Not
// clipped: points may lie far outside.
std::vector<Point> track_pixels(const lab::Training& training, const Plane& plane,
                                const Panel& panel, std::size_t rows);

// A track as lines inside a box.
struct InkedLine {
  std::vector<Point> points;
  std::vector<std::size_t> breaks;  // as Path has them
  std::vector<std::size_t> rows;    // of each point: the step that the segment there ends at
};

// The segments between the pixels; of more than `many` only those that add ink: a segment between
// two cells that were joined before is left out. Cells are half a pixel wide, and wider ones while
// that leaves more than `most` points.
InkedLine inked(std::span<const Point> pixels, const Box& box, std::size_t many, std::size_t most);

// The first row from which on every epoch zigzags within less than its own teeth: there the line is
// thinner.
std::size_t dense_from(const lab::Training& training, std::span<const Point> pixels);
inline constexpr double track_width = 1.6, dense_track_width = 0.95;

// The line, cut to the panel. From where its zigzag is denser than the line it is drawn thinner.
// Adds what was drawn to `occupied`. False if no part of the path lies in the panel.
bool add_track(Scene& scene, const lab::Training& training, std::size_t clip,
               const std::vector<Point>& pixels, Occupied& occupied);

// The length of the way from the start to the end, as the crow flies, in all parameters.
double moved_in_all(const lab::Training& training);

// A moment of a run that people can name: the row after which epoch `number` is complete.
struct Moment {
  std::uint64_t number;
  std::size_t row;
};

// "Recorded in steps.csv": of a path that is not ours. A name too long for a line is left out.
std::string other_path_text(const lab::OtherRun& other);

// What the steps of a run are counted in: "epoch" where it has epochs of several steps, else
// "step".
std::string counting_word(const lab::Training& training);

// 1, 2, 5, 10, 20, 50, ... before the last one, as far as the run went; all of them kept rows.
std::vector<Moment> named_moments(const lab::Training& training);

// The row after which an epoch is complete, for each that is; ascending.
std::vector<Moment> epoch_ends(const lab::Training& training);

}  // namespace logitlab::figure
