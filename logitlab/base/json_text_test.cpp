// SPDX-License-Identifier: MIT
#include "logitlab/base/json_text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace logitlab {
namespace {

TEST(JsonText, SetsCommasBetweenValuesAndNowhereElse) {
  JsonText json;
  json.open('{').text("name", "lab").count("rows", 20).key("window").open('[');
  json.number(-15).number(0.1).close(']').flag("first", true).flag("last", false);
  json.key("none").open('{').close('}').key("more").open('[').open('[').close(']').open('[');
  json.close(']').close(']').close('}');
  EXPECT_EQ(json.bytes(), R"({"name":"lab","rows":20,"window":[-15,0.1],"first":true,"last":false,)"
                          R"("none":{},"more":[[],[]]})");
}

TEST(JsonText, WritesEveryDoubleAsJsonHasIt) {
  JsonText json;
  json.open('[').number(1e300).number(5e-324).number(std::numeric_limits<double>::infinity());
  json.number(std::numeric_limits<double>::quiet_NaN()).close(']');
  EXPECT_EQ(json.bytes(), "[1e+300,5e-324,null,null]");
}

TEST(JsonText, EscapesWhatRfc8259Asks) {
  JsonText json;
  json.text(std::string_view("\"\\/\x00\x1f\n\x7f\u00e9</script>", 18));
  EXPECT_EQ(json.bytes(), "\"\\\"\\\\/\\u0000\\u001f\\u000a\x7f\u00e9</script>\"");
}

TEST(JsonText, TakesAKeyLikeAnyText) {
  JsonText json;
  json.open('{').count("a\"b", 18446744073709551615U).close('}');
  EXPECT_EQ(json.take(), R"({"a\"b":18446744073709551615})");
}

}  // namespace
}  // namespace logitlab
