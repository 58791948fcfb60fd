#include "core/options/whole.h"

#include <gtest/gtest.h>

namespace solopose {
namespace {

constexpr auto most = std::numeric_limits<std::uint64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

TEST(Whole, keeps_the_order_of_all_64_bit_numbers) {
  const Whole ascending[] = {
      least, -1, 0, 1, std::numeric_limits<std::int64_t>::max(), std::uint64_t{1} << 63, most};
  for (std::size_t i = 1; i < std::size(ascending); ++i) {
    EXPECT_LT(ascending[i - 1], ascending[i]) << i;
    EXPECT_NE(ascending[i - 1], ascending[i]) << i;
  }
}

TEST(Whole, is_given_only_as_a_type_that_holds_it) {
  EXPECT_EQ(Whole(most).as<std::uint64_t>(), most);
  EXPECT_EQ(Whole(most).as<std::int64_t>(), std::nullopt);
  EXPECT_EQ(Whole(-1).as<std::uint64_t>(), std::nullopt);
  EXPECT_EQ(Whole(least).as<std::int64_t>(), least);
  EXPECT_EQ(Whole(5'000'000'000).as<int>(), std::nullopt);
  EXPECT_EQ(Whole(-7).as<int>(), -7);
}

TEST(Whole, is_written_with_all_its_digits) {
  EXPECT_EQ(Whole(most).text(), "18446744073709551615");
  EXPECT_EQ(Whole(least).text(), "-9223372036854775808");
}

}  // namespace
}  // namespace solopose
