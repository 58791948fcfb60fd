#include "render/skeleton/skeleton_measure.h"

#include <cmath>

#include <gmock/gmock.h>

namespace solopose {
namespace {

TEST(SkeletonMeasure, an_angle_without_a_leg_is_none) {
  EXPECT_TRUE(std::isnan(angleDeg({1, 0, 0}, {1, 0, 0}, {0, 0, 0})));
  EXPECT_NEAR(angleDeg({1, 0, 0}, {0, 0, 0}, {-2, 0, 0}), 180, 1e-9);
  EXPECT_EQ(measureOf({{1, 0, 0}, {1, 0, 0}, {0, 0, 0}}).label, QString());
}

TEST(SkeletonMeasure, two_points_give_a_distance_and_three_an_angle) {
  EXPECT_EQ(measureOf({{0, 0, 0}, {300, 0, 400}}).label, QStringLiteral("500 mm"));
  EXPECT_EQ(measureOf({{1, 0, 0}, {0, 0, 0}, {0, 1, 0}}).label, QStringLiteral("90.0\u00b0"));
  EXPECT_EQ(measureOf({{1, 0, 0}}).label, QString());
}

}  // namespace
}  // namespace solopose
