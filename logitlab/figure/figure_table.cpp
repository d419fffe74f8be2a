// SPDX-License-Identifier: MIT
#include "logitlab/figure/figure_table.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "logitlab/figure/basins.hpp"
#include "logitlab/figure/contour.hpp"
#include "logitlab/figure/curve_series.hpp"
#include "logitlab/figure/curves.hpp"
#include "logitlab/figure/epochs.hpp"
#include "logitlab/figure/iteration.hpp"
#include "logitlab/figure/iterations.hpp"
#include "logitlab/figure/loss_pair.hpp"
#include "logitlab/figure/losses.hpp"
#include "logitlab/figure/margin.hpp"
#include "logitlab/figure/path.hpp"
#include "logitlab/figure/path_3d.hpp"
#include "logitlab/figure/pulls.hpp"
#include "logitlab/figure/recession.hpp"
#include "logitlab/figure/surface_3d.hpp"

namespace logitlab::figure {
namespace {

bool always(const lab::Run&) { return true; }
bool has_path(const lab::Run& run) { return lab::shown_path(run) != nullptr; }
bool trained(const lab::Run& run) { return run.training.has_value(); }
bool has_rival_loss(const lab::Run& run) { return rival_loss(run) != nullptr; }

template <Scene (*draw)(FigureInputs&)>
std::vector<Scene> one(FigureInputs& inputs) {
  std::vector<Scene> scenes;
  scenes.push_back(draw(inputs));
  return scenes;
}

constexpr std::array rows = {
    FigureRow{"surface", "The loss surface",
              "The loss over the window in three dimensions, before training.", always,
              one<draw_surface>},
    FigureRow{"contour", "The loss from above",
              "Lines of equal loss over the window, the start and its steepest descent.", always,
              one<draw_contour>},
    FigureRow{"path-3d", "The path on the surface",
              "Every step on the surface as a wireframe, and what the first batches cost.",
              has_path, one<draw_path_3d>},
    FigureRow{"path", "The path of the training",
              "Every step over the lines of equal loss, with the epochs named.", has_path,
              one<draw_path>},
    FigureRow{"iteration", "Data space and parameter space",
              "After chosen epochs: the samples and the model's output beside the path so far.",
              trained, draw_iterations},
    FigureRow{"iterations", "What the parameters mean for the data",
              "Some of these moments in one strip: data space over parameter space.",
              has_iterations_strip, one<draw_iterations_strip>},
    FigureRow{
        "epochs", "The output by epoch",
        "The model's output over its input, or its boundary between two inputs, at the epochs "
        "where it changes.",
        trained, one<draw_epochs>},
    FigureRow{"curves", "Loss, accuracy and gradient over the steps",
              "How loss, accuracy and gradient norm change with the steps, beside what the run is "
              "compared with.",
              has_curves, one<draw_curves>},
    FigureRow{"losses", "Two losses from one start",
              "The loss trained beside its rival: both maps on one scale, with both paths.",
              has_rival_loss, one<draw_losses>},
    FigureRow{"basins", "Where may one start?",
              "For the loss trained and for its rival: where each start of the window leads.",
              has_basins, one<draw_basins>},
    FigureRow{"margin", "Each loss against the margin",
              "What a sample costs and how hard it pulls, by its margin, at the start.",
              has_margins, one<draw_margin>},
    FigureRow{"pulls", "Who pulls, and how hard",
              "What each sample adds to the gradient at the start or the end, under both losses.",
              has_pulls, one<draw_pulls>},
    FigureRow{"recession", "Where the loss falls for ever",
              "Separable data: the whole plane of w and b on a disc, with the directions that have "
              "no end.",
              has_recession, one<draw_recession>},
};

}  // namespace

std::span<const FigureRow> figure_table() { return rows; }

const FigureRow* find_figure(std::string_view name) {
  const auto found = std::ranges::find(rows, name, &FigureRow::name);
  return found == rows.end() ? nullptr : &*found;
}

std::vector<Scene> draw_all(FigureInputs& inputs) {
  return draw_all(inputs, [] { return true; });
}

std::vector<Scene> draw_all(FigureInputs& inputs, FunctionRef<bool()> go_on) {
  std::vector<Scene> scenes;
  for (const FigureRow& row : rows) {
    if (!go_on()) break;
    if (!row.applies(inputs.run())) continue;
    std::ranges::move(row.draw(inputs), std::back_inserter(scenes));
  }
  return scenes;
}

}  // namespace logitlab::figure
