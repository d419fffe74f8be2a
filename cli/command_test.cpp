// SPDX-License-Identifier: MIT
//
// The command as scripts rely on it: exit status, streams, files, signals.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/test_command.hpp"
#include "logitlab/base/sha256.hpp"
#include "logitlab/base/text.hpp"

namespace logitlab::cli {
namespace {

using nlohmann::json;
using test::Ended;
using test::Folder;
using test::run_command;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string>& row = rows.emplace_back();
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) row.push_back(field);
  }
  return rows;
}

TEST(Command, AloneListsTheVerbsAndTheTwoCommandsToTryFirst) {
  const Folder folder;
  const Ended ended = run_command({}, folder.path());
  EXPECT_EQ(ended.status, 0);
  EXPECT_EQ(ended.err, "");
  EXPECT_TRUE(has(ended.out, "logitlab lab  ") && has(ended.out, "logitlab surface"));
  EXPECT_TRUE(has(ended.out, "Try first:\n  logitlab lab\n  logitlab lab --loss squared-error\n"));
  EXPECT_EQ(run_command({.words = {"--help"}}, folder.path()).out, ended.out);
}

TEST(Command, HelpStartsWithExamplesThatWorkAndListsEveryOption) {
  const Folder folder;
  const Ended ended = run_command({.words = {"lab", "--help"}}, folder.path());
  EXPECT_EQ(ended.status, 0);
  EXPECT_LT(ended.out.find("logitlab lab --loss squared-error"), ended.out.find("--data"));
  for (const char* flag :
       {"--data", "--learning-rate, --lr", "--batch-size", "--window", "--out"}) {
    EXPECT_TRUE(has(ended.out, flag)) << flag;
  }
  const Ended surface = run_command({.words = {"surface", "-h"}}, folder.path());
  EXPECT_TRUE(has(surface.out, "--resolution"));
  EXPECT_FALSE(has(surface.out, "--epochs"));
  EXPECT_TRUE(has(ended.out, "with --strict 4"));
  EXPECT_FALSE(has(surface.out, "--strict"));
}

TEST(Command, VersionIsTextOrOneObject) {
  const Folder folder;
  EXPECT_TRUE(has(run_command({.words = {"--version"}}, folder.path()).out, "compiler"));
  const json object =
      json::parse(run_command({.words = {"--version", "--json"}}, folder.path()).out);
  for (const char* key : {"version", "compiler", "flags", "isa", "threads", "parts"}) {
    EXPECT_TRUE(object.contains(key)) << key;
  }
}

TEST(Command, LabTellsItsStoryOnStandardErrorAndLeavesItsFiles) {
  const Folder folder;
  const Ended ended = run_command({.words = {"lab"}}, folder.path());
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_EQ(ended.out, "");
  EXPECT_TRUE(has(ended.err, "45,416 times shorter"));
  EXPECT_TRUE(has(ended.err, "step 24 (epoch 4)"));
  EXPECT_TRUE(has(ended.err, "logitlab lab --loss squared-error"));
  EXPECT_FALSE(has(ended.err, "\033")) << "colour without a terminal";
  for (std::size_t at = 0, end = 0; at < ended.err.size(); at = end + 1) {
    end = ended.err.find('\n', at);
    const std::string line = ended.err.substr(at, end - at);
    if (!line.starts_with("  logitlab")) {
      EXPECT_LE(line.size(), 80U + 8U) << line;  // a few signs take two or three bytes
    }
  }
  const auto names = folder.names("logitlab-lab");
  for (const char* name : {"contour.svg", "iteration-0007.svg", "iteration-0567.svg", "path.svg",
                           "run.json", "steps.csv", "surface.csv", "surface.svg"}) {
    EXPECT_TRUE(std::ranges::count(names, name) == 1) << name;
  }
}

TEST(Command, JsonIsOneObjectOnStandardOutputTheSameAsTheFile) {
  const Folder folder;
  const Ended ended = run_command({.words = {"lab", "--json", "--quiet"}}, folder.path());
  EXPECT_EQ(ended.status, 0);
  EXPECT_EQ(ended.err, "");
  EXPECT_EQ(ended.out, folder.read("logitlab-lab/run.json"));
  const json run = json::parse(ended.out);
  EXPECT_EQ(run["schema"], "logitlab.run/1");
  EXPECT_EQ(run["command"], json({"logitlab", "lab", "--json", "--quiet"}));
  EXPECT_EQ(run["result"]["first_perfect_step"], 24);
  EXPECT_EQ(run["result"]["perfect_from_step"], 80);
  EXPECT_EQ(run["separable"]["kind"], "complete");
  const auto names = folder.names("logitlab-lab");
  EXPECT_EQ(run["files"].size(), names.size());
  for (const json& file : run["files"]) {
    EXPECT_EQ(std::ranges::count(names, file.get<std::string>()), 1) << file;
  }
}

