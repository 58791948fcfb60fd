#include "core/formats/body_guess.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/formats/axis.h"
#include "tests/core/formats/postures.h"

namespace solopose {
namespace {

using testing::Postures;

constexpr const char* axes[] = {"x", "-x", "y", "-y", "z", "-z"};

/// The guess is the axis that is up, whichever that is.
void expect_upright(const Postures& postures) {
  for (const char* up : axes) {
    const auto guess = guess_up(postures.poses(up));
    ASSERT_TRUE(guess) << up;
    EXPECT_EQ(nearest_axis(*guess).name, up);
  }
}

TEST(body_guess, who_stands_and_bows_stands) {
  expect_upright(Postures().stand(45).bow(45));
  expect_upright(Postures().bow(80).stand(10));
  expect_upright(Postures().stand(1));
  expect_upright(Postures().stand(1).bow(500));
}

TEST(body_guess, who_lies_down_lies_on_the_floor_on_which_the_feet_stand) {
  expect_upright(Postures().stand(45).lie_aside(45));
  expect_upright(Postures().stand(10).lie_aside(80));
  expect_upright(Postures().lie_aside(50).stand(40));  // who gets up
  // Right where the feet were nothing but their number tells them apart.
  expect_upright(Postures().stand(46).lie(45));
  expect_upright(Postures().stand(45).lie(45));
}

TEST(body_guess, handstands_seats_and_jumps_turn_nobody_over) {
  expect_upright(Postures().stand(60).handstand(20));
  expect_upright(Postures().handstand(20).stand(60).bow(10).lie_aside(10));
  expect_upright(Postures().sit(90));
  expect_upright(Postures().sit(50).lie_aside(20));
  expect_upright(Postures().stand(20).jump(40).stand(20));
}

TEST(body_guess, joints_that_are_missing_do_not_count) {
  const float none = std::numeric_limits<float>::quiet_NaN();
  for (const char* up : axes) {
    std::vector<float> poses = Postures().bow(20).stand(30).poses(up);
    for (std::size_t f = 0; f < 50; ++f) {
      float* pose = poses.data() + f * joint_count * 3;
      if (f % 3 == 0) std::fill_n(pose, joint_count * 3, none);                      // the frame
      if (f % 3 == 1) std::fill_n(pose + 3 * index_of(Joint::left_ankle), 3, none);  // a foot
    }
    EXPECT_EQ(nearest_axis(guess_up(poses).value()).name, up);
  }
  EXPECT_FALSE(guess_up(std::vector<float>(10 * joint_count * 3, none)));
  EXPECT_FALSE(guess_up(std::vector<float>(10 * joint_count * 3, 0)));
  EXPECT_FALSE(guess_up({}));
}

TEST(body_guess, whoever_it_is_powers_of_ten_are_recognised) {
  for (const double metres : {0.80, 0.95, 1.15, 1.35, 1.55, 1.75, 1.95, 2.1}) {
    for (const double unit : {1.0, 10.0, 1000.0}) {
      const UnitGuess guess = guess_unit(metres * 1000 / unit);
      EXPECT_EQ(guess.millimetres_per_unit, unit) << metres << " m in " << unit << " mm: " << guess.remark;
      EXPECT_THAT(guess.remark, ::testing::HasSubstr("--unit"));
    }
  }
}

TEST(body_guess, odd_units_are_recognised_by_adults) {
  for (const double metres : {1.45, 1.6, 1.75, 1.88}) {
    EXPECT_EQ(guess_unit(metres * 1000 / 25.4).millimetres_per_unit, 25.4) << metres;
  }
  for (const double metres : {1.45, 1.6, 1.75, 1.88, 2.05}) {
    const double cmu = 25.4 / 0.45;
    EXPECT_EQ(guess_unit(metres * 1000 / cmu).millimetres_per_unit, cmu) << metres;
  }
}

TEST(body_guess, heights_are_measured_on_bodies_in_any_posture) {
  for (const double factor : {1.0, 0.47, 0.68, 1.25}) {
    const auto height = standing_height(Postures().stand(3).bow(3).lie(3).sit(3).poses("y", factor));
    EXPECT_NEAR(height.value(), 1700 * factor, 100 * factor);
  }
}

/// What settle_unit makes of a person of 1.7 m whose coordinates are in `real` mm while the file says `said`.
std::pair<double, std::string> settled(double real, double said, const ReadOptions& options = {}) {
  std::string remarks;
  const double unit = settle_unit("file", options, said, Postures().stand(9).poses("y", 1 / real),
                                  [&](const std::string& remark) { remarks += remark; });
  return {unit, remarks};
}

TEST(body_guess, a_files_own_unit_counts_unless_it_makes_a_body_of_nobodys_size) {
  EXPECT_EQ(settled(1, 1), std::pair(1.0, std::string()));
  EXPECT_EQ(settled(1000, 1000), std::pair(1000.0, std::string()));
  EXPECT_EQ(settled(1.5, 1), std::pair(1.0, std::string())) << "a child";
  for (const auto& [real, said] : {std::pair{1000.0, 1.0}, std::pair{1.0, 1000.0}, std::pair{10.0, 1.0},
                                   std::pair{1000.0, 10.0}, std::pair{1.0, 10.0}}) {
    const auto [unit, remark] = settled(real, said);
    EXPECT_EQ(unit, real);
    EXPECT_THAT(remark,
                ::testing::AllOf(::testing::HasSubstr("unit guessed"), ::testing::HasSubstr("--unit")));
  }
  ReadOptions stated;
  stated.millimetres_per_unit = 1;
  EXPECT_EQ(settled(1000, 1, stated), std::pair(1.0, std::string())) << "what the user states, counts";
}

TEST(body_guess, a_files_own_unit_that_makes_nobody_is_kept_and_said_where_none_is_better) {
  const auto [unit, remark] = settled(85, 10);
  EXPECT_EQ(unit, 10);
  EXPECT_THAT(remark, ::testing::HasSubstr("--unit"));
}

}  // namespace
}  // namespace solopose
