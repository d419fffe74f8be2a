// SPDX-License-Identifier: MIT
//
// The problem: what a pointer over the plane shows, aloud. Given: the losses along the plane, so
// that one pass over the data gives value and slope. Cost: that, for each loss, and the margins.
#include "logitlab/lab/probe.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/loss_table.hpp"
#include "logitlab/stats/metrics.hpp"

namespace logitlab::lab {
namespace {

// The safe forms of the run's loss and of those it is compared with, each once.
std::vector<const LossRow*> losses_of(const Run& run) {
  std::vector<const LossRow*> rows;
  const auto add = [&](const std::string& loss) {
    const LossRow* row = find_loss(find_loss(loss)->safe_form);
    if (std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
  };
  add(run.settings.loss);
  for (const Training& other : run.comparisons) add(other.settings.loss);
  return rows;
}

// Which way is down: "larger w and smaller b"; a part that is not a tenth of the other is left out.
std::string downhill(const std::array<double, 2>& gradient, const Plane& plane) {
  constexpr double much = 0.1;
  const double largest = std::max(std::fabs(gradient[0]), std::fabs(gradient[1]));
  std::string text;
  for (std::size_t k = 0; k < 2; ++k) {
    if (std::fabs(gradient[k]) < much * largest) continue;
    // "larger main direction of the path" would be no English.
    const bool word = plane.name[k].find(' ') == std::string::npos;
    const std::string_view place = k == 0 ? "first coordinate" : "second coordinate";
    text += text_of({text.empty() ? "" : " and ", gradient[k] < 0 ? "larger " : "smaller ",
                     word ? std::string_view(plane.name[k]) : place});
  }
  return text;
}

std::string loss_there(const LossRow& loss, const Objective& risk, const Plane& plane,
                       const std::array<double, 2>& at) {
  const CVec directions[] = {plane.direction[0], plane.direction[1]};
  std::array<double, 2> gradient{};
  const double value = risk.along(plane.origin, directions)->value_and_gradient(at, gradient);
  const double slope = length_of(gradient);
  std::string text = text_of({loss.title, " ", loss_text(value), ", slope ", slope_text(slope)});
  if (slope > 0 && std::isfinite(slope)) {
    text += text_of({", downhill to ", downhill(gradient, plane)});
  }
  return text;
}

}  // namespace

std::string probe(const Run& run, double u, double v) {
  const Plane& plane = run.plane;
  if (!std::isfinite(u) || !std::isfinite(v)) return "";
  const Experiment experiment(*run.data);
  std::string text = text_of(
      {plane.name[0], " ", parameter_text(u), ", ", plane.name[1], " ", parameter_text(v), ": "});
  for (const LossRow* loss : losses_of(run)) {
    text += text_of({loss_there(*loss, *experiment.safe_risk(loss->name), plane, {u, v}), "; "});
  }
  std::vector<double> margin(run.data->length());
  margins(experiment.x(), plane.point(u, v), margin);
  return text_of({text, grouped(count_right(margin, run.data->y())), " of ", grouped(margin.size()),
                  " right"});
}

}  // namespace logitlab::lab
