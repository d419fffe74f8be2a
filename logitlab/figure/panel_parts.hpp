// SPDX-License-Identifier: MIT
// What the panels of the page share, and the panels themselves: a file each.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "logitlab/figure/panels.hpp"

namespace logitlab::figure {

// The row that the look asks for: of the kept steps the nearest, the last where it asks for none.
std::size_t row_of(const Trajectory& path, const Look& look);

// As large as there is room for a picture, and no larger than a screen.
PanelSize drawn_size(PanelSize size);

// An empty scene "above-1" of that size.
Scene panel_scene(std::string_view name, std::string_view title, PanelSize size, int layer);

Scene draw_surface_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
Scene draw_above_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
Scene draw_rival_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
Scene draw_data_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
Scene draw_curves_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
Scene draw_explain_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer);

}  // namespace logitlab::figure
