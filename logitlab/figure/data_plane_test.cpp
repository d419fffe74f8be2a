// SPDX-License-Identifier: MIT
// The data space of several inputs, as iteration and epochs draw it, against the model's own
// formula.
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "logitlab/data/generators.hpp"
#include "logitlab/figure/boundaries.hpp"
#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/half_planes.hpp"
#include "logitlab/figure/iteration.hpp"
#include "logitlab/figure/text_metrics.hpp"
#include "logitlab/stats/metrics.hpp"

namespace logitlab::figure {
namespace {

lab::Run run_of(std::size_t inputs, const std::string& pair = "", std::size_t rows = 120) {
  lab::Settings settings;
  settings.data = "gaussians";
  settings.epochs = 25;
  settings.every = 12;
  settings.compare = {"none"};
  settings.pair = pair;
  if (rows > 1000) settings.batch_size = rows / 2;
  auto data = find_dataset("gaussians")->make({.rows = rows, .inputs = inputs});
  lab::Watch watch;
  return lab::run(settings, std::make_shared<const Dataset>(std::move(*data)), watch).value();
}

std::vector<Scene> iterations_of(const lab::Run& run) {
  FigureInputs inputs(run);
  return draw_iterations(inputs);
}

const Panel& data_panel_of(const Scene& scene) {
  for (const Panel& panel : scene.panels) {
    if (panel.name == "data") return panel;
  }
  ADD_FAILURE() << "no data panel";
  return scene.panels.front();
}

// The parameters after the step that a scene is named by.
CVec parameters_of(const lab::Run& run, const Scene& scene) {
  return run.training->trajectory.w_at(std::stoul(scene.name.substr(10)));
}

// The output at a place of the panel with every other input at its mean, by the formula.
double output_at(const lab::Run& run, CVec w, double x, double y) {
  const std::size_t d = run.data->columns();
  double eta = w[d];
  for (std::size_t j = 0; j < d; ++j) {
    double mean = 0;
    for (std::size_t i = 0; i < run.data->length(); ++i) mean += (*run.data)[i].x[j];
    mean /= static_cast<double>(run.data->length());
    const bool first = j == run.pair->column[0], second = j == run.pair->column[1];
    eta += w[j] * (first ? x : second ? y : mean);
  }
  return 1 / (1 + std::exp(-eta));
}

bool encloses(const std::vector<Point>& polygon, Point p) {
  bool inside = false;
  for (std::size_t k = 0; k < polygon.size(); ++k) {
    const Point a = polygon[k], b = polygon[(k + 1) % polygon.size()];
    if ((a.y > p.y) == (b.y > p.y)) continue;
    if (p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

// The shade under a pixel: that of the last band painted over it.
double shade_at(const Scene& scene, Point p) {
  double shade = -1;
  for (const Element& element : scene.elements) {
    if (const auto* ground = std::get_if<Rectangle>(&element.shape)) {
      if (ground->fill.role == Role::class_ramp) shade = ground->fill.position;
    }
    const auto* band = std::get_if<Path>(&element.shape);
    if (band != nullptr && band->fill.role == Role::class_ramp && encloses(band->points, p)) {
      shade = band->fill.position;
    }
  }
  return shade;
}

std::vector<Segment> heavy_lines(const Scene& scene) {
  std::vector<Segment> lines;
  for (const Element& element : scene.elements) {
    const auto* path = std::get_if<Path>(&element.shape);
    if (path == nullptr || path->stroke.paint.role != Role::ink || path->stroke.width != 2.2) {
      continue;
    }
    lines.push_back({path->points.front(), path->points.back()});
  }
  return lines;
}

std::vector<Text> texts_of(const Scene& scene) {
  std::vector<Text> texts;
  for (const Element& element : scene.elements) {
    if (const auto* text = std::get_if<Text>(&element.shape)) texts.push_back(*text);
  }
  return texts;
}

bool writes(const Scene& scene, const std::string& words) {
  for (const Text& text : texts_of(scene)) {
    if (text.text.find(words) != std::string::npos) return true;
  }
  return false;
}

TEST(DataPlane, DrawsTheBoundaryWhereTheOutputIsOneHalf) {
  for (const std::size_t inputs : {2u, 5u}) {
    const lab::Run run = run_of(inputs);
    std::size_t drawn = 0;
    for (const Scene& scene : iterations_of(run)) {
      const Panel& panel = data_panel_of(scene);
      for (const Segment& line : heavy_lines(scene)) {
        ++drawn;
        for (const Point p : {line.a, line.b}) {
          const double x = panel.x.from_pixel(p.x), y = panel.y.from_pixel(p.y);
          EXPECT_NEAR(output_at(run, parameters_of(run, scene), x, y), 0.5, 1e-12) << scene.name;
        }
      }
    }
    EXPECT_GE(drawn, 2u) << inputs;
  }
}

TEST(DataPlane, ShadesByTheOutput) {
  for (const std::size_t inputs : {2u, 5u}) {
    const lab::Run run = run_of(inputs);
    const Scene scene = iterations_of(run).back();
    const Panel& panel = data_panel_of(scene);
    std::vector<int> seen(6);
    for (double x = panel.frame.left + 3; x < panel.frame.right; x += 7) {
      for (double y = panel.frame.top + 3; y < panel.frame.bottom; y += 7) {
        const double p =
            output_at(run, parameters_of(run, scene), panel.x.from_pixel(x), panel.y.from_pixel(y));
        int band = 0;
        for (const double level : {0.1, 0.25, 0.5, 0.75, 0.9}) band += p >= level ? 1 : 0;
        ++seen[static_cast<std::size_t>(band)];
        EXPECT_NEAR(shade_at(scene, {x, y}), band / 5.0, 1e-12) << x << " " << y << ": " << p;
      }
    }
    for (const int count : seen) EXPECT_GT(count, 0) << inputs;
  }
}

TEST(DataPlane, RingsWhatStatsCallsWrong) {
  for (const std::size_t inputs : {2u, 5u}) {
    const lab::Run run = run_of(inputs);
    for (const Scene& scene : iterations_of(run)) {
      std::vector<double> eta(run.data->length());
      margins(DenseDesign(run.data->x()), parameters_of(run, scene), eta);
      const Panel& panel = data_panel_of(scene);
      std::vector<Point> rings;
      for (const Element& element : scene.elements) {
        const auto* ring = std::get_if<Circle>(&element.shape);
        if (ring != nullptr && ring->stroke.paint.role == Role::warning) {
          rings.push_back(ring->centre);
        }
      }
      EXPECT_EQ(rings.size(), eta.size() - count_right(eta, run.data->y())) << scene.name;
      std::size_t next = 0;  // rings stand in the order of the rows
      for (std::size_t i = 0; i < eta.size(); ++i) {
        const Sample sample = (*run.data)[i];
        if ((eta[i] > 0) == (sample.y == 1)) continue;
        ASSERT_LT(next, rings.size());
        const Point at =
            panel.to_pixel(sample.x[run.pair->column[0]], sample.x[run.pair->column[1]]);
        EXPECT_NEAR(rings[next].x, at.x, 1e-9);
        EXPECT_NEAR(rings[next++].y, at.y, 1e-9);
      }
    }
  }
}

TEST(DataPlane, LaysNoNameOverASample) {
  for (const std::size_t inputs : {2u, 5u}) {
    const lab::Run run = run_of(inputs);
    std::vector<Scene> scenes = iterations_of(run);
    FigureInputs inputs_of_figures(run);
    scenes.push_back(draw_boundaries(inputs_of_figures));
    for (const Scene& scene : scenes) {
      for (const Element& element : scene.elements) {
        const auto* mark = std::get_if<Circle>(&element.shape);
        if (mark == nullptr || mark->meaning != Meaning::sample) continue;
        const double r = mark->radius;
        const Point c = mark->centre;
        const TurnedBox square = turned({c.x - r, c.y - r, c.x + r, c.y + r}, {}, 0);
        for (const Text& text : texts_of(scene)) {
          EXPECT_FALSE(text_box(text).overlaps(square)) << scene.name << ": " << text.text;
        }
      }
    }
  }
}

TEST(DataPlane, NamesTheLinesOfEqualOutputAndTheClasses) {
  const lab::Run run = run_of(2);
  const Scene scene = iterations_of(run).back();
  for (const char* name : {"0.1", "0.25", " = 0.5", "0.75", "0.9", "class 0", "class 1"}) {
    EXPECT_TRUE(writes(scene, name)) << name;
  }
}

TEST(DataPlane, SaysWhichInputsItShowsAndWhatTheOthersAre) {
  const Scene named = iterations_of(run_of(5, "x4,x2")).back();
  EXPECT_TRUE(writes(named, "Left: x4 and x2, with x1, x3 and x5 at their means."));
  EXPECT_TRUE(writes(iterations_of(run_of(3, "x3,x1")).back(), "with x2 at its mean."));
  EXPECT_TRUE(writes(iterations_of(run_of(60, "x1,x2")).back(), " more at their means."));
  EXPECT_FALSE(writes(iterations_of(run_of(2)).back(), "mean"));
}

TEST(DataPlane, ShowsTheOrderOfThePair) {
  const lab::Run run = run_of(2, "x2,x1");
  const Scene scene = iterations_of(run).back();
  const Panel& panel = data_panel_of(scene);
  double low = (*run.data)[0].x[1], high = low;
  for (std::size_t i = 0; i < run.data->length(); ++i) {
    low = std::min(low, (*run.data)[i].x[1]);
    high = std::max(high, (*run.data)[i].x[1]);
  }
  EXPECT_NEAR(panel.x.low, low - 0.06 * (high - low), 1e-12);
  EXPECT_NEAR(panel.x.high, high + 0.06 * (high - low), 1e-12);
}

TEST(Boundaries, AreDrawnWhereTheOutputIsOneHalf) {
  for (const std::size_t inputs : {2u, 5u}) {
    const lab::Run run = run_of(inputs);
    FigureInputs inputs_of_figures(run);
    const Scene scene = draw_boundaries(inputs_of_figures);
    const Panel& panel = data_panel_of(scene);
    const Path* last = nullptr;
    for (const Element& element : scene.elements) {
      const auto* path = std::get_if<Path>(&element.shape);
      if (path != nullptr && path->stroke.paint.role == Role::time_ramp) last = path;
    }
    ASSERT_NE(last, nullptr);
    const CVec w = run.training->result.w;
    const auto output = [&](Point p) {
      return output_at(run, w, panel.x.from_pixel(p.x), panel.y.from_pixel(p.y));
    };
    EXPECT_NEAR(output(last->points[0]), 0.5, 1e-12);
    EXPECT_NEAR(output(last->points[1]), 0.5, 1e-12);
    // The ticks begin on the line and end where the output is larger.
    EXPECT_NEAR(output(last->points[2]), 0.5, 1e-12);
    EXPECT_GT(output(last->points[3]), 0.5 + 1e-3);
    EXPECT_TRUE(writes(scene, "epoch 25"));
    EXPECT_TRUE(writes(scene, "start"));
  }
}

TEST(DataPlane, OfManySamplesSaysWhichAreDrawn) {
  const lab::Run run = run_of(2, "", 3000);
  const Scene scene = iterations_of(run).back();
  EXPECT_NE(scene.description.find("Drawn is every 7th sample of each class."), std::string::npos);
  std::size_t marks = 0;
  for (const Element& element : scene.elements) {
    const auto* circle = std::get_if<Circle>(&element.shape);
    const auto* triangle = std::get_if<Triangle>(&element.shape);
    marks += (circle != nullptr && circle->meaning == Meaning::sample) ||
                     (triangle != nullptr && triangle->meaning == Meaning::sample)
                 ? 1
                 : 0;
  }
  EXPECT_EQ(marks, 2u * 215u);  // of 1500 each, rows 1, 8, ..., 1499
}

}  // namespace
}  // namespace logitlab::figure
