// SPDX-License-Identifier: MIT
// How the panels of a page look at a run: which step is the present one, what is pointed at, what
// is drawn besides. As text it is written like a link: "step=18&sample=3&probe=1.2:-4".
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "logitlab/figure/camera.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

struct Look {
  enum class Beneath : std::uint8_t { loss, starts };
  enum class Curve : std::uint8_t { loss, slope, size };

  std::optional<std::uint64_t> step;           // the present one; none: the last
  std::optional<std::size_t> sample;           // pointed at: a row of the data
  std::optional<std::array<double, 2>> probe;  // a place in the plane
  Beneath beneath = Beneath::loss;             // the lines of the map
  Curve curve = Curve::loss;
  // Overlays of the map: the gradient, Newton's step, where the rate is stable, the direction to
  // infinity of separable data, the pulls of all samples; and in the curves the loss of each batch.
  bool gradient = false, newton = false, ring = false, recession = false, pulls = false,
       batches = false;
  double azimuth = Camera::default_azimuth, elevation = Camera::default_elevation;  // degrees
  bool dragging = false;  // the start is held
};

// Keys in any order: step, sample, probe (u:v), beneath (loss, starts), curve (loss, slope, size),
// show (gradient, newton, ring, recession, pulls, batches; comma-separated), azimuth, elevation,
// dragging (0, 1). A key that comes twice counts as it came last. Never fails: what cannot be read
// has no effect and a line in `notes`.
Look read_look(std::string_view text, std::string& notes);

}  // namespace logitlab::figure
