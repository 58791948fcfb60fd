#include "core/quality/reason.h"

#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/quality/detector.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

JointMask legs(int joints) {
  JointMask mask;
  for (int j = 1; j <= joints; ++j) mask |= mask_of(j);
  return mask;
}

TEST(Reason, the_verb_agrees_with_the_joints) {
  const auto jump = [](const JointMask& joints) {
    return in_english({&wording::jumps, {joints, Figure{212.6}}});
  };
  EXPECT_EQ(jump(mask_of(Joint::left_wrist)), "the left wrist jumps by 213 mm within a frame");
  EXPECT_EQ(jump(legs(2)), "the right hip and the right knee jump by 213 mm within a frame");
  EXPECT_EQ(jump(legs(5)), "5 joints jump by 213 mm within a frame");
  EXPECT_EQ(jump(legs(13)), "the whole body jumps by 213 mm within a frame");
  EXPECT_EQ(jump({}), "the whole body jumps by 213 mm within a frame");
}

TEST(Reason, what_is_counted_agrees_with_its_number) {
  const auto ended = [](std::int64_t frames) {
    return in_english({&wording::video_ended, {std::string("film.mp4"), Counted{frames, &wording::frames}}});
  };
  EXPECT_EQ(ended(1), "film.mp4 ended 1 frame before");
  EXPECT_EQ(ended(12345), "film.mp4 ended 12 345 frames before");
}

TEST(Reason, names_are_taken_as_they_are) {
  EXPECT_EQ(in_english({&wording::published, {std::string("%2 is %1"), std::string("100 %")}}),
            "%2 is %1 (100 %)");
}

TEST(Reason, a_language_has_its_own_words_order_and_numbers) {
  const ReasonLanguage shouting{
      [](const char* english) { return fmt::format("%2! {}!", std::string_view(english).substr(0, 3)); },
      [](double, int decimals) { return fmt::format("N{}", decimals); }};
  EXPECT_EQ(told({&wording::stature, {Figure{1.7, 2}, Figure{1.8, 1}}}, shouting), "N1! the!");
}

TEST(Reason, of_nothing_nothing_is_said) { EXPECT_EQ(in_english({}), ""); }

}  // namespace
}  // namespace solopose
