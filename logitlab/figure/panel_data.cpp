// SPDX-License-Identifier: MIT
// The panel "data" of one input: the samples with the outputs of both losses, how hard each sample
// pulls, which of them the step took. Of more inputs the plane of two of them.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/sort.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/data_panel.hpp"
#include "logitlab/figure/data_plane.hpp"
#include "logitlab/figure/data_slice.hpp"
#include "logitlab/figure/half_planes.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/panel_parts.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/pull_facts.hpp"
#include "logitlab/figure/samples.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/numbers.hpp"
#include "logitlab/lab/step_facts.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

// Outputs lie in 0 ... 1; below is room for the bracket of the batch.
constexpr double output_low = -0.26, output_high = 1.14;
// More marks than this are a band, and too many bytes for a page.
constexpr std::size_t most_page_marks = 160;
constexpr double mark_radius = 4.2;

// The frames of the panel: outputs above, a row of bars for each loss below.
struct DataFrames {
  Box outputs;
  std::array<Box, 2> bars;
};

DataFrames data_frames(const Scene& scene, std::size_t sides) {
  const double left = 34, right = scene.width - 12, bottom = scene.height - 22;
  const double bar = std::clamp(0.1 * scene.height, 12.0, 30.0), words = 16;
  DataFrames frames;
  double base = bottom;
  for (std::size_t k = sides; k-- > 0;) {
    frames.bars[k] = {left, base - bar, right, base};
    base -= bar + words;
  }
  frames.outputs = {left, 8, right, base - 4};
  return frames;
}

Panel output_panel(const Dataset& data, const Box& frame) {
  const DataFacts facts = data_facts(data, 0, 0);
  return {"data",
          frame,
          {ScaleKind::linear, facts.low, facts.high, frame.left, frame.right},
          {ScaleKind::linear, output_low, output_high, frame.bottom, frame.top}};
}

std::string input_name(const Dataset& data) {
  return data.inputs()[0] == "x" ? italic("x") : data.inputs()[0];
}

// What does not change with the parameters.
void add_data_axes(Scene& scene, const Dataset& data, const Panel& panel, const DataFrames& frames,
                   std::size_t sides) {
  add_function_axes(scene, panel, {"", "", {}, {{0, "0"}, {0.5, "0.5"}, {1, "1"}}});
  Text letter = plain_line(italic("p"));
  letter.at = {panel.frame.left - 8, panel.y.to_pixel(0.75) + 4};
  letter.anchor = Anchor::end;
  scene.add(std::move(letter));
  for (std::size_t k = 0; k < sides; ++k) {
    Panel bars = panel;
    bars.frame = frames.bars[k];
    add_function_axes(scene, bars, {});
  }
  Panel last = panel;
  last.frame = frames.bars[sides - 1];
  // The name at the end of the axis, in place of a tick that would touch it.
  Text name = plain_line(fitted(input_name(data), panel.frame.width() / 3, label_size));
  name.at = {panel.frame.right, last.frame.bottom + 16};
  name.anchor = Anchor::end;
  const double from = text_box(name).bounds().left - 8;
  std::vector<Tick> ticks = ticks_of(panel.x, 6);
  std::erase_if(ticks, [&](const Tick& tick) {
    return panel.x.to_pixel(tick.value) + text_width(tick.text, tick_size) / 2 > from;
  });
  add_ticks_below(scene, last, ticks);
  scene.add(std::move(name));
}

// One side's model and what its samples do.
struct DataSide {
  std::string_view loss;
  DataFacts facts;
  std::vector<Pull> pulls;
  double largest = 0;  // of the pulls
};

