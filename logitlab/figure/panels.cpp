// SPDX-License-Identifier: MIT
#include "logitlab/figure/panels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "logitlab/figure/curve_series.hpp"
#include "logitlab/figure/loss_pair.hpp"
#include "logitlab/figure/page_track.hpp"
#include "logitlab/figure/panel_parts.hpp"
#include "logitlab/figure/relief_track.hpp"
#include "logitlab/figure/text_metrics.hpp"

namespace logitlab::figure {
namespace {

bool always(const lab::Run&) { return true; }
bool has_rival(const lab::Run& run) { return rival_loss(run) != nullptr; }
bool has_steps(const lab::Run& run) {
  const lab::Training* path = lab::shown_path(run);
  return path != nullptr && path->trajectory.length() > 1;
}

constexpr std::array panels = {
    PanelRow{"surface", "The loss as a landscape", always, draw_surface_panel, table_of_surface},
    PanelRow{"above", "The loss from above", always, draw_above_panel, table_of_above},
    PanelRow{"above-rival", "The other loss from above", has_rival, draw_rival_panel,
             table_of_rival},
    PanelRow{"data", "Data, and how hard each sample pulls", always, draw_data_panel,
             table_of_data},
    PanelRow{"curves", "Curves", has_curves, draw_curves_panel, table_of_curves},
    PanelRow{"explain", "One step, close to", has_steps, draw_explain_panel, table_of_explain},
};

// Where the path of a training leads in the plane, without the steps that stay in one place.
std::shared_ptr<const PanelInputs::PlanePath> plane_path(const lab::Run& run,
                                                         const lab::Training& training) {
  constexpr double places = 400;  // along a side of the window: less than a pixel each
  const Window& w = run.window;
  PanelInputs::PlanePath path;
  const Trajectory& steps = training.trajectory;
  for (std::size_t row = 0; row < steps.length(); ++row) {
    const auto uv = run.plane.project(steps.w_at(row));
    if (!path.empty() && std::fabs(uv[0] - path.back()[0]) * places < w.u_high - w.u_low &&
        std::fabs(uv[1] - path.back()[1]) * places < w.v_high - w.v_low) {
      continue;
    }
    path.push_back(uv);
  }
  return std::make_shared<const PanelInputs::PlanePath>(std::move(path));
}

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
  for (const PanelRow& row : panels) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

PanelInputs::PanelInputs(const lab::Run& run) : own_(run, run.settings.loss, Detail::frame) {
  const lab::Training* rival = rival_loss(run);
  if (rival != nullptr) rival_.emplace(run, rival->settings.loss, Detail::frame);
}

void PanelInputs::share_colours() {
  if (!rival_) return;
  LossScale both = own_.scale();
  both.low = std::min(both.low, rival_->scale().low);
  both.high = std::max(both.high, rival_->scale().high);
  own_.share_colours(both);
  rival_->share_colours(both);
}

const lab::Training* PanelInputs::training(std::size_t k) const {
  return k == 0 ? lab::shown_path(run()) : rival_loss(run());
}

const BasinMap* PanelInputs::starts(std::size_t k) const {
  const lab::Training* of = training(k);
  if (of != nullptr && of->basin_map) return &*of->basin_map;
  return starts_[k].get();
}

const PageTrack& PanelInputs::track(std::size_t k, const Panel& panel) {
  const auto same = [](const Box& a, const Box& b) {
    return a.left == b.left && a.top == b.top && a.right == b.right && a.bottom == b.bottom;
  };
  if (!track_[k] || !same(track_[k]->frame, panel.frame)) {
    track_[k] = std::make_shared<const PageTrack>(page_track(*training(k), run().plane, panel));
  }
  return *track_[k];
}

const ReliefTrack& PanelInputs::relief_track() {
  if (!relief_track_) {
    relief_track_ = std::make_shared<const ReliefTrack>(track_on_relief(run(), relief()));
  }
  return *relief_track_;
}

void PanelInputs::keep_ground_words(std::size_t k, const Scene& ground) {
  ground_words_[k].clear();
  for (const Element& element : ground.elements) {
    if (const Text* text = std::get_if<Text>(&element.shape)) {
      ground_words_[k].push_back(text_box(*text).bounds());
    }
  }
}

void PanelInputs::share(PanelInputs& other) {
  if (!same_view(run(), other.run())) return;
  own_.share(other.own_);
  if (rival_ && other.rival_) rival_->share(*other.rival_);
  for (std::size_t k = 0; k < std::min(sides(), other.sides()); ++k) {
    const lab::Training *mine = training(k), *theirs = other.training(k);
    ground_words_[k] = other.ground_words_[k];
    if (mine == nullptr || theirs == nullptr) continue;
    ghost_[k] = other.dragging_ ? other.ghost_[k] : plane_path(run(), *theirs);
    if (!same_recipe(mine->settings, theirs->settings)) {
      continue;
    }
    // The other run may not live as long as this one.
    if (theirs->basin_map && !other.starts_[k]) {
      other.starts_[k] = std::make_shared<const BasinMap>(*theirs->basin_map);
    }
    starts_[k] = other.starts_[k];
  }
}

}  // namespace logitlab::figure
