#include "core/options/validation.h"

#include <cmath>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/options/differences.h"
#include "tests/core/options/example_options.h"
#include "tests/support/random_options.h"

namespace solopose::testing {
namespace {

std::string refusal_of(const ExampleOptions& options) {
  try {
    require_in_range("example options", options);
  } catch (const Error& refusal) {
    return refusal.what();
  }
  return "accepted";
}

TEST(OptionValidation, names_key_expectation_and_finding) {
  EXPECT_EQ(refusal_of({.small = -11}),
            "example options: small: expected a whole number from -10 to 100, found -11");
  EXPECT_EQ(refusal_of({.share = NAN}), "example options: share: expected a number from 0 to 1, found nan");
  EXPECT_EQ(refusal_of({.device = "tpu"}), "example options: device: expected cpu or cuda, found tpu");
  EXPECT_EQ(refusal_of({.frame = 1001}),
            "example options: frame: expected a whole number from 0 to 1000, found 1001");
  EXPECT_EQ(refusal_of({.inner = {.count = 9}}),
            "example options: inner.count: expected a whole number from 1 to 8, found 9");
  EXPECT_EQ(
      refusal_of({.inner = {.sides = {1, 2, 65}}}),
      "example options: inner.sides: expected a list of 3 whole numbers from 1 to 64, found [1, 2, 65]");
}

TEST(OptionValidation, takes_every_legal_set) {
  RandomOptions random(2);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(refusal_of(random.drawn<ExampleOptions>()), "accepted");
}

TEST(OptionDifferences, are_what_two_sets_hold_differently) {
  EXPECT_TRUE(differences(option_texts(ExampleOptions{}), option_texts(ExampleOptions{})).empty());
  const auto found = differences(
      option_texts(ExampleOptions{}),
      option_texts(ExampleOptions{.seed = 5'000'000'000, .frame = 3, .inner = {.sides = {1, 2, 4}}}));
  std::string text;
  for (const OptionDifference& one : found) text += one.path + ": " + one.left + " | " + one.right + "\n";
  EXPECT_EQ(text, "seed: 1 | 5000000000\ninner.sides: [1,2,3] | [1,2,4]\nframe:  | 3\n");
}

TEST(OptionVisitor, finds_a_field_by_its_path) {
  ExampleOptions options;
  const auto count = option_at(described(options), "inner.count");
  ASSERT_TRUE(count.has_value());
  std::get<WholeField>(*count).set(7);
  EXPECT_EQ(options.inner.count, 7);
  EXPECT_FALSE(option_at(described(options), "count").has_value());
  EXPECT_FALSE(option_at(described(options), "frame").has_value());
  ASSERT_TRUE(option_at(described(options), "frame", true).has_value());
  EXPECT_EQ(options.frame, 0);
}

}  // namespace
}  // namespace solopose::testing
