// SPDX-License-Identifier: MIT
#include "logitlab/figure/samples.hpp"

#include <gtest/gtest.h>

#include <array>
#include <variant>

namespace logitlab::figure {
namespace {

// n samples on places of their own, labels 0, 1, 0, 1, ...
std::vector<SampleMark> alternating(std::size_t n) {
  std::vector<SampleMark> samples;
  for (std::size_t i = 0; i < n; ++i) {
    const double x = static_cast<double>(i % 1000), y = static_cast<double>(i / 1000);
    samples.push_back({{x, y}, i % 2 == 1, false});
  }
  return samples;
}

TEST(Samples, OnOnePlaceAreOneMark) {
  const std::vector<SampleMark> samples = {{{10, 10}, false, false},
                                           {{10.4, 10.4}, false, false},
                                           {{10, 10}, true, false},
                                           {{10, 10}, true, true},
                                           {{10.6, 10}, false, false}};
  EXPECT_EQ(chosen_samples(samples).marks.size(), 4u);
  EXPECT_EQ(thinning_sentence(chosen_samples(samples)), "");
}

TEST(Samples, AreAllDrawnUpToTheLimit) {
  EXPECT_EQ(chosen_samples(alternating(most_sample_marks)).marks.size(), most_sample_marks);
  EXPECT_EQ(chosen_samples(alternating(most_sample_marks)).stride, 1u);
}

// An even stride over rows whose labels alternate would meet one class only.
TEST(Samples, BeyondTheLimitAreThinnedByClass) {
  for (const std::size_t n : {501u, 1000u, 1494u, 99'600u, 100'000u, 100'001u}) {
    const ChosenSamples chosen = chosen_samples(alternating(n));
    EXPECT_GT(chosen.stride, 1u) << n;
    EXPECT_LE(chosen.marks.size(), most_sample_marks) << n;
    EXPECT_GE(chosen.marks.size(), most_sample_marks / 2 - 2) << n;
    std::array<int, 2> of_class{};
    for (const SampleMark& mark : chosen.marks) ++of_class[mark.one ? 1 : 0];
    EXPECT_NEAR(of_class[0], of_class[1], 1) << n;
  }
}

TEST(Samples, SayHowManyAreDrawn) {
  EXPECT_EQ(thinning_sentence({{}, 0, 2}), "Drawn is every second sample of each class.");
  EXPECT_EQ(thinning_sentence({{}, 0, 3}), "Drawn is every 3rd sample of each class.");
  EXPECT_EQ(thinning_sentence({{}, 0, 11}), "Drawn is every 11th sample of each class.");
  EXPECT_EQ(thinning_sentence({{}, 0, 1201}), "Drawn is every 1,201st sample of each class.");
}

TEST(Samples, AreCirclesAndTrianglesAndThoseThatAreWrongAreRinged) {
  Scene scene;
  Occupied occupied;
  add_samples(scene, chosen_samples({{{10, 10}, false, false}, {{30, 10}, true, true}}), 0,
              occupied);
  ASSERT_EQ(scene.elements.size(), 3u);
  EXPECT_EQ(std::get<Circle>(scene.elements[0].shape).fill.role, Role::class0);
  EXPECT_EQ(std::get<Triangle>(scene.elements[1].shape).fill.role, Role::class1);
  const Circle ring = std::get<Circle>(scene.elements[2].shape);
  EXPECT_EQ(ring.stroke.paint.role, Role::warning);
  EXPECT_EQ(ring.centre.x, 30);
}

}  // namespace
}  // namespace logitlab::figure
