// SPDX-License-Identifier: MIT
#include "logitlab/figure/epoch_names.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "logitlab/base/math.hpp"
#include "logitlab/base/sort.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {
namespace {

// What one name must keep clear of: its own curve by little, the others by more, so that it is seen
// whose name it is.
struct Surroundings {
  Occupied own, others;
};

Surroundings around(const std::vector<OutputCurve>& curves, std::size_t k,
                    const Occupied& occupied) {
  Surroundings s{{}, occupied};
  for (std::size_t other = 0; other < curves.size(); ++other) {
    const bool own = other == k || (k == 0 && curves[other].with_start);
    (own ? s.own : s.others).add_line(curves[other].pixels);
  }
  return s;
}

// `text` beside the curve, as near as may be to where the output is `target`. On the upper left of
// a rising curve and the upper right of a falling one first.
std::optional<Text> beside_curve(const Panel& panel, const OutputCurve& curve, Text text,
                                 const Surroundings& s, double target) {
  const double width = text_width(text.text, text.size, text.bold);
  const double wanted = panel.y.to_pixel(target);
  const bool rises = curve.facts.w >= 0;
  double least = std::numeric_limits<double>::infinity();
  std::optional<Text> best;
  const Box room = panel.frame.grown(-2);
  constexpr double step = 4;
  for (double x = panel.frame.left; x <= panel.frame.right; x += step) {
    const double margin = curve.facts.w * panel.x.from_pixel(x) + curve.facts.b;
    const double y = panel.y.to_pixel(math::sigmoid(margin));
    for (const double off : {1.0, 4.0, 8.0, -10.0, -13.0, -17.0}) {  // below the curve if negative
      const bool upper = off > 0, left = upper == rises;
      text.at = {left ? x - 4 - width : x + 4, y - off};
      const Box box = text_box(text).bounds();
      const double cost = std::fabs(y - wanted) + std::fabs(off) + (upper ? 0 : 60);
      if (cost >= least || !(box.left >= room.left && box.right <= room.right) ||
          !(box.top >= room.top && box.bottom <= room.bottom) ||
          s.others.hits_box(turned(box.grown(2), {}, 0)) || s.own.hits_line(box, 0.5) ||
          s.others.hits_line(box, 4)) {
        continue;
      }
      least = cost;
      best = text;
    }
  }
  return best;
}

// "“class 0” everywhere" for an output below one half along the whole axis.
std::string everywhere(const DataFacts& facts) {
  const double left = facts.w * facts.low + facts.b, right = facts.w * facts.high + facts.b;
  if (left <= 0 && right <= 0) return "“class 0” everywhere";
  if (left > 0 && right > 0) return "“class 1” everywhere";
  return "";
}

// Start and what did not leave it, in words; the longest first.
std::vector<std::string> names_of_start(const lab::Training& training,
                                        const std::vector<OutputCurve>& curves) {
  std::string name = "start";
  std::string says = everywhere(curves[0].facts);
  if (curves.size() > 1 && curves[1].with_start) {
    const std::uint64_t number = curves[1].moment.number;
    name = concat(
        {number == 1 ? "start and " : "start to ", name_of_moment(training, curves[1].moment)});
    if (says != everywhere(curves[1].facts)) says.clear();
  }
  if (says.empty()) return {name};
  return {concat({name, ": ", says}), name};
}

}  // namespace

void add_class_names(Scene& scene, const Dataset& data, const Panel& panel, Occupied& occupied) {
  for (const double label : {0.0, 1.0}) {
    std::vector<double> xs;
    for (std::size_t i = 0; i < data.length(); ++i) {
      if (data[i].y == label) xs.push_back(data[i].x[0]);
    }
    if (xs.empty()) continue;
    sort(xs);
    Text name = bold_line(label == 1 ? "class 1" : "class 0");
    name.fill = {label == 1 ? Role::class1 : Role::class0};
    name.anchor = Anchor::middle;
    for (const std::size_t share : {2u, 3u, 1u, 4u, 0u}) {
      const Point at = panel.to_pixel(xs[(xs.size() - 1) * share / 4], label);
      const double half = text_width(name.text, name.size, true) / 2;
      name.at = {std::clamp(at.x, panel.frame.left + half, panel.frame.right - half),
                 label == 1 ? at.y - 12 : at.y + 20};
      if (occupied.hits_box(text_box(name)) || occupied.hits_line(text_box(name).bounds(), 0)) {
        continue;
      }
      occupied.add(name);
      scene.add(name);
      break;
    }
  }
}

std::size_t add_curve_names(Scene& scene, const lab::Training& training, const Panel& panel,
                            const std::vector<OutputCurve>& curves, Occupied& occupied) {
  std::size_t unnamed = 0;
  bool said = false;
  const auto write = [&](const Text& text) {
    occupied.add(text);
    scene.add(text);
  };
  // From 0.38 down, so that the numbers climb along a diagonal.
  const auto target = [&](std::size_t k) {
    const auto share = static_cast<double>(k) / static_cast<double>(curves.size());
    return 0.48 - 0.4 * share;
  };
  const std::size_t first = curves.size() > 1 && curves[1].with_start ? 2 : 1;
  for (std::size_t k = first; k < curves.size(); ++k) {
    const std::string number = grouped(curves[k].moment.number);
    Text text = bold_line(said ? number : concat({counting_word(training), " ", number}));
    text.halo = {Role::paper};
    const auto placed =
        beside_curve(panel, curves[k], text, around(curves, k, occupied), target(k));
    if (!placed) {
      ++unnamed;
      continue;
    }
    write(*placed);
    said = true;
  }
  for (const std::string& name : names_of_start(training, curves)) {
    Text text = bold_line(name);
    text.halo = {Role::paper};
    const auto placed = beside_curve(panel, curves[0], text, around(curves, 0, occupied),
                                     curves[0].facts.level > 0.5 ? 1 : 0);
    if (!placed) continue;
    write(*placed);
    return unnamed;
  }
  return unnamed + 1;
}

void name_gap(Scene& scene, const Panel& panel, const Gap& gap, Occupied& occupied) {
  std::vector<Text> lines = {plain_line("the gap between"), plain_line("the classes")};
  for (Text& line : lines) line.fill = {Role::ink2};
  const double x = gap.low + (gap.high - gap.low) / 2;
  constexpr std::array sides = {Side::right, Side::left};
  for (const double y : {0.38, 0.3, 0.2, 0.62, 0.75, 0.5, 0.12, 0.9}) {
    const auto placed =
        place_lines(occupied, lines, panel.to_pixel(x, y), {panel.frame.grown(-2), 3, 1.5, sides});
    if (!placed) continue;
    for (Text line : *placed) {
      line.halo = {Role::paper};
      occupied.add(line);
      scene.add(std::move(line));
    }
    return;
  }
}

}  // namespace logitlab::figure
