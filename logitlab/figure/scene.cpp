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

// One of the marks that scene.hpp keeps.
std::string_view mark(const char& character) { return {&character, 1}; }

}  // namespace

std::string italic(std::string_view text) {
  return concat({mark(italic_on), text, mark(italic_off)});
}

std::string superscript(std::string_view text) {
  return concat({mark(superscript_on), text, mark(superscript_off)});
}

double Scale::to_pixel(double value) const {
  const double a = straightened(kind, low), b = straightened(kind, high);
  return from + (to - from) * ((straightened(kind, value) - a) / (b - a));
}

double Scale::from_pixel(double pixel) const {
  const double a = straightened(kind, low), b = straightened(kind, high);
  return bent_back(kind, a + (b - a) * ((pixel - from) / (to - from)));
}

void Scene::add(Path&& path, std::size_t clip) { elements.push_back({std::move(path), clip}); }
void Scene::add(const Path& path, std::size_t clip) { add(Path(path), clip); }
void Scene::add(const Circle& circle, std::size_t clip) { elements.push_back({circle, clip}); }
void Scene::add(const Triangle& mark, std::size_t clip) { elements.push_back({mark, clip}); }
void Scene::add(const Rectangle& box, std::size_t clip) { elements.push_back({box, clip}); }
void Scene::add(Text&& text, std::size_t clip) { elements.push_back({std::move(text), clip}); }
void Scene::add(const Text& text, std::size_t clip) { add(Text(text), clip); }

}  // namespace logitlab::figure
