// SPDX-License-Identifier: MIT
#include "logitlab/figure/scene.hpp"

#include "logitlab/base/math.hpp"

namespace logitlab::figure {
namespace {

// The coordinate in which a scale is linear.
double straightened(ScaleKind kind, double value) {
  switch (kind) {
    case ScaleKind::linear:
      return value;
    case ScaleKind::log:
      return math::log(value);
    case ScaleKind::step:
      return math::log1p(value);
  }
  return value;
}

double bent_back(ScaleKind kind, double straight) {
  switch (kind) {
    case ScaleKind::linear:
      return straight;
    case ScaleKind::log:
      return math::exp(straight);
    case ScaleKind::step:
      return math::exp(straight) - 1;
  }
  return straight;
}

}  // namespace

std::string concat(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

std::string italic(std::string_view text) {
  return concat({{&italic_on, 1}, text, {&italic_off, 1}});
}

std::string superscript(std::string_view text) {
  return concat({{&superscript_on, 1}, text, {&superscript_off, 1}});
}

double Scale::to_pixel(double value) const {
  const double a = straightened(kind, low), b = straightened(kind, high);
  return from + (to - from) * ((straightened(kind, value) - a) / (b - a));
}

double Scale::from_pixel(double pixel) const {
  const double a = straightened(kind, low), b = straightened(kind, high);
  return bent_back(kind, a + (b - a) * ((pixel - from) / (to - from)));
}

}  // namespace logitlab::figure
