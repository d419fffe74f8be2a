// SPDX-License-Identifier: MIT
// What all figures share: sizes, heading, caption, and the few composed marks (a cased line, an
// arrow, the start, the end).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// Spacing goes in steps of four pixels.
inline constexpr double margin = 24;     // of the canvas, left and right
inline constexpr double plot_top = 96;   // where panels begin
inline constexpr double line_step = 18;  // between lines of text
inline constexpr double title_size = 17, caption_size = 12.5, label_size = 12, tick_size = 11,
                        contour_size = 10.5;

// Title and subtitle, cut to the canvas if they must be; also sets scene.title.
void add_heading(Scene& scene, const std::string& title, const std::string& subtitle);

// The caption, wrapped, its first line on `baseline`; ends the canvas below it. The description
// becomes the caption and `extremes` (a sentence), without marks. `beside`: pixels at the right
// that something else stands in.
void add_caption(Scene& scene, double baseline, const std::string& caption,
                 const std::string& extremes, double beside = 0);

// `text` without the marks of italic() and superscript(): "10^-4".
std::string unmarked(std::string_view text);

// The line in ink over a casing in paper, so that it stands out on any ground. Two dense paths.
void add_cased_line(Scene& scene, const std::vector<Point>& points, double width,
                    std::size_t clip = 0, std::vector<std::size_t> breaks = {});
inline constexpr double casing_extra = 2.2;  // a casing is that much wider than its line

struct Arrow {
  Point from, to;
  Paint paint{Role::ink};
  double width = 1.6;
  bool cased = false;
};
// A straight shaft with a filled head that ends at `to`.
void add_arrow(Scene& scene, const Arrow& arrow, std::size_t clip = 0);

// A ring for where a run begins, a disc for where it ends, a dot for a named epoch.
void add_start(Scene& scene, Point at);
void add_end(Scene& scene, Point at);
void add_epoch(Scene& scene, Point at);
inline constexpr double start_radius = 4.5, end_radius = 4.5, epoch_radius = 2.6;

}  // namespace logitlab::figure
