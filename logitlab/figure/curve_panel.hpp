// SPDX-License-Identifier: MIT
// One panel of curves over steps: its scales, its lines, what stands at their ends.
#pragma once

#include <string>
#include <vector>

#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/curve_series.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

// A logarithmic scale from pixels `bottom` to `top` that holds all the values, with round ends.
// Zero has no place on it: values at or below 1e-12 of the largest lie below its low end.
Scale log_scale_for(const std::vector<const std::vector<double>*>& values, double bottom,
                    double top);

// Accuracies from a round share below the lowest to 1.
Scale share_scale_for(const std::vector<const std::vector<double>*>& values, double bottom,
                      double top);

// Ticks of such a scale: "100 %", "75 %", ...
std::vector<Tick> share_ticks(const Scale& scale);

// What one curve shows in a panel, and the words at its end.
struct PanelCurve {
  const CurveSeries* series = nullptr;
  const std::vector<double>* values = nullptr;
  bool staircase = false;   // holds its value until the next step
  std::string bold, plain;  // the words; either may be empty
  bool warning = false;     // the plain words are a warning
};

// The curves, thinned to what their pixels can show. Values off a log scale lie on the base line,
// the first of them marked by a hollow triangle that points down. A curve that ends before the
// panel does is led on to its words by a dotted line. Lines are added to `occupied`.
void add_curves(Scene& scene, const Panel& panel, const std::vector<PanelCurve>& curves,
                Occupied& occupied);

// The words at the ends, in the colour of their curves, spread where they would touch; at most as
// many as there is room for, down to `below` pixels under the panel.
void add_end_words(Scene& scene, const Panel& panel, const std::vector<PanelCurve>& curves,
                   double below);

// Whether some value of the curve lies below the panel's scale.
bool leaves_scale(const Panel& panel, const PanelCurve& curve);

}  // namespace logitlab::figure
