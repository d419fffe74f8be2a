// SPDX-License-Identifier: MIT
// The colours of figures inside a page, as variables of CSS: one SVG serves both themes, and the
// reader's preference chooses between them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "logitlab/figure/palette.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// All figures of one page, and what else has colours there, share one object; once they are
// written, its style_block() goes into the page. Not thread-safe.
class ColourVariables {
 public:
  // "var(--ink)" for a role as it is, "var(--c7)" for a place on a ramp or a shade: equal pairs of
  // colours have one variable. The opacity is not part of it. Role::none is a bug here.
  std::string use(const Paint& paint);

  // The rules that give every variable used its colour, markup of <style> without the tags: light,
  // on a screen of someone who prefers it dark. A printed page is always light.
  std::string style_block() const;

 private:
  struct Variable {
    std::string name;  // "--ink"
    Rgb light, dark;
  };
  std::vector<Variable> variables_;
};

// The role as a variable of CSS is called, and as it is without one: "cross-entropy". Not of none
// or a ramp.
std::string_view role_name(Role role);

}  // namespace logitlab::figure
