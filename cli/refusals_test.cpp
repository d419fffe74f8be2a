// SPDX-License-Identifier: MIT
//
// Every wrong call with its exit status and what it says; nothing is left behind.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/test_command.hpp"

namespace logitlab::cli {
namespace {

using test::Ended;
using test::Folder;
using test::run_command;

struct Refusal {
  const char* name;
  std::vector<std::string> words;
  int status;
  std::string says;   // on standard error, somewhere
  std::string input;  // of the file data.csv, where `words` name it
};

void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.name; }

class Refuses : public testing::TestWithParam<Refusal> {};

TEST_P(Refuses, WithItsStatusASentenceAndNothingLeftBehind) {
  const Refusal& refusal = GetParam();
  const Folder folder;
  folder.write("data.csv", refusal.input);
  const auto before = folder.names();
  const Ended ended = run_command({.words = refusal.words}, folder.path());
  EXPECT_EQ(ended.status, refusal.status) << ended.err;
  EXPECT_TRUE(ended.err.starts_with("logitlab: ")) << ended.err;
  EXPECT_NE(ended.err.find(refusal.says), std::string::npos) << ended.err;
  EXPECT_EQ(ended.err.find('\n'), ended.err.size() - 1) << "expected one line: " << ended.err;
  EXPECT_EQ(ended.out, "");
  EXPECT_EQ(folder.names(), before);
}

const auto name_of = [](const auto& row) { return row.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Usage, Refuses,
    testing::Values(
        Refusal{"UnknownVerb", {"lba"}, 2, "has no verb \"lba\". Did you mean lab?", ""},
        Refusal{"VerbThatIsNothingLikeOurs", {"frobnicate"}, 2, "logitlab --help lists", ""},
        Refusal{"EmptyVerb", {""}, 2, "has no verb \"\"", ""},
        Refusal{"UnknownOption", {"lab", "--epoch", "5"}, 2, "Did you mean --epochs?", ""},
        Refusal{"UnknownOptionWithSign", {"lab", "--epoch=5"}, 2, "Did you mean --epochs?", ""},
        Refusal{"OneDash", {"lab", "-lr", "2"}, 2, "Did you mean --lr?", ""},
        Refusal{"OptionThatIsNotThereYet", {"lab", "--threads", "2"}, 2, "no such option", ""},
        Refusal{"FigureFormatUnknown",
                {"lab", "--format", "svg,gif"},
                2,
                "expected svg, png or pdf, found \"gif\"",
                ""},
        Refusal{"FigureFormatTwice", {"lab", "--format", "svg,svg"}, 2, "svg is named twice", ""},
        Refusal{"StrayWord", {"lab", "data.csv"}, 2, "write --data data.csv", ""},
        Refusal{"OptionBeforeVerb", {"--quiet", "lab"}, 2, "the verb comes first", ""},
        Refusal{"VerbsOptionWithoutVerb", {"--epochs", "5"}, 2, "logitlab lab --epochs", ""},
        Refusal{
            "OptionOfAnotherVerb", {"surface", "--epochs", "5"}, 2, "belongs to logitlab lab", ""},
        Refusal{
            "UnknownLoss", {"lab", "--loss", "squared-eror"}, 2, "Did you mean squared-error?", ""},
        Refusal{"UnknownSolver", {"lab", "--solver", "newtons"}, 2, "Did you mean newton?", ""},
        Refusal{"UnknownTheme", {"lab", "--theme", "drak"}, 2, "Did you mean dark?", ""},
        Refusal{"UnknownRival", {"lab", "--compare", "newtn"}, 2, "Did you mean newton?", ""},
        Refusal{"MissingValue", {"lab", "--epochs"}, 2, "--epochs: expected a whole number", ""},
        Refusal{"EmptyValue", {"lab", "--epochs", ""}, 2, "found nothing", ""},
        Refusal{"EmptyValueWithSign", {"lab", "--epochs="}, 2, "found nothing", ""},
        Refusal{"OptionAsValue", {"lab", "--out", "--force"}, 2, "found the option --force", ""},
        Refusal{"ValueForASwitch", {"lab", "--json=1"}, 2, "it takes no value", ""},
        Refusal{"GivenTwice", {"lab", "--epochs", "5", "--epochs", "6"}, 2, "more than once", ""},
        Refusal{
            "TwoSpellings", {"lab", "--lr", "1", "--learning-rate", "2"}, 2, "also as --lr", ""},
        Refusal{"QuietAndVerbose", {"lab", "--quiet", "--verbose"}, 2, "contradicts", ""},
        Refusal{"EpochsZero", {"lab", "--epochs", "0"}, 2, "1 to 4294967295, found \"0\"", ""},
        Refusal{"EpochsFraction", {"lab", "--epochs", "1.5"}, 2, "found \"1.5\"", ""},
        Refusal{"EpochsOverflow", {"lab", "--epochs", "18446744073709551616"}, 2, "found", ""},
        Refusal{"BatchNegative", {"lab", "--batch-size", "-1"}, 2, "found \"-1\"", ""},
        Refusal{"RateZero", {"lab", "--lr", "0"}, 2, "> 0, found \"0\"", ""},
        Refusal{"RateNan", {"lab", "--lr", "nan"}, 2, "found \"nan\"", ""},
        Refusal{"RateInfinite", {"lab", "--lr", "inf"}, 2, "found \"inf\"", ""},
        Refusal{"RateOverflow", {"lab", "--lr", "1e999"}, 2, "found \"1e999\"", ""},
        Refusal{"EpsilonNegative",
                {"lab", "--loss", "cross-entropy-as-written", "--epsilon", "-1e-16"},
                2,
                "--epsilon: expected a finite number >= 0",
                ""},
        Refusal{
            "EpsilonElsewhere", {"lab", "--epsilon", "1e-16"}, 2, "cross-entropy-as-written", ""},
        Refusal{"ResolutionOne", {"lab", "--resolution", "1"}, 2, "2 to 2048", ""},
        Refusal{"ResolutionTooLarge", {"lab", "--resolution", "2049"}, 2, "2 to 2048", ""},
        Refusal{"EveryZero", {"lab", "--every", "0"}, 2, ">= 1", ""},
        Refusal{"RowsOne", {"lab", "--data", "gaussians", "--rows", "1"}, 2, "--rows", ""},
        Refusal{"InputsZero", {"lab", "--data", "gaussians", "--inputs", "0"}, 2, "--inputs", ""},
        Refusal{"NoiseNegative", {"lab", "--data", "gaussians", "--noise", "-1"}, 2, "--noise", ""},
        Refusal{"RowsOfTheLab", {"lab", "--rows", "50"}, 2, "use --data gaussians", ""},
        Refusal{"SeedNegative", {"lab", "--seed", "-1"}, 2, "--seed", ""},
        Refusal{"StartTooShort", {"lab", "--start", "-5"}, 2, "expected 2 numbers", ""},
        Refusal{"StartTooLong", {"lab", "--start", "1,2,3"}, 2, "found 3", ""},
        Refusal{"StartInfinite", {"lab", "--start", "-inf,0"}, 2, "found \"-inf\" as number 1", ""},
        Refusal{"WindowOfThree", {"lab", "--window", "1,2,3"}, 2, "four numbers", ""},
        Refusal{"WindowTurned", {"lab", "--window", "2,1,0,1"}, 2, "w0 < w1", ""},
        Refusal{"PlaneOfAStranger", {"lab", "--plane", "w,c"}, 2, "found \"c\"", ""},
        Refusal{
            "PlaneThatIsNearlyOneOfOurs", {"lab", "--plane", "pac"}, 2, "Did you mean pca?", ""},
        Refusal{"PlaneOfOneName", {"lab", "--plane", "w"}, 2, "Name a second one", ""},
        Refusal{"PlaneTwiceTheSame",
                {"lab", "--data", "moons", "--plane", "x1,w1"},
                2,
                "two different parameters",
                ""},
        Refusal{
            "PlaneOfNewtonInTooManyParameters",
            {"lab", "--data", "gaussians", "--inputs", "1000", "--rows", "2", "--plane", "newton"},
            2,
            "at most 1,000 parameters, found 1,001. Use --plane pca",
            ""},
        Refusal{"MoonsOnALine",
                {"lab", "--data", "moons", "--inputs", "1"},
                2,
                "--inputs: expected at least 2 for moons",
                ""},
        Refusal{"PairOfOneInput", {"lab", "--pair", "x,y"}, 2, "no pair to choose", ""},
        Refusal{"PairOfAStranger",
                {"lab", "--data", "gaussians", "--pair", "x1,y2"},
                2,
                "found \"y2\". Did you mean x2?",
                ""},
        Refusal{"PairTwiceTheSame",
                {"lab", "--data", "gaussians", "--pair", "x1,x1"},
                2,
                "two different inputs",
                ""},
        Refusal{"PairOfSurface", {"surface", "--pair", "x1,x2"}, 2, "--pair", ""},
        Refusal{"PlaneOfAPathThatIsNotThere", {"surface", "--plane", "pca"}, 2, "need a path", ""},
        Refusal{
            "RateOfNewton", {"lab", "--solver", "newton", "--lr", "1"}, 2, "no learning rate", ""},
        Refusal{
            "BatchOfLbfgs", {"lab", "--solver", "lbfgs", "--batch-size", "3"}, 2, "no batches", ""},
        Refusal{"ScheduleOfLbfgs",
                {"lab", "--solver", "lbfgs", "--schedule", "cosine"},
                2,
                "no learning rate that a schedule could change",
                ""},
        Refusal{"ScheduleUnknown", {"lab", "--schedule", "cosin"}, 2, "Did you mean cosine?", ""},
        Refusal{"MomentumOfAdam",
                {"lab", "--solver", "adam", "--momentum", "0.9"},
                2,
                "Adam has no momentum",
                ""},
        Refusal{"MomentumOne",
                {"lab", "--solver", "momentum", "--momentum", "1"},
                2,
                ">= 0 and < 1",
                ""},
        Refusal{
            "PathOfLab", {"lab", "--path", "steps.csv"}, 2, "It belongs to logitlab surface", ""},
        Refusal{"StartBesideAPath",
                {"surface", "--start", "1,2", "--path", "data.csv"},
                2,
                "the path has its own start",
                "w,b\n1,2\n"},
        Refusal{"ShuffleOfNewton", {"lab", "--solver", "newton", "--shuffle"}, 2, "no order", ""},
        Refusal{"Float32OfNewton",
                {"lab", "--solver", "newton", "--precision", "float32"},
                2,
                "float64 only",
                ""},
        Refusal{
            "CompareWithItself", {"lab", "--compare", "cross-entropy"}, 2, "trained already", ""}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Data, Refuses,
    testing::Values(
        Refusal{"MissingFile", {"lab", "--data", "nothing.csv"}, 3, "nothing.csv", ""},
        Refusal{"NearlyANameOfOurs",
                {"lab", "--data", "lab-float3"},
                3,
                "Did you mean the data set lab-float32?",
                ""},
        Refusal{
            "NearlyMoons", {"lab", "--data", "moon"}, 3, "Did you mean the data set moons?", ""},
        Refusal{"Folder", {"lab", "--data", "."}, 3, "expected a file, found a folder", ""},
        Refusal{"Empty", {"lab", "--data", "data.csv"}, 3, "data.csv", ""},
        Refusal{"HeaderOnly", {"lab", "--data", "data.csv"}, 3, "data.csv", "x,y\n"},
        Refusal{"Text", {"lab", "--data", "data.csv"}, 3, "data.csv:3:1", "x,y\n1,0\ntwo,1\n"},
        Refusal{"Nan", {"lab", "--data", "data.csv"}, 3, "data.csv:3:1", "x,y\n1,0\nnan,1\n"},
        Refusal{
            "Overflow", {"lab", "--data", "data.csv"}, 3, "data.csv:2:1", "x,y\n1e999,0\n2,1\n"},
        Refusal{"ZeroByte",
                {"lab", "--data", "data.csv"},
                3,
                "data.csv:2:",
                std::string("x,y\n1\0,0\n2,1\n", 13)},
        Refusal{"Ragged", {"lab", "--data", "data.csv"}, 3, "data.csv:3:", "x,y\n1,0\n2,3,1\n"},
        Refusal{"OneClass", {"lab", "--data", "data.csv"}, 3, "data.csv", "x,y\n1,1\n2,1\n"},
        Refusal{"LabelTwo", {"lab", "--data", "data.csv"}, 3, "data.csv:3:3", "x,y\n1,0\n2,2\n"},
        Refusal{"StartOfTheWrongLength",
                {"lab", "--data", "data.csv", "--start", "1,2"},
                2,
                "expected 3 numbers",
                "a,c,y\n1,2,0\n3,4,1\n"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Output, Refuses,
    testing::Values(
        Refusal{"AFileForAFolder", {"lab", "--out", "data.csv"}, 1, "data.csv", ""},
        Refusal{"AFolderBelowAFile", {"lab", "--out", "data.csv/there"}, 1, "data.csv", ""},
        Refusal{"AFolderOfSomebodyElse", {"lab", "--out", "."}, 1, "--force", "x"},
        Refusal{"AFolderThatCannotBeMade", {"lab", "--out", "/proc/here"}, 1, "/proc/here", ""}),
    name_of);

}  // namespace
}  // namespace logitlab::cli
