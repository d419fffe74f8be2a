// SPDX-License-Identifier: MIT
#include "logitlab/figure/pull_facts.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "logitlab/base/sort.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/scene.hpp"

namespace logitlab::figure {

std::vector<Pull> pulls_of(const Dataset& data, CVec w, const Loss& loss) {
  std::vector<Pull> pulls;
  pulls.reserve(data.length());
  const auto n = static_cast<double>(data.length());
  for (std::size_t i = 0; i < data.length(); ++i) {
    const Sample sample = data[i];
    const double x = sample.x[0], eta = w[0] * x + w[1];
    const double slope =
        std::visit([&](const auto& l) { return l.terms(eta, sample.y, 1.0).slope; }, loss);
    const bool one = sample.y == 1;
    pulls.push_back({x, one, (eta > 0) != one, -slope, {-slope * x / n, -slope / n}});
  }
  return pulls;
}

Chain chain_of(const std::vector<Pull>& pulls, bool one, std::size_t most) {
  std::vector<const Pull*> members;
  for (const Pull& p : pulls) {
    if (p.one == one) members.push_back(&p);
  }
  sort_by(members, &Pull::x);  // equal inputs in the order of the data
  Chain chain;
  chain.samples = members.size();
  const std::size_t groups = std::min(most, members.size());
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t from = g * members.size() / groups, to = (g + 1) * members.size() / groups;
    std::array<double, 2> link{0, 0};
    for (std::size_t k = from; k < to; ++k) {
      link[0] += members[k]->step[0];
      link[1] += members[k]->step[1];
    }
    chain.largest_group = std::max(chain.largest_group, to - from);
    chain.links.push_back(link);
  }
  return chain;
}

std::string PullMoment::name() const {
  return at_start ? "the start" : concat({"step ", grouped(step)});
}

PullMoment pull_moment(const lab::Run& run) {
  PullMoment start{true, 0, *run.settings.start};
  if (!run.training || run.training->result.steps == 0) return start;
  // Up to here the slope of the squared error is no less than a third of its largest, 8/27.
  constexpr double held = -2.8;
  double worst = 0, farthest = 0;
  const std::vector<double>& end = run.training->result.w;
  for (std::size_t i = 0; i < run.data->length(); ++i) {
    const Sample sample = (*run.data)[i];
    const double side = sample.y == 1 ? 1 : -1;
    worst = std::min(worst, side * (start.w[0] * sample.x[0] + start.w[1]));
    farthest = std::fmax(farthest, std::fabs(end[0] * sample.x[0] + end[1]));
  }
  constexpr double most = 700;  // beyond, slopes are nothing
  if (worst < held || !std::isfinite(end[0]) || !std::isfinite(end[1]) || !(farthest < most)) {
    return start;
  }
  return {false, run.training->result.steps, end};
}

}  // namespace logitlab::figure
