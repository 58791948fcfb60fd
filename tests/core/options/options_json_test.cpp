#include "core/options/options_json.h"

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "tests/core/options/example_options.h"
#include "tests/support/random_options.h"

namespace solopose::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string refusal_of(std::string_view json) {
  try {
    ExampleOptions options;
    read_options("example options", json, options);
  } catch (const Error& refusal) {
    return refusal.what();
  }
  return "accepted";
}

ExampleOptions read(std::string_view json) {
  ExampleOptions options;
  read_options("example options", json, options);
  return options;
}

TEST(OptionsJson, stands_in_the_order_of_the_description) {
  EXPECT_EQ(
      options_as_json(ExampleOptions{.name = "é"}),
      R"({"flag":true,"small":5,"wide":0,"seed":1,"share":0.25,"name":"é","file":"","texts":[],"floats":[],)"
      R"("colour":"green","device":"cpu","frame":null,"inner":{"count":3,"sides":[1,2,3]}})");
}

TEST(OptionsJson, random_legal_options_come_back_bit_for_bit) {
  RandomOptions random(1);
  for (int i = 0; i < 200; ++i) {
    auto options = random.drawn<ExampleOptions>();
    if (random.below(2) == 0) options.frame = 7;
    const std::string json = options_as_json(options);
    const ExampleOptions back = read(json);
    EXPECT_EQ(options_as_json(back), json);
    EXPECT_EQ(back.share, options.share);
    EXPECT_EQ(back.seed, options.seed);
    EXPECT_EQ(back.wide, options.wide);
    EXPECT_EQ(back.frame, options.frame);
  }
}

TEST(OptionsJson, keeps_all_64_bits) {
  EXPECT_EQ(read(R"({"seed": 18446744073709551615})").seed, 18446744073709551615U);
  EXPECT_EQ(read(R"({"wide": -9223372036854775808})").wide, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(read(R"({"seed": 9007199254740993})").seed, 9007199254740993U);  // no double
  EXPECT_THAT(refusal_of(R"({"seed": 18446744073709551616})"), HasSubstr("seed: expected a whole number"));
  EXPECT_THAT(refusal_of(R"({"seed": -1})"), HasSubstr("found -1"));
  EXPECT_THAT(refusal_of(R"({"wide": 18446744073709551615})"), HasSubstr("wide: expected a whole number"));
}

TEST(OptionsJson, a_missing_key_and_null_keep_what_was_there) {
  const ExampleOptions options = read(R"({"small": null, "inner": {"count": 4}})");
  EXPECT_EQ(options.small, 5);
  EXPECT_EQ(options.inner.count, 4);
  EXPECT_THAT(options.inner.sides, ElementsAre(1, 2, 3));
  EXPECT_EQ(options.frame, std::nullopt);
}

TEST(OptionsJson, a_preset_is_taken_before_the_other_keys_wherever_it_stands) {
  const ExampleOptions options = read(R"({"inner": {"count": 2}, "preset": "large"})");
  EXPECT_EQ(options.small, 100);
  EXPECT_EQ(options.inner.count, 2);
  EXPECT_EQ(refusal_of(R"({"preset": "huge"})"),
            "example options: preset: expected plain or large, found \"huge\"");
  EXPECT_THAT(refusal_of(R"({"preset": 3})"), HasSubstr("preset: expected plain or large, found 3"));
}

TEST(OptionsJson, an_unknown_key_is_named_at_every_depth) {
  EXPECT_EQ(refusal_of(R"({"smal": 1})"), "example options: smal: unknown key");
  EXPECT_EQ(refusal_of(R"({"inner": {"cuont": 1}})"), "example options: inner.cuont: unknown key");
}

TEST(OptionsJson, what_is_wrong_is_named_with_key_expectation_and_finding) {
  const auto expect_refused = [](const char* json, const char* message) {
    EXPECT_EQ(refusal_of(json), std::string("example options: ") + message);
  };
  expect_refused(R"({"flag": 1})", "flag: expected true or false, found 1");
  expect_refused(R"({"small": 101})", "small: expected a whole number from -10 to 100, found 101");
  expect_refused(R"({"small": 2.5})", "small: expected a whole number from -10 to 100, found 2.5");
  expect_refused(R"({"share": 1.5})", "share: expected a number from 0 to 1, found 1.5");
  expect_refused(R"({"share": "x"})", "share: expected a number from 0 to 1, found \"x\"");
  expect_refused(R"({"name": []})", "name: expected a text, found []");
  expect_refused(R"({"texts": ["a", 1]})", "texts: expected a list of texts, found [\"a\",1]");
  expect_refused(R"({"colour": "pink"})", "colour: expected red, green or blue, found \"pink\"");
  expect_refused(R"({"device": "tpu"})", "device: expected cpu or cuda, found \"tpu\"");
  expect_refused(R"({"frame": -1})", "frame: expected a whole number from 0 to 1000, found -1");
  expect_refused(R"({"inner": 3})", "inner: expected a JSON object, found 3");
  expect_refused(R"({"inner": {"sides": [1, 2]}})",
                 "inner.sides: expected a list of 3 whole numbers from 1 to 64, found [1,2]");
  expect_refused(R"({"inner": {"sides": [1, 2, 1e18]}})",
                 "inner.sides: expected a list of 3 whole numbers from 1 to 64, found [1,2,1e+18]");
  expect_refused(R"({"floats": [0, 2, 0]})",
                 "floats: expected 3 numbers from -1 to 1 or none, found [0,2,0]");
  EXPECT_THAT(refusal_of("[1]"), HasSubstr("expected a JSON object"));
  EXPECT_THAT(refusal_of("{"), HasSubstr("not JSON"));
}

TEST(OptionsJson, brackets_without_end_are_refused) {
  const std::string nested = std::string(1'000'000, '[') + std::string(1'000'000, ']');
  EXPECT_THAT(refusal_of(R"({"texts":)" + nested + "}"), HasSubstr("levels"));
}

}  // namespace
}  // namespace solopose::testing
