#include "core/base/frame_rate.h"

#include <utility>

#include <gtest/gtest.h>

namespace solopose {
namespace {

TEST(same_clock, holds_for_rates_of_television_however_they_are_rounded) {
  for (const double nominal : {24.0, 30.0, 48.0, 60.0, 120.0}) {
    for (const double stated : {nominal, nominal * 1000 / 1001, nominal * 0.999, nominal * 1.001}) {
      EXPECT_TRUE(same_clock(stated, nominal)) << stated;
      EXPECT_TRUE(same_clock(nominal, stated)) << stated;
    }
  }
  EXPECT_TRUE(same_clock(29.97, 30000.0 / 1001));
  EXPECT_TRUE(same_clock(1 / 0.0333, 29.97));
}

TEST(same_clock, fails_for_rates_of_different_clocks) {
  for (const auto& [one, other] : {std::pair(24.0, 25.0),
                                   {23.976, 25.0},
                                   {25.0, 50.0},
                                   {48.0, 50.0},
                                   {50.0, 60.0},
                                   {30.0, 60.0},
                                   {29.97, 25.0},
                                   {30.0, 0.0}}) {
    EXPECT_FALSE(same_clock(one, other)) << one << " " << other;
    EXPECT_FALSE(same_clock(other, one)) << one << " " << other;
  }
}

}  // namespace
}  // namespace solopose
