// SPDX-License-Identifier: MIT
// What the panels of the page share, and the panels themselves: a file each.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/panels.hpp"

namespace logitlab::figure {

// The row that the look asks for: of the kept steps the nearest, the last where it asks for none.
std::size_t row_of(const Trajectory& path, const Look& look);
// That row or, where its parameters are not finite, the last before it whose are.
std::size_t finite_row_of(const Trajectory& path, const Look& look);

// As large as there is room for a picture, and no larger than a screen.
PanelSize drawn_size(PanelSize size);

// An empty scene "above-1" of that size.
Scene panel_scene(std::string_view name, std::string title, PanelSize size, int layer);

// The frame of that scene that is left for the box of the landscape.
Box relief_frame(PanelSize size);

inline constexpr double tag_size = 11.5, now_radius = 5.8;

// A short text of a panel, with a halo.
Text tag(std::string text, Paint fill, bool bold);
// At the first place near a point where it is free; over lines where nothing else is. False: there
// is no place.
bool write_tag(Scene& scene, Occupied& occupied, const Box& frame, std::vector<Text> lines,
               Point at, double radius, std::span<const Side> sides = any_side);
bool write_tag(Scene& scene, Occupied& occupied, const Box& frame, Text text, Point at,
               double radius, std::span<const Side> sides = any_side);

// Where the present step stands: a disc, in every panel the same.
void add_now(Scene& scene, Occupied& occupied, Point at, std::size_t clip = 0);

// A ring around the last finite step of a training that went on to none; false: it is not that.
bool add_not_finite_ring(Scene& scene, const lab::Training& training, std::size_t row, Point at,
                         std::size_t clip = 0);

// "step 18"; "iteration 8" of a solver that has no mini-batches.
std::string step_name(const lab::Training& training, std::size_t row);

// The rows of the data that the step of that row of the path took; empty for the start and for
// steps that take all of them one after another.
std::vector<Row> rows_of_batch(const lab::Run& run, const lab::Training& training, std::size_t row);

// The two colours of losses.
Paint loss_paint(std::string_view loss);

Scene draw_surface_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
Scene draw_above_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
Scene draw_rival_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
Scene draw_data_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
Scene draw_curves_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
Scene draw_explain_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);

std::string table_of_surface(const lab::Run& run, const Look& look);
std::string table_of_above(const lab::Run& run, const Look& look);
std::string table_of_rival(const lab::Run& run, const Look& look);
std::string table_of_data(const lab::Run& run, const Look& look);
std::string table_of_curves(const lab::Run& run, const Look& look);
std::string table_of_explain(const lab::Run& run, const Look& look);

}  // namespace logitlab::figure
