// SPDX-License-Identifier: MIT
// One experiment: settings and data in, a Run out. Command, page and Python all call it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/base/result.hpp"
#include "logitlab/data/dataset.hpp"
#include "logitlab/lab/numerics.hpp"
#include "logitlab/lab/other_path.hpp"
#include "logitlab/lab/pair.hpp"
#include "logitlab/lab/settings.hpp"
#include "logitlab/landscape/basin_map.hpp"
#include "logitlab/landscape/curvature.hpp"
#include "logitlab/landscape/path_in_plane.hpp"
#include "logitlab/landscape/surface.hpp"
#include "logitlab/solver/recorder.hpp"
#include "logitlab/solver/solver.hpp"
#include "logitlab/stats/separation.hpp"

namespace logitlab::lab {

using logitlab::Separable;
using logitlab::SeparableKind;
using logitlab::to_string;

// Over all rows, after each kept step; in float64, of the loss named (cross-entropy in its safe
// form). Where steps x rows would take minutes, only some evenly spread steps have values, the
// start and the last among them; the others are `unknown`.
struct Columns {
  std::vector<double> loss, gradient_norm, accuracy;
};

struct TrainingResult {
  std::uint64_t steps = 0, epochs = 0;  // reached; an epoch counts when it is complete
  std::vector<double> w;                // w..., b
  double loss = unknown, accuracy = unknown;
  Reason reason = Reason::budget;
  std::string detail;
  std::optional<std::uint64_t> first_perfect_step, perfect_from_step, non_finite_step;
};

// How a loss bends, in its safe form and float64.
struct CurvatureFacts {
  // The share of the window where the loss is convex along the plane: no eigenvalue of its Hessian
  // is negative beyond rounding. Of resolution x resolution points, ends included; of the whole
  // window, with resolution 0, for a loss that is convex by its formula.
  std::optional<double> convex_share;
  std::size_t resolution = 0;
  // Of the whole Hessian at the first and the last parameters.
  std::optional<Curvature> start, end;
};

// One training: what was asked, every step kept, and how it ended.
struct Training {
  Settings settings;  // resolved
  Trajectory trajectory;
  Columns columns;
  TrainingResult result;
  double seconds = 0;  // of the training loop alone
  // What the same recipe comes to from a grid of starts over the window. Only of the run's training
  // and of comparisons of losses, with one input, where it takes at most a second or two.
  std::optional<BasinMap> basin_map;
  std::optional<CurvatureFacts> curvature;  // of comparisons of losses
};

// Another program's path as a training of ours would be told: losses, slopes and accuracies along
// it are ours; of its settings those of looking say something.
struct OtherRun {
  std::string file, sha256;
  std::size_t non_finite_line = 0;  // see OtherPath
  Training training;
  LossClaim claim;  // of its own losses; nothing compared where it tells none
};

struct StartFacts {
  double loss = unknown, accuracy = unknown;
  std::vector<double> gradient_cross_entropy, gradient_squared_error;  // w..., b
  // The one of the loss of that name: of a convex loss that of cross-entropy.
  const std::vector<double>& gradient_of(std::string_view name) const;
};

struct Run {
  std::shared_ptr<const Dataset> data;
  Settings settings;  // resolved: nothing left open
  StartFacts start;
  Separable separable;
  std::optional<Training> training;   // none for `surface`
  std::optional<OtherRun> other;      // a path that `surface` was given
  std::vector<Training> comparisons;  // same start, data and recipe, another loss or solver
  std::optional<InputPair> pair;      // of a training on more inputs than one
  Plane plane;
  PathInPlane path_in_plane;  // of the path shown; `furthest` is a row of its trajectory
  Window window;
  Surface surface;  // settings.resolution squared, in the run's precision: what surface.csv holds
  CurvatureFacts curvature;          // of the loss trained or looked at
  std::optional<Numerics> numerics;  // of a training on cross-entropy as written
  bool interrupted = false;
  double seconds = 0;
};

// The path that figures show: of the training, or of another program; null: there is none.
const Training* shown_path(const Run& run);

// Hears how far a run is, and may end the training it is in after the step. Called once a step, so
// it should be quick; always from the thread that called run().
struct Watch {
  virtual ~Watch() = default;
  // `done` of `all` units of work; a unit takes about the same time anywhere in the run.
  virtual Flow on_progress(double /*done*/, double /*all*/) { return Flow::proceed; }
};

// Fills in what was left open and checks everything against the data: start length, precision the
// solver has, options the solver does not take, ranges. Errors: usage.
Result<Settings> resolve(const Settings& settings, const Dataset& data);
// The same for a look without training: without another program's path there is none whose plane
// could be looked at.
Result<Settings> resolve_survey(const Settings& settings, const Dataset& data,
                                bool has_path = false);

// How much of the experiment is done: `training` leaves out the maps of starts, how the losses bend
// and where formulas break, which take longer than most trainings.
enum class Extent { training, whole };

// Trains and looks: the whole experiment. Errors: usage (see resolve) or data; a numerical outcome
// is in the result's reason.
Result<Run> run(const Settings& settings, std::shared_ptr<const Dataset> data, Watch& watch,
                Extent extent = Extent::whole);

// About how many seconds run() takes on one core to the extent of the training, for settings that
// are resolved. A guess within a factor of three or so, for who has to choose where to run it.
double expected_seconds(const Settings& settings, const Dataset& data);

// Looks without training: plane, window, surface. With a path of another program, which then is
// where the start, the plane and the window come from.
Result<Run> survey(const Settings& settings, std::shared_ptr<const Dataset> data, Watch& watch,
                   std::optional<OtherPath> path = std::nullopt);
// The same with nobody watching.
Result<Run> survey(const Settings& settings, std::shared_ptr<const Dataset> data);

// The loss of this run over its plane, in float64, safe form, on a finer grid: what figures draw.
Surface relief(const Run& run, const std::string& loss, std::size_t resolution);

}  // namespace logitlab::lab
