// SPDX-License-Identifier: MIT
#include "logitlab/lab/as_code.hpp"

#include <array>

#include "logitlab/base/json_text.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/lab/code_parts.hpp"
#include "logitlab/lab/experiment.hpp"
#include "logitlab/lab/story.hpp"
#include "logitlab/lab/words.hpp"

namespace logitlab::lab {
namespace {

// ---- a command line for a POSIX shell

std::string command(const Run& run) {
  Settings settings = run.training->settings;
  const DataSource source = source_of(run);
  if (source != DataSource::literal && source != DataSource::literal_in_file) {
    const std::string options = options_of(settings);
    return text_of({"logitlab lab", options.empty() ? "" : " ", options, "\n",
                    stopped_note(*run.training, "# ")});
  }
  const bool in_file = source == DataSource::literal_in_file;
  settings.data = in_file ? "points.csv" : "-";
  settings.rows.reset();
  settings.inputs.reset();
  settings.noise.reset();
  std::string text = text_of({"logitlab lab ", options_of(settings)});
  if (in_file)
    return text_of({"# points.csv: the points, a row each, the label last\n", text, "\n"});
  text += " <<'END'\n";
  for (std::size_t j = 1; j <= run.data->columns(); ++j) {
    text += text_of({"x", std::to_string(j), ","});
  }
  text += "y\n";
  for (std::size_t i = 0; i < run.data->length(); ++i) {
    const Sample sample = (*run.data)[i];
    text += text_of({numbers_text(sample.x, ",", ""), ",", sample.y == 1 ? "1" : "0", "\n"});
  }
  return text + "END\n";
}

// ---- a program for logitlab's own headers

// As C++ reads it, whatever bytes it has.
std::string cpp_string(std::string_view text) {
  std::string literal = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      literal += text_of({"\\", std::string_view(&c, 1)});
    } else if (byte < 0x20 || byte >= 0x7f) {
      const char octal[] = {'\\', static_cast<char>('0' + byte / 64),
                            static_cast<char>('0' + byte / 8 % 8),
                            static_cast<char>('0' + byte % 8)};
      literal += std::string_view(octal, 4);
    } else {
      literal += c;
    }
  }
  return literal + "\"";
}

std::string cpp_numbers(CVec values) { return text_of({"{", numbers_text(values), "}"}); }

std::string cpp_recipe(const Settings& s, DataSource source) {
  std::string text;
  const auto set = [&](std::string_view name, std::string_view value) {
    text += text_of({"  settings.", name, " = ", value, ";\n"});
  };
  const bool made = source == DataSource::named;
  if (made || source == DataSource::file) set("data", cpp_string(s.data));
  if (made && s.rows) set("rows", std::to_string(*s.rows));
  if (made && s.inputs) set("inputs", std::to_string(*s.inputs));
  if (made && s.noise) set("noise", real_text(*s.noise));
  set("loss", cpp_string(s.loss));
  if (s.epsilon != 0) set("epsilon", real_text(s.epsilon));
  set("solver", cpp_string(s.solver));
  if (s.learning_rate) set("learning_rate", real_text(*s.learning_rate));
  if (s.momentum) set("momentum", real_text(*s.momentum));
  if (s.schedule) set("schedule", cpp_string(*s.schedule));
  if (s.batch_size) set("batch_size", std::to_string(*s.batch_size));
  if (s.drop_last) set("drop_last", "true");
  set("epochs", std::to_string(s.epochs));
  if (s.shuffle) set("shuffle", "true");
  if (s.seed != 0) set("seed", text_of({std::to_string(s.seed), "u"}));
  set("start", cpp_numbers(*s.start));
  if (s.precision == Precision::float32) set("precision", "Precision::float32");
  set("compare", "{\"none\"}");
  return text;
}

std::string cpp_data(const Run& run, DataSource source) {
  if (source == DataSource::named) {
    return "  const auto data = find_dataset(settings.data)->make(lab::generator_options(settings))"
           ";\n";
  }
  if (source == DataSource::file) {
    return "  const auto data = read_csv_file(settings.data);\n";
  }
  if (source == DataSource::literal_in_file) {
    return "  // The points, a row each, the label last.\n"
           "  const auto data = read_csv_file(\"points.csv\");\n";
  }
  std::string names;
  for (std::size_t j = 1; j <= run.data->columns(); ++j) {
    names += text_of({j > 1 ? ", " : "", "\"x", std::to_string(j), "\""});
  }
  const CMat x = run.data->x();
  return text_of({"  const std::vector<double> x = ", cpp_numbers({x.data, x.rows * x.columns}),
                  ";\n  const std::vector<double> y = ", cpp_numbers(run.data->y()),
                  ";\n  const Result<Dataset> data = Dataset(\"points\", {", names, "}, x, y);\n"});
}

