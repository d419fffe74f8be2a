// SPDX-License-Identifier: MIT
//
// A run seen step by step: from C to the panels of figure and the sentences of lab, and back.
#include <memory>
#include <string>
#include <string_view>

#include "bindings/c/logitlab.h"
#include "bindings/c/run_handle.hpp"
#include "logitlab/base/json_text.hpp"
#include "logitlab/figure/svg.hpp"
#include "logitlab/lab/as_code.hpp"
#include "logitlab/lab/explain.hpp"
#include "logitlab/lab/probe.hpp"
#include "logitlab/lab/status.hpp"

namespace {

namespace lab = logitlab::lab;
namespace figure = logitlab::figure;

figure::PanelInputs& inputs_of(logitlab_run& handle) {
  if (!handle.inputs) handle.inputs.emplace(*handle.run);
  return *handle.inputs;
}

// The panel of that name, if this run has it.
const figure::PanelRow* panel_of(const logitlab_run& handle, std::string_view name) {
  if (!handle.run) return nullptr;
  const figure::PanelRow* row = figure::find_panel(name);
  return row != nullptr && row->applies(*handle.run) ? row : nullptr;
}

std::array<double, 10> numbers_of(const figure::Panel& panel) {
  const auto kind = [](const figure::Scale& scale) { return static_cast<double>(scale.kind); };
  const figure::Box& frame = panel.frame;
  return {frame.left,  frame.top,    frame.right,   frame.bottom, kind(panel.x),
          panel.x.low, panel.x.high, kind(panel.y), panel.y.low,  panel.y.high};
}

const char* hand_over(std::string& place, std::string text) {
  place = std::move(text);
  return place.c_str();
}

std::string json_of(const lab::Explanation& explanation) {
  logitlab::JsonText json;
  json.open('{').text("title", explanation.title).text("subtitle", explanation.subtitle);
  json.key("sections").open('[');
  for (const lab::Explanation::Section& section : explanation.sections) {
    json.open('{').text("heading", section.heading).text("text", section.text);
    json.key("rows").open('[');
    for (const std::vector<std::string>& row : section.rows) {
      json.open('[');
      for (const std::string& cell : row) json.text(cell);
      json.close(']');
    }
    json.close(']').close('}');
  }
  return json.close(']').close('}').take();
}

}  // namespace

// ---- sentences

const char* logitlab_run_status(logitlab_run* run, uint64_t step) {
  return hand_over(run->status, run->run ? lab::status(*run->run, step) : run->error);
}

const char* logitlab_run_explain(logitlab_run* run, uint64_t step) {
  return hand_over(run->explanation,
                   json_of(run->run ? lab::explain(*run->run, step) : lab::Explanation()));
}

const char* logitlab_run_probe(logitlab_run* run, double u, double v) {
  return hand_over(run->probe, run->run ? lab::probe(*run->run, u, v) : std::string());
}

const char* logitlab_run_code(logitlab_run* run, const char* as) {
  std::string text = run->run ? lab::as_code(*run->run, as) : std::string();
  return text.empty() ? nullptr : hand_over(run->code, std::move(text));
}

// ---- panels

const char* logitlab_run_look(logitlab_run* run, const char* look) {
  std::string notes;
  run->look = figure::read_look(look, notes);
  return hand_over(run->look_notes, std::move(notes));
}

const char* logitlab_run_panels(logitlab_run* run) {
  std::string names;
  for (const figure::PanelRow& row : figure::panel_table()) {
    if (panel_of(*run, row.name) == nullptr) continue;
    if (!names.empty()) names.push_back('\n');
    names.append(row.name);
  }
  return hand_over(run->panels, std::move(names));
}

const char* logitlab_run_panel(logitlab_run* run, const char* panel, double width, double height,
                               int layer, int dark) {
  const figure::PanelRow* row = panel_of(*run, panel);
  if (row == nullptr) return nullptr;
  figure::Scene scene = row->draw(inputs_of(*run), run->look, {width, height}, layer == 0 ? 0 : 1);
  std::string svg = to_svg(scene, dark != 0 ? figure::Theme::dark : figure::Theme::light);
  if (!scene.panels.empty()) run->scales[panel] = numbers_of(scene.panels.front());
  run->drawn[panel] = std::move(scene);
  return hand_over(run->panel, std::move(svg));
}

const double* logitlab_run_scales(logitlab_run* run, const char* panel) {
  const auto found = run->scales.find(std::string_view(panel));
  return found == run->scales.end() ? nullptr : found->second.data();
}

const char* logitlab_run_table(logitlab_run* run, const char* panel) {
  const figure::PanelRow* row = panel_of(*run, panel);
  return row == nullptr ? nullptr : hand_over(run->table, row->table(*run->run, run->look));
}

int64_t logitlab_run_sample_at(logitlab_run* run, double x, double y) {
  const auto found = run->drawn.find(std::string_view("data"));
  if (found == run->drawn.end()) return -1;
  const auto row = figure::sample_at(*run->run, found->second, {x, y});
  return row ? static_cast<int64_t>(*row) : -1;
}

// ---- the landscape as pixels

const uint8_t* logitlab_run_raster(logitlab_run* run, uint32_t width, uint32_t height,
                                   double css_width, int dark) {
  if (panel_of(*run, "surface") == nullptr || width == 0 || height == 0 || !(css_width > 0)) {
    return nullptr;
  }
  figure::PanelInputs& inputs = inputs_of(*run);
  if (!run->raster) {
    run->raster = std::make_shared<figure::ReliefRaster>(inputs.relief(), inputs.side(0).levels());
  }
  const double scale = width / css_width;
  const figure::Camera camera = relief_camera(run->look, {css_width, height / scale});
  return run->raster
      ->draw(camera, {width, height, scale}, dark != 0 ? figure::Theme::dark : figure::Theme::light)
      .data();
}

int logitlab_run_pick(logitlab_run* run, double x, double y, double* u_v) {
  if (!run->raster) return 0;
  const auto place = run->raster->pick(x, y);
  if (!place) return 0;
  u_v[0] = place->u;
  u_v[1] = place->v;
  return 1;
}

void logitlab_run_share(logitlab_run* run, logitlab_run* other) {
  if (!run->run || !other->run) return;
  figure::PanelInputs &inputs = inputs_of(*run), &others = inputs_of(*other);
  inputs.share(others);
  // The landscape as it was drawn last, too: a page does not draw it anew for another start.
  if (other->raster && &inputs.relief() == &others.relief()) run->raster = other->raster;
}
