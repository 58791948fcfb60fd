#include "core/files/json_cursor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"

namespace solopose {
namespace {

const std::filesystem::path file = "frame.json";

Bytes bytes_of_text(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// What skipping the whole of a text complains of; empty when it is JSON.
std::string complaint(std::string_view text) {
  JsonCursor json(bytes_of_text(text), file);
  try {
    json.skip();
    json.end();
  } catch (const FormatError& error) {
    return error.what();
  }
  return {};
}

TEST(JsonCursor, members_are_met_in_their_order_and_others_skipped) {
  JsonCursor json(bytes_of_text(R"( {"a" : [1, -2.5e1 , 3],"s":"x\"y", "skip":{"b":[[], {}]}, "n":null} )"),
                  file);
  std::vector<std::string> keys;
  std::vector<double> numbers;
  std::string text;
  json.object([&](std::string_view key) {
    keys.emplace_back(key);
    if (key == "a") {
      json.array([&] { numbers.push_back(json.number()); });
    } else if (key == "s") {
      text = json.text();
    } else {
      json.skip();
    }
  });
  json.end();
  EXPECT_THAT(keys, ::testing::ElementsAre("a", "s", "skip", "n"));
  EXPECT_THAT(numbers, ::testing::ElementsAre(1, -25, 3));
  EXPECT_EQ(text, R"(x\"y)");
}

TEST(JsonCursor, what_is_no_json_is_refused_with_its_place) {
  for (const char* text : {"{}", "[]", "1", "\"a\"", "[true,false,null]", "{\"a\":{\"b\":[0]}}"})
    EXPECT_EQ(complaint(text), "") << text;
  for (const char* text : {"", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "\"a", "\"a\\", "nul", "-",
                           "-inf", "nan", ".5", "1e999", "[] []"}) {
    EXPECT_THAT(complaint(text), ::testing::HasSubstr("frame.json: byte ")) << text;
    EXPECT_THAT(complaint(text), ::testing::HasSubstr("expected JSON")) << text;
  }
  EXPECT_THAT(complaint("[1, x]"), ::testing::HasSubstr("byte 4"));
  EXPECT_THAT(complaint(std::string(100000, '[')), ::testing::HasSubstr("levels of nesting"));
}

}  // namespace
}  // namespace solopose
