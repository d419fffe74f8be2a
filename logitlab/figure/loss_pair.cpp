// SPDX-License-Identifier: MIT
#include "logitlab/figure/loss_pair.hpp"

#include <utility>

#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/plane_map.hpp"
#include "logitlab/figure/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::figure {
namespace {

constexpr double loss_pair_caption = 548;
constexpr Box bar_box{832, 544, 1012, 552};

std::string_view safe_form(const lab::Training& training) {
  return find_loss(training.settings.loss)->safe_form;
}

}  // namespace

const lab::Training* rival_loss(const lab::Run& run) {
  if (!run.training) return nullptr;
  for (const lab::Training& other : run.comparisons) {
    if (other.settings.solver == run.training->settings.solver &&
        safe_form(other) != safe_form(*run.training)) {
      return &other;
    }
  }
  return nullptr;
}

void add_pair_head(Scene& scene, const Box& frame, std::string_view loss, const std::string& bold,
                   const std::string& plain) {
  Text name = bold_line(capitalised(loss_title(loss)));
  name.size = 15;
  name.at = {frame.left, frame.top - 34};
  name.fill = {is_convex(loss) ? Role::cross_entropy : Role::squared_error};
  scene.add(std::move(name));
  Text line = bold_line(bold);
  line.at = {frame.right, frame.top - 34};
  line.anchor = Anchor::end;
  scene.add(line);
  line = plain_line(plain);
  line.at = {frame.right, frame.top - 16};
  line.anchor = Anchor::end;
  line.fill = {Role::ink2};
  scene.add(std::move(line));
}

void add_colour_bar(Scene& scene, const ColourBar& bar) {
  constexpr int parts = 45;
  const double width = bar_box.width() / parts;
  for (int k = 0; k < parts; ++k) {
    Path part;
    const double left = bar_box.left + k * width, right = left + width;
    part.points = {
        {left, bar_box.top}, {right, bar_box.top}, {right, bar_box.bottom}, {left, bar_box.bottom}};
    part.closed = true;
    part.fill = {bar.ramp, (k + 0.5) / parts};
    part.dense = part.sealed = true;
    scene.add(std::move(part));
  }
  Text name = plain_line(bar.name);
  name.at = {bar_box.right, bar_box.top - 10};
  name.anchor = Anchor::end;
  scene.add(std::move(name));
  const Scale scale{bar.kind, bar.low, bar.high, bar_box.left, bar_box.right};
  double taken = 0;
  for (const Tick& tick : bar.ticks) {
    if (tick.value < bar.low || tick.value > bar.high) continue;
    const double x = scale.to_pixel(tick.value);
    const double half = text_width(tick.text, tick_size) / 2;
    if (x - half < taken + 4) continue;
    taken = x + half;
    Path mark;
    mark.points = {{x, bar_box.bottom}, {x, bar_box.bottom + 4}};
    mark.stroke = {{Role::axis}, 1};
    scene.add(std::move(mark));
    Text text;
    text.text = tick.text;
    text.size = tick_size;
    text.at = {x, bar_box.bottom + 16};
    text.anchor = Anchor::middle;
    text.fill = {Role::ink2};
    scene.add(std::move(text));
  }
}

void add_pair_caption(Scene& scene, const std::string& caption, const std::string& extremes) {
  constexpr double around_bar = 48;
  add_caption(scene, loss_pair_caption, caption, extremes,
              scene.width - margin - bar_box.left + around_bar);
  // Room for the bar's ticks, however short the caption.
  if (scene.height < bar_box.bottom + 40) scene.height = bar_box.bottom + 40;
}

}  // namespace logitlab::figure
