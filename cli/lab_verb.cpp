// SPDX-License-Identifier: MIT
#include "cli/lab_verb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/interrupt.hpp"
#include "cli/outputs.hpp"
#include "cli/pictures.hpp"
#include "cli/progress.hpp"
#include "cli/status.hpp"
#include "cli/tell.hpp"
#include "cli/terminal.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/data/generators.hpp"
#include "logitlab/io/csv.hpp"
#include "logitlab/io/files.hpp"
#include "logitlab/io/path_csv.hpp"
#include "logitlab/lab/run.hpp"
#include "logitlab/lab/story.hpp"

namespace logitlab::cli {
namespace {

// A name that is missing as a file and nearly one of ours was meant as such.
Error with_data_names(Error error, const std::string& name) {
  std::vector<std::string_view> known;
  for (const DatasetRow& row : dataset_table()) known.push_back(row.name);
  const auto meant = did_you_mean(name, known);
  if (meant && path_kind(name) == PathKind::missing) {
    error.advice = fmt::format("Did you mean the data set {}?", *meant);
  }
  return error;
}

Result<std::shared_ptr<const Dataset>> load(const lab::Settings& settings) {
  const DatasetRow* row = find_dataset(settings.data);
  Result<Dataset> data =
      row != nullptr ? row->make(lab::generator_options(settings)) : read_csv_file(settings.data);
  if (!data && row == nullptr) return with_data_names(std::move(data.error()), settings.data);
  return std::move(data).transform(
      [](Dataset&& set) { return std::make_shared<const Dataset>(std::move(set)); });
}

int fail(const Terminal& terminal, const Error& error) {
  terminal.say(complaint(error));
  return exit_status(error.kind);
}

// Converged, as far as its solver can tell, and without a warning. By mini-batches no solver can
// tell: all epochs done is as well as it ends.
bool ended_well(const lab::Run& run) {
  if (std::ranges::any_of(lab::tell(run), &lab::Sentence::warning)) return false;
  const bool can_tell = find_solver(run.settings.solver)->unit == StepUnit::iteration;
  return !can_tell || converged(run.training->result.reason);
}

using Path = std::optional<lab::OtherPath>;

// What a verb does with settings and data, and a path where it takes one: check them, and perform.
struct Experiment {
  Result<lab::Settings> (*resolve)(const lab::Settings&, const Dataset&, bool has_path);
  Result<lab::Run> (*perform)(const lab::Settings&, std::shared_ptr<const Dataset>, const Path&,
                              lab::Watch&);
};

Result<lab::Settings> resolve_training(const lab::Settings& settings, const Dataset& data, bool) {
  return lab::resolve(settings, data);
}

Result<lab::Run> train(const lab::Settings& settings, std::shared_ptr<const Dataset> data,
                       const Path&, lab::Watch& watch) {
  return lab::run(settings, std::move(data), watch);
}

Result<lab::Run> look(const lab::Settings& settings, std::shared_ptr<const Dataset> data,
                      const Path& path, lab::Watch& watch) {
  return lab::survey(settings, std::move(data), watch, path);
}

Result<Path> load_path(const std::string& file, const lab::Settings& settings,
                       const Dataset& data) {
  if (file.empty()) return Path{};
  if (file == "-" && settings.data == "-") {
    return usage_error("standard input holds the data already", "--path",
                       "Give one of the two as a file");
  }
  return read_path_csv_file(file, data).transform([](lab::OtherPath&& path) {
    return Path(std::move(path));
  });
}

int perform(const CommandLine& line, const Experiment& experiment) {
  const lab::OutputOptions& options = line.request.output;
  const Terminal terminal(options.color);

  // 1. The data, and whether all that was asked for goes with them.
  const auto data = load(line.request.settings);
  if (!data) return fail(terminal, data.error());
  const bool has_path = !line.request.path.empty();
  const auto settings = experiment.resolve(line.request.settings, **data, has_path);
  if (!settings) return fail(terminal, settings.error());
  auto path = load_path(line.request.path, line.request.settings, **data);
  if (!path) return fail(terminal, path.error());

  if (Status able = check_formats(options.formats); !able) return fail(terminal, able.error());

  // 2. A place for the files, before the work.
  auto folder = OutputFolder::open(options.out, options.force);
  if (!folder) return fail(terminal, folder.error());

  // 3. The run.
  Progress progress(terminal, terminal.is_terminal() && !options.quiet);
  const auto run = experiment.perform(line.request.settings, *data, *path, progress);
  progress.finish();
  if (!run) return fail(terminal, run.error());

  // 4. Its files, its numbers, its story.
  const auto outputs = write_outputs(*run, line, *folder);
  if (!outputs) return fail(terminal, outputs.error());
  if (options.json) {
    if (Status printed = print(outputs->run_json); !printed) return fail(terminal, printed.error());
  }
  if (!options.quiet) tell_run(terminal, *run, *outputs, options);
  if (run->interrupted || interrupted()) return exit_interrupted;
  return options.strict && !ended_well(*run) ? exit_strict : exit_done;
}

}  // namespace

int run_lab(const CommandLine& line) { return perform(line, {resolve_training, train}); }
int run_surface(const CommandLine& line) { return perform(line, {lab::resolve_survey, look}); }

}  // namespace logitlab::cli
