// SPDX-License-Identifier: MIT
#include "logitlab/figure/epoch_curves.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"

namespace logitlab::figure {
namespace {

// Curves nearer to each other than this everywhere would run together.
constexpr double noticeable = 0.05;
constexpr std::size_t most_curves = 8;

// How far apart two outputs are at most along the axis.
double difference(const DataFacts& a, const DataFacts& b) {
  double most = 0;
  constexpr int places = 100;
  for (int k = 0; k <= places; ++k) {
    const double x = a.low + (a.high - a.low) * k / places;
    most = std::max(most, std::fabs(math::sigmoid(a.w * x + a.b) - math::sigmoid(b.w * x + b.b)));
  }
  return most;
}

}  // namespace

std::optional<Gap> gap_between(const Dataset& data) {
  constexpr double far = std::numeric_limits<double>::infinity();
  std::array<double, 2> low = {far, far}, high = {-far, -far};
  for (std::size_t i = 0; i < data.length(); ++i) {
    const Sample sample = data[i];
    const std::size_t label = sample.y == 1 ? 1 : 0;
    low[label] = std::min(low[label], sample.x[0]);
    high[label] = std::max(high[label], sample.x[0]);
  }
  if (!std::isfinite(low[0]) || !std::isfinite(low[1])) return std::nullopt;
  if (high[0] < low[1]) return Gap{high[0], low[1]};
  if (high[1] < low[0]) return Gap{high[1], low[0]};
  return std::nullopt;
}

std::vector<Moment> epoch_candidates(const lab::Training& training) {
  const std::vector<Moment> ends = epoch_ends(training);
  std::vector<Moment> found;
  if (ends.empty()) return found;
  const auto add = [&](std::uint64_t number) {
    const auto at = std::ranges::lower_bound(ends, number, {}, &Moment::number);
    if (number < ends.back().number && at->number == number) found.push_back(*at);
  };
  for (std::uint64_t decade = 1; decade < ends.back().number; decade *= 10) {
    add(decade);
    add(2 * decade);
    if (decade == 1) add(3);
    add(5 * decade);
  }
  found.push_back(ends.back());
  return found;
}

std::string name_of_moment(const lab::Training& training, const Moment& moment) {
  if (moment.number == 0) return "start";
  return concat({counting_word(training), " ", grouped(moment.number)});
}

std::vector<OutputCurve> chosen_curves(const lab::Run& run, const Panel& panel) {
  const lab::Training& training = *run.training;
  std::vector<OutputCurve> curves;
  const auto add = [&](const Moment& moment) {
    const CVec w = training.trajectory.w_at(moment.row);
    curves.push_back({moment, data_facts(*run.data, w[0], w[1]), {}, false});
  };
  add({0, 0});
  for (const Moment& moment : epoch_candidates(training)) add(moment);
  // What stays with the start, then the others against both neighbours.
  std::size_t with_start = 0;
  while (with_start + 1 < curves.size() &&
         difference(curves[with_start + 1].facts, curves[0].facts) < 1.2 * noticeable) {
    ++with_start;
  }
  if (with_start > 1) {
    curves.erase(curves.begin() + 1, curves.begin() + static_cast<std::ptrdiff_t>(with_start));
    with_start = 1;
  }
  if (with_start == 1) curves[1].with_start = true;
  const std::size_t first = with_start + 1;
  while (curves.size() > first + 1) {
    std::size_t least = first;
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t k = first; k + 1 < curves.size(); ++k) {
      const double apart = std::min(difference(curves[k - 1].facts, curves[k].facts),
                                    difference(curves[k + 1].facts, curves[k].facts));
      if (apart < nearest) {
        nearest = apart;
        least = k;
      }
    }
    if (nearest >= noticeable && curves.size() <= most_curves) break;
    curves.erase(curves.begin() + static_cast<std::ptrdiff_t>(least));
  }
  for (OutputCurve& curve : curves) curve.pixels = sigmoid_pixels(panel, curve.facts);
  return curves;
}

}  // namespace logitlab::figure
