// SPDX-License-Identifier: MIT
#include "logitlab/io/csv.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "logitlab/base/rng.hpp"
#include "logitlab/base/sha256.hpp"
#include "logitlab/base/text.hpp"
#include "logitlab/io/files.hpp"

namespace logitlab {
namespace {

using namespace std::string_view_literals;

std::vector<double> numbers(const Dataset& data) {
  std::vector<double> all;
  for (std::size_t i = 0; i < data.length(); ++i) {
    all.insert(all.end(), data[i].x.begin(), data[i].x.end());
    all.push_back(data[i].y);
  }
  return all;
}

struct Good {
  std::string_view bytes;
  std::vector<std::string> inputs;
  std::vector<double> numbers;
};

const std::vector<Good>& good_files() {
  static const std::vector<Good> files = {
      {"a,b,y\n1,2,0\n3,4,1\n", {"a", "b"}, {1, 2, 0, 3, 4, 1}},
      {"a,b,y\n1,2,0\n3,4,1", {"a", "b"}, {1, 2, 0, 3, 4, 1}},
      {"1,2,0\n3,4,1\n", {"x1", "x2"}, {1, 2, 0, 3, 4, 1}},
      {"\xEF\xBB\xBF"
       "1,0\n2,1\n",
       {"x1"},
       {1, 0, 2, 1}},
      {"\xEF\xBB\xBF"
       "a,y\r\n1,0\r\n2,1\r\n",
       {"a"},
       {1, 0, 2, 1}},
      {"a,y\n1,0\n2,1\n\n \t\r\n\n", {"a"}, {1, 0, 2, 1}},
      {" a , y\n 1 ,\t0\n2, 1 \n", {"a"}, {1, 0, 2, 1}},
      {"\"a\",\"y\"\n\"1\",\"0\"\n \" 2 \" ,\"1\"\n", {"a"}, {1, 0, 2, 1}},
      {"\"a \"\"b\"\", c\",y\n1,0\n2,1\n", {"a \"b\", c"}, {1, 0, 2, 1}},
      {"größe,y\n1,0\n2,1\n", {"größe"}, {1, 0, 2, 1}},
      {"1999,2000,y\n1,2,0\n2,3,1\n", {"1999", "2000"}, {1, 2, 0, 2, 3, 1}},
      {"+1,.5,5.,1E-3,0.0\n-0,1e-400,1e308,4,1.0\n",
       {"x1", "x2", "x3", "x4"},
       {1, 0.5, 5, 0.001, 0, -0.0, 0, 1e308, 4, 1}},
      {"1,-0\n2,1e0\n", {"x1"}, {1, 0, 2, 1}},
      {"y,1\n0.1,0\n0.2,1\n", {"y"}, {0.1, 0, 0.2, 1}},
  };
  return files;
}

TEST(ReadCsv, ReadsWhatIsATableOfNumbers) {
  for (const Good& file : good_files()) {
    SCOPED_TRACE(file.bytes);
    const Result<Dataset> data = read_csv(file.bytes, "some.csv");
    ASSERT_TRUE(data.has_value()) << to_string(data.error());
    EXPECT_EQ(data->inputs(), file.inputs);
    EXPECT_EQ(numbers(*data), file.numbers);
    EXPECT_EQ(data->name(), "some.csv");
    EXPECT_EQ(data->sha256(), Sha256().update(file.bytes).hex());
    for (const double label : data->y()) EXPECT_FALSE(std::signbit(label));
  }
}

struct Bad {
  std::string_view bytes;
  std::string_view where;        // after the name of the file
  std::string_view message;      // all of it
  std::string_view advice = "";  // a part of it
};

TEST(ReadCsv, SaysWhatIsWrongAndWhere) {
  const std::vector<Bad> files = {
      {"", "", "expected rows, found an empty file", "the last one the label 0 or 1"},
      {"\xEF\xBB\xBF", "", "expected rows, found an empty file"},
      {"\n \n", "", "expected rows, found an empty file"},
      {"a,b,y\n", "", "expected rows, found a header alone"},
      {"a,b,y", "", "expected rows, found a header alone"},
      {"1,0\n2,0\n", "", "expected both labels 0 and 1 in the last column, found only 0"},
      {"a,y\n1,1\n", "", "expected both labels 0 and 1 in the last column, found only 1"},
      {"a,b,y\n1,2,0\n3,abc,1\n", ":3:3", "expected a number, found \"abc\"", "must be a number"},
      {"a,b,y\n1,2,0\n3,  abc  ,1\n", ":3:5", "expected a number, found \"abc\""},
      {"a,b,y\n1,2,0\n3,\"abc\",1\n", ":3:3", "expected a number, found \"abc\""},
      {"a,b,y\n1,\"2,5\",0\n", ":2:3", "expected a number, found \"2,5\"", "with a point"},
      {"größe,b,y\n1,2,0\nä,ö,1\n", ":3:1", "expected a number, found \"ä\""},
      {"a,b,y\n\"1\",ö,0\n", ":2:5", "expected a number, found \"ö\""},
      {"a,b,y\n1,,0\n", ":2:3", "expected a number, found an empty field", "remove the row"},
      {"a,b,y\n1,2,\n", ":2:5", "expected a number, found an empty field"},
      {"a,b,y\n1, \t,0\n", ":2:5", "expected a number, found an empty field"},
      {"a,y\n\"\",0\n", ":2:1", "expected a number, found an empty field"},
      {"a,b,y\n1,NaN,0\n", ":2:3", "expected a finite number, found \"NaN\""},
      {"1,nan,0\n", ":1:3", "expected a finite number, found \"nan\""},
      {"a,b,y\n1,-inf,0\n", ":2:3", "expected a finite number, found \"-inf\""},
      {"a,b,y\n1,Infinity,0\n", ":2:3", "expected a finite number, found \"Infinity\""},
      {"a,b,y\n1,1e999,0\n", ":2:3", "expected a number up to 1.8e308, found \"1e999\"", "scale"},
      {"1,-1e999,0\n", ":1:3", "expected a number up to 1.8e308, found \"-1e999\""},
      {"a,b,y\n1,2\0,0\n"sv, ":2:4", "expected text, found a zero byte", "UTF-16"},
      {"\xFF\xFE"
       "a\0,\0y\0\n\0"sv,
       ":1:4", "expected text, found a zero byte", "UTF-16"},
      {"a,y\r1,0\r2,1\r", ":1:4", "expected the line to end in LF or CRLF, found CR alone"},
      {"a\r1\r2\r", ":1:2", "expected the line to end in LF or CRLF, found CR alone"},
      {"a,b,y\n1,2,0\n1,2\n", ":3:4", "expected 3 fields as in line 1, found 2", "one field"},
      {"a,b,y\n1,2,0,4,5\n", ":2:7", "expected 3 fields as in line 1, found 5", "with a point"},
      {"1,2,0\n1,2,1,\n", ":2:7", "expected 3 fields as in line 1, found 4"},
      {"a,y\n1,2\n", ":2:3", "expected the label 0 or 1 in the last column, found \"2\"",
       "as 0 and 1"},
      {"a,y\n1,0.5\n", ":2:3", "expected the label 0 or 1 in the last column, found \"0.5\""},
      {"a,y\n1,-1\n", ":2:3", "expected the label 0 or 1 in the last column, found \"-1\""},
      {"a,y\n1,yes\n", ":2:3", "expected a number, found \"yes\""},
      {"a,b,a\n1,2,0\n", ":1:5", "expected a new name, found \"a\", as column 1 has it", "Rename"},
      {"a,\"b\", b \n1,2,0\n", ":1:8", "expected a new name, found \"b\", as column 2 has it"},
      {"größe,y,y\n1,2,0\n", ":1:9", "expected a new name, found \"y\", as column 2 has it"},
      {"\"\",a,y\n1,2,0\n", ":1:1", "expected the name of a column, found an empty field",
       "numbers the rows"},
      {"1,,0\n", ":1:3", "expected the name of a column, found an empty field"},
      {"a\xFF,y\n1,0\n", ":1:1", "expected a name in UTF-8, found other bytes", "UTF-8"},
      {"a\n1\n", ":1:1", "expected at least 2 columns, found 1", "An input is needed"},
      {"a;y\n1;0\n", ":1:1", "expected at least 2 columns, found 1", "semicolons"},
      {"a\ty\n1\t0\n", ":1:1", "expected at least 2 columns, found 1", "tabs"},
      {"a,y\n\"1,0\n2,1\n", ":2:1", "expected a closing quote on this line, found none"},
      {"a,y\n1, \"0\"\"\n2,1\n", ":2:4", "expected a closing quote on this line, found none"},
      {"a,y\n1,0\n2,\"", ":3:3", "expected a closing quote on this line, found none"},
      {"a,y\n1\"2\",0\n", ":2:2", "expected a comma or a digit, found a quote"},
      {"a,y\n\"1\"2,0\n", ":2:4", "expected a comma after the closing quote, found text"},
      {"a,y\n1,0\n\n2,1\n", ":3:1", "expected a row, found a blank line", "Remove"},
      {"\n\na,y\n1,0\n2,1\n", ":1:1", "expected a row, found a blank line"},
  };
  for (const Bad& file : files) {
    SCOPED_TRACE(file.bytes);
    const Result<Dataset> data = read_csv(file.bytes, "some.csv");
    ASSERT_FALSE(data.has_value());
    EXPECT_EQ(data.error().kind, ErrorKind::data);
    EXPECT_EQ(data.error().where, std::string("some.csv").append(file.where));
    EXPECT_EQ(data.error().message, file.message);
    EXPECT_NE(data.error().advice.find(file.advice), std::string::npos) << data.error().advice;
    EXPECT_FALSE(data.error().advice.empty());
  }
}

// ---- random files

std::string as_csv(const Dataset& data) {
  std::string bytes;
  for (std::size_t i = 0; i < data.length(); ++i) {
    for (const double x : data[i].x) bytes.append(shortest(x)).append(",");
    bytes.append(shortest(data[i].y)).append("\n");
  }
  return bytes;
}

// One to three changes: a byte replaced, removed, doubled or put in, from bytes that matter here.
std::string mutated(std::string bytes, Rng& rng) {
  constexpr std::string_view alphabet = "0123456789,,,\"\"\n\n\r.-+eE \tna\0\xFF\xC3\xEF"sv;
  for (std::uint64_t change = rng.below(3) + 1; change > 0; --change) {
    const auto place = static_cast<std::size_t>(rng.below(bytes.size()));
    const char byte = alphabet[static_cast<std::size_t>(rng.below(alphabet.size()))];
    switch (rng.below(4)) {
      case 0:
        bytes[place] = byte;
        break;
      case 1:
        bytes.erase(place, 1);
        break;
      case 2:
        bytes.insert(place, 1, bytes[place]);
        break;
      default:
        bytes.insert(place, 1, byte);
    }
  }
  return bytes;
}

// An accepted file written plainly reads back as the same numbers, a refused one says why; the copy
// on the heap ends at its last byte, so that reading beyond is seen by the address sanitizer.
TEST(ReadCsv, SurvivesDamagedFiles) {
  Rng rng(20);
  std::size_t accepted = 0;
  std::set<std::string> messages;
  for (int round = 0; round < 2000; ++round) {
    for (const Good& file : good_files()) {
      const std::string bytes = mutated(std::string(file.bytes), rng);
      const std::vector<char> exact(bytes.begin(), bytes.end());
      const Result<Dataset> data = read_csv({exact.data(), exact.size()}, "f");
      if (!data) {
        ASSERT_EQ(data.error().where[0], 'f');
        messages.insert(data.error().message.substr(0, 30));
        continue;
      }
      ++accepted;
      const Result<Dataset> again = read_csv(as_csv(*data), "f");
      ASSERT_TRUE(again.has_value()) << to_string(again.error());
      ASSERT_EQ(numbers(*again), numbers(*data));
      ASSERT_EQ(again->columns(), data->columns());
    }
  }
  EXPECT_GT(accepted, 3000U);
  EXPECT_GE(messages.size(), 15U);  // the kinds of errors were reached
}

TEST(ReadCsv, KeepsEveryBitOfRandomNumbers) {
  Rng rng(21);
  std::vector<double> x, y;
  while (y.size() < 2000) {
    const double value = std::bit_cast<double>(rng.next_u64());
    if (!std::isfinite(value)) continue;
    x.push_back(value);
    y.push_back(static_cast<double>(y.size() % 2));
  }
  const Dataset data("random", {"x1"}, x, y);
  const Result<Dataset> again = read_csv(as_csv(data), "f");
  ASSERT_TRUE(again.has_value()) << to_string(again.error());
  EXPECT_EQ(numbers(*again), numbers(data));
}

// Files that would take hours if anything were done twice for each row or column.
TEST(ReadCsv, TakesLongFilesAndWideOnesAlike) {
  std::string tall = "a,y\n", wide, quotes = "a,y\n1,\"";
  for (int i = 0; i < 200000; ++i) {
    tall.append(i % 2 == 0 ? "1.5,0\n" : "2.5,1\n");
    wide.append("c").append(std::to_string(i)).append(",");
    quotes.append("\"\"");
  }
  wide.append("y\n");
  for (const char* label : {"0", "1"}) {
    for (int i = 0; i < 200000; ++i) wide.append("7,");
    wide.append(label).append("\n");
  }
  EXPECT_EQ(read_csv(tall, "f")->length(), 200000U);
  EXPECT_EQ(read_csv(wide, "f")->columns(), 200000U);
  EXPECT_EQ(read_csv(quotes, "f").error().where, "f:2:3");
  EXPECT_EQ(read_csv(std::string(400000, '\n') + "1,0\n", "f").error().where, "f:1:1");
  EXPECT_EQ(read_csv(std::string(400000, ','), "f").error().where, "f:1:1");
  const std::string header = wide.substr(0, wide.find('\n'));
  EXPECT_EQ(read_csv(header + std::string(400000, '\n'), "f").error().message,
            "expected rows, found a header alone");
}

// Files collected by others to test readers of CSV. They hold text, so all are refused here, or
// have labels other than 0 and 1; what counts is that each is, and for which field.
TEST(ReadCsv, PlacesTheFirstErrorOfFilesMadeToTortureReaders) {
  const std::string folder = LOGITLAB_SHARED_DIR "/data/csv_torture/";
  if (path_kind(folder) != PathKind::folder) GTEST_SKIP() << "no files to read in " << folder;
  const std::array<std::pair<const char*, const char*>, 13> files = {{
      {"csv-test-data/csv/bad-missing-quote.csv", ":2:3"},
      {"csv-test-data/csv/bad-unescaped-quote.csv", ":2:8"},
      {"csv-test-data/csv/bad-quotes-with-unescaped-quote.csv", ":2:20"},
      {"csv-test-data/csv/bad-header-less-fields.csv", ":2:4"},
      {"csv-test-data/csv/bad-header-more-fields.csv", ":2:7"},
      {"csv-test-data/csv/empty-field.csv", ":2:3"},
      {"csv-test-data/csv/one-column.csv", ":1:1"},
      {"csv-test-data/csv/simple-crlf.csv", ":2:5"},
      {"csv-test-data/csv/simple-lf.csv", ":2:5"},
      {"csv-test-data/csv/leading-space.csv", ":2:4"},
      {"csv-test-data/csv/header-no-rows.csv", ""},
      {"csv-test-data/csv/all-empty.csv", ""},
      {"csv-spectrum/csvs/escaped_quotes.csv", ":2:3"},
  }};
  for (const auto& [name, where] : files) {
    const std::string path = folder + name;
    const Result<Dataset> data = read_csv_file(path);
    ASSERT_FALSE(data.has_value()) << path;
    EXPECT_EQ(data.error().where, path + where) << data.error().message;
  }
}

}  // namespace
}  // namespace logitlab
