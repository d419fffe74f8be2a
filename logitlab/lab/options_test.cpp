// SPDX-License-Identifier: MIT
#include "logitlab/lab/options.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "logitlab/base/text.hpp"

namespace logitlab::lab {
namespace {

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

bool accepts(const OptionRow& row, std::string_view text) {
  Request request;
  return apply(row, text, request).has_value();
}

void refuses(const OptionRow& row, std::string_view text) {
  Request request;
  const Status status = apply(row, text, request);
  ASSERT_FALSE(status) << row.flag << " took \"" << text << "\"";
  EXPECT_EQ(status.error().kind, ErrorKind::usage);
  EXPECT_EQ(status.error().where, row.flag);
  EXPECT_NE(status.error().message.find("found"), std::string::npos) << status.error().message;
}

class EveryOption : public testing::TestWithParam<const OptionRow*> {};

TEST_P(EveryOption, HasWordsForAReader) {
  const OptionRow& row = *GetParam();
  EXPECT_TRUE(row.flag.starts_with("--"));
  EXPECT_FALSE(row.help.empty());
  EXPECT_NE(row.help.back(), '.');
  EXPECT_FALSE(row.group.empty());
  EXPECT_NE(row.verbs, 0);
  EXPECT_EQ(row.name.empty(), std::holds_alternative<Switch>(row.value));
  EXPECT_EQ(range_of(row).empty(), std::holds_alternative<Switch>(row.value));
}

TEST_P(EveryOption, TakesWhatIsJustInsideItsRangeAndRefusesWhatIsJustOutside) {
  const OptionRow& row = *GetParam();
  if (const auto* whole = std::get_if<Whole>(&row.value)) {
    EXPECT_TRUE(accepts(row, std::to_string(whole->low)));
    EXPECT_TRUE(accepts(row, std::to_string(whole->high)));
    if (whole->low > 0) refuses(row, std::to_string(whole->low - 1));
    if (whole->high < no_limit) refuses(row, std::to_string(whole->high + 1));
    for (const char* text :
         {"1.5", "-1", "+1", "1e3", "18446744073709551616", "0x10", " 1", "ten"}) {
      refuses(row, text);
    }
  }
  if (const auto* real = std::get_if<Real>(&row.value)) {
    EXPECT_EQ(accepts(row, shortest(real->low)), !real->above);
    EXPECT_TRUE(accepts(row, shortest(std::nextafter(real->low, 1e300))));
    refuses(row, shortest(std::nextafter(real->low, -1e300)));
    if (std::isfinite(real->below)) {
      refuses(row, shortest(real->below));
      EXPECT_TRUE(accepts(row, shortest(std::nextafter(real->below, real->low))));
    } else {
      EXPECT_TRUE(accepts(row, "1.7976931348623157e308"));
    }
    for (const char* text : {"1.8e308", "-1", "1,5", "0x10", "1e", "ten"}) refuses(row, text);
  }
  if (const auto* choice = std::get_if<Choice>(&row.value)) {
    for (const std::string_view name : choice->names()) EXPECT_TRUE(accepts(row, name)) << name;
    refuses(row, "none-of-them");
  }
}

TEST_P(EveryOption, RefusesNothingAndWhatIsNoNumber) {
  const OptionRow& row = *GetParam();
  if (std::holds_alternative<Switch>(row.value)) {
    EXPECT_TRUE(accepts(row, ""));
    refuses(row, "1");
    return;
  }
  refuses(row, "");
  const bool is_name = row.flag == "--data" || row.flag == "--out" || row.flag == "--plane" ||
                       row.flag == "--compare" || row.flag == "--path";
  for (const char* text : {"nan", "NaN", "inf", "-inf", "Infinity"}) {
    if (!is_name) refuses(row, text);
  }
}

std::vector<const OptionRow*> all_rows() {
  std::vector<const OptionRow*> rows;
  for (const OptionRow& row : option_table()) rows.push_back(&row);
  return rows;
}

INSTANTIATE_TEST_SUITE_P(Options, EveryOption, testing::ValuesIn(all_rows()),
                         [](const auto& row_info) {
                           std::string name(row_info.param->flag.substr(2));
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

TEST(Options, HaveSpellingsOfTheirOwn) {
  std::set<std::string_view> seen;
  for (const OptionRow& row : option_table()) {
    EXPECT_TRUE(seen.insert(row.flag).second) << row.flag;
    if (!row.alias.empty()) {
      EXPECT_TRUE(seen.insert(row.alias).second) << row.alias;
    }
    EXPECT_EQ(find_option(row.flag), &row);
  }
  EXPECT_EQ(find_option("--lr"), find_option("--learning-rate"));
  EXPECT_EQ(find_option(""), nullptr);
  EXPECT_EQ(find_option("--inertia"), nullptr);
}

TEST(Options, ReachTheSettingsTheyAreNamedAfter) {
  Request r;
  const auto set = [&](const char* flag, const char* text) {
    ASSERT_TRUE(apply(*find_option(flag), text, r)) << flag;
  };
  set("--data", "my.csv");
  set("--rows", "50");
  set("--inputs", "3");
  set("--noise", "0.5");
  set("--seed", "9");
  set("--loss", "squared-error");
  set("--epsilon", "1e-16");
  set("--solver", "newton");
  set("--lr", "0.25");
  set("--momentum", "0.5");
  set("--schedule", "cosine");
  set("--batch-size", "0");
  set("--drop-last", "");
  set("--epochs", "7");
  set("--shuffle", "");
  set("--start", "-5,.5,1e3");
  set("--precision", "float32");
  set("--window", "-1,1,-2,2");
  set("--resolution", "100");
  set("--plane", "x1,b");
  set("--pair", "x1,x3");
  set("--every", "5");
  set("--compare", "newton,squared-error");
  const Settings& s = r.settings;
  EXPECT_EQ(s.data, "my.csv");
  EXPECT_EQ(s.rows, 50U);
  EXPECT_EQ(s.inputs, 3U);
  EXPECT_EQ(s.noise, 0.5);
  EXPECT_EQ(s.seed, 9U);
  EXPECT_EQ(s.loss, "squared-error");
  EXPECT_EQ(s.epsilon, 1e-16);
  EXPECT_EQ(s.solver, "newton");
  EXPECT_EQ(s.learning_rate, 0.25);
  EXPECT_EQ(s.momentum, 0.5);
  EXPECT_EQ(s.schedule, "cosine");
  EXPECT_EQ(s.batch_size, 0U);
  EXPECT_TRUE(s.drop_last);
  EXPECT_EQ(s.epochs, 7U);
  EXPECT_TRUE(s.shuffle);
  EXPECT_EQ(s.start, (std::vector<double>{-5, 0.5, 1000}));
  EXPECT_EQ(s.precision, Precision::float32);
  EXPECT_EQ(s.window->v_low, -2);
  EXPECT_EQ(s.resolution, 100U);
  EXPECT_EQ(s.plane, "x1,b");
  EXPECT_EQ(s.pair, "x1,x3");
  EXPECT_EQ(s.every, 5U);
  EXPECT_EQ(s.compare, (std::vector<std::string>{"newton", "squared-error"}));
}

TEST(Options, ReachTheOutputTheyAreNamedAfter) {
  Request r;
  const auto set = [&](const char* flag, const char* text) {
    ASSERT_TRUE(apply(*find_option(flag), text, r)) << flag;
  };
  set("--out", "there");
  set("--format", "png,svg");
  set("--theme", "both");
  set("--force", "");
  set("--strict", "");
  set("--json", "");
  set("--quiet", "");
  set("--verbose", "");
  set("--color", "never");
  set("--version", "");
  set("--help", "");
  EXPECT_EQ(r.output.out, "there");
  EXPECT_EQ(r.output.formats, (std::vector<std::string>{"png", "svg"}));
  EXPECT_EQ(r.output.theme, Theme::both);
  EXPECT_EQ(r.output.color, Color::never);
  EXPECT_TRUE(r.output.force && r.output.strict && r.output.json && r.output.quiet &&
              r.output.verbose);
  EXPECT_TRUE(r.output.version && r.output.help);
}

TEST(Options, ListsAreRefusedWithTheirWrongPart) {
  const auto message = [](const char* flag, const char* text) {
    Request request;
    const Status status = apply(*find_option(flag), text, request);
    return status ? std::string("accepted") : to_string(status.error());
  };
  EXPECT_EQ(message("--start", "-5,nan"),
            "--start: expected finite numbers separated by commas, found \"nan\" as number 2");
  EXPECT_EQ(message("--start", "-5,,1"),
            "--start: expected finite numbers separated by commas, found \"\" as number 2");
  EXPECT_EQ(message("--window", "1,2,3"),
            "--window: expected four numbers w0,w1,b0,b1, found 3. Write for example --window "
            "-15,15,-13,13");
  EXPECT_EQ(message("--window", "1,1,0,2"),
            "--window: expected w0 < w1 and b0 < b1, found \"1,1,0,2\". Write for example --window "
            "-15,15,-13,13");
  EXPECT_EQ(message("--format", "svg,gif"), "--format: expected svg, png or pdf, found \"gif\"");
  EXPECT_EQ(message("--format", "png,png"), "--format: png is named twice");
  EXPECT_EQ(message("--compare", "none,newton"),
            "--compare: none stands alone, found \"none,newton\"");
}

TEST(Options, SchedulesAreShownWithTheirFormulasAndGuessed) {
  const OptionRow& row = *find_option("--schedule");
  for (const ScheduleRow& schedule : schedule_table()) {
    EXPECT_TRUE(accepts(row, schedule.name));
    EXPECT_NE(range_of(row).find(schedule.meaning), std::string::npos) << schedule.name;
  }
  Request request;
  const Status status = apply(row, "cosin", request);
  ASSERT_FALSE(status);
  EXPECT_EQ(
      to_string(status.error()),
      "--schedule: expected constant | step | inverse | cosine, found \"cosin\". Did you mean "
      "cosine?");
}

// The generator itself refuses what the option refuses, and takes what it takes.
TEST(Options, TheRangeOfTheNoiseIsTheGenerators) {
  const OptionRow& row = *find_option("--noise");
  EXPECT_EQ(range_of(row), "a number >= 0 and < " + shortest(noise_limit));
  for (const double noise : {0.0, std::nextafter(noise_limit, 0.0), noise_limit, 1e300}) {
    GeneratorOptions options;
    options.noise = noise;
    for (const DatasetRow& data : dataset_table()) {
      if (!data.takes_options) continue;
      EXPECT_EQ(accepts(row, shortest(noise)), data.make(options).has_value()) << noise;
    }
  }
}

TEST(Options, OfGeneratedDataSayWhichDataTakeThem) {
  for (const DatasetRow& row : dataset_table()) {
    EXPECT_NE(range_of(*find_option("--data")).find(row.name), std::string::npos) << row.name;
    for (const char* flag : {"--rows", "--inputs", "--noise"}) {
      const bool named = find_option(flag)->help.find(row.name) != std::string_view::npos;
      EXPECT_EQ(named, row.takes_options) << flag << " " << row.name;
    }
  }
}

TEST(Options, AMisspelledNameIsGuessed) {
  Request request;
  const Status status = apply(*find_option("--loss"), "cross-entropie", request);
  ASSERT_FALSE(status);
  EXPECT_EQ(to_string(status.error()),
            "--loss: expected cross-entropy | cross-entropy-as-written | squared-error, found "
            "\"cross-entropie\". Did you mean cross-entropy?");
}

// What the help says holds where an option is not given, held against Request's own defaults.
TEST(Options, TheDefaultsThatAreShownAreTheDefaults) {
  const Request standard;
  for (const char* flag : {"--data", "--loss", "--solver", "--epochs", "--resolution", "--every",
                           "--seed", "--precision", "--out", "--format", "--theme", "--color"}) {
    Request shown;
    const OptionRow& row = *find_option(flag);
    ASSERT_TRUE(apply(row, row.fallback, shown)) << flag;
    EXPECT_EQ(shown.settings.data, standard.settings.data);
    EXPECT_EQ(shown.settings.loss, standard.settings.loss);
    EXPECT_EQ(shown.settings.solver, standard.settings.solver);
    EXPECT_EQ(shown.settings.epochs, standard.settings.epochs);
    EXPECT_EQ(shown.settings.resolution, standard.settings.resolution);
    EXPECT_EQ(shown.settings.every, standard.settings.every);
    EXPECT_EQ(shown.settings.seed, standard.settings.seed);
    EXPECT_EQ(shown.settings.precision, standard.settings.precision);
    EXPECT_EQ(shown.output.out, standard.output.out);
    EXPECT_EQ(shown.output.formats, standard.output.formats);
    EXPECT_EQ(shown.output.theme, standard.output.theme);
    EXPECT_EQ(shown.output.color, standard.output.color);
  }
  const GeneratorOptions generator;
  EXPECT_EQ(find_option("--rows")->fallback, std::to_string(generator.rows));
  EXPECT_EQ(find_option("--inputs")->fallback, std::to_string(generator.inputs));
  std::string noises;
  for (const DatasetRow& row : dataset_table()) {
    if (!row.takes_options) continue;
    noises += (noises.empty() ? "" : ", ") + shortest(row.noise) + " for " + std::string(row.name);
  }
  EXPECT_EQ(find_option("--noise")->fallback, noises);
  EXPECT_EQ(find_option("--batch-size")->fallback, std::to_string(LoaderOptions{}.batch_size));
  EXPECT_EQ(find_option("--schedule")->fallback, schedule_table()[0].name);
  const double usual = find_solver(standard.settings.solver)->default_learning_rate;
  std::string others;
  for (const SolverRow& row : solver_table()) {
    if (row.default_momentum > 0) {
      EXPECT_EQ(find_option("--momentum")->fallback, shortest(row.default_momentum)) << row.name;
    }
    if (row.default_learning_rate == 0 || row.default_learning_rate == usual) continue;
    EXPECT_EQ(row.default_learning_rate, 0.05) << row.name;
    others += (others.empty() ? "" : ", ") + std::string(row.name);
  }
  EXPECT_EQ(find_option("--learning-rate")->fallback, shortest(usual) + "; 0.05 for " + others)
      << "the row of --learning-rate in option_table.cpp says in words what solver_table() has";
}

}  // namespace
}  // namespace logitlab::lab
