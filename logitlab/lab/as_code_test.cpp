// SPDX-License-Identifier: MIT
//
// The command line is read back by the table of options and run again. The C++ program of one run
// is examples/written.cpp, which is built and run with the examples; Python has to take the
// scripts.
#include "logitlab/lab/as_code.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "logitlab/base/text.hpp"
#include "logitlab/lab/options.hpp"
#include "logitlab/lab/test_support.hpp"

namespace logitlab::lab {
namespace {

using test::run_of_link;

constexpr const char* written =
    "points=0:0,0.5:1,1:0,2:1&lr=0.5&w=1&b=-1&momentum=0.5&"
    "solver=nesterov&schedule=cosine&epochs=30&seed=7&shuffle=1";

// The data after the command, as a POSIX shell hands them to it: rows of numbers below a line of
// names.
std::shared_ptr<const Dataset> data_behind(std::istream& lines) {
  std::vector<double> x, y;
  std::string line;
  std::getline(lines, line);
  std::size_t columns = 0;
  while (std::getline(lines, line) && line != "END") {
    std::vector<double> row;
    std::stringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) {
      row.push_back(parse_double(field).value());
    }
    columns = row.size() - 1;
    x.insert(x.end(), row.begin(), row.end() - 1);
    y.push_back(row.back());
  }
  std::vector<std::string> names;
  for (std::size_t j = 1; j <= columns; ++j) names.push_back("x" + std::to_string(j));
  return std::make_shared<const Dataset>("-", names, x, y);
}

// The hash of the run that a command makes, words and all.
std::string hash_of_command(const std::string& command) {
  std::stringstream lines(command);
  std::string line;
  std::getline(lines, line);
  std::stringstream words(line);
  std::string word;
  words >> word;
  EXPECT_EQ(word, "logitlab");
  words >> word;
  EXPECT_EQ(word, "lab");
  Request request;
  while (words >> word && word != "<<'END'") {
    const OptionRow* row = find_option(word);
    EXPECT_NE(row, nullptr) << word;
    if (row == nullptr) return "";
    std::string value;
    if (!std::holds_alternative<Switch>(row->value)) words >> value;
    const Status status = apply(*row, value, request);
    EXPECT_TRUE(status) << word << " " << value;
  }
  const auto data =
      request.settings.data == "-" ? data_behind(lines) : test::data_of(request.settings);
  return test::run_on(request.settings, data).training->trajectory.sha256;
}

class AsCode : public testing::TestWithParam<const char*> {};

TEST_P(AsCode, ACommandMakesTheSameRun) {
  const lab::Run run = run_of_link(GetParam());
  const std::string command = as_code(run, "command");
  EXPECT_EQ(hash_of_command(command), run.training->trajectory.sha256) << command;
}

TEST_P(AsCode, JsonNamesTheRun) {
  const lab::Run run = run_of_link(GetParam());
  const std::string json = as_code(run, "json");
  EXPECT_NE(json.find("\"trajectory_sha256\":\"" + run.training->trajectory.sha256 + "\""),
            std::string::npos)
      << json;
}

constexpr std::array links = {
    "",
    "loss=squared-error&w=-3.25&b=1e-7",
    written,
    "loss=cross-entropy-as-written&precision=float32&data=lab-float32&epsilon=1e-16",
    "data=gaussians&rows=30&seed=7&shuffle=1&solver=adam&schedule=inverse&epochs=3",
    "data=moons&noise=0.5&solver=newton",
    "data=xor&inputs=3&bs=0&epochs=5",
    "solver=lbfgs",
    "solver=adagrad&lr=1&droplast=1",
    "solver=rmsprop&schedule=step",
    "solver=momentum&momentum=0&bs=1",
    "points=1:2:0,3:4:1,-1:0:1,0.1:0:0&lr=1e-3",
    "data=gaussians&points=0:0,1:1&seed=3&rows=30",
    "data=gaussians&inputs=12&rows=40&epochs=2"};

INSTANTIATE_TEST_SUITE_P(Links, AsCode, testing::ValuesIn(links));

TEST(AsCode, PythonTakesTheScripts) {
  if (std::system("python3 --version > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "no python3 here";
  }
  std::string command =
      "python3 -c \"import sys; [compile(open(name).read(), name, 'exec') "
      "for name in sys.argv[1:]]\"";
  std::vector<std::string> paths;
  for (const char* link : links) {
    paths.push_back(testing::TempDir() + "logitlab_as_code_" + std::to_string(paths.size()) +
                    ".py");
    std::ofstream(paths.back()) << as_code(run_of_link(link), "pytorch");
    command += " " + paths.back();
  }
  EXPECT_EQ(std::system(command.c_str()), 0);
  for (const std::string& path : paths) std::remove(path.c_str());
}

std::string file(const std::string& name) {
  std::ifstream in(std::string(LOGITLAB_EXAMPLES_DIR) + "/" + name);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(AsCode, CppIsTheProgramThatStandsAmongTheExamples) {
  const lab::Run run = run_of_link(written);
  EXPECT_EQ("// SPDX-License-Identifier: MIT\n" + as_code(run, "cpp"), file("written.cpp"));
  EXPECT_EQ(run.training->trajectory.sha256 + "\n", file("written.txt"));
}

TEST(AsCode, OfHostileNamesStaysInsideItsStrings) {
  Settings settings;
  settings.data =
      "a\"; system(\"x\"); // \\ \n'$(x)`x` \xff ?"
      "?/";
  lab::Run run = test::run_on(settings, test::line("p", {{-1, 0}, {0, 1}, {1, 0}}));
  run.settings.data = run.training->settings.data;
  const std::string cpp = as_code(run, "cpp");
  EXPECT_NE(cpp.find("settings.data = \"a\\\"; system(\\\"x\\\"); // \\\\ \\012'$(x)`x` \\377 ?"
                     "?/\";"),
            std::string::npos)
      << cpp;
  const std::string command = as_code(run, "command");
  EXPECT_NE(command.find("--data 'a\"; system(\"x\"); // \\ \n'\\''$(x)`x` \xff ?"
                         "?/'"),
            std::string::npos)
      << command;
  // Python holds numbers and our own words only.
  EXPECT_EQ(as_code(run, "pytorch").find("system"), std::string::npos);
}

TEST(AsCode, OfManyPointsReadsThemFromAFile) {
  std::vector<std::pair<double, double>> rows;
  for (int i = 0; i < 1500; ++i) rows.emplace_back(i / 1000.0, i % 3 == 0 ? 1 : 0);
  Settings settings;
  settings.epochs = 1;
  const lab::Run run = test::run_on(settings, test::line("points", rows));
  for (const char* language : {"command", "cpp", "pytorch"}) {
    const std::string text = as_code(run, language);
    EXPECT_NE(text.find("points.csv"), std::string::npos) << language;
    EXPECT_LT(text.size(), 4000U) << language;
  }
}

TEST(AsCode, OfAStoppedRunSaysThatItGoesOn) {
  const lab::Run run = test::stopped_run();
  EXPECT_NE(as_code(run, "cpp").find("was stopped after step"), std::string::npos);
  EXPECT_NE(as_code(run, "command").find("was stopped after step"), std::string::npos);
}

TEST(AsCode, OfAnUnknownLanguageIsEmpty) {
  EXPECT_EQ(as_code(run_of_link(""), "fortran"), "");
  Watch nobody;
  const Settings settings;
  EXPECT_EQ(as_code(survey(settings, test::data_of(settings)).value(), "cpp"), "");
}

}  // namespace
}  // namespace logitlab::lab