std::vector<DataSide> data_sides(PanelInputs& inputs, const Look& look) {
  std::vector<DataSide> sides;
  const Dataset& data = *inputs.run().data;
  for (std::size_t k = 0; k < inputs.sides(); ++k) {
    const lab::Training* training = inputs.training(k);
    const auto loss = make_loss(inputs.side(k).loss());
    if (!loss || (training == nullptr && !inputs.run().settings.start)) continue;
    CVec w = training == nullptr
                 ? CVec(*inputs.run().settings.start)
                 : training->trajectory.w_at(finite_row_of(training->trajectory, look));
    DataSide side{inputs.side(k).loss(), data_facts(data, w[0], w[1]), pulls_of(data, w, *loss)};
    for (const Pull& p : side.pulls) side.largest = std::max(side.largest, std::fabs(p.pull));
    sides.push_back(std::move(side));
  }
  return sides;
}

void add_line_of_output(Scene& scene, const Panel& panel, const DataSide& side, std::size_t clip,
                        Occupied& occupied) {
  Path curve;
  curve.points = sigmoid_pixels(panel, side.facts);
  const bool solid = is_convex(side.loss);
  curve.stroke = {loss_paint(side.loss), 2.2, solid ? 0.0 : 6.0, solid ? 0.0 : 3.0};
  curve.dense = true;
  occupied.add_line(curve.points);
  scene.add(std::move(curve), clip);
}

ChosenSamples marks_on(const Panel& panel, const DataSide& side) {
  std::vector<SampleMark> marks;
  marks.reserve(side.pulls.size());
  for (const Pull& p : side.pulls) {
    marks.push_back({panel.to_pixel(p.x, p.one ? 1 : 0), p.one, p.wrong});
  }
  return chosen_samples(marks, most_page_marks);
}

// From each sample to the output there: how far it has to be moved, thicker where it pulls harder.
void add_strings(Scene& scene, const Panel& panel, const DataSide& side,
                 const ChosenSamples& samples) {
  constexpr std::size_t most_strings = 100;
  if (samples.marks.size() > most_strings) return;
  for (const SampleMark& mark : samples.marks) {
    const double x = panel.x.from_pixel(mark.at.x);
    const double p = math::sigmoid(side.facts.w * x + side.facts.b);
    const double share = mark.one ? 1 - p : p;
    const Point to = panel.to_pixel(x, p);
    if (!(std::fabs(to.y - mark.at.y) > mark_radius + 1)) continue;
    Path string;
    string.points = {{mark.at.x, mark.at.y}, to};
    string.dense = true;
    // A few widths, so that neighbours share their attributes in the file.
    string.stroke = {{mark.one ? Role::class1 : Role::class0, 0, 0, 0.75},
                     1 + std::floor(4 * share + 0.5) / 2};
    scene.add(std::move(string));
  }
}

// The strongest pull of each few pixels, as bars.
void add_bars(Scene& scene, const Panel& panel, const Box& frame, const DataSide& side,
              double largest) {
  const std::size_t columns = 1 + static_cast<std::size_t>(frame.width() / 3);
  std::vector<double> strongest(side.pulls.size() > columns ? columns : 0, -1.0);
  Path bars;
  bars.dense = true;
  const double height = frame.height() - 2;
  const auto add = [&](double x, double pull) {
    const double up = largest > 0 ? height * pull / largest : 0;
    if (!bars.points.empty()) bars.breaks.push_back(bars.points.size());
    // What is next to nothing is a hairline on the base.
    bars.points.push_back({x, frame.bottom});
    bars.points.push_back({x, frame.bottom - std::max(up, 1.0)});
  };
  for (const Pull& p : side.pulls) {
    const double x = panel.x.to_pixel(p.x);
    if (strongest.empty()) {
      add(x, std::fabs(p.pull));
    } else {
      double& most =
          strongest[std::min(columns - 1, static_cast<std::size_t>((x - frame.left) / 3))];
      most = std::max(most, std::fabs(p.pull));
    }
  }
  for (std::size_t k = 0; k < strongest.size(); ++k) {
    if (strongest[k] >= 0) add(frame.left + 3 * static_cast<double>(k) + 1.5, strongest[k]);
  }
  const double width = std::clamp(0.35 * frame.width() / static_cast<double>(side.pulls.size()),
                                  strongest.empty() ? 1.5 : 3.0, 8.0);
  bars.stroke = {loss_paint(side.loss), width};
  scene.add(std::move(bars));
}

