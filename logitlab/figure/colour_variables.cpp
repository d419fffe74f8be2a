// SPDX-License-Identifier: MIT
#include "logitlab/figure/colour_variables.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace logitlab::figure {
namespace {

bool is_ramp(Role role) {
  return role == Role::loss_ramp || role == Role::start_ramp || role == Role::time_ramp ||
         role == Role::class_ramp;
}

}  // namespace

std::string_view role_name(Role role) {
  switch (role) {
    case Role::paper:
      return "paper";
    case Role::page:
      return "page";
    case Role::casing:
      return "casing";
    case Role::ink:
      return "ink";
    case Role::path:
      return "path";
    case Role::ink2:
      return "ink2";
    case Role::axis:
      return "axis";
    case Role::grid:
      return "grid";
    case Role::class0:
      return "class0";
    case Role::class1:
      return "class1";
    case Role::cross_entropy:
      return "cross-entropy";
    case Role::squared_error:
      return "squared-error";
    case Role::warning:
      return "warning";
    case Role::now:
      return "now";
    case Role::never:
      return "never";
    case Role::none:
    case Role::loss_ramp:
    case Role::start_ramp:
    case Role::time_ramp:
    case Role::class_ramp:
      break;
  }
  assert(false && "a role without a name");
  return "";
}

std::string ColourVariables::use(const Paint& paint) {
  const Rgb light = resolve(paint, Theme::light), dark = resolve(paint, Theme::dark);
  const bool plain = !is_ramp(paint.role) && paint.shade == 0;
  std::string name = "--";
  if (plain) name += role_name(paint.role);
  const auto same = std::ranges::find_if(variables_, [&](const Variable& known) {
    return plain ? known.name == name : known.light == light && known.dark == dark;
  });
  if (same != variables_.end()) return concat({"var(", same->name, ")"});
  if (!plain) name += "c" + std::to_string(variables_.size());
  variables_.push_back({name, light, dark});
  return concat({"var(", name, ")"});
}

std::string ColourVariables::style_block() const {
  std::string light = ":root{", dark = "@media screen and (prefers-color-scheme:dark){:root{";
  for (const Variable& variable : variables_) {
    light += concat({variable.name, ":", hex(variable.light), ";"});
    dark += concat({variable.name, ":", hex(variable.dark), ";"});
  }
  return concat({light, "}\n", dark, "}}\n"});
}

}  // namespace logitlab::figure
