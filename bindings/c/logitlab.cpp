// SPDX-License-Identifier: MIT
//
// From C to the library and back. Nothing is decided here: the link says what to run, lab runs it,
// figure draws it.
#include "bindings/c/logitlab.h"

#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/c/run_handle.hpp"
#include "logitlab/figure/figure_table.hpp"
#include "logitlab/figure/svg.hpp"
#include "logitlab/lab/points_table.hpp"
#include "logitlab/lab/story.hpp"

using logitlab::Dataset;
using logitlab::figure::FigureInputs;
using logitlab::figure::Scene;
using logitlab::figure::Theme;

namespace {

namespace lab = logitlab::lab;

void append_line(std::string& text, std::string_view line) {
  if (!text.empty()) text.push_back('\n');
  text.append(line);
}

// What a link asks for.
struct Asked {
  std::shared_ptr<const Dataset> data;
  lab::Settings settings;
};

logitlab::Result<Asked> asked_by(const lab::Link& link) {
  auto data = lab::data_of(link);
  if (!data) return data.error();
  const auto shared = std::make_shared<const Dataset>(std::move(*data));
  auto settings = lab::settings_of(link, *shared);
  if (!settings) return settings.error();
  return Asked{shared, std::move(*settings)};
}

void perform(logitlab_run& handle, std::string_view text, lab::Extent extent) {
  // 1. What the link says.
  handle.read = lab::read_link(text);
  handle.link = lab::write_link(handle.read);
  for (const logitlab::Error& error : handle.read.refused) {
    append_line(handle.notes, to_string(error));
  }
  const auto asked = asked_by(handle.read);
  if (!asked) return void(handle.error = to_string(asked.error()));

  // 2. The run.
  lab::Watch watch;
  auto run = lab::run(asked->settings, asked->data, watch, extent);
  if (!run) return void(handle.error = to_string(run.error()));
  handle.run = std::move(*run);
}

logitlab_run* new_run(std::string_view link, lab::Extent extent) {
  auto handle = std::unique_ptr<logitlab_run>(new (std::nothrow) logitlab_run);
  if (!handle) return nullptr;
#if defined(__cpp_exceptions)
  try {
    perform(*handle, link, extent);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
#else
  perform(*handle, link, extent);
#endif
  return handle.release();
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
  return new_run({link, length}, lab::Extent::whole);
}
logitlab_run* logitlab_run_train(const char* link, size_t length) {
  return new_run({link, length}, lab::Extent::training);
}

const char* logitlab_link_canonical(const char* link, size_t length) {
  static thread_local std::string canonical;
  canonical = lab::write_link(lab::read_link({link, length}));
  return canonical.c_str();
}

double logitlab_link_seconds(const char* link, size_t length) {
  const auto asked = asked_by(lab::read_link({link, length}));
  if (!asked) return logitlab::unknown;
  const auto settings = lab::resolve(asked->settings, *asked->data);
  return settings ? lab::expected_seconds(*settings, *asked->data) : logitlab::unknown;
}

const char* logitlab_points_of_table(const char* text, size_t length) {
  static thread_local std::string points;
  auto read = lab::points_of_table({text, length});
  points = read ? std::move(*read) : "error: " + to_string(read.error());
  return points.c_str();
}

void logitlab_run_free(logitlab_run* run) { delete run; }

const char* logitlab_run_error(const logitlab_run* run) { return run->error.c_str(); }
const char* logitlab_run_notes(const logitlab_run* run) { return run->notes.c_str(); }
const char* logitlab_run_link(const logitlab_run* run) { return run->link.c_str(); }

const char* logitlab_run_story(logitlab_run* run) {
  run->story.clear();
  if (!run->run) return "";
  for (const lab::Sentence& sentence : lab::tell(*run->run)) {
    append_line(run->story, sentence.text);
  }
  return run->story.c_str();
}

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

size_t logitlab_run_samples(const logitlab_run* run) {
  return run->run ? run->run->data->length() : 0;
}
size_t logitlab_run_inputs(const logitlab_run* run) {
  return run->run ? run->run->data->columns() : 0;
}
const double* logitlab_run_x(const logitlab_run* run) {
  return run->run ? run->run->data->x().data : nullptr;
}
const double* logitlab_run_y(const logitlab_run* run) {
  return run->run ? run->run->data->y().data() : nullptr;
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
