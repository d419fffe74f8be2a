// SPDX-License-Identifier: MIT
// Names of straight lines that cross a panel full of samples: on the line where it is free, else at
// the end where it leaves the frame.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "logitlab/figure/half_planes.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

struct NamedLine {
  Segment line;
  std::string name, short_name;  // the short one for where the other has no room
  double size;
  bool bold;
  Paint halo;
};

// Writes the names in the order given, each clear of the other lines, of `taken` (marks and texts)
// and of the names before it, which are added to `taken`. Outside the frame a name stands above it
// or to its right, within the canvas. Returns how many found no place.
std::size_t add_line_names(Scene& scene, const Panel& panel, std::span<const NamedLine> lines,
                           Occupied& taken);

// Every text of the scene, taken.
void occupy_texts(const Scene& scene, Occupied& occupied);

}  // namespace logitlab::figure
