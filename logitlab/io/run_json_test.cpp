// SPDX-License-Identifier: MIT
#include "logitlab/io/run_json.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "logitlab/base/rng.hpp"

namespace logitlab {
namespace {

using Json = nlohmann::ordered_json;

struct Silent final : lab::Watch {};

lab::Run run_of(const lab::Settings& settings) {
  Silent watch;
  Result<lab::Run> run = lab::run(settings, std::make_shared<const Dataset>(make_lab()), watch);
  EXPECT_TRUE(run.has_value()) << to_string(run.error());
  return *std::move(run);
}

const RunJsonContext& some_context() {
  static const RunJsonContext context = {
      "0.1.0", "g++ 12", "-O3", "x86-64", {"logitlab", "lab"}, {"steps.csv", "run.json"}};
  return context;
}

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) names.push_back(key);
  return names;
}

using Keys = std::vector<std::string>;

TEST(RunJson, HasTheKeysOfItsSchemaInTheirOrder) {
  const Json file = Json::parse(run_json(run_of({}), some_context()));
  EXPECT_EQ(keys(file),
            (Keys{"schema", "version", "build", "command", "data", "separable", "settings", "start",
                  "result", "comparisons", "basin_map", "plane", "path", "curvature", "numerics",
                  "trajectory_sha256", "thinned", "seconds", "files"}));
  EXPECT_EQ(keys(file["comparisons"][0]), (Keys{"settings", "result", "basin_map", "curvature"}));
  EXPECT_EQ(keys(file["curvature"]), (Keys{"convex_share", "resolution", "start", "end"}));
  EXPECT_EQ(keys(file["curvature"]["end"]),
            (Keys{"smallest", "largest", "condition_number", "largest_stable_rate"}));
  EXPECT_EQ(keys(file["basin_map"]), (Keys{"resolution", "reached", "share_by_accuracy"}));
  EXPECT_EQ(keys(file["basin_map"]["share_by_accuracy"][0]), (Keys{"accuracy", "share"}));
  EXPECT_EQ(keys(file["build"]), (Keys{"compiler", "flags", "isa"}));
  EXPECT_EQ(keys(file["data"]), (Keys{"name", "rows", "columns", "positives", "sha256"}));
  EXPECT_EQ(keys(file["separable"]), (Keys{"kind", "direction"}));
  EXPECT_EQ(keys(file["settings"]),
            (Keys{"loss", "epsilon", "solver", "learning_rate", "momentum", "schedule",
                  "batch_size", "drop_last", "epochs", "shuffle", "seed", "noise", "precision",
                  "start", "plane", "window", "resolution", "pair"}));
  EXPECT_EQ(keys(file["start"]), (Keys{"loss", "accuracy", "gradient"}));
  EXPECT_EQ(keys(file["start"]["gradient"]), (Keys{"cross_entropy", "squared_error"}));
  EXPECT_EQ(keys(file["plane"]),
            (Keys{"names", "origin", "directions", "share", "largest_distance", "furthest_step"}));
  EXPECT_EQ(keys(file["result"]),
            (Keys{"steps", "epochs", "w", "b", "loss", "accuracy", "reason", "detail",
                  "first_perfect_step", "perfect_from_step", "non_finite_step"}));
}

// Facts of the lab from its replay in 60 digits (lab_exact.json).
TEST(RunJson, TellsTheLab) {
  const Json file = Json::parse(run_json(run_of({}), some_context()));
  EXPECT_EQ(file["schema"], "logitlab.run/1");
  EXPECT_EQ(file["command"], (Json{"logitlab", "lab"}));
  EXPECT_EQ(file["data"]["positives"], 7);
  EXPECT_EQ(file["data"]["columns"], 1);
  EXPECT_EQ(file["separable"]["kind"], "complete");
  EXPECT_EQ(file["settings"]["start"], (Json{-5, -10}));
  EXPECT_EQ(file["settings"]["window"], (Json{-15, 15, -13, 13}));
  EXPECT_EQ(file["settings"]["learning_rate"], 2);
  EXPECT_NEAR(file["start"]["loss"].get<double>(), 4.550854394741167, 1e-14);
  EXPECT_NEAR(file["start"]["gradient"]["cross_entropy"][0].get<double>(), -0.2107209181926149,
              1e-15);
  EXPECT_NEAR(file["start"]["gradient"]["squared_error"][1].get<double>(), 4.568669641417373e-6,
              1e-20);
  EXPECT_EQ(file["result"]["steps"], 700);
  EXPECT_EQ(file["result"]["w"].size(), 1U);
  EXPECT_NEAR(file["result"]["loss"].get<double>(), 0.05243654291739439, 1e-13);
  EXPECT_EQ(file["result"]["accuracy"], 1);
  EXPECT_EQ(file["result"]["reason"], "budget");
  EXPECT_EQ(file["result"]["first_perfect_step"], 24);
  EXPECT_EQ(file["result"]["perfect_from_step"], 80);
  EXPECT_TRUE(file["result"]["non_finite_step"].is_null());
  ASSERT_EQ(file["comparisons"].size(), 1U);
  EXPECT_EQ(file["comparisons"][0]["settings"]["loss"], "squared-error");
  EXPECT_EQ(file["comparisons"][0]["result"]["accuracy"], 0.65);
  EXPECT_TRUE(file["comparisons"][0]["result"]["first_perfect_step"].is_null());
  EXPECT_EQ(file["basin_map"]["resolution"], 64);
  EXPECT_EQ(file["basin_map"]["reached"], 1);
  const Json& squared = file["comparisons"][0]["basin_map"];
  EXPECT_NEAR(squared["reached"].get<double>(), 0.5278, 5e-5);
  EXPECT_EQ(file["plane"]["names"], (Json{"w", "b"}));
  EXPECT_EQ(file["plane"]["directions"], (Json{{1, 0}, {0, 1}}));
  EXPECT_EQ(file["plane"]["share"], 1);
  EXPECT_EQ(file["plane"]["largest_distance"], 0);
  EXPECT_EQ(file["plane"]["furthest_step"], 0);
  EXPECT_EQ(file["thinned"], false);
  EXPECT_EQ(file["files"], (Json{"steps.csv", "run.json"}));
}

