// SPDX-License-Identifier: MIT
#include "cli/outputs.hpp"

#include <fmt/format.h>

#include <span>
#include <string_view>

#include "cli/interrupt.hpp"
#include "cli/page_engine.hpp"
#include "cli/pictures.hpp"
#include "cli/version.hpp"
#include "logitlab/figure/figure_inputs.hpp"
#include "logitlab/figure/figure_table.hpp"
#include "logitlab/figure/svg.hpp"
#include "logitlab/io/run_json.hpp"
#include "logitlab/io/steps_csv.hpp"
#include "logitlab/io/surface_csv.hpp"
#include "logitlab/page/lab_page.hpp"

namespace logitlab::cli {
namespace {

using ThemeName = std::pair<figure::Theme, std::string_view>;

std::vector<ThemeName> themes(lab::Theme theme) {
  std::vector<ThemeName> chosen;
  if (theme != lab::Theme::dark) chosen.emplace_back(figure::Theme::light, "");
  if (theme != lab::Theme::light) chosen.emplace_back(figure::Theme::dark, "-dark");
  return chosen;
}

Status write_figure(const figure::Scene& scene, figure::Theme theme, std::string_view ending,
                    const lab::OutputOptions& options, OutputFolder& folder,
                    std::vector<std::string>& names) {
  const std::string svg = figure::to_svg(scene, theme);
  for (const std::string& format : options.formats) {
    const auto bytes = picture(format, svg, scene.width, scene.height);
    if (!bytes) return bytes.error();
    names.push_back(fmt::format("{}{}.{}", scene.name, ending, format));
    if (Status written = folder.write(names.back(), *bytes); !written) return written;
  }
  return {};
}

Status write_figures(std::span<const figure::Scene> scenes, const lab::OutputOptions& options,
                     OutputFolder& folder, std::vector<std::string>& names) {
  for (const figure::Scene& scene : scenes) {
    for (const auto& [theme, ending] : themes(options.theme)) {
      Status written = write_figure(scene, theme, ending, options, folder, names);
      if (!written) return written;
    }
  }
  return {};
}

Status write_table(std::string_view name, std::string_view bytes, OutputFolder& folder,
                   std::vector<std::string>& names) {
  if (Status written = folder.write(name, bytes); !written) return written;
  names.emplace_back(name);
  return {};
}

RunJsonContext context_of(const std::vector<std::string>& words, const Outputs& outputs) {
  const Build build = this_build();
  RunJsonContext context{build.version, build.compiler, build.flags, build.isa, words, {}};
  context.files = outputs.tables;
  context.files.insert(context.files.end(), outputs.pictures.begin(), outputs.pictures.end());
  if (!outputs.page.empty()) context.files.push_back(outputs.page);
  context.files.emplace_back(run_json_name);
  return context;
}

std::string page_of(const lab::Run& run, std::span<const figure::Scene> scenes,
                    const CommandLine& line, const RunJsonContext& context) {
  const page::Engine engine = page_engine();
  if (engine.packed.empty()) return page::lab_page(run, scenes, context);
  const page::Live live{engine, page::live_link(line.request.settings, run)};
  return page::lab_page(run, scenes, context, &live);
}

}  // namespace

Result<Outputs> write_outputs(const lab::Run& run, const CommandLine& line, OutputFolder& folder) {
  const lab::OutputOptions& options = line.request.output;
  const std::vector<std::string>& words = line.words;
  Outputs outputs;
  figure::FigureInputs inputs(run);
  // Ctrl-C in the midst of drawing ends it; one before it leaves something to draw.
  const bool stopped_before = interrupted();
  const std::vector<figure::Scene> scenes =
      figure::draw_all(inputs, [&] { return stopped_before || !interrupted(); });
  Status done = write_figures(scenes, options, folder, outputs.pictures);
  if (done && run.training) {
    done = write_table("steps.csv", steps_csv(*run.training), folder, outputs.tables);
  }
  if (done) {
    done = write_table("surface.csv", surface_csv(run.surface, run.plane), folder, outputs.tables);
  }
  if (done && options.page && run.training) {
    outputs.page = page::lab_page_name;
    done = folder.write(outputs.page, page_of(run, scenes, line, context_of(words, outputs)));
  }
  if (done) {
    outputs.run_json = run_json(run, context_of(words, outputs));
    done = write_table(run_json_name, outputs.run_json, folder, outputs.tables);
  }
  if (done) done = folder.finish();
  if (!done) return done.error();
  return outputs;
}

}  // namespace logitlab::cli
