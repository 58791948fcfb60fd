#include "core/models/pose_windows.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace solopose {
namespace {

std::vector<int> answers_per_frame(const std::vector<PoseWindow>& windows, std::int64_t frames) {
  std::vector<int> answers(static_cast<std::size_t>(frames));
  for (const PoseWindow& window : windows) {
    for (std::int64_t i = 0; i < window.answers; ++i)
      ++answers.at(static_cast<std::size_t>(window.answers_from + i));
  }
  return answers;
}

TEST(PoseWindows, cover_every_frame_and_share_what_they_shall) {
  for (const std::int64_t frames : {1, 5, 8, 9, 30, 100, 101}) {
    for (const int overlap : {0, 4, 7}) {
      const auto windows = windows_over(frames, 8, overlap, WindowMode::many_to_many);
      const auto answers = answers_per_frame(windows, frames);
      EXPECT_GE(*std::ranges::min_element(answers), 1) << frames << " " << overlap;
      for (const PoseWindow& window : windows) {
        EXPECT_GE(window.first, 0);
        EXPECT_LE(window.first + window.answers, frames);
      }
      // All but the last begin a step after the one before.
      for (std::size_t i = 1; i + 1 < windows.size(); ++i)
        EXPECT_EQ(windows[i].first - windows[i - 1].first, 8 - overlap);
    }
  }
}

TEST(PoseWindows, many_to_one_answers_each_frame_once_from_its_window_s_middle) {
  const auto windows = windows_over(20, 8, 4, WindowMode::many_to_one);
  ASSERT_EQ(windows.size(), 20U);
  for (std::int64_t frame = 0; frame < 20; ++frame) {
    const PoseWindow& window = windows[static_cast<std::size_t>(frame)];
    EXPECT_EQ(window.answers_from, frame);
    EXPECT_EQ(window.answers, 1);
    EXPECT_EQ(frame - window.first, 4);
  }
}

TEST(PoseWindows, an_overlap_as_long_as_a_window_is_refused) {
  EXPECT_THROW(windows_over(20, 8, 8, WindowMode::many_to_many), Error);
  EXPECT_THROW(windows_over(20, 8, -1, WindowMode::many_to_many), Error);
}

}  // namespace
}  // namespace solopose
