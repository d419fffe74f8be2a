// SPDX-License-Identifier: MIT
// lab.html: a run as one page that reads, prints and is heard without a script.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "logitlab/figure/scene.hpp"
#include "logitlab/io/run_json.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::page {

inline constexpr std::string_view lab_page_name = "lab.html";

// What the build made for a page that trains by itself.
struct Engine {
  std::string_view packed;  // the engine, WebAssembly, and the program that asks it, by LZMA
  std::string_view sizes;   // of the two, unpacked, in bytes: "640000 54000"
  std::string_view loader;  // the script that takes them apart
  std::string_view sheet;   // how the page looks then
};

// A page that trains by itself, and the link (lab/link.hpp) that it opens with. Without a link it
// is text and figures, and says why.
struct Live {
  Engine engine;
  std::optional<std::string> link;
};

// The link under which the page trains as `run` did. `given`: its settings before they were filled
// in. None where its data are too many to stand in a link.
std::optional<std::string> live_link(const lab::Settings& given, const lab::Run& run);

// The whole file: the story, the figures `path`, `curves`, `losses` and `basins` of `scenes` where
// they are among them, the numbers, the command, and links to `context.files`, which lie beside it.
// Each figure once, its colours variables of CSS for a light and a dark screen; paper is light.
// Where there is an engine (`live` is not null), its page stands before all that, which is then
// the page for who has no script, with the first two figures. Well-formed as HTML and as XML.
// Bounded whatever the data: about 0.7 MB at most, under 150 KB for the lab, without the engine.
// The run has a training (asserted).
std::string lab_page(const lab::Run& run, std::span<const figure::Scene> scenes,
                     const RunJsonContext& context, const Live* live = nullptr);

}  // namespace logitlab::page
