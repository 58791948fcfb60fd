#include "core/prediction/windows_by_distance.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace solopose {
namespace {

TEST(WindowsByDistance, begin_at_the_cursor_and_go_outwards) {
  const auto windows = windows_over(5000, 8, 4, WindowMode::many_to_many);
  for (const std::int64_t cursor : {-10, 0, 3, 2500, 4999, 9000}) {
    const auto groups = windows_by_distance(windows, cursor);
    std::multiset<std::int64_t> firsts;
    std::int64_t begin = groups.front().front().first;
    std::int64_t end = begin;
    for (const auto& group : groups) {
      for (std::size_t i = 0; i < group.size(); ++i) {
        firsts.insert(group[i].first);
        if (i == 0) continue;
        EXPECT_GT(group[i].first, group[i - 1].first) << "videos like to be read forwards";
      }
      // Each group lies next to what was done before.
      EXPECT_TRUE(group.front().first <= end && group.back().first + 8 >= begin);
      begin = std::min(begin, group.front().first);
      end = std::max(end, group.back().first + 8);
    }
    EXPECT_EQ(firsts.size(), windows.size());
    EXPECT_EQ(std::set<std::int64_t>(firsts.begin(), firsts.end()).size(), windows.size());
    const std::int64_t inside = std::clamp<std::int64_t>(cursor, 0, 4999);
    EXPECT_LE(groups.front().front().first, inside);
    EXPECT_GE(groups.front().back().first + 8, inside + 1);
    EXPECT_LE(groups.front().size(), 12U) << "the first answer comes soon";
  }
}

}  // namespace
}  // namespace solopose