// The squared error at the lab's start curves down in one direction: no condition number there.
TEST(RunJson, HasNullForACurvatureThatSaysNothing) {
  lab::Settings settings;
  settings.loss = "squared-error";
  settings.epochs = 1;
  const Json part = Json::parse(run_json(run_of(settings), some_context()))["curvature"];
  EXPECT_EQ(part["resolution"], 64);
  EXPECT_LT(part["start"]["smallest"], 0);
  EXPECT_TRUE(part["start"]["condition_number"].is_null());
  EXPECT_GT(part["start"]["largest_stable_rate"], 1000);
}

TEST(RunJson, TellsWhereTheFormulaAsWrittenBreaks) {
  lab::Settings settings;
  settings.loss = "cross-entropy-as-written";
  settings.epochs = 1;
  const Json part = Json::parse(run_json(run_of(settings), some_context()))["numerics"];
  EXPECT_EQ(part["steps_1_percent_off"]["wrong"]["count"], 0);
  EXPECT_TRUE(part["steps_1_percent_off"]["wrong"]["first"].is_null());
  ASSERT_EQ(part["margins"].size(), 16U);
  const Json& row = part["margins"][3];
  EXPECT_EQ(keys(row), (Keys{"precision", "epsilon", "y", "side", "off_0_1_percent",
                             "off_1_percent", "infinite", "undefined", "slope_lost"}));
  EXPECT_EQ(row["precision"], "float32");
  EXPECT_EQ(row["side"], "right");
  EXPECT_TRUE(row["infinite"].is_null());
  EXPECT_GT(row["undefined"], 16);
}

TEST(RunJson, SaysInWhichPlaneThePathWasSeenAndHowMuchOfIt) {
  lab::Settings settings;
  settings.data = "moons";
  settings.epochs = 2;
  settings.compare = {"none"};
  Silent watch;
  const auto data = std::make_shared<const Dataset>(make_moons({}).value());
  const lab::Run run = lab::run(settings, data, watch).value();
  const Json plane = Json::parse(run_json(run, some_context()))["plane"];
  EXPECT_EQ(plane["names"], (Json{"main direction of the path", "second direction of the path"}));
  EXPECT_EQ(plane["origin"], Json(run.plane.origin));
  EXPECT_EQ(plane["directions"], (Json{run.plane.direction[0], run.plane.direction[1]}));
  EXPECT_EQ(plane["share"].get<double>(), run.path_in_plane.share);
  EXPECT_EQ(plane["largest_distance"].get<double>(), run.path_in_plane.largest_distance);
  EXPECT_EQ(plane["furthest_step"], run.training->trajectory.step[run.path_in_plane.furthest]);
  EXPECT_GT(run.path_in_plane.largest_distance, 0);
}

TEST(RunJson, HasNoResultWhereNothingWasTrained) {
  const Result<lab::Run> run = lab::survey({}, std::make_shared<const Dataset>(make_lab()));
  ASSERT_TRUE(run.has_value());
  const Json file = Json::parse(run_json(*run, some_context()));
  for (const char* key : {"result", "basin_map", "path", "trajectory_sha256", "thinned"}) {
    EXPECT_TRUE(file.at(key).is_null()) << key;
  }
  EXPECT_TRUE(file["comparisons"].is_array());
}

// A run by hand, to see every byte of its file.
lab::Run small_run() {
  lab::Run run;
  run.data =
      std::make_shared<const Dataset>("d", std::vector<std::string>{"x"}, std::vector<double>{1, 2},
                                      std::vector<double>{0, 1}, "abc");
  run.plane = coordinate_plane(std::vector<double>{0, 0}, 0, 1, "w", "b");
  run.settings.start = {{0.1, static_cast<double>(0.1F)}};
  run.start.gradient_cross_entropy = {unknown, std::numeric_limits<double>::infinity()};
  return run;
}

