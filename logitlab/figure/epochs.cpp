// SPDX-License-Identifier: MIT
#include "logitlab/figure/epochs.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/math.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/boundaries.hpp"
#include "logitlab/figure/data_panel.hpp"
#include "logitlab/figure/epoch_curves.hpp"
#include "logitlab/figure/epoch_names.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/samples.hpp"
#include "logitlab/figure/track.hpp"
#include "logitlab/lab/numbers.hpp"

namespace logitlab::figure {
namespace {

constexpr Box frame{64, 100, 724, 466};
constexpr double epochs_caption = 544;
constexpr double y_low = -0.1, y_high = 1.08;

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

std::vector<SampleMark> marks_of(const Dataset& data, const Panel& panel) {
  std::vector<SampleMark> marks;
  for (std::size_t i = 0; i < data.length(); ++i) {
    marks.push_back({panel.to_pixel(data[i].x[0], data[i].y), data[i].y == 1, false});
  }
  return marks;
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
                        std::size_t unnamed, const std::string& thinning) {
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
  if (!thinning.empty()) text += concat({" ", thinning});
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
  if (run.pair) return draw_boundaries(inputs);
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
  const ChosenSamples samples = chosen_samples(marks_of(*run.data, panel));
  add_samples(scene, samples, 0, occupied);
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
  add_caption(scene, epochs_caption, caption_for(run, curves, unnamed, thinning_sentence(samples)),
              extremes_of_output(curves.back()));
  return scene;
}

}  // namespace logitlab::figure