constexpr std::string_view cpp_head =
    "// Written by logitlab, to be built with it: find_package(logitlab), logitlab::logitlab.\n"
    "// Prints the SHA-256 of the parameters of all steps:\n// ";
constexpr std::string_view cpp_main = R"(#include <cstdio>
#include <logitlab/logitlab.hpp>
#include <memory>
#include <vector>

using namespace logitlab;

int main() {
  // 1. The recipe.
  lab::Settings settings;
)";
constexpr std::string_view cpp_run = R"(  if (!data) {
    std::fprintf(stderr, "%s\n", to_string(data.error()).c_str());
    return 1;
  }

  // 3. The training.
  lab::Watch nobody;
  const auto run =
      lab::run(settings, std::make_shared<const Dataset>(*data), nobody, lab::Extent::training);
  if (!run) {
    std::fprintf(stderr, "%s\n", to_string(run.error()).c_str());
    return 1;
  }
  std::fprintf(stdout, "%s\n", run->training->trajectory.sha256.c_str());
  return 0;
}
)";

std::string cpp(const Run& run) {
  const Training& training = *run.training;
  const DataSource source = source_of(run);
  return text_of({cpp_head, training.trajectory.sha256, "\n", stopped_note(training, "// "),
                  cpp_main, cpp_recipe(training.settings, source), "\n  // 2. The data.\n",
                  cpp_data(run, source), cpp_run});
}

// ---- JSON

void json_numbers(JsonText& json, std::string_view key, CVec values) {
  json.key(key).open('[');
  for (const double value : values) json.number(value);
  json.close(']');
}

std::string as_json(const Run& run) {
  const Training& training = *run.training;
  const Settings& s = training.settings;
  const DataSource source = source_of(run);
  JsonText json;
  json.open('{').key("settings").open('{');
  if (source == DataSource::named || source == DataSource::file) json.text("data", s.data);
  if (s.rows) json.count("rows", *s.rows);
  if (s.inputs) json.count("inputs", *s.inputs);
  if (s.noise) json.number("noise", *s.noise);
  json.text("loss", s.loss).number("epsilon", s.epsilon).text("solver", s.solver);
  if (s.learning_rate) json.number("learning_rate", *s.learning_rate);
  if (s.momentum) json.number("momentum", *s.momentum);
  if (s.schedule) json.text("schedule", *s.schedule);
  if (s.batch_size) json.count("batch_size", *s.batch_size);
  json.flag("drop_last", s.drop_last).count("epochs", s.epochs).flag("shuffle", s.shuffle);
  json.count("seed", s.seed).text("precision", to_string(s.precision));
  json_numbers(json, "start", *s.start);
  json.close('}');
  if (source == DataSource::literal) {
    json.key("points").open('[');
    for (std::size_t i = 0; i < run.data->length(); ++i) {
      const Sample sample = (*run.data)[i];
      json.open('[');
      for (const double value : sample.x) json.number(value);
      json.number(sample.y).close(']');
    }
    json.close(']');
  }
  json.count("steps", training.result.steps).text("reason", to_string(training.result.reason));
  json_numbers(json, "w", training.result.w);
  json.text("data_sha256", run.data->sha256());
  return json.text("trajectory_sha256", training.trajectory.sha256).close('}').take() + "\n";
}

struct LanguageRow {
  std::string_view name;
  std::string (*text)(const Run&);
};

constexpr std::array language_rows = {LanguageRow{"command", command}, LanguageRow{"cpp", cpp},
                                      LanguageRow{"pytorch", as_pytorch},
                                      LanguageRow{"json", as_json}};

}  // namespace

std::string as_code(const Run& run, std::string_view language) {
  if (!run.training) return "";
  for (const LanguageRow& row : language_rows) {
    if (row.name == language) return row.text(run);
  }
  return "";
}

}  // namespace logitlab::lab
