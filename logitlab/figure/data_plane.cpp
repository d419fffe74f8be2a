// SPDX-License-Identifier: MIT
#include "logitlab/figure/data_plane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/half_planes.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/straight_names.hpp"

namespace logitlab::figure {
namespace {

constexpr std::array levels = {0.1, 0.25, 0.5, 0.75, 0.9};
// Lines nearer to each other than this are one line to the eye.
constexpr double least_spacing = 5;

double margin_of(double p) { return math::log(p / (1 - p)); }

// The k-th of six bands: below 0.1, 0.1 to 0.25, ..., above 0.9.
Paint band(std::size_t k) {
  return {Role::class_ramp, static_cast<double>(k) / static_cast<double>(levels.size())};
}

// On the line between two bands.
Paint between_bands(std::size_t level) {
  return {Role::class_ramp,
          (static_cast<double>(level) + 0.5) / static_cast<double>(levels.size())};
}

void add_bands(Scene& scene, const HalfPlanes& model, const Box& frame, std::size_t clip) {
  if (!model.defined()) return;
  Rectangle ground;
  ground.box = frame;
  ground.fill = band(0);
  scene.add(ground, clip);
  for (std::size_t k = 0; k < levels.size(); ++k) {
    Path above;
    above.points = model.above(margin_of(levels[k]));
    if (above.points.size() < 3) continue;
    above.closed = true;
    above.fill = band(k + 1);
    scene.add(std::move(above), clip);
  }
}

// The levels whose lines can be told apart, the boundary first, as lines to be named.
std::vector<NamedLine> lines_of(const HalfPlanes& model, bool& jump) {
  const double apart = margin_of(0.75) * model.spacing();  // the five are evenly spaced
  std::vector<std::size_t> drawn = {2};
  if (2 * apart >= least_spacing) drawn.insert(drawn.end(), {0, 4});
  if (apart >= least_spacing) drawn.insert(drawn.end(), {1, 3});
  jump = 2 * apart < least_spacing;
  std::vector<NamedLine> lines;
  for (const std::size_t k : drawn) {
    const auto line = model.line(margin_of(levels[k]));
    if (!line) continue;
    const bool boundary = k == 2;
    const std::string name = shortest(levels[k]);
    lines.push_back({*line, boundary ? concat({italic("p"), " = ", name}) : name, name,
                     boundary ? 12.0 : 10.5, boundary, between_bands(k)});
  }
  return lines;
}

void add_lines(Scene& scene, const std::vector<NamedLine>& lines, std::size_t clip) {
  for (const NamedLine& line : lines) {
    Path path;
    path.points = {line.line.a, line.line.b};
    if (line.bold) {
      path.stroke = {{Role::casing}, 4.4};
      scene.add(path, clip);
    }
    path.stroke.paint = {.role = Role::ink, .opacity = line.bold ? 1.0 : 0.55};
    path.stroke.width = line.bold ? 2.2 : 0.9;
    scene.add(std::move(path), clip);
  }
}

// The lowest and the highest output of the slice: in corners of the frame.
std::pair<double, double> extremes_in(const Panel& panel, const SliceModel& model) {
  double low = 1, high = 0;
  for (const double x : {panel.x.low, panel.x.high}) {
    for (const double y : {panel.y.low, panel.y.high}) {
      const double p = math::sigmoid(model.w[0] * x + model.w[1] * y + model.b);
      low = std::min(low, p);
      high = std::max(high, p);
    }
  }
  return {low, high};
}

double distance(Point a, Point b) {
  return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

// How far the samples of each class are from a point: the nearest.
std::array<double, 2> nearest_samples(const std::vector<SampleMark>& marks, Point p) {
  constexpr double far = std::numeric_limits<double>::infinity();
  std::array<double, 2> least = {far, far};
  for (const SampleMark& mark : marks) {
    double& found = least[mark.one ? 1 : 0];
    found = std::min(found, distance(mark.at, p));
  }
  return least;
}

}  // namespace

void add_class_names(Scene& scene, const Panel& panel, const ChosenSamples& samples,
                     Occupied& occupied) {
  constexpr double step = 8, wanted = 22, clear_of_others = 12;
  const Box room = panel.frame.grown(-4);
  for (const std::size_t label : {0u, 1u}) {
    Text name = bold_line(label == 1 ? "class 1" : "class 0");
    name.fill = {label == 1 ? Role::class1 : Role::class0};
    name.halo = {Role::casing};
    name.anchor = Anchor::middle;
    double least = std::numeric_limits<double>::infinity();
    std::optional<Text> best;
    for (double y = room.top + 14; y < room.bottom; y += step) {
      for (double x = room.left + 26; x < room.right - 20; x += step) {
        const auto off = nearest_samples(samples.marks, {x, y - 4});
        const double own = off[label], other = off[1 - label];
        const double cost = std::fabs(own - wanted) - 0.1 * std::min(other, 200.0);
        if (!(other > own + clear_of_others) || cost >= least) continue;
        name.at = {x, y};
        const Box box = text_box(name).bounds();
        if (box.right > room.right || occupied.hits_box(turned(box.grown(2), {}, 0)) ||
            occupied.hits_line(box, 2)) {
          continue;
        }
        least = cost;
        best = name;
      }
    }
    if (!best) continue;
    occupied.add(*best);
    scene.add(std::move(*best));
  }
}

DataPlaneFacts add_data_plane(Scene& scene, const lab::Run& run, const DataSlice& slice,
                              const Box& frame, std::size_t most_marks) {
  DataPlaneFacts facts;
  const Panel panel = slice_panel(run, frame);
  const std::size_t clip = scene.add_panel(panel);
  const HalfPlanes model(panel, slice.model.w[0], slice.model.w[1], slice.model.b);
  // 1. The output: bands, then lines.
  add_bands(scene, model, frame, clip);
  const std::vector<NamedLine> lines = lines_of(model, facts.jump);
  add_lines(scene, lines, clip);
  add_slice_axes(scene, run, panel);
  // 2. The samples over them.
  const ChosenSamples samples = chosen_samples(sample_marks(run, panel, slice.wrong), most_marks);
  Occupied occupied;
  add_samples(scene, samples, clip, occupied);
  // 3. The names.
  occupy_texts(scene, occupied);
  facts.lines_named = add_line_names(scene, panel, lines, occupied) == 0;
  for (const NamedLine& line : lines) occupied.add_line(std::array{line.line.a, line.line.b});
  add_class_names(scene, panel, samples, occupied);
  facts.boundary_in_view = !lines.empty() && lines.front().bold;
  facts.defined = model.defined();
  std::tie(facts.lowest, facts.highest) = extremes_in(panel, slice.model);
  facts.thinning = thinning_sentence(samples);
  return facts;
}

}  // namespace logitlab::figure