TEST(RunJson, IsIndentedWithPlainArraysOnOneLine) {
  RunJsonContext context = some_context();
  context.files = {};
  EXPECT_EQ(run_json(small_run(), context), R"({
  "schema": "logitlab.run/1",
  "version": "0.1.0",
  "build": {
    "compiler": "g++ 12",
    "flags": "-O3",
    "isa": "x86-64"
  },
  "command": ["logitlab", "lab"],
  "data": {
    "name": "d",
    "rows": 2,
    "columns": 1,
    "positives": 1,
    "sha256": "abc"
  },
  "separable": {
    "kind": "unknown",
    "direction": null
  },
  "settings": {
    "loss": "cross-entropy",
    "epsilon": 0,
    "solver": "sgd",
    "learning_rate": null,
    "momentum": null,
    "schedule": null,
    "batch_size": null,
    "drop_last": false,
    "epochs": 100,
    "shuffle": false,
    "seed": 0,
    "noise": null,
    "precision": "float64",
    "start": [0.1, 0.10000000149011612],
    "plane": null,
    "window": [-15, 15, -13, 13],
    "resolution": 30,
    "pair": null
  },
  "start": {
    "loss": null,
    "accuracy": null,
    "gradient": {
      "cross_entropy": [null, null],
      "squared_error": null
    }
  },
  "result": null,
  "comparisons": [],
  "basin_map": null,
  "plane": {
    "names": ["w", "b"],
    "origin": [0, 0],
    "directions": [[1, 0], [0, 1]],
    "share": null,
    "largest_distance": null,
    "furthest_step": null
  },
  "path": null,
  "curvature": {
    "convex_share": null,
    "resolution": null,
    "start": null,
    "end": null
  },
  "numerics": null,
  "trajectory_sha256": null,
  "thinned": null,
  "seconds": 0,
  "files": []
}
)");
}

TEST(RunJson, KeepsEveryBitOfEveryNumber) {
  Rng rng(30);
  lab::Run run = small_run();
  std::vector<double> values = {5e-324, 1.7976931348623157e308, -0.0, 2e22,
                                1e21,   123456789012345680};
  while (values.size() < 3000) {
    const double value = std::bit_cast<double>(rng.next_u64());
    if (value - value == 0) values.push_back(value);
    values.push_back(static_cast<double>(static_cast<float>(rng.normal())));
  }
  run.settings.start = values;
  run.settings.seed = std::numeric_limits<std::uint64_t>::max();
  const Json file = Json::parse(run_json(run, some_context()));
  const Json& read = file["settings"]["start"];
  ASSERT_EQ(read.size(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    // A whole number may come back as an integer of the parser, which has no -0.
    EXPECT_EQ(read[i].get<double>(), values[i]) << i;
  }
  EXPECT_EQ(file["settings"]["seed"], std::numeric_limits<std::uint64_t>::max());
}

TEST(RunJson, TakesAnyBytesForText) {
  lab::Run run = small_run();
  run.settings.loss = "quote \" backslash \\ line \n bell \a zero " + std::string(1, '\0') + " ö";
  RunJsonContext context = some_context();
  context.command = {"\xFF.csv", "\xC3", "größe", "\xE2\x82"};
  const Json file = Json::parse(run_json(run, context));
  EXPECT_EQ(file["settings"]["loss"], run.settings.loss);
  EXPECT_EQ(file["command"], (Json{"\uFFFD.csv", "\uFFFD", "größe", "\uFFFD"}));
}

TEST(FilesOfRun, KnowsAFileOfOurs) {
  const auto files = files_of_run(run_json(small_run(), some_context()));
  ASSERT_TRUE(files.has_value());
  EXPECT_EQ(*files, (std::vector<std::string>{"steps.csv", "run.json"}));
  EXPECT_EQ(unfinished_run_json(),
            "{\n  \"schema\": \"logitlab.run/1\",\n  \"complete\": false,\n  \"files\": []\n}\n");
  EXPECT_EQ(files_of_run(unfinished_run_json())->size(), 0U);
  EXPECT_EQ(files_of_run(R"({"schema": "logitlab.run/2"})")->size(), 0U);
  EXPECT_EQ(files_of_run(R"({"schema": "logitlab.run/1", "files": [1, "a", null]})"),
            std::vector<std::string>{"a"});
  for (const char* other :
       {"", "{", "[]", "null", "{}", R"({"schema": 1})", R"({"schema": "other.run/1"})",
        R"({"files": ["a"]})", "\xFF", R"(["logitlab.run/1"])"}) {
    EXPECT_FALSE(files_of_run(other).has_value()) << other;
  }
}

}  // namespace
}  // namespace logitlab