void add_bar_words(Scene& scene, const Box& frame, const DataSide& side, bool first,
                   double largest) {
  const std::string title = loss_title(side.loss), most = slope_text(side.largest);
  const bool nothing = side.largest < 0.02 * largest || !(side.largest > 0);
  Text words = plain_line(nothing ? concat({title, ": no pull above ", most})
                          : first ? concat({"pull of each sample, ", title, ": up to ", most})
                                  : concat({title, ": up to ", most}));
  words.size = tick_size;
  words.text = fitted(words.text, frame.width(), words.size);
  words.at = {frame.left + 2, frame.top - 4};
  words.fill = {Role::ink2};
  scene.add(std::move(words));
}

// A blue bracket below the samples of the batch; neighbours share one.
void add_batch(Scene& scene, const Panel& panel, const Dataset& data, const std::vector<Row>& rows,
               Occupied& occupied) {
  if (rows.empty()) return;
  const Text name =
      tag(rows.size() == data.length() ? "the batch is all" : "this batch", {Role::now}, true);
  constexpr std::size_t most_shown = 60;
  const double y = panel.y.to_pixel(0) + 11;
  std::vector<double> at;
  for (std::size_t k = 0; k < rows.size() && k < most_shown; ++k) {
    at.push_back(panel.x.to_pixel(data[rows[k]].x[0]));
  }
  sort(at);
  Path bracket;
  bracket.stroke = {{Role::now}, 1.6};
  constexpr double together = 34, half = 4;
  for (std::size_t k = 0; k < at.size();) {
    std::size_t last = k;
    while (last + 1 < at.size() && at[last + 1] - at[last] < together) ++last;
    if (!bracket.points.empty()) bracket.breaks.push_back(bracket.points.size());
    const double from = at[k] - half, to = at[last] + half;
    bracket.points.insert(bracket.points.end(), {{from, y - 4}, {from, y}, {to, y}, {to, y - 4}});
    k = last + 1;
  }
  occupied.add_line(bracket.points, bracket.breaks);
  const Point first{bracket.points.front().x, y};
  scene.add(std::move(bracket));
  write_tag(scene, occupied, panel.frame.grown(2), name, first, 2);
}

// Where the model says one half.
void add_threshold(Scene& scene, const Panel& panel, const DataFacts& facts, Occupied& occupied) {
  if (!facts.threshold_in_view) return;
  const double x = panel.x.to_pixel(*facts.threshold);
  Path upright;
  upright.points = {{x, panel.frame.top}, {x, panel.frame.bottom}};
  upright.stroke = {{Role::axis}, 1, 2, 3};
  occupied.add_line(upright.points);
  scene.add(std::move(upright));
  write_tag(scene, occupied, panel.frame,
            tag(concat({"threshold ", threshold_text(facts)}), {Role::ink2}, false),
            panel.to_pixel(*facts.threshold, 0.3), 2);
}

// The sample pointed at, in all rows.
void add_pointed(Scene& scene, const Panel& panel, const DataFrames& frames,
                 const std::vector<DataSide>& sides, const Look& look, Occupied& occupied) {
  if (!look.sample || *look.sample >= sides.front().pulls.size()) return;
  const Pull& p = sides.front().pulls[*look.sample];
  const Point at = panel.to_pixel(p.x, p.one ? 1 : 0);
  scene.add(Circle{at, mark_radius + 4.5, {}, {{Role::now}, 2}, Meaning::decoration});
  for (std::size_t k = 0; k < sides.size(); ++k) {
    Path marker;
    marker.points = {{at.x - 6, frames.bars[k].bottom + 2}, {at.x + 6, frames.bars[k].bottom + 2}};
    marker.stroke = {{Role::now}, 2};
    scene.add(std::move(marker));
  }
  const DataFacts& facts = sides.front().facts;
  const std::string output = parameter_text(math::sigmoid(facts.w * p.x + facts.b));
  write_tag(scene, occupied, panel.frame,
            {tag(concat({"sample ", grouped(*look.sample + 1), ", ", italic("x"), " = ",
                         parameter_text(p.x)}),
                 {Role::now}, true),
             tag(concat({italic("p"), " = ", output, ", pull ", slope_text(std::fabs(p.pull))}),
                 {Role::ink}, false)},
            at, mark_radius + 5);
}

