// SPDX-License-Identifier: MIT
#include "logitlab/io/run_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "logitlab/base/text.hpp"

namespace logitlab {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view schema_family = "logitlab.run/";
constexpr std::string_view schema = "logitlab.run/1";

// ---- values to JSON

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

template <class T>
Json optional(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json numbers(CVec values) {
  Json array = Json::array();
  for (const double value : values) array.push_back(number(value));
  return array;
}

Json numbers_or_null(CVec values) { return values.empty() ? Json(nullptr) : numbers(values); }

Json strings(const std::vector<std::string>& values) {
  Json array = Json::array();
  for (const std::string& value : values) array.push_back(value);
  return array;
}

// ---- the parts of the file

Json data_part(const Dataset& data) {
  return {{"name", data.name()},
          {"rows", data.length()},
          {"columns", data.columns()},
          {"positives", data.positives()},
          {"sha256", data.sha256()}};
}

Json settings_part(const lab::Settings& settings, const Window& window) {
  Json part;
  part["loss"] = settings.loss;
  part["epsilon"] = number(settings.epsilon);
  part["solver"] = settings.solver;
  part["learning_rate"] = number(settings.learning_rate.value_or(unknown));
  part["momentum"] = number(settings.momentum.value_or(unknown));
  part["schedule"] = optional(settings.schedule);
  part["batch_size"] = optional(settings.batch_size);
  part["drop_last"] = settings.drop_last;
  part["epochs"] = settings.epochs;
  part["shuffle"] = settings.shuffle;
  part["seed"] = settings.seed;
  part["noise"] = number(settings.noise.value_or(unknown));
  part["precision"] = to_string(settings.precision);
  part["start"] = settings.start ? numbers(*settings.start) : Json(nullptr);
  part["plane"] = text_or_null(settings.plane);
  part["window"] = numbers(std::vector{window.u_low, window.u_high, window.v_low, window.v_high});
  part["resolution"] = settings.resolution;
  return part;
}

// The names of the two inputs that figures of the data show.
Json pair_part(const lab::Run& run) {
  if (!run.pair) return nullptr;
  const std::vector<std::string>& names = run.data->inputs();
  return strings({names[run.pair->column[0]], names[run.pair->column[1]]});
}

Json start_part(const lab::StartFacts& start) {
  return {{"loss", number(start.loss)},
          {"accuracy", number(start.accuracy)},
          {"gradient",
           {{"cross_entropy", numbers_or_null(start.gradient_cross_entropy)},
            {"squared_error", numbers_or_null(start.gradient_squared_error)}}}};
}

Json result_part(const lab::TrainingResult& result) {
  const CVec w = result.w;
  Json part;
  part["steps"] = result.steps;
  part["epochs"] = result.epochs;
  part["w"] = w.empty() ? Json(nullptr) : numbers(w.first(w.size() - 1));
  part["b"] = w.empty() ? Json(nullptr) : number(w.back());
  part["loss"] = number(result.loss);
  part["accuracy"] = number(result.accuracy);
  part["reason"] = to_string(result.reason);
  part["detail"] = text_or_null(result.detail);
  part["first_perfect_step"] = optional(result.first_perfect_step);
  part["perfect_from_step"] = optional(result.perfect_from_step);
  part["non_finite_step"] = optional(result.non_finite_step);
  return part;
}

Json basin_map_part(const std::optional<BasinMap>& map) {
  if (!map) return nullptr;
  Json shares = Json::array();
  for (const BasinMap::Share& share : map->share_by_accuracy()) {
    shares.push_back({{"accuracy", number(share.accuracy)}, {"share", number(share.share)}});
  }
  Json part;
  part["resolution"] = map->u.count;
  part["reached"] = number(map->reached());
  part["share_by_accuracy"] = std::move(shares);
  return part;
}

// What gives the two coordinates of the pictures and of surface.csv their meaning.
Json plane_part(const lab::Run& run) {
  const Plane& plane = run.plane;
  const PathInPlane& path = run.path_in_plane;
  const lab::Training* shown = lab::shown_path(run);
  Json part;
  part["names"] = Json::array({plane.name[0], plane.name[1]});
  part["origin"] = numbers(plane.origin);
  part["directions"] = Json::array({numbers(plane.direction[0]), numbers(plane.direction[1])});
  part["share"] = number(path.share);
  part["largest_distance"] = number(path.largest_distance);
  part["furthest_step"] =
      shown == nullptr ? Json(nullptr) : Json(shown->trajectory.step[path.furthest]);
  return part;
}

Json curvature_at_part(const std::optional<Curvature>& at) {
  if (!at) return nullptr;
  const bool has_condition = at->sign_of_smallest() > 0;
  return {{"smallest", number(at->smallest)},
          {"largest", number(at->largest)},
          {"condition_number", number(has_condition ? at->condition_number() : unknown)},
          {"largest_stable_rate", number(at->largest_stable_rate())}};
}

Json curvature_part(const std::optional<lab::CurvatureFacts>& facts) {
  if (!facts) return nullptr;
  Json part;
  part["convex_share"] = optional(facts->convex_share);
  part["resolution"] = facts->resolution == 0 ? Json(nullptr) : Json(facts->resolution);
  part["start"] = curvature_at_part(facts->start);
  part["end"] = curvature_at_part(facts->end);
  return part;
}

Json breaking_points_part(const lab::BreakingPoints& row) {
  return {{"precision", to_string(row.precision)},
          {"epsilon", number(row.epsilon)},
          {"y", row.y},
          {"side", row.right ? "right" : "wrong"},
          {"off_0_1_percent", optional(row.off_thousandth)},
          {"off_1_percent", optional(row.off_hundredth)},
          {"infinite", optional(row.infinite)},
          {"undefined", optional(row.undefined)},
          {"slope_lost", optional(row.slope_lost)}};
}

Json breaking_steps_part(const lab::BreakingSteps& steps) {
  const bool any = steps.count > 0;
  return {{"first", any ? Json(steps.first) : Json(nullptr)},
          {"last", any ? Json(steps.last) : Json(nullptr)},
          {"count", steps.count}};
}

Json numerics_part(const std::optional<lab::Numerics>& numerics) {
  if (!numerics) return nullptr;
  Json table = Json::array();
  for (const lab::BreakingPoints& row : numerics->table) table.push_back(breaking_points_part(row));
  Json part;
  part["steps_1_percent_off"] = {{"wrong", breaking_steps_part(numerics->wrong)},
                                 {"right", breaking_steps_part(numerics->right)}};
  part["margins"] = std::move(table);
  return part;
}

Json claim_part(const lab::LossClaim& claim) {
  if (claim.compared == 0) return nullptr;
  Json part;
  part["fits"] = claim.fits;
  part["loss"] = claim.fits ? Json(claim.loss) : Json(nullptr);
  part["batch_size"] = claim.batch > 0 ? Json(claim.batch) : Json(nullptr);
  part["sum"] = claim.fits ? Json(claim.sum) : Json(nullptr);
  part["before_step"] = claim.fits ? Json(claim.before) : Json(nullptr);
  part["compared"] = claim.compared;
  part["largest_difference"] = {{"step", claim.furthest_step},
                                {"relative", number(claim.largest_difference)},
                                {"theirs", number(claim.theirs)},
                                {"ours", number(claim.ours)}};
  return part;
}

Json path_part(const std::optional<lab::OtherRun>& other) {
  if (!other) return nullptr;
  const lab::TrainingResult& result = other->training.result;
  const CVec w = result.w;
  Json part;
  part["file"] = other->file;
  part["sha256"] = other->sha256;
  part["rows"] = other->training.trajectory.length();
  part["non_finite_line"] =
      other->non_finite_line > 0 ? Json(other->non_finite_line) : Json(nullptr);
  part["w"] = numbers(w.first(w.size() - 1));
  part["b"] = number(w.back());
  part["loss"] = number(result.loss);
  part["accuracy"] = number(result.accuracy);
  part["losses"] = claim_part(other->claim);
  return part;
}

Json comparisons_part(const lab::Run& run) {
  Json array = Json::array();
  for (const lab::Training& rival : run.comparisons) {
    array.push_back({{"settings", settings_part(rival.settings, run.window)},
                     {"result", result_part(rival.result)},
                     {"basin_map", basin_map_part(rival.basin_map)},
                     {"curvature", curvature_part(rival.curvature)}});
  }
  return array;
}

// ---- JSON to text. nlohmann's own dump writes numbers in a form that reads back the same but is
// not always the shortest, and that differs from our CSV files (3.0 for 3).

void print(const Json& value, std::size_t indent, std::string& out);

// One member or element a line.
void print_lines(const Json& value, std::size_t indent, std::string& out) {
  const bool is_object = value.is_object();
  out.push_back(is_object ? '{' : '[');
  std::string_view separator = "\n";
  for (const auto& [key, member] : value.items()) {
    out.append(separator).append(indent + 2, ' ');
    if (is_object) {
      print(Json(key), 0, out);
      out.append(": ");
    }
    print(member, indent + 2, out);
    separator = ",\n";
  }
  out.append("\n").append(indent, ' ').push_back(is_object ? '}' : ']');
}

void print_on_one_line(const Json& array, std::string& out) {
  std::string_view separator = "[";
  for (const Json& element : array) {
    out.append(separator);
    print(element, 0, out);
    separator = ", ";
  }
  out.append(array.empty() ? "[]" : "]");
}

void print(const Json& value, std::size_t indent, std::string& out) {
  if (value.is_number_float()) {
    out.append(shortest(value.get<double>()));
  } else if (value.is_object() || (value.is_array() && !value.empty() && value[0].is_object())) {
    print_lines(value, indent, out);
  } else if (value.is_array()) {
    print_on_one_line(value, out);
  } else {
    out.append(value.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
}

}  // namespace

std::string run_json(const lab::Run& run, const RunJsonContext& context) {
  Json file;
  file["schema"] = schema;
  file["version"] = context.version;
  file["build"] = {{"compiler", context.compiler}, {"flags", context.flags}, {"isa", context.isa}};
  file["command"] = strings(context.command);
  file["data"] = data_part(*run.data);
  file["separable"] = {{"kind", to_string(run.separable.kind)},
                       {"direction", numbers_or_null(run.separable.direction)}};
  file["settings"] = settings_part(run.settings, run.window);
  file["settings"]["pair"] = pair_part(run);
  file["start"] = start_part(run.start);
  file["result"] = run.training ? result_part(run.training->result) : Json(nullptr);
  file["comparisons"] = comparisons_part(run);
  file["basin_map"] = run.training ? basin_map_part(run.training->basin_map) : Json(nullptr);
  file["plane"] = plane_part(run);
  file["path"] = path_part(run.other);
  file["curvature"] = curvature_part(run.curvature);
  file["numerics"] = numerics_part(run.numerics);
  file["trajectory_sha256"] = run.training ? Json(run.training->trajectory.sha256) : Json(nullptr);
  file["thinned"] = run.training ? Json(run.training->trajectory.thinned) : Json(nullptr);
  file["seconds"] = number(run.seconds);
  file["files"] = strings(context.files);

  std::string text;
  print(file, 0, text);
  return text.append("\n");
}

std::string build_json(const RunJsonContext& context, int threads,
                       const std::vector<std::string>& parts) {
  const Json json = {{"version", context.version}, {"compiler", context.compiler},
                     {"flags", context.flags},     {"isa", context.isa},
                     {"threads", threads},         {"parts", parts}};
  return json.dump(2) + "\n";
}

std::string unfinished_run_json() {
  Json file;
  file["schema"] = schema;
  file["complete"] = false;
  file["files"] = Json::array();
  std::string text;
  print(file, 0, text);
  return text.append("\n");
}

std::optional<std::vector<std::string>> files_of_run(std::string_view bytes) {
  const Json file = Json::parse(bytes, nullptr, false);
  if (!file.is_object()) return std::nullopt;
  const auto said = file.find("schema");
  if (said == file.end() || !said->is_string() ||
      !said->get_ref<const std::string&>().starts_with(schema_family)) {
    return std::nullopt;
  }
  std::vector<std::string> names;
  const auto listed = file.find("files");
  if (listed == file.end() || !listed->is_array()) return names;
  for (const Json& name : *listed) {
    if (name.is_string()) names.push_back(name.get<std::string>());
  }
  return names;
}

}  // namespace logitlab
