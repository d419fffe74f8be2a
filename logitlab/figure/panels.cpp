// SPDX-License-Identifier: MIT
#include "logitlab/figure/panels.hpp"

#include <algorithm>
#include <array>

#include "logitlab/figure/curve_series.hpp"
#include "logitlab/figure/loss_pair.hpp"
#include "logitlab/figure/panel_parts.hpp"

namespace logitlab::figure {
namespace {

bool always(const lab::Run&) { return true; }
bool has_rival(const lab::Run& run) { return rival_loss(run) != nullptr; }
bool has_steps(const lab::Run& run) {
  const lab::Training* path = lab::shown_path(run);
  return path != nullptr && path->trajectory.length() > 1;
}

std::string no_table(const lab::Run&) { return ""; }

constexpr std::array panels = {
    PanelRow{"surface", "The loss as a landscape", always, draw_surface_panel, no_table},
    PanelRow{"above", "The loss from above", always, draw_above_panel, no_table},
    PanelRow{"above-rival", "The other loss from above", has_rival, draw_rival_panel, no_table},
    PanelRow{"data", "Data, and how hard each sample pulls", always, draw_data_panel, no_table},
    PanelRow{"curves", "Curves", has_curves, draw_curves_panel, no_table},
    PanelRow{"explain", "One step, close to", has_steps, draw_explain_panel, no_table},
};

// Whether two trainings differ in their start alone.
bool same_recipe(const lab::Settings& a, const lab::Settings& b) {
  return a.loss == b.loss && a.epsilon == b.epsilon && a.solver == b.solver &&
         a.learning_rate == b.learning_rate && a.momentum == b.momentum &&
         a.schedule == b.schedule && a.batch_size == b.batch_size && a.drop_last == b.drop_last &&
         a.epochs == b.epochs && a.shuffle == b.shuffle && a.seed == b.seed &&
         a.precision == b.precision;
}

}  // namespace

std::span<const PanelRow> panel_table() { return panels; }

const PanelRow* find_panel(std::string_view name) {
  const auto* const row = std::ranges::find(panels, name, &PanelRow::name);
  return row == panels.end() ? nullptr : row;
}

PanelInputs::PanelInputs(const lab::Run& run) : own_(run) {
  const lab::Training* rival = rival_loss(run);
  if (rival != nullptr) rival_.emplace(run, rival->settings.loss);
}

const lab::Training* PanelInputs::training(std::size_t k) const {
  return k == 0 ? lab::shown_path(run()) : rival_loss(run());
}

const BasinMap* PanelInputs::starts(std::size_t k) const {
  const lab::Training* of = training(k);
  if (of != nullptr && of->basin_map) return &*of->basin_map;
  return starts_[k].get();
}

const Relief& PanelInputs::relief() {
  if (!relief_) relief_ = std::make_shared<const Relief>(own_.surface(), own_.scale());
  return *relief_;
}

void PanelInputs::share(PanelInputs& other) {
  if (!same_view(run(), other.run())) return;
  own_.share(other.own_);
  if (own_.loss() == other.own_.loss()) relief_ = other.relief_;
  if (rival_ && other.rival_) rival_->share(*other.rival_);
  for (std::size_t k = 0; k < std::min(sides(), other.sides()); ++k) {
    const lab::Training *mine = training(k), *theirs = other.training(k);
    if (mine == nullptr || theirs == nullptr || !same_recipe(mine->settings, theirs->settings)) {
      continue;
    }
    // The other run may not live as long as this one.
    if (theirs->basin_map && !other.starts_[k]) {
      other.starts_[k] = std::make_shared<const BasinMap>(*theirs->basin_map);
    }
    starts_[k] = other.starts_[k];
  }
}

std::size_t row_of(const Trajectory& path, const Look& look) {
  const auto after = look.step ? std::ranges::lower_bound(path.step, *look.step) : path.step.end();
  const auto row = static_cast<std::size_t>(after - path.step.begin());
  if (row == 0) return 0;
  if (row == path.length()) return row - 1;
  return path.step[row] - *look.step < *look.step - path.step[row - 1] ? row : row - 1;
}

PanelSize drawn_size(PanelSize size) {
  constexpr double most = 4000, narrowest = 200, lowest = 120;
  // Also what is not a number is drawn.
  return {size.width >= narrowest ? std::min(size.width, most) : narrowest,
          size.height >= lowest ? std::min(size.height, most) : lowest};
}

Scene panel_scene(std::string_view name, std::string_view title, PanelSize size, int layer) {
  Scene scene;
  scene.name = concat({name, layer == 0 ? "-0" : "-1"});
  scene.title = title;
  const PanelSize drawn = drawn_size(size);
  scene.width = drawn.width;
  scene.height = drawn.height;
  scene.overlay = layer != 0;
  return scene;
}

Camera relief_camera(const Look& look, PanelSize size) {
  Camera camera(look.azimuth, look.elevation);
  const std::array<Point3, 1> origin{};
  camera.fit(origin, {0, 0, size.width, size.height});
  return camera;
}

std::optional<std::size_t> sample_at(const lab::Run&, const Scene&, Point, double) {
  return std::nullopt;
}

Scene draw_surface_panel(PanelInputs&, const Look&, PanelSize size, int layer) {
  return panel_scene("surface", "", size, layer);
}
Scene draw_above_panel(PanelInputs&, const Look&, PanelSize size, int layer) {
  return panel_scene("above", "", size, layer);
}
Scene draw_rival_panel(PanelInputs&, const Look&, PanelSize size, int layer) {
  return panel_scene("above-rival", "", size, layer);
}
Scene draw_data_panel(PanelInputs&, const Look&, PanelSize size, int layer) {
  return panel_scene("data", "", size, layer);
}
Scene draw_curves_panel(PanelInputs&, const Look&, PanelSize size, int layer) {
  return panel_scene("curves", "", size, layer);
}
Scene draw_explain_panel(PanelInputs&, const Look&, PanelSize size, int layer) {
  return panel_scene("explain", "", size, layer);
}

}  // namespace logitlab::figure