TEST(Command, TheTrajectorysHashIsThatOfTheStepsInItsFile) {
  const Folder folder;
  for (const std::string precision : {"float64", "float32"}) {
    const Ended ended = run_command(
        {.words = {"lab", "--json", "--quiet", "--precision", precision, "--data", "lab-float32"}},
        folder.path());
    ASSERT_EQ(ended.status, 0);
    Sha256 hash;
    const auto rows = rows_of(folder.read("logitlab-lab/steps.csv"));
    ASSERT_EQ(rows.size(), 702U);
    EXPECT_EQ(rows[0][4], "w");
    for (std::size_t k = 1; k < rows.size(); ++k) {
      hash.update_le(parse_double(rows[k][4]).value());
      hash.update_le(parse_double(rows[k][5]).value());
    }
    EXPECT_EQ(json::parse(ended.out)["trajectory_sha256"], hash.hex());
  }
}

TEST(Command, EndsNotFiniteAsAnAnswer) {
  const Folder folder;
  const Ended ended =
      run_command({.words = {"lab", "--data", "lab-float32", "--precision", "float32", "--loss",
                             "cross-entropy-as-written", "--epochs", "600", "--json"}},
                  folder.path());
  EXPECT_EQ(ended.status, 0);
  const json result = json::parse(ended.out)["result"];
  EXPECT_EQ(result["reason"], "not_finite");
  EXPECT_EQ(result["non_finite_step"], 3409);
  EXPECT_EQ(result["steps"], 3408);
  EXPECT_EQ(result["w"][0].get<float>(), 25.550116F);
  EXPECT_TRUE(has(ended.err, "log 0"));
}

TEST(Command, StrictEndsWithFourWhereTheRunDidNotConverge) {
  const Folder folder;
  const std::string overlap = "x,y\n-2,0\n-1,0\n0,1\n0.5,0\n1,1\n2,1\n";
  const auto status = [&](std::vector<std::string> words, bool strict) {
    words.insert(words.begin(), {"lab", "--quiet"});
    if (strict) words.emplace_back("--strict");
    return run_command({.words = words, .input = overlap}, folder.path()).status;
  };
  const std::vector<std::vector<std::string>> fail = {
      {"--data", "-", "--solver", "newton", "--epochs", "1"},
      {"--data", "-", "--solver", "lbfgs", "--epochs", "1"},
      {"--data", "lab-float32", "--precision", "float32", "--loss", "cross-entropy-as-written",
       "--epochs", "600"}};
  const std::vector<std::vector<std::string>> succeed = {
      {"--data", "-", "--solver", "newton"}, {"--data", "-", "--solver", "lbfgs"}, {}};
  for (const auto& words : fail) {
    EXPECT_EQ(status(words, true), 4) << words.back();
    EXPECT_EQ(status(words, false), 0) << words.back();
  }
  for (const auto& words : succeed) EXPECT_EQ(status(words, true), 0);
}

TEST(Command, AStartMayBeginWithAMinusInEitherForm) {
  const Folder folder;
  std::vector<std::string> hashes;
  for (const std::vector<std::string>& form : {std::vector<std::string>{"--start", "-5,-10"},
                                               {"--start=-5,-10"},
                                               {"--start", "-5.0,-1e1"}}) {
    std::vector<std::string> words = {"lab", "--json", "--quiet"};
    words.insert(words.end(), form.begin(), form.end());
    const Ended ended = run_command({.words = words}, folder.path());
    ASSERT_EQ(ended.status, 0) << ended.err;
    hashes.push_back(json::parse(ended.out)["trajectory_sha256"]);
  }
  EXPECT_EQ(hashes[0], hashes[1]);
  EXPECT_EQ(hashes[0], hashes[2]);
  EXPECT_EQ(run_command({.words = {"lab", "--quiet", "--start", "-.5,-.25"}}, folder.path()).status,
            0);
}

TEST(Command, ShowsAFileNameThatWouldSteerTheTerminal) {
  const Folder folder;
  const std::string name = "a\x1b[31m\u202Eb.csv";
  folder.write(name, "x,y\n-2,0\n-1,0\n0,1\n0.5,0\n1,1\n2,1\n");
  for (const std::string& file : {name, "no" + name}) {
    const Ended ended = run_command({.words = {"lab", "--data", file, "--no-page"}}, folder.path());
    EXPECT_EQ(ended.err.find('\x1b'), std::string::npos) << ended.err;
    EXPECT_EQ(ended.err.find("\u202E"), std::string::npos) << ended.err;
    EXPECT_NE(ended.err.find("\\x1b[31m"), std::string::npos) << ended.err;
  }
}

