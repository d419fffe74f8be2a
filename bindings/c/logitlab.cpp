// SPDX-License-Identifier: MIT
//
// From C to the library and back. Nothing is decided here: the link says what to run, lab runs it,
// figure draws it.
#include "bindings/c/logitlab.h"

#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logitlab/figure/figure_table.hpp"
#include "logitlab/figure/svg.hpp"
#include "logitlab/lab/link.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/lab/story.hpp"

using logitlab::Dataset;
using logitlab::figure::FigureInputs;
using logitlab::figure::Scene;
using logitlab::figure::Theme;

struct logitlab_run {
  std::string error, notes, link, story;
  std::optional<logitlab::lab::Run> run;
  std::optional<std::vector<Scene>> scenes;  // drawn when first asked for
  std::string names, svg;
};

namespace {

namespace lab = logitlab::lab;

void append_line(std::string& text, std::string_view line) {
  if (!text.empty()) text.push_back('\n');
  text.append(line);
}

void perform(logitlab_run& handle, std::string_view text) {
  // 1. What the link says.
  const lab::Link link = lab::read_link(text);
  handle.link = lab::write_link(link);
  for (const logitlab::Error& error : link.refused) append_line(handle.notes, to_string(error));

  // 2. Its data and its settings.
  auto data = lab::data_of(link);
  if (!data) return void(handle.error = to_string(data.error()));
  const auto shared = std::make_shared<const Dataset>(std::move(*data));
  const auto settings = lab::settings_of(link, *shared);
  if (!settings) return void(handle.error = to_string(settings.error()));

  // 3. The run.
  lab::Watch watch;
  auto run = lab::run(*settings, shared, watch);
  if (!run) return void(handle.error = to_string(run.error()));
  handle.run = std::move(*run);
  for (const lab::Sentence& sentence : lab::tell(*handle.run)) {
    append_line(handle.story, sentence.text);
  }
}

const std::vector<Scene>& scenes_of(logitlab_run& handle) {
  if (!handle.scenes) {
    handle.scenes.emplace();
    if (handle.run) {
      FigureInputs inputs(*handle.run);
      handle.scenes = draw_all(inputs);
    }
    for (const Scene& scene : *handle.scenes) append_line(handle.names, scene.name);
  }
  return *handle.scenes;
}

const lab::Training* training(const logitlab_run* handle) {
  return handle->run ? &*handle->run->training : nullptr;
}

}  // namespace

const char* logitlab_version(void) { return LOGITLAB_VERSION; }

logitlab_run* logitlab_run_new(const char* link, size_t length) {
  auto handle = std::unique_ptr<logitlab_run>(new (std::nothrow) logitlab_run);
  if (!handle) return nullptr;
#if defined(__cpp_exceptions)
  try {
    perform(*handle, {link, length});
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
#else
  perform(*handle, {link, length});
#endif
  return handle.release();
}

void logitlab_run_free(logitlab_run* run) { delete run; }

const char* logitlab_run_error(const logitlab_run* run) { return run->error.c_str(); }
const char* logitlab_run_notes(const logitlab_run* run) { return run->notes.c_str(); }
const char* logitlab_run_link(const logitlab_run* run) { return run->link.c_str(); }
const char* logitlab_run_story(const logitlab_run* run) { return run->story.c_str(); }

const char* logitlab_run_sha256(const logitlab_run* run) {
  return run->run ? training(run)->trajectory.sha256.c_str() : "";
}

size_t logitlab_run_rows(const logitlab_run* run) {
  return run->run ? training(run)->trajectory.length() : 0;
}
size_t logitlab_run_parameters(const logitlab_run* run) {
  return run->run ? training(run)->trajectory.dimension : 0;
}
const double* logitlab_run_path(const logitlab_run* run) {
  return run->run ? training(run)->trajectory.w.data() : nullptr;
}
const double* logitlab_run_losses(const logitlab_run* run) {
  return run->run ? training(run)->columns.loss.data() : nullptr;
}
const double* logitlab_run_accuracies(const logitlab_run* run) {
  return run->run ? training(run)->columns.accuracy.data() : nullptr;
}
const double* logitlab_run_gradient_norms(const logitlab_run* run) {
  return run->run ? training(run)->columns.gradient_norm.data() : nullptr;
}

const char* logitlab_run_figures(logitlab_run* run) {
  scenes_of(*run);
  return run->names.c_str();
}

const char* logitlab_run_figure(logitlab_run* run, const char* name, int dark) {
  for (const Scene& scene : scenes_of(*run)) {
    if (scene.name != name) continue;
    run->svg = to_svg(scene, dark != 0 ? Theme::dark : Theme::light);
    return run->svg.c_str();
  }
  return nullptr;
}