// The names of what is drawn, the most asked for first.
void add_data_names(Scene& scene, const Panel& panel, const std::vector<DataSide>& sides,
                    const ChosenSamples& samples, Occupied& occupied) {
  const DataFacts& facts = sides.front().facts;
  const Box& frame = panel.frame;
  const std::uint64_t wrong = facts.rows - facts.right;
  const auto ringed = std::ranges::find(samples.marks, true, &SampleMark::wrong);
  for (const bool one : {false, true}) {
    const auto found = std::ranges::find(samples.marks, one, &SampleMark::one);
    if (found == samples.marks.end()) continue;
    std::vector<Text> lines = {
        tag(one ? "class 1" : "class 0", {one ? Role::class1 : Role::class0}, true)};
    if (ringed != samples.marks.end() && ringed->one == one) {
      lines.push_back(tag(concat({grouped(wrong), " of ", grouped(facts.rows), " wrong (ringed)"}),
                          {Role::warning}, false));
    }
    write_tag(scene, occupied, frame.grown(3), std::move(lines), found->at, mark_radius + 6);
  }
  constexpr std::array below_first = {Side::below, Side::below_right, Side::above, Side::right,
                                      Side::above_left};
  for (const DataSide& side : sides) {
    const DataFacts& f = side.facts;
    const double low = math::sigmoid(f.w * f.low + f.b), high = math::sigmoid(f.w * f.high + f.b);
    std::string name = loss_title(side.loss);
    // A line that lies on the axis has to say so.
    constexpr double flat = 0.03;
    if (std::fabs(high - low) < flat) {
      name += low + high < flat ? ": 0 everywhere" : low + high > 2 - flat ? ": 1 everywhere" : "";
    }
    const bool first = &side == sides.data();
    const std::span<const Side> around = first ? std::span<const Side>(any_side) : below_first;
    for (const double share : {0.3, first ? 0.7 : 0.15, 0.5, 0.15, 0.85}) {
      const double x = f.low + share * (f.high - f.low);
      if (write_tag(scene, occupied, frame, tag(name, loss_paint(side.loss), true),
                    panel.to_pixel(x, math::sigmoid(f.w * x + f.b)), 3, around)) {
        break;
      }
    }
  }
}

void draw_line_data(Scene& scene, PanelInputs& inputs, const Look& look, int layer) {
  const lab::Run& run = inputs.run();
  const DataFrames frames = data_frames(scene, inputs.sides());
  const Panel panel = output_panel(*run.data, frames.outputs);
  const std::size_t clip = scene.add_panel(panel);
  if (layer == 0) {
    add_data_axes(scene, *run.data, panel, frames, inputs.sides());
    return;
  }
  const std::vector<DataSide> sides = data_sides(inputs, look);
  if (sides.empty()) return;
  const ChosenSamples samples = marks_on(panel, sides.front());
  Occupied occupied;
  // 1. The outputs, and how far each sample is from its class.
  for (std::size_t k = sides.size(); k-- > 0;) {
    add_line_of_output(scene, panel, sides[k], clip, occupied);
  }
  add_strings(scene, panel, sides.front(), samples);
  add_samples(scene, samples, 0, occupied);
  // 2. How hard each pulls.
  double largest = 0;
  for (const DataSide& side : sides) largest = std::max(largest, side.largest);
  for (std::size_t k = 0; k < sides.size(); ++k) {
    add_bars(scene, panel, frames.bars[k], sides[k], largest);
    add_bar_words(scene, frames.bars[k], sides[k], k == 0, largest);
  }
  // 3. What the step saw, what is pointed at, then names where there is room.
  if (const lab::Training* training = inputs.training(0)) {
    const std::size_t row = row_of(training->trajectory, look);
    add_batch(scene, panel, *run.data, rows_of_batch(run, *training, row), occupied);
  }
  add_pointed(scene, panel, frames, sides, look, occupied);
  add_threshold(scene, panel, sides.front().facts, occupied);
  add_data_names(scene, panel, sides, samples, occupied);
  scene.description = thinning_sentence(samples);
}