TEST(Command, ReadsDataFromStandardInput) {
  const Folder folder;
  const Ended ended = run_command({.words = {"lab", "--data", "-", "--json", "--solver", "newton"},
                                   .input = "x,y\n-2,0\n-1,0\n0,1\n0.5,0\n1,1\n2,1\n"},
                                  folder.path());
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_EQ(json::parse(ended.out)["data"]["rows"], 6);
}

TEST(Command, SurfaceLooksWithoutTraining) {
  const Folder folder;
  const Ended ended =
      run_command({.words = {"surface", "--json", "--resolution", "5"}}, folder.path());
  EXPECT_EQ(ended.status, 0) << ended.err;
  const json run = json::parse(ended.out);
  EXPECT_TRUE(run["result"].is_null());
  EXPECT_TRUE(run["trajectory_sha256"].is_null());
  EXPECT_EQ(rows_of(folder.read("logitlab-lab/surface.csv")).size(), 26U);
  const auto names = folder.names("logitlab-lab");
  EXPECT_EQ(std::ranges::count(names, "steps.csv"), 0);
  EXPECT_EQ(std::ranges::count(names, "contour.svg"), 1);
}

TEST(Command, LabLeavesAPageUnlessToldNotToAndSurfaceNone) {
  const Folder folder;
  const Ended lab = run_command({.words = {"lab"}}, folder.path());
  EXPECT_TRUE(has(lab.err, "Open logitlab-lab/lab.html in a browser"));
  const std::string page = folder.read("logitlab-lab/lab.html");
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
  // What it links to is there.
  const auto names = folder.names("logitlab-lab");
  int links = 0;
  for (std::size_t at = page.find("<a href=\""); at != std::string::npos;
       at = page.find("<a href=\"", at + 1)) {
    const std::string target = page.substr(at + 9, page.find('"', at + 9) - at - 9);
    if (target.starts_with('#')) continue;
    ++links;
    EXPECT_EQ(std::ranges::count(names, target), 1) << target;
  }
  EXPECT_GE(links, 15);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"lab", "--quiet", "--no-page"}, {"surface", "--quiet"}}) {
    ASSERT_EQ(run_command({.words = words}, folder.path()).status, 0);
    EXPECT_EQ(std::ranges::count(folder.names("logitlab-lab"), "lab.html"), 0) << words[0];
  }
}

TEST(Command, SurfaceDrawsThePathOfAnotherProgram) {
  const Folder folder;
  ASSERT_EQ(run_command({.words = {"lab", "--quiet"}}, folder.path()).status, 0);
  const std::string steps = folder.read("logitlab-lab/steps.csv");
  const Ended ended = run_command(
      {.words = {"surface", "--path", "-", "--json", "--out", "theirs"}, .input = steps},
      folder.path());
  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(has(ended.err, "Path       701 rows of standard input end at")) << ended.err;
  const json path = json::parse(ended.out)["path"];
  EXPECT_EQ(path["rows"], 701);
  EXPECT_EQ(path["file"], "standard input");
  EXPECT_EQ(path["sha256"], Sha256().update(steps).hex());
  EXPECT_EQ(path["accuracy"], 1);
  EXPECT_EQ(path["losses"]["loss"], "cross-entropy");
  EXPECT_EQ(path["losses"]["largest_difference"]["relative"], 0);
  const auto names = folder.names("theirs");
  for (const char* name : {"surface.svg", "contour.svg", "path.svg", "path-3d.svg"}) {
    EXPECT_EQ(std::ranges::count(names, name), 1) << name;
  }
  EXPECT_TRUE(has(folder.read("theirs/path.svg"), "Recorded in standard input"));
}

TEST(Command, DarkFiguresHaveNamesOfTheirOwn) {
  const Folder folder;
  const auto count = [&](const char* theme, const char* ending) {
    run_command({.words = {"lab", "--quiet", "--theme", theme, "--out", theme}}, folder.path());
    const auto names = folder.names(theme);
    return std::ranges::count_if(names, [&](const std::string& n) { return n.ends_with(ending); });
  };
  const auto all = count("light", ".svg");
  EXPECT_GT(all, 5);
  EXPECT_EQ(count("dark", "-dark.svg"), all);
  EXPECT_EQ(count("both", ".svg"), 2 * all);
  EXPECT_NE(folder.read("both/path.svg"), folder.read("both/path-dark.svg"));
}

TEST(Command, ColoursWhenTold) {
  const Folder folder;
  const Ended ended = run_command({.words = {"lab", "--color", "always"}}, folder.path());
  EXPECT_TRUE(has(ended.err, "\033[1m"));
}

