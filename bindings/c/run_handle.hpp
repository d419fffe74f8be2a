// SPDX-License-Identifier: MIT
// What a logitlab_run is inside.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/figure/panels.hpp"
#include "logitlab/figure/relief_raster.hpp"
#include "logitlab/figure/scene.hpp"
#include "logitlab/lab/link.hpp"
#include "logitlab/lab/run.hpp"

struct logitlab_run {
  std::string error, notes, link, story;
  logitlab::lab::Link read;
  std::optional<logitlab::lab::Run> run;

  // Made when first asked for.
  std::optional<std::vector<logitlab::figure::Scene>> scenes;
  std::string names, svg;

  // ---- what a page looks at
  logitlab::figure::Look look;
  std::optional<logitlab::figure::PanelInputs> inputs;
  std::map<std::string, logitlab::figure::Scene, std::less<>> drawn;  // the panels as last drawn
  std::map<std::string, std::array<double, 10>, std::less<>> scales;
  std::shared_ptr<logitlab::figure::ReliefRaster> raster;  // of the relief of `inputs`
  // The text each function gave last.
  std::string facts, status, explanation, probe, code, table, look_notes, panels, panel;
};
