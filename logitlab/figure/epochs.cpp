// SPDX-License-Identifier: MIT
#include "logitlab/figure/epochs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/data_panel.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/numbers.hpp"

namespace logitlab::figure {
namespace {

constexpr Box frame{64, 100, 724, 466};
constexpr double caption_baseline = 544;
constexpr double y_low = -0.1, y_high = 1.08;
// Curves nearer to each other than this everywhere would run together.
constexpr double noticeable = 0.05;
constexpr std::size_t most_curves = 8;

// The output after one moment of the run; number 0 is the start.
struct OutputCurve {
  Moment moment;
  DataFacts facts;
  std::vector<Point> pixels;
  bool with_start = false;  // so near to the start's that the two share a name
};

// The zeros on one side and the ones on the other: the open interval between them.
struct Gap {
  double low, high;
};

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

// 1, 2, 3, 5, 10, 20, 50, ... as far as the run kept them, and its last.
std::vector<Moment> candidates(const lab::Training& training) {
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

// The start, the last, and between them those that differ from their neighbours.
std::vector<OutputCurve> chosen_curves(const lab::Run& run, const Panel& panel) {
  const lab::Training& training = *run.training;
  std::vector<OutputCurve> curves;
  const auto add = [&](const Moment& moment) {
    const CVec w = training.trajectory.w_at(moment.row);
    curves.push_back({moment, data_facts(*run.data, w[0], w[1]), {}, false});
  };
  add({0, 0});
  for (const Moment& moment : candidates(training)) add(moment);
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

void add_gap(Scene& scene, const Panel& panel, const Gap& gap, Occupied& occupied) {
  const double x = panel.x.to_pixel(gap.low + (gap.high - gap.low) / 2);
  Path path;
  path.points = {{x, panel.frame.top}, {x, panel.frame.bottom}};
  path.stroke = {{Role::axis}, 1, 2, 3};
  occupied.add_line(path.points);
  scene.add(std::move(path));
}

void add_curves(Scene& scene, const std::vector<OutputCurve>& curves, std::size_t clip) {
  for (std::size_t k = 0; k < curves.size(); ++k) {
    const bool last = k + 1 == curves.size();
    const double width = last ? 2.8 : 2.0;
    Path path;
    path.points = curves[k].pixels;
    path.stroke = {{Role::casing}, width + 1.4};
    scene.add(path, clip);
    const double position =
        curves.size() < 2 ? 1 : static_cast<double>(k) / static_cast<double>(curves.size() - 1);
    path.stroke = {{Role::time_ramp, position}, width};
    scene.add(std::move(path), clip);
  }
}

void add_samples(Scene& scene, const Dataset& data, const Panel& panel, Occupied& occupied) {
  const double radius = data.length() > 100 ? 3 : 4.5;
  std::array<std::set<int>, 2> drawn;  // half pixels taken, by class
  for (std::size_t i = 0; i < data.length(); ++i) {
    const Sample sample = data[i];
    const bool one = sample.y == 1;
    const Point at = panel.to_pixel(sample.x[0], sample.y);
    if (!drawn[one ? 1 : 0].insert(static_cast<int>(at.x * 2)).second) continue;
    const Paint fill{one ? Role::class1 : Role::class0};
    const Stroke casing{{Role::casing}, 1};
    if (one) {
      scene.add(Triangle{at, radius, false, fill, casing, Meaning::sample});
    } else {
      scene.add(Circle{at, radius, fill, casing, Meaning::sample});
    }
    occupied.add_mark(at, radius + 1);
  }
}

// The names of the classes, outside the band of the curves.
void add_class_names(Scene& scene, const Dataset& data, const Panel& panel, Occupied& occupied) {
  for (const double label : {0.0, 1.0}) {
    std::vector<double> xs;
    for (std::size_t i = 0; i < data.length(); ++i) {
      if (data[i].y == label) xs.push_back(data[i].x[0]);
    }
    if (xs.empty()) continue;
    std::ranges::sort(xs);
    Text name = bold_line(label == 1 ? "class 1" : "class 0");
    name.fill = {label == 1 ? Role::class1 : Role::class0};
    name.anchor = Anchor::middle;
    for (const std::size_t share : {2u, 3u, 1u, 4u, 0u}) {
      const Point at = panel.to_pixel(xs[(xs.size() - 1) * share / 4], label);
      const double half = text_width(name.text, name.size, true) / 2;
      name.at = {std::clamp(at.x, frame.left + half, frame.right - half),
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

std::string name_of_moment(const lab::Training& training, const Moment& moment) {
  if (moment.number == 0) return "start";
  return concat({counting_word(training), " ", grouped(moment.number)});
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

// How many curves found no room for their name.
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

// What the outputs at the ends of all epochs have in common from some epoch on.
struct Arrival {
  std::uint64_t number = 0;  // all right after this one and every later one
  bool steepens = true;      // and |w| grows with each
};

std::optional<Arrival> arrival_of(const lab::Run& run) {
  const lab::Training& training = *run.training;
  const auto perfect = training.result.perfect_from_step;
  if (!perfect) return std::nullopt;
  std::optional<Arrival> found;
  double before = 0;
  for (const Moment& moment : epoch_ends(training)) {
    if (training.trajectory.step[moment.row] < *perfect) continue;
    const double steepness = std::fabs(training.trajectory.w_at(moment.row)[0]);
    if (!found) {
      found = Arrival{moment.number, true};
    } else if (!(steepness > before)) {
      found->steepens = false;
    }
    before = steepness;
  }
  return found;
}

std::string start_clause(const DataFacts& start) {
  if (start.called_one == 0) return "The start calls every sample class 0";
  if (start.called_one == start.rows) return "The start calls every sample class 1";
  return concat({"The start has ", lab::right_text(start.right, start.rows)});
}

std::string caption_for(const lab::Run& run, const std::vector<OutputCurve>& curves,
                        std::size_t unnamed) {
  const lab::Training& training = *run.training;
  const std::string start = start_clause(curves.front().facts);
  const OutputCurve& last = curves.back();
  std::string text;
  if (curves.size() == 1) {
    text = concat({start, ", and no step was taken."});
  } else if (const auto arrival = arrival_of(run); arrival && gap_between(*run.data)) {
    text = concat({start, "; from ", counting_word(training), " ", grouped(arrival->number),
                   " on the output crosses one half inside the gap between the classes",
                   arrival->steepens && last.moment.number > arrival->number
                       ? concat({", and with every further ", counting_word(training),
                                 " it only grows steeper there."})
                       : "."});
  } else {
    text = concat({start, "; after ", name_of_moment(training, last.moment), " the model has ",
                   lab::right_text(last.facts.right, last.facts.rows), "."});
  }
  if (unnamed > 0) text += " Where curves lie too close together, some carry no number.";
  return text;
}

std::string extremes_of_output(const OutputCurve& last) {
  const DataFacts& f = last.facts;
  const auto text = [](double p) { return fixed(p, 3); };
  return concat({"At the end the output is ", text(math::sigmoid(f.w * f.low + f.b)),
                 " at the left end of the axis and ", text(math::sigmoid(f.w * f.high + f.b)),
                 " at its right end",
                 f.threshold ? concat({"; it is one half at ", threshold_text(f)}) : std::string(),
                 "."});
}

}  // namespace

Scene draw_epochs(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const lab::Training& training = *run.training;
  const DataFacts axis = data_facts(*run.data, 0, 0);
  Scene scene;
  scene.name = "epochs";
  const Panel panel{"data",
                    frame,
                    {ScaleKind::linear, axis.low, axis.high, frame.left, frame.right},
                    {ScaleKind::linear, y_low, y_high, frame.bottom, frame.top}};
  const std::size_t clip = scene.add_panel(panel);
  // 1. The axes and the curves, the samples over them.
  const std::string input = run.data->inputs()[0];
  add_function_axes(scene, panel,
                    {concat({"input ", input == "x" ? italic("x") : input}),
                     concat({"output ", italic("p")}),
                     linear_ticks(axis.low, axis.high),
                     {{0, "0"}, {0.25, "0.25"}, {0.5, "0.5"}, {0.75, "0.75"}, {1, "1"}}});
  const std::vector<OutputCurve> curves = chosen_curves(run, panel);
  const auto gap = gap_between(*run.data);
  Occupied occupied;
  if (gap) add_gap(scene, panel, *gap, occupied);
  add_curves(scene, curves, clip);
  add_samples(scene, *run.data, panel, occupied);
  // 2. The names.
  add_class_names(scene, *run.data, panel, occupied);
  const std::size_t unnamed = add_curve_names(scene, training, panel, curves, occupied);
  if (gap) {
    for (const OutputCurve& curve : curves) occupied.add_line(curve.pixels);
    name_gap(scene, panel, *gap, occupied);
  }
  // 3. What it is and what to see.
  const std::string word = counting_word(training);
  add_heading(scene, concat({"The model’s output, ", word, " by ", word}),
              concat({"Probability of class 1 over the input; each curve carries its ", word}));
  add_caption(scene, caption_baseline, caption_for(run, curves, unnamed),
              extremes_of_output(curves.back()));
  return scene;
}

}  // namespace logitlab::figure
