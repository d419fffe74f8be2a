// SPDX-License-Identifier: MIT
// What figures are drawn from: a run, and what several of them need of it, computed once and only
// when asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "logitlab/figure/relief.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/landscape/contour.hpp"

namespace logitlab::figure {

// All lines of one level, in units of the plane.
struct IsoLevel {
  Level level;
  std::vector<ContourLine> lines;
};

// The lowest and the highest finite value of a surface, and on which edge of the window the lowest
// one lies.
enum class Edge { none, left, right, bottom, top };
struct Extremes {
  bool any = false;      // some value is finite
  bool missing = false;  // some is not
  double low = 0, high = 0;
  PlanePoint lowest{0, 0};
  Edge edge =
      Edge::none;  // of the lowest; in a corner the one that it lies nearer to the middle of
};
Extremes extremes_of(const Surface& surface);

// Levels worth drawing between the extremes: on a log scale where there are enough of them, evenly
// spaced where the window shows less than about a factor of three. `plateaus`: values the loss
// stays near over wide areas, drawn where that gives a line.
std::vector<Level> levels_for(const Surface& surface, const LossScale& scale,
                              const std::vector<double>& plateaus);

// How finely the surface is sampled: for a file that is kept, or for a frame of the page.
enum class Detail : std::uint8_t { file, frame };

// Borrows the run, which must outlive it. Not thread-safe: values are made on the first call.
class FigureInputs {
 public:
  explicit FigureInputs(const lab::Run& run) : FigureInputs(run, run.settings.loss) {}
  // The same for another loss over the same plane and window.
  FigureInputs(const lab::Run& run, std::string loss, Detail detail = Detail::file)
      : run_(run), loss_(std::move(loss)), detail_(detail) {}

  const lab::Run& run() const { return run_; }
  // Its name.
  const std::string& loss() const { return loss_; }
  // The loss over the run's window, in its safe form and in float64, on a grid of 48 k + 1 points a
  // side, so that a coarser grid of 49 is a part of it; for a frame on one of 257 or fewer.
  const Surface& surface();
  // The one log scale of height and levels, and of colour unless figures share one.
  const LossScale& scale();
  const LossScale& colours() { return colours_ ? *colours_ : scale(); }
  void share_colours(const LossScale& colours) { colours_ = colours; }
  const Extremes& extremes();
  // 12 to 16 levels where the relief has that many.
  const std::vector<Level>& levels();
  // Each with its lines.
  const std::vector<IsoLevel>& iso_levels();
  // For each of these levels the borders of the ground above it: all closed, those along the
  // window's edge a little outside it. What is not finite counts as high ground.
  const std::vector<std::vector<ContourLine>>& grounds();

  // The surface as a landscape on that scale.
  const Relief& relief();

  // From now on what either computes is there for both, if data, loss, plane and window are the
  // same; else nothing happens.
  void share(FigureInputs& other);
  bool shares(const FigureInputs& other) const { return values_ == other.values_; }

 private:
  struct Values {
    std::optional<Surface> surface;
    std::optional<LossScale> scale;
    std::optional<Extremes> extremes;
    std::optional<Relief> relief;
    std::optional<std::vector<Level>> levels;
    std::optional<std::vector<IsoLevel>> iso_levels;
    std::optional<std::vector<std::vector<ContourLine>>> grounds;
  };

  const lab::Run& run_;
  std::string loss_;
  Detail detail_;
  std::shared_ptr<Values> values_ = std::make_shared<Values>();
  std::optional<LossScale> colours_;
};

// Whether two runs look at the same data through the same plane and window.
bool same_view(const lab::Run& a, const lab::Run& b);

}  // namespace logitlab::figure
