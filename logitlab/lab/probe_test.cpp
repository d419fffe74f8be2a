// SPDX-License-Identifier: MIT
#include "logitlab/lab/probe.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/step_truth.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

using test::number_after;
using test::run_of;
using test::Truth;

TEST(Probe, AtTheLabsStartSaysWhatTheReplayHas) {
  const std::string text = probe(run_of({}), -5, -10);
  EXPECT_EQ(text, "w \u22125, b \u221210: cross-entropy " +
                      fixed(test::exact("/lab/cross_entropy/start_loss"), 3) +
                      ", slope 0.408, downhill to larger w and larger b; squared error 0.350, "
                      "slope 0.00000898, downhill to larger w and smaller b; 13 of 20 right");
}

TEST(Probe, HasTheNumbersOfTextbookFormulas) {
  const lab::Run run = run_of({});
  const Truth entropy(*run.data, *run.training), squared(*run.data, run.comparisons[0]);
  for (const double u : {-14.0, -3.0, 0.5, 8.0}) {
    for (const double v : {-12.0, 0.25, 11.0}) {
      const std::string text = probe(run, u, v);
      const std::vector<double> w = {u, v};
      for (const auto& [truth, name] :
           {std::pair(&entropy, "cross-entropy "), std::pair(&squared, "squared error ")}) {
        const double loss = truth->loss(truth->all(), w);
        EXPECT_NEAR(number_after(text, name), loss, 6e-4) << text;
        const std::string rest = text.substr(text.find(name));
        const auto g = truth->gradient(truth->all(), w);
        const double slope = std::sqrt(g[0] * g[0] + g[1] * g[1]);
        EXPECT_NEAR(number_after(rest, "slope "), slope, 0.006 * slope + 1e-12) << text;
        const std::string way = rest.substr(0, rest.find(';'));
        if (std::fabs(g[0]) > 0.2 * std::fabs(g[1])) {
          EXPECT_NE(way.find(g[0] < 0 ? "larger w" : "smaller w"), std::string::npos) << text;
        }
        if (std::fabs(g[1]) > 0.2 * std::fabs(g[0])) {
          EXPECT_NE(way.find(g[1] < 0 ? "larger b" : "smaller b"), std::string::npos) << text;
        }
      }
      EXPECT_NE(text.find("; " + std::to_string(entropy.right(w)) + " of 20 right"),
                std::string::npos)
          << text;
    }
  }
}

TEST(Probe, InAPlaneOfManyParametersSpeaksOfItsCoordinates) {
  Settings settings;
  settings.data = "gaussians";
  settings.inputs = 4;
  const lab::Run run = run_of(settings);
  const std::string text = probe(run, 1, 1);
  EXPECT_EQ(text.substr(0, 66),
            "main direction of the path 1, second direction of the path 1: cros");
  EXPECT_NE(text.find(" first coordinate"), std::string::npos) << text;
  const Truth truth(*run.data, *run.training);
  EXPECT_NEAR(number_after(text, "cross-entropy "), truth.loss(truth.all(), run.plane.point(1, 1)),
              6e-4);
}

TEST(Probe, OfNoPlaceIsEmpty) {
  EXPECT_EQ(probe(run_of({}), std::nan(""), 0), "");
  EXPECT_FALSE(probe(run_of({}), 1e300, -1e300).empty());
}

}  // namespace
}  // namespace logitlab::lab
