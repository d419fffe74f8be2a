// SPDX-License-Identifier: MIT
#include "logitlab/figure/samples.hpp"

#include <array>
#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/figure/places_taken.hpp"

namespace logitlab::figure {
namespace {

// Samples are dots as long as there are few; smaller ones leave room for more.
constexpr double large = 4.5, small = 3;
constexpr std::size_t many_rows = 100;

// Every `stride`-th row of each class, those on the same place once.
std::vector<SampleMark> every(const std::vector<SampleMark>& samples, std::size_t stride) {
  std::vector<SampleMark> marks;
  PlacesTaken drawn;                  // half pixels, class, whether it is wrong
  std::array<std::size_t, 2> seen{};  // by class
  const auto half = [](double pixel) { return static_cast<int>(std::floor(pixel * 2)); };
  for (const SampleMark& sample : samples) {
    if (seen[sample.one ? 1 : 0]++ % stride != 0) continue;
    if (!std::isfinite(sample.at.x) || !std::isfinite(sample.at.y)) continue;
    if (drawn.take(half(sample.at.x), half(sample.at.y), sample.one, sample.wrong)) {
      marks.push_back(sample);
    }
  }
  return marks;
}

// "2nd", "43rd", "11th".
std::string ordinal(std::size_t n) {
  const bool teen = n % 100 >= 11 && n % 100 <= 13;
  const std::size_t last = teen ? 0 : n % 10;
  return grouped(n) + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

}  // namespace

ChosenSamples chosen_samples(const std::vector<SampleMark>& samples, std::size_t most) {
  ChosenSamples chosen{every(samples, 1), samples.size(), 1};
  if (chosen.marks.size() <= most) return chosen;
  // Two classes may each leave one more than their share.
  const std::size_t shares = most - 2;
  chosen.stride = (samples.size() + shares - 1) / shares;
  chosen.marks = every(samples, chosen.stride);
  return chosen;
}

std::string thinning_sentence(const ChosenSamples& chosen) {
  if (chosen.stride == 1) return "";
  return concat({"Drawn is every ", chosen.stride == 2 ? "second" : ordinal(chosen.stride),
                 " sample of each class."});
}

void add_samples(Scene& scene, const ChosenSamples& chosen, std::size_t clip, Occupied& occupied) {
  const double radius = chosen.rows > many_rows ? small : large;
  for (const SampleMark& mark : chosen.marks) {
    const Paint fill{mark.one ? Role::class1 : Role::class0};
    const Stroke casing{{Role::casing}, 1};
    if (mark.one) {
      scene.add(Triangle{mark.at, radius, false, fill, casing, Meaning::sample}, clip);
    } else {
      scene.add(Circle{mark.at, radius, fill, casing, Meaning::sample}, clip);
    }
    occupied.add_mark(mark.at, radius + (mark.wrong ? 4 : 1));
  }
  for (const SampleMark& mark : chosen.marks) {
    if (!mark.wrong) continue;
    const Stroke ring{{Role::warning}, 1.5};
    scene.add(Circle{mark.at, radius + 3, {}, ring, Meaning::decoration}, clip);
  }
}

}  // namespace logitlab::figure
