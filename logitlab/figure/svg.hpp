// SPDX-License-Identifier: MIT
// Scenes as SVG, the one picture format that is ours. The same scene gives the same bytes
// everywhere.
#pragma once

#include <string>
#include <string_view>

#include "logitlab/figure/colour_variables.hpp"
#include "logitlab/figure/palette.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// A whole document: <title> and <desc> first, role "img", roles resolved to colours here and
// nowhere earlier. Ids start with the scene's name, so that several figures can stand in one page.
// Shapes and texts whose coordinates are not finite are left out.
std::string to_svg(const Scene& scene, Theme theme);

// The same for a page, which says what the variables are: <svg>, with colours as variables.
std::string to_svg(const Scene& scene, ColourVariables& colours);

// The one way of a text into SVG and HTML: the five characters of markup as entities; control
// characters and those that turn the direction of text around removed (line breaks and tabs become
// spaces); invalid UTF-8 and the noncharacters that XML forbids replaced by U+FFFD.
std::string escape_xml(std::string_view text);

}  // namespace logitlab::figure
