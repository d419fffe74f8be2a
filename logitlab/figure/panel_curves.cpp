// SPDX-License-Identifier: MIT
// The panel "curves": the loss, its slope or the size of the weights over the steps, the accuracy
// below, and where the present step is.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/axes.hpp"
#include "logitlab/figure/curve_panel.hpp"
#include "logitlab/figure/curve_series.hpp"
#include "logitlab/figure/curve_words.hpp"
#include "logitlab/figure/decimate.hpp"
#include "logitlab/figure/labels.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/page_track.hpp"
#include "logitlab/figure/panel_parts.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/lab/numbers.hpp"

namespace logitlab::figure {
namespace {

// What the upper panel shows of one training.
struct ShownCurve {
  CurveSeries series;
  std::vector<double> values;
};

// The length of the weights, without the intercept, at the rows that the series has.
std::vector<double> sizes_of(const CurveSeries& series) {
  const Trajectory& path = series.training->trajectory;
  std::vector<double> sizes;
  for (std::size_t row = 0; row < path.length() && sizes.size() < series.step.size(); ++row) {
    if (static_cast<double>(path.step[row]) != series.step[sizes.size()]) continue;
    sizes.push_back(lab::length_of(path.w_at(row).first(path.dimension - 1)));
  }
  return sizes;
}

std::vector<ShownCurve> shown_curves(const lab::Run& run, Look::Curve curve) {
  std::vector<ShownCurve> shown;
  for (CurveSeries& series : curve_series(run)) {
    std::vector<double> values = curve == Look::Curve::loss    ? series.loss
                                 : curve == Look::Curve::slope ? series.gradient
                                                               : sizes_of(series);
    shown.push_back({std::move(series), std::move(values)});
  }
  return shown;
}

std::string text_of_value(Look::Curve curve, double value) {
  return curve == Look::Curve::loss    ? loss_text(value)
         : curve == Look::Curve::slope ? lab::slope_text(value)
                                       : parameter_text(value);
}

std::string curve_axis(const lab::Run& run, Look::Curve curve) {
  if (curve == Look::Curve::loss) return "loss (log)";
  if (curve == Look::Curve::slope) return "slope of the loss (log)";
  return concat({"size of ", italic("w"), run.data->columns() > 1 ? ", its length" : ""});
}

Scale value_scale(const std::vector<ShownCurve>& shown, Look::Curve curve,
                  const std::optional<BatchLosses>& batches, const Box& frame) {
  std::vector<const std::vector<double>*> columns;
  for (const ShownCurve& s : shown) columns.push_back(&s.values);
  if (batches) columns.push_back(&batches->loss);
  if (curve != Look::Curve::size) return log_scale_for(columns, frame.bottom, frame.top);
  double high = 0;
  for (const std::vector<double>* column : columns) {
    for (const double v : *column) {
      if (std::isfinite(v)) high = std::max(high, v);
    }
  }
  return {ScaleKind::linear, 0, high > 0 ? 1.06 * high : 1, frame.bottom, frame.top};
}

// The room that the words at the ends take, of a third of the panel at most.
double room_for_words(const std::vector<PanelCurve>& curves, double width) {
  double widest = 0;
  for (const PanelCurve& curve : curves) {
    widest = std::max(
        {widest, text_width(curve.bold, caption_size, true), text_width(curve.plain, label_size)});
  }
  return std::min(widest + 20, width / 3);
}

// The losses of batches as short upright strokes: a circle each would be too many bytes.
void add_batch_strokes(Scene& scene, const Panel& panel, const BatchLosses& losses) {
  std::vector<double> x, y;
  for (std::size_t k = 0; k < losses.step.size(); ++k) {
    x.push_back(panel.x.to_pixel(losses.step[k]));
    y.push_back(panel.y.to_pixel(losses.loss[k]));
  }
  Path path;
  path.dense = true;
  path.stroke = {{Role::ink2, 0, 0, 0.6}, 2};
  for (const std::vector<std::size_t>& stretch : decimated(x, y, 3)) {
    for (const std::size_t k : stretch) {
      if (!path.points.empty()) path.breaks.push_back(path.points.size());
      path.points.push_back({x[k], y[k] - 1});
      path.points.push_back({x[k], y[k] + 1});
    }
  }
  if (!path.points.empty()) scene.add(std::move(path));
}

// The dense lines that were added since as few points as a page needs.
void simplify_since(Scene& scene, std::size_t first) {
  for (std::size_t k = first; k < scene.elements.size(); ++k) {
    Path* path = std::get_if<Path>(&scene.elements[k].shape);
    if (path == nullptr || !path->dense) continue;
    const InkedLine line{std::move(path->points), std::move(path->breaks), {}};
    path->points.clear();
    path->breaks.clear();
    append_simplified(*path, line, 0, line.points.size());
    if (path->points.empty()) path->points = line.points;
  }
}

double value_of(const lab::Training& training, Look::Curve curve, std::size_t row) {
  if (curve == Look::Curve::loss) return training.columns.loss[row];
  if (curve == Look::Curve::slope) return training.columns.gradient_norm[row];
  const Trajectory& path = training.trajectory;
  return lab::length_of(path.w_at(row).first(path.dimension - 1));
}

std::string now_text(const lab::Training& training, Look::Curve curve, std::size_t row) {
  const double value = value_of(training, curve, row);
  std::string name = step_name(training, row);
  // Of very long runs some steps alone have values.
  if (std::isnan(value)) return name;
  const std::string is = text_of_value(curve, value);
  const double before = row > 0 ? value_of(training, curve, row - 1) : value;
  const std::string was = text_of_value(curve, before);
  if (row == 0 || std::isnan(before) || was == is) return concat({name, ": ", is});
  return concat({name, ": ", is, value > before ? ", up from " : ", down from ", was});
}

// The line through both panels, its disc on the curve, its words beside it at the top.
void add_now_line(Scene& scene, const lab::Training& training, const Look& look) {
  const Panel& upper = scene.panels[0];
  const std::size_t row = row_of(training.trajectory, look);
  const double x = upper.x.to_pixel(static_cast<double>(training.trajectory.step[row]));
  Path line;
  line.points = {{x, upper.frame.top - 6}, {x, scene.panels[1].frame.bottom}};
  line.stroke = {{Role::now}, 1.6};
  scene.add(std::move(line));
  const double value = value_of(training, look.curve, row);
  const Point at{x, upper.y.to_pixel(std::clamp(value, upper.y.low, upper.y.high))};
  Occupied occupied;
  if (std::isfinite(at.y)) add_now(scene, occupied, at);
  Text words = tag(now_text(training, look.curve, row), {Role::ink}, true);
  words.halo = {Role::paper};
  const double width = text_width(words.text, words.size, true);
  const bool right = x + 8 + width < upper.frame.right;  // beyond it are the names of the curves
  words.anchor = right ? Anchor::start : Anchor::end;
  words.at = {right ? x + 8 : std::max(x - 8, upper.frame.left + width), upper.frame.top + 5};
  scene.add(std::move(words));
}

// Two frames over one axis of steps.
struct CurveFrames {
  Box upper, lower;
};

CurveFrames curve_frames(const Scene& scene, double left, double words) {
  const double right = scene.width - words, bottom = scene.height - 22;
  const double low = std::clamp(0.2 * scene.height, 24.0, 60.0);
  return {{left, 30, right, bottom - low - 26}, {left, bottom - low, right, bottom}};
}

// What the ticks take, at least that of "100 %".
double room_for_ticks(const std::vector<Tick>& ticks) {
  double widest = 36;
  for (const Tick& tick : ticks) widest = std::max(widest, text_width(tick.text, tick_size));
  return widest + 10;
}

void add_step_name(Scene& scene, const Box& frame, const std::string& name) {
  Text text = plain_line(name);
  text.size = tick_size;
  const double room = scene.width - frame.right - 8;
  const bool beside = text_width(name, tick_size) + 14 < room;
  text.anchor = Anchor::end;
  // Beside the last tick, else above the end of the axis.
  text.at = beside ? Point{scene.width - 4, frame.bottom + 16} : Point{frame.right, frame.top - 8};
  scene.add(std::move(text));
}

void draw_curves_on(Scene& scene, const lab::Run& run, const Look& look) {
  const std::vector<ShownCurve> shown = shown_curves(run, look.curve);
  std::optional<BatchLosses> batches;
  if (look.batches && look.curve == Look::Curve::loss) {
    batches = readable_batch_losses(run, shown.front().series);
  }
  // 1. What stands at the ends decides how much room is left for the curves.
  std::vector<PanelCurve> above, below;
  for (const ShownCurve& s : shown) {
    const bool warning = s.series.training->result.reason == Reason::not_finite;
    const std::string right =
        concat({grouped(s.series.right(run.data->length())), " of ", grouped(run.data->length())});
    above.push_back({&s.series, &s.values, false, s.series.name,
                     text_of_value(look.curve, s.values.back()), warning});
    below.push_back({&s.series, &s.series.accuracy, true, right, "", warning});
  }
  std::vector<PanelCurve> both = above;
  both.insert(both.end(), below.begin(), below.end());
  // 2. The axes.
  const std::vector<Tick> values = ticks_of(value_scale(shown, look.curve, batches, {}), 5);
  const CurveFrames frames =
      curve_frames(scene, room_for_ticks(values), room_for_words(both, scene.width));
  double last = 1;
  for (const ShownCurve& s : shown) last = std::max(last, s.series.step.back());
  const Scale x{ScaleKind::step, 0, last, frames.upper.left, frames.upper.right};
  const Panel upper{"curve", frames.upper, x,
                    value_scale(shown, look.curve, batches, frames.upper)};
  std::vector<const std::vector<double>*> accuracies;
  for (const ShownCurve& s : shown) accuracies.push_back(&s.series.accuracy);
  const Panel lower{"accuracy", frames.lower, x,
                    share_scale_for(accuracies, frames.lower.bottom, frames.lower.top)};
  scene.add_panel(upper);
  scene.add_panel(lower);
  add_function_axes(scene, upper, {"", curve_axis(run, look.curve), {}, values});
  std::vector<Tick> shares = share_ticks(lower.y);
  if (shares.size() > 2) shares = {shares.front(), shares.back()};
  add_function_axes(scene, lower, {"", "accuracy", {}, shares});
  add_ticks_below(scene, lower, step_ticks(last));
  std::vector<CurveSeries> series;
  for (const ShownCurve& s : shown) series.push_back(s.series);
  add_step_name(scene, frames.lower, curves_axis(series));
  // 3. The curves with their words.
  if (batches) add_batch_strokes(scene, upper, *batches);
  const std::size_t first = scene.elements.size();
  Occupied occupied;
  add_curves(scene, upper, above, occupied);
  add_curves(scene, lower, below, occupied);
  simplify_since(scene, first);
  add_end_words(scene, upper, above, 10);
  add_end_words(scene, lower, below, 6);
}

}  // namespace

Scene draw_curves_panel(PanelInputs& inputs, const Look& look, PanelSize size, int layer) {
  const lab::Run& run = inputs.run();
  Scene scene = panel_scene("curves", "Loss and accuracy over the steps", size, layer);
  if (layer == 0) {
    // Both axes are of what the start decides.
    scene.description = curves_extremes(curve_series(run));
    return scene;
  }
  // Of a long run the curves take longer than a frame, and a step does not change them.
  std::optional<PanelInputs::Curves>& kept = inputs.curves();
  if (!kept || kept->curve != look.curve || kept->batches != look.batches ||
      kept->size.width != scene.width || kept->size.height != scene.height) {
    draw_curves_on(scene, run, look);
    kept = {look.curve, look.batches, {scene.width, scene.height}, std::move(scene)};
  }
  scene = kept->scene;
  if (const lab::Training* training = inputs.training(0)) add_now_line(scene, *training, look);
  return scene;
}

}  // namespace logitlab::figure