// ---- more inputs

Box plane_data_frame(const Scene& scene) {
  // Names of lines may stand above and to the right.
  return {58, 34, scene.width - 40, scene.height - 42};
}

void draw_plane_data(Scene& scene, PanelInputs& inputs, const Look& look, int layer) {
  const lab::Run& run = inputs.run();
  const Box frame = plane_data_frame(scene);
  const lab::Training* training = inputs.training(0);
  if (layer == 0 || training == nullptr) {
    const Panel panel = slice_panel(run, frame);
    scene.add_panel(panel);
    // Else the axes come with the bands of the output, which would cover their frame.
    if (training == nullptr) add_slice_axes(scene, run, panel);
    return;
  }
  const std::size_t row = finite_row_of(training->trajectory, look);
  const DataSlice slice = data_slice(run, training->trajectory.w_at(row));
  const DataPlaneFacts facts = add_data_plane(scene, run, slice, frame, most_page_marks);
  const Panel panel = scene.panels.front();
  scene.description = facts.thinning;
  // The other loss's boundary.
  if (const lab::Training* rival = inputs.sides() > 1 ? inputs.training(1) : nullptr) {
    const CVec w = rival->trajectory.w_at(finite_row_of(rival->trajectory, look));
    const SliceModel model = slice_model(run, w);
    if (const auto line = HalfPlanes(panel, model.w[0], model.w[1], model.b).line(0)) {
      Path path;
      path.points = {line->a, line->b};
      path.stroke = {loss_paint(rival->settings.loss), 2.2, 6, 3};
      scene.add(std::move(path), 1);
    }
  }
  const auto ring = [&](std::size_t sample, double radius, double width) {
    const Sample s = (*run.data)[sample];
    const Point at = panel.to_pixel(s.x[run.pair->column[0]], s.x[run.pair->column[1]]);
    scene.add(Circle{at, radius, {}, {{Role::now}, width}, Meaning::decoration}, 1);
  };
  constexpr std::size_t most_ringed = 60;
  const std::vector<Row> batch = rows_of_batch(run, *training, row);
  if (batch.size() <= most_ringed && batch.size() < run.data->length()) {
    for (const Row sample : batch) ring(sample, 6, 1.2);
  }
  if (look.sample && *look.sample < run.data->length()) ring(*look.sample, 8.5, 2);
}

}  // namespace

Scene draw_data_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer) {
  Scene scene = panel_scene("data", "The data and the model's output", size, layer);
  if (inputs.run().data->columns() == 1) {
    draw_line_data(scene, inputs, look, layer);
  } else {
    draw_plane_data(scene, inputs, look, layer);
  }
  return scene;
}

std::optional<std::size_t> sample_at(const lab::Run& run, const Scene& panel, Point place,
                                     double reach) {
  const Dataset& data = *run.data;
  std::optional<std::size_t> nearest;
  double least = reach * reach;
  if (panel.panels.empty()) return nearest;
  for (std::size_t i = 0; i < data.length(); ++i) {
    const Sample s = data[i];
    const Point at =
        run.pair ? panel.panels.front().to_pixel(s.x[run.pair->column[0]], s.x[run.pair->column[1]])
                 : panel.panels.front().to_pixel(s.x[0], s.y);
    const double off = (at.x - place.x) * (at.x - place.x) + (at.y - place.y) * (at.y - place.y);
    if (off > least) continue;
    least = off;
    nearest = i;
  }
  return nearest;
}

}  // namespace logitlab::figure
