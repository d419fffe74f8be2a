// SPDX-License-Identifier: MIT
// The filled contour map of the loss over the plane: the panel that contour, path, iteration and
// others share.
#pragma once

#include <cstddef>
#include <string>

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// The panel of the run's window in `frame`, without drawing anything.
Panel plane_panel(const lab::Run& run, const Box& frame);

// Bands of colour and lines of equal loss in `frame`. Returns the panel's number, for clipping and
// as 1 + its place in scene.panels.
std::size_t add_plane_map(Scene& scene, FigureInputs& inputs, const Box& frame);

// The lines alone, on a ground that something else has made.
void add_plane_lines(Scene& scene, FigureInputs& inputs, const Panel& panel, std::size_t clip,
                     bool light_ones = true);

// A number on each heavy line: on its straightest stretch, upright, at least label_distance from
// other labels and from the lines that `occupied` knows; a line without such a place stays without.
// Adds what it writes to `occupied`.
void add_iso_labels(Scene& scene, FigureInputs& inputs, const Panel& panel, Occupied& occupied);
inline constexpr double label_distance = 26;

// The colour of the map at a loss, for halos.
Paint map_paint(FigureInputs& inputs, double loss);

// The colour of the map under a point of the panel; paper outside its frame.
Paint paint_under(FigureInputs& inputs, const Panel& panel, Point p);

// A text line in the figures' style; bold names a thing.
Text plain_line(std::string text);
Text bold_line(std::string text);

// "Over w from -15 to 15 and b from -13 to 13 the loss lies between 0.052 and 12.4; ...": for
// descriptions.
std::string extremes_sentence(FigureInputs& inputs);

// Whether the loss falls for ever through an edge of the window: a convex loss, separable data, a
// plane of all parameters, the lowest value on the edge, the lowest line open there.
bool valley_is_open(FigureInputs& inputs);

}  // namespace logitlab::figure
