#include "core/formats/h36m_pkl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/formats/public_layouts.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::SizeIs;

Eigen::Vector3d filmed_joint(std::int64_t frame, Joint joint) {
  return seen_by_camera(figure_joint(frame, joint));
}

TEST(H36mPkl, pictures_of_one_folder_are_a_cameras_track_at_the_rate_of_their_numbers) {
  REQUIRE_PUBLIC_LAYOUTS();
  for (const char* name : {"h36m_validation_2.pkl", "h36m_validation_4.pkl", "h36m_both.pkl"}) {
    SCOPED_TRACE(name);
    const fs::path file = public_layouts() / "toolbox" / name;
    EXPECT_EQ(reader_for(file)->name, "h36m_pkl");
    const Reading reading = read(h36m_pkl_reader(), file);
    ASSERT_THAT(reading.sequences, SizeIs(2));
    const Sequence& first = reading.sequences[0];
    EXPECT_EQ(first.subject, "S9");
    EXPECT_EQ(first.action, "Directions");
    EXPECT_EQ(first.take, "act_02_subact_01");
    EXPECT_EQ(first.view, "54138969");
    EXPECT_EQ(first.frame, CoordinateFrame::camera);
    EXPECT_EQ(first.frames_per_second, 10);
    EXPECT_TRUE(reading.remarked("one picture in 5"));
    expect_figure(first, 6, filmed_joint);
    EXPECT_EQ(reading.sequences[1].view, "55011271");
    expect_figure(reading.sequences[1], 6,
                  [](std::int64_t f, Joint joint) { return f == 3 ? nowhere : filmed_joint(f, joint); });
  }
}

TEST(H36mPkl, a_picture_without_its_joints_is_named) {
  const TemporaryFolder folder;
  const fs::path file = folder / "h36m_train.pkl";
  write_bytes(file,
              "\x80\x04]}(\x8c\x05image\x8c\x05"
              "a.jpg\x8c\x09joints_3dK\x05ua.");
  EXPECT_TRUE(h36m_pkl_reader().recognises(file));
  EXPECT_THAT(error_of(h36m_pkl_reader(), file),
              HasSubstr("[0].joints_3d: expected an array of shape (17, 3)"));
}

TEST(H36mPkl, damaged_files_are_survived) {
  REQUIRE_PUBLIC_LAYOUTS();
  const TemporaryFolder folder;
  expect_damage_is_survived(h36m_pkl_reader(), bytes_of(public_layouts() / "toolbox/h36m_validation_4.pkl"),
                            folder / "h36m_train.pkl");
}

}  // namespace
}  // namespace solopose::testing
