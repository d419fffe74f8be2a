// SPDX-License-Identifier: MIT
#include "logitlab/figure/curves.hpp"

#include <algorithm>
#include <array>
#include <cassert>
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
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/figure/words.hpp"

namespace logitlab::figure {
namespace {

constexpr double curves_width = 760, curves_baseline = 700;
constexpr Box loss_frame{76, 106, 576, 306}, accuracy_frame{76, 368, 576, 454},
    gradient_frame{76, 516, 576, 622};
constexpr double room_below = 26;  // a panel without tick texts, for the words at its curves' ends

using Columns = std::vector<const std::vector<double>*>;

Columns columns_of(const std::vector<CurveSeries>& all, std::vector<double> CurveSeries::* column) {
  Columns columns;
  for (const CurveSeries& s : all) columns.push_back(&(s.*column));
  return columns;
}

bool stopped_short(const CurveSeries& s) { return s.training->result.reason == Reason::not_finite; }

// ---- the loss panel

void add_batch_dots(Scene& scene, const Panel& panel, const BatchLosses& losses) {
  std::vector<double> x, y;
  for (std::size_t k = 0; k < losses.step.size(); ++k) {
    x.push_back(panel.x.to_pixel(losses.step[k]));
    y.push_back(panel.y.to_pixel(losses.loss[k]));
  }
  for (const std::vector<std::size_t>& stretch : decimated(x, y, 4)) {
    for (const std::size_t k : stretch) {
      scene.add(Circle{{x[k], y[k]}, 1.5, {Role::ink2, 0, 0, 0.5}, {}});
    }
  }
}

// A stretch of one-class batches over which the curve lies flat, wide enough to be seen.
struct Bracket {
  double from, to, y;
  bool ones;
};

std::vector<Bracket> flat_brackets(const lab::Run& run, const Panel& panel, const CurveSeries& s) {
  constexpr double least_width = 24, flat = 4;  // pixels
  constexpr std::uint64_t early = 1000;         // later steps are closer than a bracket is wide
  std::vector<Bracket> brackets;
  for (const OneClassStretch& stretch : one_class_stretches(run, *s.training, early)) {
    if (stretch.last >= s.loss.size() ||
        s.step[stretch.last] != static_cast<double>(stretch.last)) {
      break;
    }
    double low = panel.frame.bottom, high = panel.frame.top;
    for (std::uint64_t k = stretch.first - 1; k <= stretch.last; ++k) {
      if (!std::isfinite(s.loss[k]) || !(s.loss[k] >= panel.y.low)) return brackets;
      low = std::min(low, panel.y.to_pixel(s.loss[k]));
      high = std::max(high, panel.y.to_pixel(s.loss[k]));
    }
    const double from = panel.x.to_pixel(static_cast<double>(stretch.first - 1));
    const double to = panel.x.to_pixel(static_cast<double>(stretch.last));
    if (to - from < least_width || high - low > flat) continue;
    brackets.push_back({from, to, low - 9, stretch.ones});
  }
  return brackets;
}

std::vector<Text> bracket_words(const std::vector<Bracket>& brackets) {
  const bool ones = std::ranges::any_of(brackets, &Bracket::ones);
  const bool zeros = !std::ranges::all_of(brackets, &Bracket::ones);
  std::vector<Text> lines(2);
  lines[0].text = "flat while the batches";
  lines[1].text = ones && zeros ? "hold one class only"
                  : ones        ? "hold ones only"
                                : "hold zeros only";
  for (Text& line : lines) {
    line.size = label_size;
    line.fill = {Role::ink2};
    line.halo = {Role::paper};
  }
  return lines;
}

// Behind the last bracket, or above one of them.
std::optional<std::vector<Text>> placed_words(const Panel& panel, const Occupied& occupied,
                                              const std::vector<Bracket>& brackets) {
  const std::vector<Text> words = bracket_words(brackets);
  constexpr std::array behind{Side::right, Side::above_right, Side::below_right};
  constexpr std::array over{Side::above};
  const Box inside = panel.frame.grown(-2);
  const Bracket& last = brackets.back();
  auto placed = place_lines(occupied, words, {last.to, last.y + 6}, {inside, 4, 2, behind});
  for (auto b = brackets.rbegin(); b != brackets.rend() && !placed; ++b) {
    placed = place_lines(occupied, words, {(b->from + b->to) / 2, b->y}, {inside, 1, 2, over});
  }
  return placed;
}

// Brackets without words would be a riddle: where these find no room, nothing is drawn.
void add_brackets(Scene& scene, const Panel& panel, const std::vector<Bracket>& brackets,
                  Occupied& occupied) {
  if (brackets.empty()) return;
  std::vector<Path> paths;
  for (const Bracket& b : brackets) {
    Path path;
    path.points = {{b.from, b.y + 5}, {b.from, b.y}, {b.to, b.y}, {b.to, b.y + 5}};
    path.stroke = {{Role::axis}, 1};
    occupied.add_line(path.points);
    paths.push_back(std::move(path));
  }
  const auto words = placed_words(panel, occupied, brackets);
  if (!words) return;
  for (Path& path : paths) scene.add(std::move(path));
  for (const Text& line : *words) scene.add(line);
}

void add_loss_panel(Scene& scene, const lab::Run& run, const std::vector<CurveSeries>& all,
                    const Scale& x, const std::optional<BatchLosses>& batches) {
  Columns columns = columns_of(all, &CurveSeries::loss);
  if (batches) columns.push_back(&batches->loss);
  const Panel panel{"loss", loss_frame, x,
                    log_scale_for(columns, loss_frame.bottom, loss_frame.top)};
  scene.add_panel(panel);
  add_function_axes(scene, panel, {"", "loss (log)", {}, ticks_of(panel.y, 6)});
  if (batches) add_batch_dots(scene, panel, *batches);
  std::vector<PanelCurve> curves;
  for (const CurveSeries& s : all) {
    curves.push_back({&s, &s.loss, false, s.name, loss_ending(run, s), stopped_short(s)});
  }
  Occupied occupied;
  add_curves(scene, panel, curves, occupied);
  add_end_words(scene, panel, curves, room_below);
  add_brackets(scene, panel, flat_brackets(run, panel, all.front()), occupied);
}

// ---- the accuracy panel

// The step from which on all samples are right.
void add_perfect_mark(Scene& scene, const Panel& panel, const CurveSeries& s, Occupied& occupied) {
  const auto step = s.training->result.perfect_from_step;
  if (!step) return;
  const Point at{panel.x.to_pixel(static_cast<double>(*step)), panel.y.to_pixel(1)};
  scene.add(Circle{at, 4, s.stroke.paint, {{Role::casing}, 1.4}});
  Text text;
  text.text =
      concat({"100\u00A0% for good from ", s.iterations ? "iteration " : "step ", grouped(*step)});
  text.size = label_size;
  text.halo = {Role::paper};
  constexpr std::array sides{Side::below_right, Side::below, Side::below_left,
                             Side::above_right, Side::above, Side::above_left};
  const LabelSearch search{
      {panel.frame.left, panel.frame.top - 24, panel.frame.right, panel.frame.bottom - 2},
      5,
      2,
      sides};
  add_placed(scene, occupied, place_label(occupied, text, at, search));
}

void add_accuracy_panel(Scene& scene, const lab::Run& run, const std::vector<CurveSeries>& all,
                        const Scale& x) {
  const Panel panel{"accuracy", accuracy_frame, x,
                    share_scale_for(columns_of(all, &CurveSeries::accuracy), accuracy_frame.bottom,
                                    accuracy_frame.top)};
  scene.add_panel(panel);
  add_function_axes(scene, panel, {"", "accuracy", {}, share_ticks(panel.y)});
  const std::size_t samples = run.data->length();
  std::vector<PanelCurve> curves;
  for (const CurveSeries& s : all) {
    std::string right = concat({grouped(s.right(samples)), " of ", grouped(samples), " right"});
    std::string rest;
    if (text_width(right, caption_size, true) > curves_width - 8 - panel.frame.right - 10) {
      right = concat({grouped(s.right(samples)), " right"});
      rest = concat({"of ", grouped(samples)});
    }
    curves.push_back({&s, &s.accuracy, true, right, rest, false});
  }
  Occupied occupied;
  Text name;  // above the panel: no mark's words may run into it
  name.at = {panel.frame.left, panel.frame.top - 10};
  name.text = "accuracy";
  occupied.add(name);
  add_curves(scene, panel, curves, occupied);
  add_end_words(scene, panel, curves, room_below);
  add_perfect_mark(scene, panel, all.front(), occupied);
}

// ---- the gradient panel

void add_gradient_panel(Scene& scene, const std::vector<CurveSeries>& all, const Scale& x) {
  const Panel panel{"gradient norm", gradient_frame, x,
                    log_scale_for(columns_of(all, &CurveSeries::gradient), gradient_frame.bottom,
                                  gradient_frame.top)};
  scene.add_panel(panel);
  add_function_axes(
      scene, panel,
      {curves_axis(all), "gradient norm (log)", step_ticks(x.high), ticks_of(panel.y, 5)});
  std::vector<PanelCurve> curves;
  for (const CurveSeries& s : all) {
    // A slope this small moves nothing at the rates these data are trained with.
    constexpr double nothing = 1e-4;
    const bool stuck = s.unmoved() && s.accuracy.back() < 1 && s.gradient.back() < nothing &&
                       !converged(s.training->result.reason);
    curves.push_back({&s, &s.gradient, false, slope_text(s.gradient.back()),
                      stuck ? "nothing to follow" : "", false});
  }
  Occupied occupied;
  add_curves(scene, panel, curves, occupied);
  constexpr double room_above_tick_texts = 4;
  add_end_words(scene, panel, curves, room_above_tick_texts);
}

bool some_value_left_out(const Scene& scene, const std::vector<CurveSeries>& all) {
  for (const CurveSeries& s : all) {
    if (leaves_scale(scene.panels[0], {&s, &s.loss, false, "", "", false})) return true;
    if (leaves_scale(scene.panels[2], {&s, &s.gradient, false, "", "", false})) return true;
  }
  return false;
}

}  // namespace

Scene draw_curves(FigureInputs& inputs) {
  const lab::Run& run = inputs.run();
  const std::vector<CurveSeries> all = curve_series(run);
  assert(!all.empty());
  double last = 1;
  for (const CurveSeries& s : all) last = std::max(last, s.step.back());
  const Scale x{ScaleKind::step, 0, last, loss_frame.left, loss_frame.right};
  const std::optional<BatchLosses> batches = readable_batch_losses(run, all.front());

  Scene scene;
  scene.name = "curves";
  scene.width = curves_width;
  std::string subtitle = curves_subtitle(run, all);
  if (batches) subtitle += "; dots: the loss of each step’s batch";
  add_heading(scene, curves_title(all), subtitle);
  add_loss_panel(scene, run, all, x, batches);
  add_accuracy_panel(scene, run, all, x);
  add_gradient_panel(scene, all, x);
  std::string caption = curves_caption(run, all);
  if (some_value_left_out(scene, all)) {
    caption += " Hollow marks: the first value below the axis.";
  }
  add_caption(scene, curves_baseline, caption, curves_extremes(all));
  return scene;
}

}  // namespace logitlab::figure
