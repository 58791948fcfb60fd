#include "core/base/counted.h"

#include <gtest/gtest.h>

namespace solopose {
namespace {

TEST(CountedTest, one_is_no_plural_and_large_numbers_are_grouped) {
  EXPECT_EQ(counted(0, "file"), "0 files");
  EXPECT_EQ(counted(1, "pose file"), "1 pose file");
  EXPECT_EQ(counted(2, "file"), "2 files");
  EXPECT_EQ(counted(1234567, "frame"), "1 234 567 frames");
  EXPECT_EQ(grouped(-1000), "-1 000");
  EXPECT_EQ(grouped(999), "999");
}

}  // namespace
}  // namespace solopose
