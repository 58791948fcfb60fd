#include "core/formats/amass.h"

#include <gtest/gtest.h>

#include "core/files/npz.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

TEST(Amass, parameters_of_a_body_are_told_from_joints_in_one_line) {
  const testing::TemporaryFolder folder;
  const auto file = folder / "walk_poses.npz";
  NpzWriter out(file);
  out.add<double>("poses", std::vector<double>(2 * 156), {2, 156});
  out.add<double>("trans", std::vector<double>(2 * 3), {2, 3});
  out.add<double>("betas", std::vector<double>(16), {16});
  out.add<double>("mocap_framerate", std::vector<double>{120}, {});
  out.finish();
  ASSERT_NE(reader_for(file), nullptr);
  EXPECT_EQ(reader_for(file)->name, "amass");
  const std::string error = testing::error_of(amass_reader(), file);
  EXPECT_THAT(error, ::testing::HasSubstr("walk_poses.npz: joints: expected their positions"));
  EXPECT_THAT(error, ::testing::HasSubstr("found angles and shape of a body model"));
  EXPECT_EQ(error.find('\n'), std::string::npos);
}

TEST(Amass, other_arrays_called_poses_are_not_taken_for_it) {
  const testing::TemporaryFolder folder;
  NpzWriter out(folder / "poses.npz");
  out.add<double>("poses", std::vector<double>(45), {1, 15, 3});
  out.finish();
  EXPECT_EQ(reader_for(folder / "poses.npz")->name, "table");
}

}  // namespace
}  // namespace solopose
