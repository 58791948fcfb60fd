#include "core/options/follow_changes.h"

#include <gtest/gtest.h>

#include "core/options/options_json.h"
#include "tests/core/options/example_options.h"

namespace solopose::testing {
namespace {

ExampleOptions changed() {
  return {.flag = false,
          .small = 7,
          .wide = 8,
          .seed = 9,
          .share = 0.5,
          .name = "new",
          .file = "new",
          .texts = {"new"},
          .floats = {1, 0, -1},
          .colour = Colour::blue,
          .device = "cuda",
          .inner = {.count = 4, .sides = {4, 5, 6}}};
}

TEST(FollowChanges, every_kind_of_field_that_was_as_before_becomes_as_after) {
  ExampleOptions before;
  ExampleOptions after = changed();
  ExampleOptions own;
  EXPECT_TRUE(follow_changes(described(own), described(before), described(after)));
  EXPECT_EQ(options_as_json(own, 0), options_as_json(after, 0));
}

TEST(FollowChanges, what_was_not_as_before_stays) {
  ExampleOptions before;
  ExampleOptions after = changed();
  ExampleOptions own = {.share = 0.75, .colour = Colour::red, .inner = {.count = 2}};
  follow_changes(described(own), described(before), described(after));
  EXPECT_EQ(own.share, 0.75);
  EXPECT_EQ(own.colour, Colour::red);
  EXPECT_EQ(own.inner.count, 2);
  EXPECT_EQ(own.small, 7);
}

TEST(FollowChanges, differences_are_taken_whatever_was_there_and_the_rest_stays) {
  ExampleOptions before;
  ExampleOptions after = {.share = 0.5};
  ExampleOptions own = {.share = 0.75, .colour = Colour::red, .inner = {.count = 2}};
  take_differences(described(own), described(before), described(after));
  EXPECT_EQ(own.share, 0.5);
  EXPECT_EQ(own.colour, Colour::red);
  EXPECT_EQ(own.inner.count, 2);
}

TEST(FollowChanges, without_a_change_nothing_does) {
  ExampleOptions before = changed();
  ExampleOptions after = changed();
  ExampleOptions own;
  EXPECT_FALSE(follow_changes(described(own), described(before), described(after)));
  EXPECT_EQ(own.small, 5);
}

}  // namespace
}  // namespace solopose::testing
