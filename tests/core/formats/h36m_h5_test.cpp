#include "core/formats/h36m_h5.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/formats/public_layouts.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

TEST(H36mH5, columns_of_96_rows_are_frames_of_32_joints) {
  REQUIRE_PUBLIC_LAYOUTS();
  const fs::path file = public_layouts() / "martinez/S7/MyPoses/3D_positions/Walking 1.h5";
  EXPECT_EQ(reader_for(file)->name, "h36m_h5");
  const Reading reading = read(h36m_h5_reader(), file);
  const Sequence& track = reading.sequences.at(0);
  EXPECT_EQ(track.subject, "S7");
  EXPECT_EQ(track.action, "Walking");
  EXPECT_EQ(track.take, "Walking 1");
  EXPECT_EQ(track.frames_per_second, 50);
  expect_figure(track, 6, [](std::int64_t f, Joint joint) { return figure_joint(f, joint); });
  expect_plausible_person(track);
  EXPECT_THAT(reading.remarks, IsEmpty());
}

TEST(H36mH5, damaged_files_are_survived) {
  REQUIRE_PUBLIC_LAYOUTS();
  const TemporaryFolder folder;
  const std::string sound = bytes_of(public_layouts() / "martinez/S7/MyPoses/3D_positions/Walking 1.h5");
  expect_damage_is_survived(h36m_h5_reader(), sound, folder / "Walking.h5");
}

}  // namespace
}  // namespace solopose::testing
