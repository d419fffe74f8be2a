// SPDX-License-Identifier: MIT
// lab.html: a run as one page that reads, prints and is heard without a script.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "logitlab/figure/scene.hpp"
#include "logitlab/io/run_json.hpp"
#include "logitlab/lab/run.hpp"

namespace logitlab::page {

inline constexpr std::string_view lab_page_name = "lab.html";

// The whole file: the story, the figures `path`, `losses`, `curves` and `basins` of `scenes` where
// they are among them, the numbers, the command, and links to `context.files`, which lie beside it.
// Each figure once, its colours variables of CSS for a light and a dark screen; paper is light.
// Well-formed as HTML and as XML. Bounded whatever the data: about 0.7 MB at most, under 150 KB for
// the lab. The run has a training (asserted).
std::string lab_page(const lab::Run& run, std::span<const figure::Scene> scenes,
                     const RunJsonContext& context);

}  // namespace logitlab::page