TEST(Command, TheSuggestedCommandsWork) {
  const Folder folder;
  const Ended first = run_command({.words = {"lab", "--data", "gaussians"}}, folder.path());
  int tried = 0;
  std::istringstream lines(first.err);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  logitlab ")) continue;
    std::vector<std::string> words;
    std::istringstream parts(line.substr(11));
    for (std::string word; parts >> word;) words.push_back(word);
    EXPECT_EQ(run_command({.words = words}, folder.path()).status, 0) << line;
    ++tried;
  }
  EXPECT_EQ(tried, 3);
}

// ---- when something outside fails

TEST(Command, AFullStandardOutputIsStatusOne) {
  const Folder folder;
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"lab", "--json", "--quiet"}, {"--version"}, {"--help"}, {}}) {
    const Ended ended = run_command({.words = words, .output_path = "/dev/full"}, folder.path());
    EXPECT_EQ(ended.status, 1);
    EXPECT_TRUE(has(ended.err, "standard output: could not be written: No space left"));
  }
}

TEST(Command, AReaderThatHasGoneIsNoError) {
  const Folder folder;
  const Ended ended =
      run_command({.words = {"lab", "--json", "--quiet"}, .close_reader = true}, folder.path());
  EXPECT_EQ(ended.signal, SIGPIPE);
  EXPECT_EQ(ended.err, "");
  EXPECT_FALSE(folder.read("logitlab-lab/run.json").empty());
}

// A limit on the size of files stands in for a full disk: write() fails in the middle of one.
TEST(Command, AFullDiskLeavesNoHalfWrittenFile) {
  const Folder folder;
  const Ended ended =
      run_command({.words = {"lab"}, .limits = {.file_bytes = 60'000}}, folder.path());
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(has(ended.err, "logitlab: logitlab-lab")) << ended.err;
  EXPECT_TRUE(folder.names("logitlab-lab").empty());

  ASSERT_EQ(run_command({.words = {"lab", "--quiet"}}, folder.path()).status, 0);
  const auto before = folder.names("logitlab-lab");
  const std::string steps = folder.read("logitlab-lab/steps.csv");
  const Ended again = run_command(
      {.words = {"lab", "--epochs", "200"}, .limits = {.file_bytes = 60'000}}, folder.path());
  EXPECT_EQ(again.status, 1);
  EXPECT_EQ(folder.names("logitlab-lab"), before);
  EXPECT_EQ(folder.read("logitlab-lab/steps.csv"), steps);
}

TEST(Command, ARunIsReplacedByTheNextAndNothingElseIs) {
  const Folder folder;
  ASSERT_EQ(run_command({.words = {"lab", "--quiet"}}, folder.path()).status, 0);
  ASSERT_EQ(run_command({.words = {"lab", "--quiet", "--epochs", "10"}}, folder.path()).status, 0);
  EXPECT_EQ(rows_of(folder.read("logitlab-lab/steps.csv")).size(), 72U);
  const auto names = folder.names("logitlab-lab");
  EXPECT_EQ(std::ranges::count(names, "iteration-0567.svg"), 0);
}

#if !defined(__SANITIZE_ADDRESS__)
TEST(Command, MemoryThatDoesNotSufficeIsStatusOneWithASentence) {
  const Folder folder;
  const Ended ended =
      run_command({.words = {"lab", "--data", "gaussians", "--rows", "1000000", "--inputs", "100"},
                   .limits = {.memory_bytes = 400U << 20}},
                  folder.path());
  EXPECT_EQ(ended.status, 1) << ended.err;
  EXPECT_TRUE(has(ended.err, "the memory does not suffice")) << ended.err;
}
#endif

TEST(Command, InterruptedItKeepsWhatWasReachedAndEndsWith130) {
  const Folder folder;
  for (const int signal : {SIGINT, SIGTERM}) {
    // Years of epochs, of which the second before the signal makes some thousand.
    const Ended ended =
        run_command({.words = {"lab", "--data", "gaussians", "--rows", "20000", "--inputs", "1",
                               "--batch-size", "0", "--epochs", "1000000000", "--json"},
                     .signal = signal,
                     .signal_after = 1},
                    folder.path());
    EXPECT_EQ(ended.status, 130) << ended.err;
    const json run = json::parse(ended.out);
    EXPECT_EQ(run["result"]["reason"], "observer");
    EXPECT_GT(run["result"]["steps"], 0);
    EXPECT_EQ(ended.out, folder.read("logitlab-lab/run.json"));
    EXPECT_TRUE(has(ended.err, "reached is kept"));
  }
}

}  // namespace
}  // namespace logitlab::cli
