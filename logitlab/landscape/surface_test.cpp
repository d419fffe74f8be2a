// SPDX-License-Identifier: MIT
#include "logitlab/landscape/surface.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/objective/empirical_risk.hpp"

namespace logitlab {
namespace {

using Json = nlohmann::json;

Json read_reference(const char* name) {
  std::ifstream file(std::string(LOGITLAB_REFERENCE_DIR "/") + name);
  EXPECT_TRUE(file.good()) << name;
  return Json::parse(file);
}

Loss loss_of(const char* name, double epsilon = 0) {
  Result<Loss> loss = make_loss(name, epsilon);
  EXPECT_TRUE(loss.has_value());
  return std::move(*loss);
}

const GridAxis w_axis{-15, 15, 30}, b_axis{-13, 13, 30};
Plane weights_plane() { return coordinate_plane(std::vector<double>{0, 0}, 0, 1, "w", "b"); }

TEST(GridAxis, IncludesBothEnds) {
  const GridAxis axis{-0.3, 0.1, 7};
  EXPECT_EQ(axis.at(0), -0.3);
  EXPECT_EQ(axis.at(6), 0.1);
  EXPECT_NEAR(axis.at(3), -0.1, 1e-16);
}

TEST(CoordinatePlane, ChangesTwoParametersAndKeepsTheRest) {
  const Plane plane = coordinate_plane(std::vector<double>{1, 2, 3, 4}, 3, 1, "b", "x2");
  EXPECT_EQ(plane.point(10, 20), (std::vector<double>{1, 20, 3, 10}));
  const auto at = plane.project(std::vector<double>{9, -1, 9, 0.5});
  EXPECT_EQ(at[0], 0.5);
  EXPECT_EQ(at[1], -1);
  EXPECT_EQ(plane.name[0], "b");
}

TEST(Plane, ProjectsOrthogonallyOntoSkewDirections) {
  const Plane plane{{1, 1, 1}, {std::vector<double>{1, 0, 0}, {1, 2, 0}}, {"u", "v"}};
  const auto at = plane.project(std::vector<double>{4, 5, 77});  // (1,1,1) + u (1,0,0) + v (1,2,0)
  EXPECT_NEAR(at[1], 2, 1e-14);
  EXPECT_NEAR(at[0], 1, 1e-14);
}

TEST(SampleSurface, HasTheSecondCoordinateSlowest) {
  const Dataset data = make_lab();
  const DenseDesign x(data.x());
  const auto risk = make_empirical_risk({.x = x, .y = data.y()}, loss_of("cross-entropy"));
  const Surface surface = sample_surface(*risk, weights_plane(), {-1, 1, 5}, {0, 2, 3});
  ASSERT_EQ(surface.value.size(), 15u);
  for (std::size_t j = 0; j < 3; ++j) {
    for (std::size_t i = 0; i < 5; ++i) {
      const std::vector<double> w = {surface.u.at(i), surface.v.at(j)};
      EXPECT_EQ(surface.at(i, j), surface.value[j * 5 + i]);
      EXPECT_NEAR(surface.at(i, j), risk->value(w), 1e-14);
    }
  }
}

TEST(SampleSurface, OfTheLabEqualsTheReplayIn60Digits) {
  const Json reference = read_reference("lab_exact.json")["surface"];
  const Dataset data = make_lab();
  const DenseDesign x(data.x());
  for (const auto& [name, key] :
       {std::pair{"cross-entropy", "cross_entropy"}, std::pair{"squared-error", "squared_error"}}) {
    const auto risk = make_empirical_risk({.x = x, .y = data.y()}, loss_of(name));
    const Surface surface = sample_surface(*risk, weights_plane(), w_axis, b_axis);
    double worst = 0;
    for (std::size_t j = 0; j < 30; ++j) {
      for (std::size_t i = 0; i < 30; ++i) {
        const double exact = std::strtod(reference[key][j][i].get<std::string>().c_str(), nullptr);
        worst = std::fmax(worst, std::fabs(surface.at(i, j) - exact) / exact);
      }
    }
    // A margin up to 28 with a relative error of three roundings, eta = w x + b: 28 * 3 * 2^-53 =
    // 9.3e-15 in the exponent of the loss.
    EXPECT_LE(worst, 1e-14) << name;
  }
}

TEST(SampleSurface, InFloat32AsWrittenEqualsPyTorch) {
  const Json reference = read_reference("lab_pytorch.json")["surface"];
  const Dataset data = make_lab_float32();
  const DenseDesign x(data.x());
  const auto rows =
      make_row_mean<float>({.x = x, .y = data.y()}, loss_of("cross-entropy-as-written", 1e-16));
  const Surface surface = sample_surface(*rows, weights_plane(), w_axis, b_axis);
  for (std::size_t j = 0; j < 30; ++j) {
    for (std::size_t i = 0; i < 30; ++i) {
      const double torch = reference[j][i].get<double>();
      // Twenty terms and their sum, each rounded to float (6e-8), and a logarithm: PyTorch sums in
      // another order.
      EXPECT_NEAR(surface.at(i, j), torch, 2e-6 * torch) << "row " << j << " column " << i;
    }
  }
}

}  // namespace
}  // namespace logitlab
