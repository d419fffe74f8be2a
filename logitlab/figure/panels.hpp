// SPDX-License-Identifier: MIT
// The panels of the live page: the parts of the figures, drawn for a size in CSS pixels and for a
// moment of the run. Text has 10 to 13 pixels whatever the size.
//
// A panel has two layers, one over the other. Layer 0 is what a step or another start does not
// change: map, lines of equal loss, axes. Layer 1 is the rest, without a ground of its own; it is
// drawn anew in every frame in which the start is dragged.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/look.hpp"
#include "logitlab/figure/relief.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/landscape/basin_map.hpp"

namespace logitlab::figure {

struct PageTrack;
struct ReliefTrack;

struct PanelSize {
  double width = 600, height = 300;  // CSS pixels
};

// What panels are drawn from. Borrows the run, which must outlive it. Not thread-safe.
class PanelInputs {
 public:
  explicit PanelInputs(const lab::Run& run);

  const lab::Run& run() const { return own_.run(); }
  // Side 0 is the loss of the run, side 1 the loss that it is compared with.
  std::size_t sides() const { return rival_ ? 2 : 1; }
  FigureInputs& side(std::size_t k) { return k == 0 ? own_ : *rival_; }
  // From now on both sides have one scale of colours, which covers both losses.
  void share_colours();
  const lab::Training* training(std::size_t k) const;  // null: only looked at
  const BasinMap* starts(std::size_t k) const;         // null: not known
  // The landscape of side 0.
  const Relief& relief() { return own_.relief(); }
  // The path of that side's training in the frame of the panel.
  const PageTrack& track(std::size_t k, const Panel& panel);
  // The same on the landscape.
  const ReliefTrack& relief_track();
  // The panel "curves" as last drawn, without the present step.
  struct Curves {
    Look::Curve curve;
    bool batches;
    PanelSize size;
    Scene scene;
  };
  std::optional<Curves>& curves() { return curves_; }
  // The path, in the plane, that stood there before the start was taken hold of; null: none.
  using PlanePath = std::vector<std::array<double, 2>>;
  const PlanePath* ghost(std::size_t k) const { return ghost_[k].get(); }
  // Where layer 0 of that side's map has words, so that those of layer 1 keep away from them.
  const std::vector<Box>& ground_words(std::size_t k) const { return ground_words_[k]; }
  void keep_ground_words(std::size_t k, const Scene& ground);
  // Each panel says how it was looked at.
  void looked(const Look& look) { dragging_ = look.dragging; }

  // Takes over from another run's what is true of both: the surfaces where data, loss, plane and
  // window are the same, the maps of starts where the recipe is too. What is still to be computed
  // is computed once, for both.
  void share(PanelInputs& other);

 private:
  FigureInputs own_;
  std::optional<FigureInputs> rival_;
  std::array<std::shared_ptr<const BasinMap>, 2> starts_;
  std::array<std::shared_ptr<const PlanePath>, 2> ghost_;
  std::array<std::shared_ptr<const PageTrack>, 2> track_;
  std::array<std::vector<Box>, 2> ground_words_;
  std::shared_ptr<const ReliefTrack> relief_track_;
  std::optional<Curves> curves_;
  bool dragging_ = false;
};

struct PanelRow {
  std::string_view name;   // "above-rival"
  std::string_view title;  // a phrase
  bool (*applies)(const lab::Run& run);
  // Any size is drawn as at least 200 x 120. The first panel of the scene has the scales that lead
  // from pixels to values. Only where it applies; layer 0 or 1.
  Scene (*draw)(PanelInputs& inputs, const Look& look, PanelSize size, int layer);
  // What it shows at that step as lines of tab-separated cells, the first of them names.
  std::string (*table)(const lab::Run& run, const Look& look);
};

// "surface", "above", "above-rival", "data", "curves", "explain". Static storage.
std::span<const PanelRow> panel_table();

// The row of that name, or null.
const PanelRow* find_panel(std::string_view name);

// The look's camera, fitted to a panel "surface" of that size: what is painted and what is drawn by
// it agree to the pixel.
Camera relief_camera(const Look& look, PanelSize size);

// The row of the data whose mark stands nearest to a place of the panel "data", at most `reach`
// pixels away.
std::optional<std::size_t> sample_at(const lab::Run& run, const Scene& panel, Point place,
                                     double reach = 12);

}  // namespace logitlab::figure
