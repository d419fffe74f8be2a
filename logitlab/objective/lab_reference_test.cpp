// SPDX-License-Identifier: MIT
// The lab against numbers that nobody here computed: PyTorch's 700 steps, bit for bit, and a
// replay in 60-digit arithmetic. tests/reference/SOURCE.txt says where they come from.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/data/loader.hpp"
#include "logitlab/objective/empirical_risk.hpp"

namespace logitlab {
namespace {

using Json = nlohmann::json;

Json read_reference(const char* name) {
  std::ifstream file(std::string(LOGITLAB_REFERENCE_DIR "/") + name);
  EXPECT_TRUE(file.good()) << name;
  return Json::parse(file);
}

// 25 digits, rounded to the nearest double.
double to_double(const Json& number) {
  return std::strtod(number.get<std::string>().c_str(), nullptr);
}

// The lab's recipe, as plain as it can be written. Returns how many of the 700 pairs (w, b) have
// the reference's bits.
int equal_steps(const Loss& loss, const Json& reference) {
  const Dataset data = make_lab_float32();
  const DenseDesign x(data.x());
  const auto mean = make_row_mean<float>({.x = x, .y = data.y()}, loss);
  DataLoader loader(data.length(), {.batch_size = 3});

  std::array<float, 2> w = {-5, -10}, g{};
  std::size_t step = 0;
  int equal = 0;
  for (std::uint64_t epoch = 1; epoch <= 100; ++epoch) {
    loader.start_epoch(epoch);
    for (std::size_t k = 0; k < loader.batches_per_epoch(); ++k, ++step) {
      const float batch_loss = mean->value_and_gradient(loader.batch(k), w, g);
      for (std::size_t j = 0; j < 2; ++j) w[j] = w[j] - 2.0F * g[j];
      equal +=
          w[0] == reference["w"][step].get<float>() && w[1] == reference["b"][step].get<float>();
      // Four operations and three additions are each rounded to float.
      EXPECT_NEAR(batch_loss, reference["loss"][step].get<float>(), 2e-6) << "step " << step + 1;
    }
  }
  EXPECT_EQ(step, reference["w"].size());
  return equal;
}

TEST(LabReference, CrossEntropyAsWrittenTakesPyTorchs700StepsBitForBit) {
  EXPECT_EQ(
      equal_steps(CrossEntropyAsWritten{}, read_reference("lab_pytorch.json")["cross_entropy"]),
      700);
}

TEST(LabReference, SquaredErrorTakesPyTorchs700StepsBitForBit) {
  EXPECT_EQ(equal_steps(SquaredError{}, read_reference("lab_pytorch.json")["squared_error"]), 700);
}

// The recipe carried on: at step 3409, in epoch 487, p rounds to 1 on a row whose label is 1, and
// 0 * log(0) ends the training.
TEST(LabReference, CrossEntropyAsWrittenBreaksInFloat32AtStep3409) {
  const Dataset data = make_lab_float32();
  const DenseDesign x(data.x());
  const auto mean = make_row_mean<float>({.x = x, .y = data.y()}, CrossEntropyAsWritten{});
  DataLoader loader(data.length(), {.batch_size = 3});
  loader.start_epoch(1);

  std::array<float, 2> w = {-5, -10}, g{};
  std::size_t step = 1;
  while (step <= 4200 &&
         std::isfinite(mean->value_and_gradient(loader.batch((step - 1) % 7), w, g))) {
    for (std::size_t j = 0; j < 2; ++j) w[j] -= 2.0F * g[j];
    ++step;
  }
  EXPECT_EQ(step, 3409U);
  EXPECT_EQ(w[0], 25.550116F);
}

TEST(LabReference, ASurfaceInFloat32IsPyTorchs) {
  const Dataset data = make_lab_float32();
  const DenseDesign x(data.x());
  const auto mean = make_row_mean<float>({.x = x, .y = data.y()}, CrossEntropyAsWritten{1e-16});
  std::vector<Row> all(data.length());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<Row>(i);

  const Json surface = read_reference("lab_pytorch.json")["surface"];
  std::array<float, 2> gradient{};
  for (std::size_t i = 0; i < 30; ++i) {
    for (std::size_t j = 0; j < 30; ++j) {
      const std::array<float, 2> w = {static_cast<float>(-15 + 30.0 * static_cast<double>(j) / 29),
                                      static_cast<float>(-13 + 26.0 * static_cast<double>(i) / 29)};
      const double expected = surface[i][j].get<double>();
      EXPECT_NEAR(mean->value_and_gradient(all, w, gradient), expected, 2e-6 * expected)
          << i << " " << j;
    }
  }
}

// ---- float64 against 60 digits

class ExactLab : public testing::TestWithParam<const char*> {
 protected:
  const Json reference = read_reference("lab_exact.json");
};

struct LossPair {
  const char* key;
  Loss loss;
};
const std::array<LossPair, 2> exact_losses = {
    {{"cross_entropy", CrossEntropy{}}, {"squared_error", SquaredError{}}}};

TEST_P(ExactLab, LossAndGradientAtTheStartHave14Digits) {
  const Dataset data = GetParam() == std::string("lab") ? make_lab() : make_lab_float32();
  const DenseDesign x(data.x());
  for (const auto& [key, loss] : exact_losses) {
    const Json& exact = reference[GetParam()][key];
    const auto risk = make_empirical_risk({.x = x, .y = data.y()}, loss);
    std::array<double, 2> gradient{};
    const double value = risk->value_and_gradient(std::array{-5.0, -10.0}, gradient);
    EXPECT_NEAR(value, to_double(exact["start_loss"]), 1e-14 * value) << key;
    EXPECT_EQ(value, risk->value(std::array{-5.0, -10.0})) << key;
    for (std::size_t j = 0; j < 2; ++j) {
      const double expected = to_double(exact["start_gradient"][j]);
      // The squared error's slopes 2 (p - y) p (1 - p) lose digits where p is near 1.
      EXPECT_NEAR(gradient[j], expected, 1e-14 * std::fabs(expected) + (key[0] == 's' ? 2e-16 : 0))
          << key << j;
    }
  }
}

TEST_P(ExactLab, LossAfterEachOfThe700StepsHas14Digits) {
  const Dataset data = GetParam() == std::string("lab") ? make_lab() : make_lab_float32();
  const DenseDesign x(data.x());
  for (const auto& [key, loss] : exact_losses) {
    const Json& exact = reference[GetParam()][key];
    const auto risk = make_empirical_risk({.x = x, .y = data.y()}, loss);
    std::array<double, 2> g{};
    for (std::size_t k = 0; k < 700; ++k) {
      const std::array w = {to_double(exact["w"][k]), to_double(exact["b"][k])};
      const double expected = to_double(exact["loss_after"][k]);
      EXPECT_NEAR(risk->value_and_gradient(w, g), expected, 1e-14 * expected) << key << k;
      // Cancellation: the gradient's parts are sums of slopes of both signs, each below 1 / 20.
      EXPECT_NEAR(std::sqrt(g[0] * g[0] + g[1] * g[1]), to_double(exact["gradient_norm_after"][k]),
                  2e-15)
          << key << k;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(BothDataSets, ExactLab, testing::Values("lab", "lab-float32"));

TEST(LabReference, TheSurfaceAlongTwoDirectionsHas14Digits) {
  const Dataset data = make_lab();
  const DenseDesign x(data.x());
  const Json surface = read_reference("lab_exact.json")["surface"];
  const std::array<double, 2> origin{}, along_w = {1, 0}, along_b = {0, 1};
  for (const auto& [key, loss] : exact_losses) {
    const auto risk = make_empirical_risk({.x = x, .y = data.y()}, loss);
    const auto plane = risk->along(origin, std::array<CVec, 2>{along_w, along_b});
    for (std::size_t i = 0; i < 30; ++i) {
      for (std::size_t j = 0; j < 30; ++j) {
        const std::array t = {-15 + 30 * static_cast<double>(j) / 29,
                              -13 + 26 * static_cast<double>(i) / 29};
        const double expected = to_double(surface[key][i][j]);
        // (p - y)^2 is accurate to rounding errors of p near 1, not to its own last digit.
        const double through_p = key[0] == 's' ? 2e-16 : 0;
        EXPECT_NEAR(plane->value(t), expected, 1e-14 * expected + through_p)
            << key << " " << i << " " << j;
      }
    }
  }
}

}  // namespace
}  // namespace logitlab
