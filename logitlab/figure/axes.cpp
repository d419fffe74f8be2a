// SPDX-License-Identifier: MIT
#include "logitlab/figure/axes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/layout.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/landscape/decades.hpp"

namespace logitlab::figure {
namespace {

constexpr double tick_length = 5;

// mantissa x 10^exponent, kept apart so that multiples come out correctly rounded.
struct TickStep {
  double mantissa;
  int exponent;
  double times(double k) const { return scaled_by_ten(k * mantissa, exponent); }
  double value() const { return times(1); }
};

// What lies in [low, high], a hair of rounding allowed at the ends.
std::vector<double> multiples(const TickStep& step, double low, double high) {
  constexpr double hair = 1e-9;
  const double first = std::ceil(low / step.value() - hair),
               last = std::floor(high / step.value() + hair);
  std::vector<double> values;
  // 2^53 / 100: beyond it neighbouring multiples may be the same double.
  if (!(std::fabs(first) < 9e13) || !(std::fabs(last) < 9e13)) return values;
  for (double k = first; k <= last && values.size() < 64; ++k) values.push_back(step.times(k));
  return values;
}

std::string with_thousands(const std::string& digits) {
  const std::size_t sign = digits.front() == '-' ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string text = digits;
  if (point - sign < 4) return text;
  for (std::size_t at = point - 3; at > sign; at -= std::min<std::size_t>(3, at)) {
    text.insert(at, 1, ',');
    if (at <= 3) break;
  }
  return text;
}

// Whether all the values are distinct as texts and none is too long to stand beside the others.
std::vector<Tick> named(const std::vector<double>& values, double step) {
  double largest = 0;
  for (const double v : values) largest = std::max(largest, std::fabs(v));
  std::vector<Tick> ticks;
  for (const double v : values) ticks.push_back({v, tick_text(v, step, largest)});
  return ticks;
}

std::string power_of_ten_text(int n) {
  if (n >= -3 && n <= 0) return fixed(ten_to(n), -n);
  if (n > 0 && n <= 4) return with_thousands(fixed(ten_to(n), 0));
  return concat({"10", superscript(minus_sign(std::to_string(n)))});
}

Text tick_label(Point at, const std::string& text, Anchor anchor) {
  Text label;
  label.at = at;
  label.text = text;
  label.size = tick_size;
  label.anchor = anchor;
  label.fill = {Role::ink2};
  return label;
}

Path segment(Point a, Point b, Role role) {
  Path path;
  path.points = {a, b};
  path.stroke = {{role}, 1};
  return path;
}

void drop_commas_of_thousands(std::vector<Tick>& ticks) {
  constexpr double five_digits = 10'000;
  if (std::ranges::any_of(ticks, [](const Tick& t) { return std::fabs(t.value) >= five_digits; })) {
    return;
  }
  for (Tick& tick : ticks) std::erase(tick.text, ',');
}

void add_names(Scene& scene, const Panel& panel, const std::string& x_name,
               const std::string& y_name) {
  Text name;
  name.size = label_size;
  const double room = panel.frame.width();
  name.at = {panel.frame.centre().x, panel.frame.bottom + 33};
  name.text = fitted(x_name, room, name.size);
  name.anchor = Anchor::middle;
  if (!x_name.empty()) scene.add(name);
  name.at = {panel.frame.left, panel.frame.top - 10};
  name.text = fitted(y_name, room, name.size);
  name.anchor = Anchor::start;
  if (!y_name.empty()) scene.add(name);
}

}  // namespace

std::string tick_text(double value, double step, double largest) {
  if (value == 0) return "0";
  if (largest >= 1e6 || largest < 0.001) {
    const int n = decade_of(largest);
    const int decimals = std::clamp(n - decade_of(step) + 1, 0, 17);
    std::string digits = fixed(value / ten_to(n), decimals);
    if (digits.find('.') != std::string::npos) {
      while (digits.back() == '0') digits.pop_back();
      if (digits.back() == '.') digits.pop_back();
    }
    const std::string power = superscript(minus_sign(std::to_string(n)));
    if (digits == "1" || digits == "-1")
      return concat({minus_sign(digits == "1" ? "10" : "-10"), power});
    return concat({minus_sign(digits), "\u00b710", power});
  }
  std::string digits = fixed(value, std::clamp(1 - decade_of(step), 0, 17));
  if (digits.find('.') != std::string::npos) {
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
  }
  return minus_sign(with_thousands(digits));
}

std::vector<Tick> linear_ticks(double low, double high, std::size_t most) {
  const double range = high - low;
  if (!(range > 0) || !std::isfinite(range)) return {{low, tick_text(low, 1, std::fabs(low))}};
  const int decade = decade_of(range);
  // Round steps first; 2.5 only where they leave fewer than three ticks.
  constexpr std::array round_steps = {1.0, 2.0, 5.0};
  std::vector<double> fallback;
  double fallback_step = 0;
  for (int exponent = decade - 2; exponent <= decade; ++exponent) {
    for (const double mantissa : round_steps) {
      const TickStep step{mantissa, exponent};
      std::vector<double> values = multiples(step, low, high);
      if (values.size() <= most && values.size() >= 3) return named(values, step.value());
      const TickStep quarter{2.5, exponent};
      if (mantissa == 2.0) {
        values = multiples(quarter, low, high);
        if (values.size() <= most && values.size() >= 3 && fallback.empty()) {
          fallback = values;
          fallback_step = quarter.value();
        }
      }
    }
  }
  if (fallback.empty()) return named({low, high}, range);
  return named(fallback, fallback_step);
}

std::vector<Tick> log_ticks(double low, double high, std::size_t most) {
  const int first = decade_of(low), last = decade_of(high);
  const auto gathered = [&](std::initializer_list<double> mantissas) {
    std::vector<Tick> ticks;
    for (int n = first; n <= last; ++n) {
      for (const double m : mantissas) {
        const double value = scaled_by_ten(m, n);
        if (value < low * (1 - 1e-12) || value > high * (1 + 1e-12)) continue;
        ticks.push_back({value, m == 1 ? power_of_ten_text(n) : tick_text(value, value, value)});
      }
    }
    return ticks;
  };
  for (const auto mantissas : {std::initializer_list<double>{1, 2, 5}, {1, 3}, {1}}) {
    const std::vector<Tick> ticks = gathered(mantissas);
    if (ticks.size() <= most) {
      return ticks.size() >= 3 ? ticks : linear_ticks(low, high, most);
    }
  }
  std::vector<Tick> ticks = gathered({1});
  const std::size_t stride = (ticks.size() + most - 1) / most;
  std::vector<Tick> thinned;
  // Counted from the top, where figures of a loss begin to be read.
  for (std::size_t k = ticks.size(); k-- > 0;) {
    if ((ticks.size() - 1 - k) % stride == 0) thinned.insert(thinned.begin(), ticks[k]);
  }
  return thinned;
}

std::vector<Tick> step_ticks(double last) {
  std::vector<Tick> ticks = {{0, "0"}};
  if (!(last >= 1)) return ticks;
  int decades = decade_of(last) + 1;  // powers 1 ... 10^(decades - 1)
  // A power close under the last step would stand in its way.
  if (last < 2.5 * ten_to(decades - 1) && last > ten_to(decades - 1) && decades > 1) --decades;
  const int stride = (decades + 4) / 5;
  for (int n = 0; n < decades; n += stride) ticks.push_back({ten_to(n), power_of_ten_text(n)});
  if (last > ticks.back().value) {
    ticks.push_back({last, with_thousands(fixed(last, 0))});
  }
  return ticks;
}

RoomyTicks ticks_within(const Scale& scale, double room) {
  RoomyTicks result{ticks_of(scale), 0};
  const bool fits = std::ranges::all_of(
      result.ticks, [room](const Tick& tick) { return text_width(tick.text, tick_size) <= room; });
  if (fits || scale.kind != ScaleKind::linear) return result;
  // The middle of the window in steps of about ten windows.
  const int decade = decade_of(scale.high - scale.low) + 1;
  const double middle = scale.low + (scale.high - scale.low) / 2;
  const double steps = std::floor(scaled_by_ten(middle, -decade));
  const double base = TickStep{1, decade}.times(steps);
  if (base == 0 || !std::isfinite(base)) return result;
  result.base = base;
  result.ticks = linear_ticks(scale.low - base, scale.high - base);
  for (Tick& tick : result.ticks) tick.value += base;
  return result;
}

std::string name_from(const std::string& name, double base) {
  if (base == 0) return name;
  const double size = std::fabs(base);
  return concat({name, base < 0 ? " + " : " \u2212 ", shortest(size)});
}

std::vector<Tick> ticks_of(const Scale& scale, std::size_t most) {
  switch (scale.kind) {
    case ScaleKind::linear:
      return linear_ticks(scale.low, scale.high, most);
    case ScaleKind::log:
      return log_ticks(scale.low, scale.high, most);
    case ScaleKind::step:
      return step_ticks(scale.high);
  }
  return {};
}

void add_ticks_below(Scene& scene, const Panel& panel, const std::vector<Tick>& ticks,
                     bool labels) {
  constexpr double gap = 8;
  double free_from = -1e9;
  for (const Tick& tick : ticks) {
    const double x = panel.x.to_pixel(tick.value);
    scene.add(segment({x, panel.frame.bottom}, {x, panel.frame.bottom + tick_length}, Role::axis));
    const double half = text_width(tick.text, tick_size) / 2;
    if (!labels || x - half < free_from || x + half > scene.width) continue;
    scene.add(tick_label({x, panel.frame.bottom + 16}, tick.text, Anchor::middle));
    free_from = x + half + gap;
  }
}

void add_plane_axes(Scene& scene, const Panel& panel, const PlaneAxes& axes) {
  Rectangle frame;
  frame.box = panel.frame;
  frame.stroke = {{Role::axis}, 1};
  scene.add(frame);
  // Left of the frame, down to the canvas's edge.
  const double y_room = std::min(54.0, panel.frame.left - 10);
  RoomyTicks x = ticks_within(panel.x, panel.frame.width() / 6);
  RoomyTicks y = ticks_within(panel.y, y_room);
  if (axes.bare_thousands) {
    drop_commas_of_thousands(x.ticks);
    drop_commas_of_thousands(y.ticks);
  }
  add_ticks_below(scene, panel, x.ticks, axes.x_labels);
  for (const Tick& tick : y.ticks) {
    const double at = panel.y.to_pixel(tick.value);
    scene.add(segment({panel.frame.left - tick_length, at}, {panel.frame.left, at}, Role::axis));
    if (!axes.y_labels) continue;
    scene.add(tick_label({panel.frame.left - 8, at + 0.36 * tick_size},
                         fitted(tick.text, y_room, tick_size), Anchor::end));
  }
  const auto shown = [](bool labels, const std::string& name, double base) {
    return labels && !name.empty() ? name_from(name, base) : std::string();
  };
  add_names(scene, panel, shown(axes.x_labels, axes.x_name, x.base),
            shown(axes.y_labels, axes.y_name, y.base));
}

void add_function_axes(Scene& scene, const Panel& panel, const FunctionAxes& axes) {
  const Box& frame = panel.frame;
  for (const Tick& tick : axes.y_ticks) {
    const double y = panel.y.to_pixel(tick.value);
    if (y < frame.bottom - 0.5) {
      scene.add(segment({frame.left, y}, {frame.right, y}, Role::grid));
    }
    scene.add(tick_label({frame.left - 8, y + 0.36 * tick_size}, tick.text, Anchor::end));
  }
  scene.add(segment({frame.left, frame.bottom}, {frame.right, frame.bottom}, Role::axis));
  if (!axes.x_name.empty()) add_ticks_below(scene, panel, axes.x_ticks, true);
  add_names(scene, panel, axes.x_name, axes.y_name);
}

}  // namespace logitlab::figure
