// SPDX-License-Identifier: MIT
// The names in the figure "epochs" of one input: of the classes, of each curve beside itself, of
// the gap between the classes.
#pragma once

#include <cstddef>
#include <vector>

#include "logitlab/figure/epoch_curves.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::figure {

// All add what they write to `occupied`.
// The names of the classes, outside the band of the curves.
void add_class_names(Scene& scene, const Dataset& data, const Panel& panel, Occupied& occupied);

// Returns how many curves found no room for their name.
std::size_t add_curve_names(Scene& scene, const lab::Training& training, const Panel& panel,
                            const std::vector<OutputCurve>& curves, Occupied& occupied);

void name_gap(Scene& scene, const Panel& panel, const Gap& gap, Occupied& occupied);

}  // namespace logitlab::figure
