// SPDX-License-Identifier: MIT
// What the map of the page shows besides the path where it is asked to: what pulls at a point, and
// what is known of the whole plane.
#pragma once

#include <array>
#include <cstddef>

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/look.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// The panel of a map, what stands in it, and where lines of equal loss are asked for.
struct MapPlace {
  Scene& scene;
  FigureInputs& inputs;
  const lab::Training& training;
  const Panel& panel;
  std::size_t clip;
  Occupied& occupied;
};

// Of the whole plane (layer 0): where the rate is too large for gradient descent, and the direction
// in which separable data lead without end.
void add_stable_ground(const MapPlace& place);
void add_recession_ray(const MapPlace& place);

// At the parameters w, which stand at `at` (layer 1): the way downhill, Newton's step, the parts of
// single samples in the way downhill.
void add_downhill(const MapPlace& place, CVec w, Point at);
void add_newton_step(const MapPlace& place, CVec w, Point at);
void add_sample_pulls(const MapPlace& place, const Look& look, CVec w, Point at);

}  // namespace logitlab::figure
