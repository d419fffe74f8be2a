// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/options.hpp"
#include "logitlab/lab/plane.hpp"
#include "logitlab/lab/words.hpp"
#include "logitlab/loss/loss_table.hpp"

namespace logitlab::lab {
namespace {

constexpr std::uint64_t no_limit = Whole::no_limit;
constexpr std::uint64_t most_rows = std::numeric_limits<Row>::max();
constexpr std::uint64_t most_epochs = std::numeric_limits<std::uint32_t>::max();  // of a Step

// ---- values that are lists

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t comma = text.find(',');
    parts.push_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

Result<std::vector<double>> finite_numbers(std::string_view text) {
  std::vector<double> numbers;
  for (const std::string_view part : split(text)) {
    const ParsedNumber number = parse_number(part);
    if (!number.ok()) {
      return usage_error("expected finite numbers separated by commas, found " + quoted(part) +
                         " as number " + std::to_string(numbers.size() + 1));
    }
    numbers.push_back(number.value);
  }
  return numbers;
}

Status set_start(Request& request, std::string_view text) {
  auto numbers = finite_numbers(text);
  if (!numbers) return numbers.error();
  request.settings.start = std::move(*numbers);
  return {};
}

Status set_window(Request& request, std::string_view text) {
  const auto numbers = finite_numbers(text);
  if (!numbers) return numbers.error();
  const std::vector<double>& n = *numbers;
  if (n.size() != 4) {
    return usage_error("expected four numbers w0,w1,b0,b1, found " + std::to_string(n.size()), "",
                       "Write for example --window -15,15,-13,13");
  }
  if (!(n[0] < n[1] && n[2] < n[3])) {
    return usage_error("expected w0 < w1 and b0 < b1, found " + quoted(text), "",
                       "Write for example --window -15,15,-13,13");
  }
  request.settings.window = Window{n[0], n[1], n[2], n[3]};
  return {};
}

Status set_compare(Request& request, std::string_view text) {
  request.settings.compare.clear();
  for (const std::string_view part : split(text)) {
    if (part.empty())
      return usage_error("expected names separated by commas, found " + quoted(text));
    request.settings.compare.emplace_back(part);
  }
  if (request.settings.compare.size() > 1) {
    for (const std::string& name : request.settings.compare) {
      if (name == "none") return usage_error("none stands alone, found " + quoted(text));
    }
  }
  return {};
}

constexpr std::array<std::string_view, 3> picture_formats = {"svg", "png", "pdf"};

Status set_formats(Request& request, std::string_view text) {
  std::vector<std::string>& formats = request.output.formats;
  formats.clear();
  for (const std::string_view part : split(text)) {
    if (std::ranges::find(picture_formats, part) == picture_formats.end()) {
      return usage_error("expected svg, png or pdf, found " + quoted(part));
    }
    if (std::ranges::find(formats, part) != formats.end()) {
      return usage_error(text_of({part, " is named twice"}));
    }
    formats.emplace_back(part);
  }
  return {};
}

Status set_not_empty(std::string& target, std::string_view text, std::string_view what) {
  if (text.empty()) return usage_error(text_of({"expected ", what, ", found nothing"}));
  target = text;
  return {};
}

Status set_pair(Request& request, std::string_view text) {
  if (text.find(',') == std::string_view::npos) {
    return usage_error("expected two inputs, NAME,NAME; found " + quoted(text));
  }
  request.settings.pair = text;
  return {};
}

// ---- names that stand in other tables

template <class Table>
std::vector<std::string_view> names_of(Table table) {
  std::vector<std::string_view> names;
  for (const auto& row : table) names.push_back(row.name);
  return names;
}

std::string data_names() {
  return text_of({listed(names_of(dataset_table()), " | "), " | a CSV file, - for standard input"});
}

std::string schedule_names() {
  std::string text;
  for (const ScheduleRow& row : schedule_table()) {
    text += text_of({text.empty() ? "" : " | ", row.name, ": ", row.meaning});
  }
  return text;
}

std::string plane_names() {
  std::string text = "NAME,NAME: two of the inputs and b";
  for (const PlaneRow& row : plane_table()) text += text_of({" | ", row.name, ": ", row.meaning});
  return text;
}

Status set_schedule(Request& request, std::string_view text) {
  if (find_schedule(text) == nullptr) return unknown_schedule(text);
  request.settings.schedule = text;
  return {};
}

// ---- the table, in groups as the help shows them

constexpr std::array data_options = {
    OptionRow{"--data", "", "NAME|FILE", "lab", "Data",
              "the points to learn from; in a file the last column is the label, 0 or 1", for_both,
              Text{data_names,
                   [](Request& r, std::string_view text) {
                     return set_not_empty(r.settings.data, text, "a name or a path");
                   }}},
    OptionRow{"--rows", "", "N", "200", "Data", "rows to generate (gaussians, moons, xor)",
              for_both,
              Whole{2, most_rows, [](Request& r, std::uint64_t v) { r.settings.rows = v; }}},
    OptionRow{"--inputs", "", "D", "2", "Data",
              "inputs to generate: gaussians from 1 on; moons from 2 on, those after the second "
              "noise alone; xor from 2 on, class 1 where an odd number of centres is negative",
              for_both,
              Whole{1, 1'000'000, [](Request& r, std::uint64_t v) { r.settings.inputs = v; }}},
    OptionRow{"--noise", "", "SD", "1 for gaussians, 0.1 for moons, 0.3 for xor", "Data",
              "standard deviation of each input about its cloud (gaussians, xor) or half circle "
              "(moons); gaussians of 0.1 are separable",
              for_both,
              Real{0, false, [](Request& r, double v) { r.settings.noise = v; }, noise_limit}},
    OptionRow{"--seed", "", "N", "0", "Data",
              "of generated data, the start, the shuffling and a random plane", for_both,
              Whole{0, no_limit, [](Request& r, std::uint64_t v) { r.settings.seed = v; }}},
};

constexpr std::array training_options = {
    OptionRow{"--loss", "", "NAME", "cross-entropy", "Training", "what is minimised", for_both,
              Choice{[] { return names_of(loss_table()); },
                     [](Request& r, std::string_view v) { r.settings.loss = v; }}},
    OptionRow{"--epsilon", "", "E", "0", "Training",
              "added inside the logarithm (cross-entropy-as-written)", for_both,
              Real{0, false, [](Request& r, double v) { r.settings.epsilon = v; }}},
    OptionRow{
        "--solver", "", "NAME", "sgd", "Training",
        "how it is minimised; for lbfgs and newton an epoch is an iteration over all rows, with "
        "neither rate nor batches",
        for_lab,
        Choice{[] { return names_of(solver_table()); },
               [](Request& r, std::string_view v) { r.settings.solver = v; }}},
    OptionRow{"--learning-rate", "--lr", "RATE", "2; 0.05 for adagrad, rmsprop, adam", "Training",
              "length of a step", for_lab,
              Real{0, true, [](Request& r, double v) { r.settings.learning_rate = v; }}},
    OptionRow{"--momentum", "", "M", "0.9", "Training",
              "how much of its velocity a step keeps (momentum, nesterov)", for_lab,
              Real{0, false, [](Request& r, double v) { r.settings.momentum = v; }, 1}},
    OptionRow{"--schedule", "", "NAME", "constant", "Training",
              "how the learning rate changes from epoch to epoch", for_lab,
              Text{schedule_names, set_schedule}},
    OptionRow{"--batch-size", "", "N", "3", "Training",
              "rows a step sees; 0, or more than there are: all", for_lab,
              Whole{0, no_limit, [](Request& r, std::uint64_t v) { r.settings.batch_size = v; }}},
    OptionRow{"--drop-last", "", "", "off", "Training",
              "leave out a last batch that is smaller than the others", for_lab,
              Switch{[](Request& r) { r.settings.drop_last = true; }}},
    OptionRow{"--epochs", "", "N", "100", "Training", "passes over the data", for_lab,
              Whole{1, most_epochs, [](Request& r, std::uint64_t v) { r.settings.epochs = v; }}},
    OptionRow{"--shuffle", "", "", "off", "Training", "a new order of the rows each epoch", for_lab,
              Switch{[](Request& r) { r.settings.shuffle = true; }}},
    OptionRow{"--start", "", "W,..,B", "-5,-10 for lab and lab-float32, else seeded", "Training",
              "where it starts, b last", for_both,
              Text{[] { return std::string("d + 1 finite numbers"); }, set_start}},
    OptionRow{
        "--precision", "", "TYPE", "float64", "Training",
        "arithmetic of the training and of surface.csv", for_both,
        Choice{[] {
                 return std::vector{to_string(Precision::float64), to_string(Precision::float32)};
               },
               [](Request& r, std::string_view v) {
                 r.settings.precision = v == "float32" ? Precision::float32 : Precision::float64;
               }}},
    OptionRow{"--compare", "", "NAME,..", "squared-error, or cross-entropy beside it", "Training",
              "what to run beside it from the same start", for_lab,
              Text{[] { return std::string("names of losses or solvers, or none"); }, set_compare}},
};

constexpr std::array looking_options = {
    OptionRow{"--window", "", "W0,W1,B0,B1", "-15,15,-13,13 for lab, else around the path",
              "Looking", "part of the plane that is shown", for_both,
              Text{[] { return std::string("w0 < w1 and b0 < b1"); }, set_window}},
    OptionRow{"--resolution", "", "N", "30", "Looking", "points a side of surface.csv", for_both,
              Whole{2, 2048, [](Request& r, std::uint64_t v) { r.settings.resolution = v; }}},
    OptionRow{"--plane", "", "PLANE", "w,b; pca for more inputs than one", "Looking",
              "the plane of parameters that is looked at", for_both,
              Text{plane_names,
                   [](Request& r, std::string_view text) {
                     return set_not_empty(r.settings.plane, text, "a plane");
                   }}},
    OptionRow{"--pair", "", "NAME,NAME", "the two that move the output most at the end", "Looking",
              "the two inputs that pictures of the data show; the others stand at their means",
              for_lab,
              Text{[] { return std::string("two of the inputs, where there are more than one"); },
                   set_pair}},
    OptionRow{
        "--path", "", "FILE", "none", "Looking",
        "a CSV file of steps by another program to draw, with columns w and b (w1, ..., wd, b)",
        for_surface,
        Text{[] { return std::string("a path, - for standard input"); },
             [](Request& r, std::string_view text) {
               return set_not_empty(r.path, text, "a path");
             }}},
    OptionRow{"--every", "", "N", "20", "Looking", "epochs between the iteration figures", for_lab,
              Whole{1, no_limit, [](Request& r, std::uint64_t v) { r.settings.every = v; }}},
};

constexpr std::array output_options = {
    OptionRow{"--out", "", "DIR", "logitlab-lab", "Output", "where the files go", for_both,
              Text{[] { return std::string("a folder; made if it is missing"); },
                   [](Request& r, std::string_view text) {
                     return set_not_empty(r.output.out, text, "a folder");
                   }}},
    OptionRow{"--format", "", "NAME,..", "svg", "Output",
              "of the figures; png and pdf where logitlab was built with librsvg", for_both,
              Text{[] { return listed(picture_formats, " | ") + ", or several with commas"; },
                   set_formats}},
    OptionRow{"--theme", "", "NAME", "light", "Output", "of the figures; dark files end in -dark",
              for_both,
              Choice{[] { return std::vector<std::string_view>{"light", "dark", "both"}; },
                     [](Request& r, std::string_view v) {
                       r.output.theme = v == "dark"   ? Theme::dark
                                        : v == "both" ? Theme::both
                                                      : Theme::light;
                     }}},
    OptionRow{"--no-page", "", "", "off", "Output", "leave out lab.html", for_lab,
              Switch{[](Request& r) { r.output.page = false; }}},
    OptionRow{"--force", "", "", "off", "Output", "write into a folder that holds other files too",
              for_both, Switch{[](Request& r) { r.output.force = true; }}},
    OptionRow{"--strict", "", "", "off", "Output",
              "exit with 4 where the run did not converge or the story warns; epochs that are used "
              "up are no failure of a solver that has batches",
              for_lab, Switch{[](Request& r) { r.output.strict = true; }}},
    OptionRow{"--json", "", "", "off", "Output", "print run.json and nothing else", for_both,
              Switch{[](Request& r) { r.output.json = true; }}},
    OptionRow{"--quiet", "", "", "off", "Output", "say nothing but errors", for_both,
              Switch{[](Request& r) { r.output.quiet = true; }}},
    OptionRow{"--verbose", "", "", "off", "Output", "say more: settings, times, each file",
              for_both, Switch{[](Request& r) { r.output.verbose = true; }}},
    OptionRow{"--color", "", "WHEN", "auto", "Output", "colour the story on a terminal", for_both,
              Choice{[] { return std::vector<std::string_view>{"auto", "always", "never"}; },
                     [](Request& r, std::string_view v) {
                       r.output.color = v == "always"  ? Color::always
                                        : v == "never" ? Color::never
                                                       : Color::automatic;
                     }}},
    OptionRow{"--version", "", "", "", "Output", "print the version and how it was built", for_both,
              Switch{[](Request& r) { r.output.version = true; }}},
    OptionRow{"--help", "-h", "", "", "Output", "print this", for_both,
              Switch{[](Request& r) { r.output.help = true; }}},
};

template <std::size_t... sizes>
constexpr auto joined(const std::array<OptionRow, sizes>&... parts) {
  std::array<OptionRow, (sizes + ...)> all{};
  std::size_t next = 0;
  const auto append = [&](const auto& part) {
    for (const OptionRow& row : part) all[next++] = row;
  };
  (append(parts), ...);
  return all;
}

constexpr auto table = joined(data_options, training_options, looking_options, output_options);

}  // namespace

std::span<const OptionRow> option_table() { return table; }

const OptionRow* find_option(std::string_view flag) {
  for (const OptionRow& row : table) {
    if (!flag.empty() && (row.flag == flag || row.alias == flag)) return &row;
  }
  return nullptr;
}

}  // namespace logitlab::lab
