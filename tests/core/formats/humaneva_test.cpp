#include "core/formats/humaneva.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/formats/h36m.h"
#include "tests/core/formats/public_layouts.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(HumanEva, chunks_are_tracks_of_their_own_in_metres) {
  REQUIRE_PUBLIC_LAYOUTS();
  const Reading reading = read(humaneva_reader(), public_layouts() / "humaneva/data_3d_humaneva15.npz");
  ASSERT_THAT(reading.sequences, SizeIs(4));
  const Sequence& track = reading.sequences[0];
  EXPECT_EQ(track.subject, "S1");
  EXPECT_EQ(track.action, "Walking");
  EXPECT_EQ(track.take, "Train Walking 1 chunk0");
  EXPECT_EQ(track.frames_per_second, 60);
  expect_figure(track, 6, [](std::int64_t f, Joint joint) { return figure_joint(f, joint); });
  expect_plausible_person(track);
  EXPECT_EQ(reading.sequences[1].frames(), 3);
  EXPECT_EQ(reading.sequences[2].action, "Box");
  EXPECT_EQ(reading.sequences[3].take, "Validate Walking 1 chunk0");
  EXPECT_EQ(reading.sequences[3].subject, "S1");
}

TEST(HumanEva, is_told_apart_from_human36m_by_its_joints) {
  REQUIRE_PUBLIC_LAYOUTS();
  const TemporaryFolder folder;
  for (const auto& [name, reader] :
       {std::pair{"data_3d_humaneva15.npz", "humaneva"}, {"data_3d_h36m.npz", "h36m"}}) {
    SCOPED_TRACE(name);
    write_bytes(folder / "renamed.npz", bytes_of(public_layouts() / "humaneva" / name));
    EXPECT_EQ(reader_for(folder / "renamed.npz")->name, reader);
    EXPECT_EQ(h36m_reader().recognises(folder / "renamed.npz"), std::string(reader) == "h36m");
  }
  EXPECT_THAT(error_of(humaneva_reader(), public_layouts() / "humaneva/data_3d_h36m.npz"),
              HasSubstr("positions_3d[S1][Walking]: expected an array of shape (frames, 15, 3)"));
}

TEST(HumanEva, damaged_files_are_survived) {
  REQUIRE_PUBLIC_LAYOUTS();
  const TemporaryFolder folder;
  expect_damage_is_survived(humaneva_reader(), bytes_of(public_layouts() / "humaneva/data_3d_humaneva15.npz"),
                            folder / "data_3d_humaneva15.npz");
}

}  // namespace
}  // namespace solopose::testing
