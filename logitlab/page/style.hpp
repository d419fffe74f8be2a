// SPDX-License-Identifier: MIT
// How the page looks.
#pragma once

#include <array>

#include "logitlab/figure/scene.hpp"
#include "logitlab/page/html.hpp"

namespace logitlab::page {

// The rules of the sheet, without the tags; its colours are the roles below as variables.
extern const Markup sheet;

inline constexpr std::array roles_of_the_sheet = {
    figure::Role::paper,  figure::Role::page,          figure::Role::ink,
    figure::Role::ink2,   figure::Role::grid,          figure::Role::axis,
    figure::Role::now,    figure::Role::cross_entropy, figure::Role::squared_error,
    figure::Role::warning};

}  // namespace logitlab::page
