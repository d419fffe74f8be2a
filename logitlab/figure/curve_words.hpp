// SPDX-License-Identifier: MIT
// The sentences of the curves, true of the run they are about, whatever the run.
#pragma once

#include <string>
#include <vector>

#include "logitlab/figure/curve_series.hpp"

namespace logitlab::figure {

std::string curves_title(const std::vector<CurveSeries>& all);
std::string curves_subtitle(const lab::Run& run, const std::vector<CurveSeries>& all);
std::string curves_caption(const lab::Run& run, const std::vector<CurveSeries>& all);
std::string curves_extremes(const std::vector<CurveSeries>& all);
std::string curves_axis(const std::vector<CurveSeries>& all);  // "step (log)"

// Behind the end of a curve: "0.052 and falling", "0.350, as at the start".
std::string loss_ending(const lab::Run& run, const CurveSeries& series);

}  // namespace logitlab::figure
