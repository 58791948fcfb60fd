#include "core/heatpose/value_axis.h"

#include <gtest/gtest.h>

namespace solopose::testing {
namespace {

TEST(value_axis, axis_and_share_are_inverse) {
  for (const bool logarithmic : {false, true})
    for (const double axis : {0.01, 0.3, 0.77, 1.0})
      EXPECT_NEAR(axis_of_share(share_of_axis(axis, logarithmic), logarithmic), axis, 1e-9);
}

TEST(value_axis, a_decade_is_a_quarter_of_a_logarithmic_one) {
  EXPECT_NEAR(axis_of_share(0.1, true), 0.75, 1e-12);
  EXPECT_NEAR(axis_of_share(0.001, true), 0.25, 1e-12);
  EXPECT_EQ(axis_of_share(0, true), 0);
  EXPECT_EQ(axis_of_share(2, true), 1);
}

}  // namespace
}  // namespace solopose::testing
